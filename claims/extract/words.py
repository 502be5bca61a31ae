"""Words and marks of a text with their places: the one scan that names, speech and claims share."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# A word may hold inner apostrophes, stops, hyphens and ampersands: "Brava's", "U.S", "3.2", "AT&T", "mid-May";
# a comma only between digits. No mark is a word character, so there is one way to match any text.
_WORD = re.compile(r"\w+(?:['’.&\-]\w+|(?<=\d),(?=\d)\w+)*|[^\w\s]")


_APOSTROPHES = frozenset("'’")
_LAST_LETTERS = frozenset("sdgry'")  # of the endings that stems takes off


class Word(NamedTuple):
    """A word or a single mark; `low` is its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()


def split_words(text: str) -> list[Word]:
    """The words and marks of `text` in their order."""
    new, found = tuple.__new__, _WORD.finditer(text)  # Word._make looks first whether there are four parts
    if "’" in text:
        return [new(Word, (m.start(), m.end(), word := m[0], word.lower().replace("’", "'"))) for m in found]
    return [new(Word, (m.start(), m.end(), word := m[0], word.lower())) for m in found]


def first_in(words: Iterable[Word], listed: frozenset[str]) -> Word | None:
    """The first of `words` whose lower-case form is listed."""
    for word in words:
        if word.low in listed:
            return word
    return None


def stems(low: str) -> tuple[str, ...]:
    """The base forms a lower-case word may have: "rises" and "rising" to "rise", "stopped" to "stop"."""
    if low[-1:] not in _LAST_LETTERS:
        return (low,)
    forms = [low]
    for ending, put in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("'s", ""), ("s'", "")):
        if low.endswith(ending):
            forms.append(low[: -len(ending)] + put)
    for ending in ("ed", "ing", "er", "ers", "ly"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            base = low[: -len(ending)]
            forms += [base, base + "e"]
            if base[-1] == base[-2]:
                forms.append(base[:-1])
    return tuple(forms)


def bare(word: str) -> str:
    """A word without the possessive: "Brava's" and "Motors'" lose it."""
    if word[-1] not in "s'’" or (word[-1] == "s" and word[-2:-1] not in _APOSTROPHES):
        return word
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)]
    return word
