"""Words and marks of a text with their places: the one scan that names, speech and claims share."""

import re
from typing import NamedTuple

# A word may hold inner apostrophes, stops, hyphens and ampersands: "Renovo's", "U.S", "3.2", "AT&T", "mid-May";
# a comma only between digits. No mark is a word character, so there is one way to match any text.
_WORD = re.compile(r"\w+(?:['’.&\-]\w+|(?<=\d),(?=\d)\w+)*|[^\w\s]")


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
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = text[start:end]
        found.append(Word(start, end, word, word.lower().replace("’", "'")))
    return found
