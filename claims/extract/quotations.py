"""Stretches of text between quotation marks."""

import re
from bisect import bisect_left

_MARK = re.compile(r"[“”„\"«»]|''|\n\s{0,20}\n")
# A single mark also stands for an apostrophe: a straight one opens before a capital, and closes behind punctuation.
_SINGLE = re.compile(
    r"(?<!\w)(?:"
    r"‘[^‘’\n]{3,1000}(?:’(?=\w)[^‘’\n]{1,1000}){0,20}’(?!\w)"
    r"|'(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){3,400}?[,.?!…]'(?![\w'])"
    r")"
)
_LONGEST = 4_000
_OPENS = frozenset("“„«")
_CLOSES = frozenset("”»")


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of each quotation, marks included, in their order; those within others are parts of them.

    A quotation that is never closed runs to the end of its paragraph: speech over several paragraphs
    opens each of them with a mark and closes only the last. What would be longer than 4,000 characters
    is a stray mark. Single marks count where they pair within a line.
    """
    found = _double(text)
    if "‘" in text or "'" in text:
        taken = [start for start, _ in found]
        for single in _SINGLE.finditer(text):
            at = bisect_left(taken, single.end())
            if at == 0 or found[at - 1][1] <= single.start():
                found.insert(at, single.span())
                taken.insert(at, single.start())
    return found


def _double(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened = -1
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign[0] == "\n":
            if opened >= 0 and mark.start() - opened <= _LONGEST:
                found.append((opened, mark.start()))
            opened = -1
        elif opened < 0 or mark.start() - opened > _LONGEST:
            opened = -1 if sign in _CLOSES else mark.start()
        elif sign not in _OPENS:
            found.append((opened, mark.end()))
            opened = -1
    if opened >= 0 and len(text) - opened <= _LONGEST:
        found.append((opened, len(text)))
    return found
