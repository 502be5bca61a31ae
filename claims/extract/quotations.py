"""Stretches of text between quotation marks."""

import re

_MARK = re.compile(r"[“”„\"«»]|''|\n\s{0,20}\n")
_LONGEST = 4_000
_OPENS = frozenset("“„«")
_CLOSES = frozenset("”»")


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of each quotation, marks included, in their order.

    A quotation that is never closed runs to the end of its paragraph: speech over several paragraphs
    opens each of them with a mark and closes only the last. What would be longer than 4,000 characters
    is a stray mark.
    """
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
