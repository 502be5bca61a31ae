"""Datelines: where and by which agency a report was filed, before its first sentence ("BERLIN (Reuters) - ")."""

import re

from claims.extract.lexicon import group

_DASH = r"(?:--|[-–—])"
_DAY = r"(?:,[ ][^()\n–—-]{1,40})?"  # ", Feb 13", ", N.Y., Feb. 13"
_SHOUTED = r"[A-Z][A-Z.'’ ]{1,38}[A-Z.]"
_DATELINE = re.compile(
    rf"(?P<shouted>{_SHOUTED}){_DAY}[ ]?(?:{_DASH}?\([^()\n]{{1,40}}\))?[ ]?{_DASH}[ ]?(?=[\w“\"‘'])"
    rf"|[A-Z][\w.'’ ]{{1,38}}{_DAY}[ ]\((?P<agency>[A-Z][A-Za-z]{{1,20}})\)[ ]?{_DASH}[ ]?(?=[\w“\"‘'])"
)
_SHORTEST = 4  # letters of a place in capitals; fewer are an acronym


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline at `start` ends and the report begins; `start` where there is none."""
    found = _DATELINE.match(text, start, end)
    if found is None:
        return start
    shouted, agency = found["shouted"], found["agency"]
    named = agency is not None and agency.lower() in group("news agencies")
    return found.end() if named or (shouted and len(shouted) >= _SHORTEST) else start


def is_dateline(text: str) -> bool:
    """Whether a sentence is nothing but a dateline."""
    return text.endswith(("-", "–", "—")) and dateline_end(text + "X", 0, len(text) + 1) == len(text)
