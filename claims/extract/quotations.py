"""Stretches of text between quotation marks."""

import re

_MARK = re.compile(r"[“”„\"«»]|''|\n\s{0,20}\n")
_OPENS = frozenset("“„«")
_CLOSES = frozenset("”»")


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of each quotation, marks included, in their order.

    A quotation that is never closed runs to the end of its paragraph: speech over several paragraphs
    opens each of them with a mark and closes only the last.
    """
    found: list[tuple[int, int]] = []
    opened = -1
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign[0] == "\n":
            if opened >= 0:
                found.append((opened, mark.start()))
            opened = -1
        elif opened < 0:
            if sign not in _CLOSES:
                opened = mark.start()
        elif sign not in _OPENS:
            found.append((opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append((opened, len(text)))
    return found
