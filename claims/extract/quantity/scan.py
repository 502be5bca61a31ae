"""The one pass over a text that finding quantities makes: its numbers, words and marks with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Every alternative begins with another kind of character and none can be matched in two ways, so the scan is
# linear. An empty line is a token of its own: no amount runs over it.
_TOKEN = re.compile(
    r"\n[ \t\r]*\n"
    r"|[0-9]+(?:[.,][0-9]+)*"
    r"|(?<![\w.,])\.[0-9]+"
    r"|(?<!\w)(?:[A-Za-z]\.){2,4}"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|\S"
)
_BLOCK = 20_000
_PADDING = 40


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text`, a stretch that begins at `offset` of the whole.

    `low` holds the words in lower case with straight apostrophes. The lists end in empty tokens, more
    than any rule looks ahead or back, so that a rule may read past the last token and before the first.
    """

    text: str
    offset: int
    count: int
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        return self.starts[i] == self.ends[i - 1]

    def is_number(self, i: int) -> bool:
        """Whether token `i` is written in digits."""
        word = self.words[i]
        return "0" <= word[:1] <= "9" or (word[:1] == "." and len(word) > 1)

    def is_capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter."""
        return self.words[i][:1].isupper()


def scan(text: str, offset: int = 0) -> Tokens:
    """The tokens of `text`."""
    matches = list(_TOKEN.finditer(text))
    words = [match[0] for match in matches]
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    low = [word.lower() for word in words]
    if "’" in text:
        low = [word.replace("’", "'") for word in low]
    count = len(words)
    padding = range(_PADDING)
    words += ["" for _ in padding]
    low += ["" for _ in padding]
    starts += [-2 for _ in padding]
    ends += [-1 for _ in padding]
    return Tokens(text, offset, count, words, low, starts, ends)


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in stretches of at most 20,000 characters, cut at an empty line or a space where there is one."""
    start = 0
    while len(text) - start > _BLOCK:
        limit = start + _BLOCK
        cut = max(text.rfind("\n\n", start + 1, limit), -1)
        if cut < 0:
            cut = text.rfind(" ", start + 1, limit)
        if cut < 0:
            cut = limit
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
