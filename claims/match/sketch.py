"""A text as the ranking sees it: its telling stems, its words and its direction, made once and compared often."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from claims.compare.words import stem
from claims.match.meaning import Floats, Meanings
from claims.match.words import is_telling

Ids = NDArray[np.int64]

MAX_CHARS = 20_000  # of a text; what it speaks of, it says before
_MOST_SENTENCES = 40
_FEWEST_STEMS = 3  # of a sentence that is looked at by itself

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.)\S{0,2000}", re.IGNORECASE)
_SIGNATURE = re.compile(r"\s[—–-]\s{0,3}([^—–@()\n]{0,80})\(@(\w{1,40})\)(?:[^@()\d]{0,20}\d[^@()]{0,20})?$")
_TAG = re.compile(r"[#@]([^\W_]\w{0,60})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A text: `stems` are ids in ascending order, each once, `weights` their rarities, `roots` the stems themselves.

    `names` and `numbers` are the ids of those that are written large or in digits; `rows` are the words'
    places in the table of meanings, `rarities` those of the words, and `vector` the direction of all.
    """

    stems: Ids
    weights: Floats
    roots: tuple[str, ...]
    names: Ids
    numbers: Ids
    rows: NDArray[np.intp]
    rarities: Floats
    vector: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A text to be matched: without addresses and signature, as a whole, sentence by sentence, and who signed it."""

    text: str
    whole: Sketch
    sentences: tuple[Sketch, ...]
    signature: Sketch


def question_of(text: str, table: Meanings) -> Question:
    """The sketch of any text, as it is asked with."""
    body, signer = plain_and_signer(text)
    parts = (sketch_of(part, table) for part in sentences_of(body))
    sentences = tuple(part for part in parts if len(part.stems) >= _FEWEST_STEMS)
    return Question(body, sketch_of(body, table), sentences, sketch_of(signer, table))


def plain_and_signer(text: str) -> tuple[str, str]:
    """A post without its addresses, its tags as words; and who signed it, "" where nobody did.

    A signature is what posts are quoted with: "— Name (@handle) day" at the end.
    """
    plain = _ADDRESS.sub(" ", text[:MAX_CHARS]).rstrip()
    signature = _SIGNATURE.search(plain, max(0, len(plain) - 200))
    body = plain[: signature.start()] if signature else plain
    signer = f"{signature[1]} {_HUMP.sub(' ', signature[2])}" if signature else ""
    return _TAG.sub(lambda tag: _HUMP.sub(" ", tag[1]), body), signer


def sentences_of(text: str) -> list[str]:
    """The text cut after full stops, question and exclamation marks and at line ends, forty pieces at most."""
    ends = [end.end() for end in islice(_SENTENCE_END.finditer(text), _MOST_SENTENCES - 1)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


def words_in(text: str) -> list[str]:
    """The words and numerals of a text as printed, without possessive endings and thousands separators."""
    plain = text[:MAX_CHARS].replace("’", "'").replace("'s", "")
    return [word.replace(",", "") for word in _WORD.findall(plain)]


def sketch_of(text: str, table: Meanings) -> Sketch:
    """The sketch of a text."""
    words = words_in(text)
    counts = Counter(word.lower() for word in words)
    roots = {word: stem(word) for word in counts}
    printed: dict[str, str] = {}
    for word in words:
        printed.setdefault(roots[word.lower()], word)
    telling = sorted((_id(root), root) for root in set(roots.values()) if is_telling(root))
    known = sorted({row for word in counts if is_telling(roots[word]) and (row := table.rows.get(word)) is not None})
    rows = np.array(known, np.intp)
    return Sketch(
        stems=_ids(i for i, _ in telling),
        weights=np.array([table.rarity_of(root) for _, root in telling], np.float32),
        roots=tuple(root for _, root in telling),
        names=_ids(i for i, root in telling if printed[root][0].isupper()),
        numbers=_ids(i for i, root in telling if printed[root][0].isdigit()),
        rows=rows,
        rarities=np.log(table.texts / np.maximum(1, table.counts[rows])).astype(np.float32),
        vector=table.vector_of(counts),
    )


def _ids(found: Iterable[int]) -> Ids:
    return np.fromiter(found, np.int64)


def _id(root: str) -> int:
    return zlib.crc32(root.encode("utf-8", "replace"))
