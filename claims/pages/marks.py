"""Texts with what was found in them marked in place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from claims.domain.claim import Claim, ClaimDraft
from claims.domain.mention import Comparator, DateMention, Quantity
from claims.domain.text import Span
from claims.pages.words import short_day

_AROUND = 220  # characters of context on each side of a passage
_COMPARED = {
    Comparator.ABOUT: "about ",
    Comparator.MORE: "more than ",
    Comparator.LESS: "less than ",
    Comparator.UP: "up ",
    Comparator.DOWN: "down ",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked: what it is, how it was read, and where a click on it leads."""

    start: int
    end: int
    kind: str
    note: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, with the mark it is under, if any."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with some of what stands before and after it."""

    before: str
    passage: str
    after: str


def marked(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text in pieces; of marks that overlap, the one that begins first is kept, or else the longer one."""
    pieces: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not at <= mark.start < mark.end <= len(text):
            continue
        if at < mark.start:
            pieces.append(Piece(text[at : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], mark))
        at = mark.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def claim_pieces(claim: Claim | ClaimDraft) -> list[Piece]:
    """A claim's words with its amounts, dates and names marked."""
    return marked(claim.text, [*_figures(claim), *_names(claim.text, claim.entities)])


def _figures(claim: Claim | ClaimDraft) -> Iterable[Mark]:
    for quantity in claim.quantities:
        yield Mark(quantity.span.start, quantity.span.end, "amount", amount_in_words(quantity))
    for mention in claim.dates:
        yield Mark(mention.span.start, mention.span.end, "date", days_in_words(mention))


def _names(text: str, names: Iterable[str]) -> Iterable[Mark]:
    for name in names:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Mark(found.start(), found.end(), "name", "")


def readings_of(claim: Claim) -> list[Mark]:
    """How a claim's amounts and dates were read, in the order of its words."""
    return sorted(_figures(claim), key=lambda mark: mark.start)


def amount_in_words(quantity: Quantity) -> str:
    """`about 310,000,000 GBP`."""
    value = _grouped(quantity.value)
    if quantity.to is not None:
        value = f"{value} to {_grouped(quantity.to)}"
    unit = quantity.unit if quantity.unit == "%" else f" {quantity.unit}"
    return f"{_COMPARED.get(quantity.comparator, '')}{value}{unit}".strip()


def _grouped(value: Decimal) -> str:
    return f"{value:,f}" if abs(value) < Decimal(10) ** 30 else f"{value:.3e}"


def days_in_words(mention: DateMention) -> str:
    """The first and the last day meant."""
    first, last = short_day(mention.first), short_day(mention.last)
    if mention.limit:
        return f"until {last}"
    return first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of a text under the same marks: their kinds, and the numbers of those that end with it."""

    text: str
    kinds: str
    ending: tuple[int, ...]


def layered(text: str, start: int, end: int, spans: Iterable[tuple[int, Span, str]]) -> list[Layer]:
    """The part of a text from `start` to `end` under spans that may overlap: (number, span, kind) each."""
    touching = [(number, span, kind) for number, span, kind in spans if span.start < end and start < span.end]
    edges = {start, end, *(edge for _, span, _ in touching for edge in (span.start, span.end) if start < edge < end)}
    return [
        Layer(
            text[here:there],
            " ".join(sorted({kind for _, span, kind in touching if span.start <= here < span.end})),
            tuple(number for number, span, _ in touching if here < span.end <= there),
        )
        for here, there in pairwise(sorted(edges))
    ]


def paragraphs(text: str, longest: int) -> list[tuple[int, int]]:
    """Where the paragraphs of a text begin and end; one that is too long is cut at a blank."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        while end - start > longest:
            cut = text.rfind(" ", start + longest // 2, start + longest)
            cut = cut if cut > 0 else start + longest
            found.append((start, cut))
            start = cut
        if text[start:end].strip():
            found.append((start, end))
    return found


def in_context(text: str, span: Span) -> Context:
    """A passage in its article, cut at words; alone where the text has another one there."""
    if text[span.start : span.end] != span.text:
        return Context("", span.text, "")
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    if span.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if span.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Context(before, span.text, after)
