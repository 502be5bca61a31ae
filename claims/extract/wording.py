"""The words of a claim that can stand alone: stretches of an article with names put in for what points to them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.domain.text import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the article, and those that a claim has in their place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made of stretches of an article.

    `pieces` are the stretches that stand in it unchanged, in their order: where each begins in the article, where
    it ends, and where it begins in the text.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, span: Span) -> Span | None:
        """Where a span of the article stands in the text; None where it is not in it as printed."""
        at = bisect_right(self.pieces, span.start, key=lambda piece: piece[0]) - 1
        if at < 0 or span.end > self.pieces[at][1]:
            return None
        return span.shifted(self.pieces[at][2] - self.pieces[at][0])


def worded(spans: Sequence[Span], edits: Iterable[Edit]) -> Wording:
    """The text of `spans`, a blank between them, with `edits` made; both in the order of the article."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0

    def add(text: str, start: int | None) -> None:
        nonlocal length
        if start is not None and text:
            pieces.append((start, start + len(text), length))
        parts.append(text)
        length += len(text)

    pending = list(edits)[::-1]
    for number, span in enumerate(spans):
        if number:
            add(" ", None)
        at = span.start
        while pending and pending[-1].span.end <= span.end:
            edit = pending.pop()
            if edit.span.start < at:
                continue
            add(span.text[at - span.start : edit.span.start - span.start], at)
            add(edit.text, None)
            at = edit.span.end
        add(span.text[at - span.start :], at)
    return Wording("".join(parts), tuple(pieces))
