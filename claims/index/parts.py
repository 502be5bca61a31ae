"""A long text as an index takes it in: sentence by sentence, so that it is found by the one that matters.

As one document a long article is found by what it is about as a whole, and a claim that one of its sentences speaks of
is lost among its other words (docs/architecture.md has the figures).
"""

import re

from claims.index.terms import MAX_TEXT_CHARS

_MOST_CHARS = 600  # between two full stops; what runs on without one is cut
_SENTENCE = re.compile(rf"[^.!?\n]{{1,{_MOST_CHARS}}}(?:[.!?](?!\s)[^.!?\n]{{0,{_MOST_CHARS}}}){{0,9}}[.!?]?")
_FEWEST_CHARS = 20  # of a sentence; a shorter one belongs to the next


def parts_of(text: str) -> list[str]:
    """The sentences of a text, roughly; at least one part, which may be empty."""
    parts: list[str] = []
    short = ""
    for found in _SENTENCE.finditer(text[:MAX_TEXT_CHARS]):
        short = f"{short} {found[0]}" if short else found[0]
        if len(short) >= _FEWEST_CHARS:
            parts.append(short)
            short = ""
    return [*parts, short] if short or not parts else parts
