"""A text as the model sees it: its sentences as tokens, stems and counts of words of tone."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.compare.claim_names import stop_words
from claims.compare.words import stem
from claims.stance.lexicon import word_lists

Numbers = NDArray[np.float64]

_MAX_SENTENCES = 120
_MAX_CHARS = 2_000  # of a sentence
_MAX_WORD = 40  # characters; what is longer is no word
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[?!\"“”]")
_MARKS = frozenset('?!"“”')


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text, sentence by sentence; one without sentences has an empty one.

    `stems` and `pairs` hold each sentence's telling stems and their neighbours; `tones` counts its words of each
    class of TONES (sentences x classes), `lengths` its tokens.
    """

    tokens: tuple[tuple[str, ...], ...]
    stems: tuple[frozenset[str], ...]
    pairs: tuple[frozenset[tuple[str, str]], ...]
    counts: Mapping[str, int]
    tones: Numbers
    lengths: Numbers

    @property
    def all_stems(self) -> frozenset[str]:
        """The stems of all sentences."""
        return frozenset(self.counts)


@cache
def tones() -> tuple[str, ...]:
    """The classes of tone, in the order of their columns."""
    return tuple(word_lists("tone.txt"))


@cache
def tone_of() -> Mapping[str, int]:
    """The column of each word of tone."""
    found: dict[str, int] = {}
    for column, words in enumerate(word_lists("tone.txt").values()):
        for word in words:
            found.setdefault(word, column)
    return found


@lru_cache(maxsize=50_000)
def stem_of(token: str) -> str | None:
    """The stem of a token that tells what a text is about, None for others."""
    if token in stop_words() or token in _MARKS:
        return None
    return stem(token.split("'", maxsplit=1)[0])


@lru_cache(maxsize=256)
def text_of(sentences: tuple[str, ...]) -> Text:
    """Pure; kept because an article meets many claims, and a claim many articles."""
    return _text(sentences)


def _text(sentences: Sequence[str]) -> Text:
    tokens = [_tokens(sentence) for sentence in sentences[:_MAX_SENTENCES]] or [()]
    classes = tone_of()
    counts: Counter[str] = Counter()
    stems, pairs = [], []
    tone = np.zeros((len(tokens), len(tones())))
    for number, found in enumerate(tokens):
        telling = [s for s in map(stem_of, found) if s]
        stems.append(frozenset(telling))
        pairs.append(frozenset(pairwise(telling)))
        counts.update(telling)
        for token in found:
            column = classes.get(token)
            if column is not None:
                tone[number, column] += 1
    lengths = np.array([len(found) for found in tokens], np.float64)
    return Text(tuple(tokens), tuple(stems), tuple(pairs), counts, tone, lengths)


def _tokens(sentence: str) -> tuple[str, ...]:
    found = _TOKEN.findall(sentence[:_MAX_CHARS].lower().replace("’", "'"))
    return tuple(token for token in found if len(token) <= _MAX_WORD)
