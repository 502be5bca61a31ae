"""From any text to the terms it is found under: bounded, folded, stop words out, numbers in one form."""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import tantivy

MAX_TEXT_CHARS = 200_000  # of a text; a long article says what it is about well before
_MAX_WORD_CHARS = 40  # longer runs are encodings, not words

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.)[^\s]{0,2000}", re.IGNORECASE)
_TAG = re.compile(r"[#@]([^\W_]{1,60})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,6}")
_SCALES = (
    dict.fromkeys(("thousand", "k"), 3)
    | dict.fromkeys(("million", "mn", "m"), 6)
    | dict.fromkeys(("billion", "bn", "b"), 9)
    | dict.fromkeys(("trillion", "tn"), 12)
)
_TERM = re.compile(
    rf"(?P<number>\d[\d,.]{{0,40}})[ -]?(?P<scale>(?:{'|'.join(_SCALES)})\b)?|(?P<word>[^\W_]+)", re.IGNORECASE
)
_SUFFIXES = ((12, "tn"), (9, "bn"), (6, "m"))


def _read_words(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_STOP_WORDS = _read_words("stopwords.txt")

# Tells apart any two ways to make terms: an index made by another than this one is of no use.
FINGERPRINT = blake2b(Path(__file__).read_bytes() + " ".join(sorted(_STOP_WORDS)).encode(), digest_size=8).hexdigest()


def prepare(text: str) -> str:
    """`text` as the analyzer expects it: its terms in order, one blank between them."""
    return " ".join(_words(text[:MAX_TEXT_CHARS]))


def analyzer() -> tantivy.TextAnalyzer:
    """What turns a prepared text into terms, for documents and queries alike: accents off, English stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.stemmer("english")).build()


def _words(text: str) -> Iterator[str]:
    plain = _ADDRESS.sub(" ", text)
    plain = _TAG.sub(lambda tag: " " + _HUMP.sub(" ", tag[1]), plain)
    plain = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), plain)
    for found in _TERM.finditer(plain):
        if found["number"]:
            yield from _number_terms(found["number"], (found["scale"] or "").lower())
            continue
        word = "usa" if found["word"] == "US" else found["word"].lower()
        if len(word) <= _MAX_WORD_CHARS and word not in _STOP_WORDS and (len(word) > 1 or not word.isascii()):
            yield word


@lru_cache(maxsize=4096)
def _number_terms(digits: str, scale: str) -> tuple[str, ...]:
    """The number as printed, and with its scale: "1,500 million" is "1500" and "1.5bn"."""
    printed = _without_separators(digits)
    whole, _, fraction = printed.partition(".")
    power = _SCALES.get(scale, 0) - len(fraction)
    significant = (whole + fraction).lstrip("0").rstrip("0")
    zeros = len(whole + fraction) - len((whole + fraction).rstrip("0"))
    full = _scaled(significant, power + zeros) if significant else "0"
    return (full,) if full == printed else (printed, full)


def _without_separators(digits: str) -> str:
    """Thousands separators and a sentence's full stop off: "1,500." is "1500", "3.20" is "3.2"."""
    printed = digits.replace(",", "").strip(".")
    if printed.count(".") > 1:  # a version or a date, not a decimal
        return printed.replace(".", "")
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def _scaled(significant: str, power: int) -> str:
    """`significant` times ten to `power`, in the largest of tn, bn and m that fits: ("15", 8) is "1.5bn"."""
    size = len(significant) + power  # digits before the decimal point
    for exponent, suffix in _SUFFIXES:
        if size > exponent:
            return _with_point(significant, power - exponent) + suffix
    return _with_point(significant, power)


def _with_point(significant: str, power: int) -> str:
    if power >= 0:
        return significant + "0" * power
    padded = significant.rjust(1 - power, "0")
    return f"{padded[:power]}.{padded[power:]}"
