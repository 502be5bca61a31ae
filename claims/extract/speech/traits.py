"""What a word is to those around it: a kind, and numbers that stand for the word and its stem."""

from enum import IntEnum
from functools import cache
from struct import Struct
from typing import NamedTuple
from zlib import crc32

from claims.extract.lexicon import entries, word_set
from claims.extract.speech.verbs import americanised, stem

Kind = IntEnum(
    "Kind",
    "WORD ING ED LY S NUMBER CAPITAL DAY TO THAT QUESTION PRONOUN AUXILIARY DETERMINER PAIR CONJUNCTION PREPOSITION "
    "QUOTE COMMA COLON SEMICOLON DASH BRACKET STOP MARK",
)
_ENDINGS = (("ing", Kind.ING), ("ed", Kind.ED), ("ly", Kind.LY), ("s", Kind.S))
_MARKS = {
    mark: kind
    for marks, kind in (
        (",", Kind.COMMA),
        (":", Kind.COLON),
        (";", Kind.SEMICOLON),
        ("-–—", Kind.DASH),
        ("()[]", Kind.BRACKET),
        (".!?…", Kind.STOP),
        ("“”„«»\"'‘’", Kind.QUOTE),
    )
    for mark in marks
}


_PACK = Struct("=5q").pack


class Traits(NamedTuple):
    """`word` and `stem` are 32-bit numbers; a word that the model does not know has those of its kind.

    `shape` is the kind that the looks of the word alone give; `cue` tells whether it may be what speech hangs on.
    """

    kind: int
    word: int
    stem: int
    shape: int
    cue: bool

    def packed(self) -> bytes:
        """The five as machine integers, so that those of many words are laid out at once."""
        return _PACK(*self)


def traits_of(text: str, words: frozenset[str], cues: frozenset[str]) -> Traits:
    """The traits of a word or mark to a model that knows `words`, and `cues` among their stems."""
    low = text.lower().replace("’", "'")
    shape = _shape(text)
    kind = _kinds().get(low, shape)
    if low not in words:
        low = americanised(low)
    root = stem(low)
    if low not in words and low != ":":
        return Traits(kind, shape, shape, shape, cue=text.islower() and root in cues)
    return Traits(kind, crc32(low.encode()), crc32(root.encode()), shape, cue=root in cues)


@cache
def _kinds() -> dict[str, int]:
    named = (line.split(":", 1) for line in entries("speech/kinds.txt"))
    return {word: Kind[name.upper()] for name, words in named for word in words.split()}


def _shape(text: str) -> int:
    first = text[0]
    if not first.isalnum():
        return _MARKS.get(first, Kind.MARK)
    if first.isdigit():
        return Kind.NUMBER
    if text in word_set("calendar.txt"):
        return Kind.DAY
    if first.isupper():
        return Kind.CAPITAL
    return next((kind for ending, kind in _ENDINGS if text.endswith(ending)), Kind.WORD)
