"""Amounts that a text states more than once: "$5 million or KRW7 billion" is one figure in two currencies."""

from collections.abc import Iterable
from dataclasses import replace

from claims.domain.mention import Quantity
from claims.extract.lexicon import group
from claims.extract.words import split_words

_LONGEST_LINK = 40  # characters between two statements of one amount


def joined_figures(text: str, quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of `text`, with those numbered alike (`figure`) that give one sum of money in several currencies.

    A sum follows another in brackets, after a stroke, or after "or"; between them stand at most words of rounding.
    """
    found: list[Quantity] = []
    figures = 0
    for quantity in quantities:
        before = found[-1] if found else None
        if before is not None and _may_be_same(before, quantity):
            link = text[before.span.end : quantity.span.start]
            if _links(link) or (before.figure is not None and _goes_on(link)):
                if before.figure is None:
                    figures += 1
                    found[-1] = before = replace(before, figure=figures)
                quantity = replace(quantity, figure=before.figure)  # noqa: PLW2901
        found.append(quantity)
    return tuple(found)


def renumbered(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Some of a text's quantities with their figures counted from 1; one that is left alone has no number."""
    listed = tuple(quantities)
    several = [q.figure for q in listed if q.figure is not None]
    kept = list(dict.fromkeys(figure for figure in several if several.count(figure) > 1))
    return tuple(replace(q, figure=kept.index(q.figure) + 1 if q.figure in kept else None) for q in listed)


def _may_be_same(one: Quantity, other: Quantity) -> bool:
    """Whether both are money of different currencies, for the same measure ("per barrel")."""
    if one.currency is None or other.currency is None or one.currency == other.currency:
        return False
    return one.unit[3:] == other.unit[3:] or not (one.unit[3:] and other.unit[3:])


def _links(link: str) -> bool:
    """Whether what stands between two sums says that the second restates the first: "(about", ", or", "/"."""
    if len(link) > _LONGEST_LINK or "\n" in link:
        return False
    words = split_words(link)
    opens = any(w.text in "([/" or w.low in group("restating") for w in words)
    known = ("restating", "rounding")
    return opens and all(w.text in "([/,-–—~" or any(w.low in group(name) for name in known) for w in words)


def _goes_on(link: str) -> bool:
    """Whether a third currency follows: "($5m, £4m)"."""
    return link.strip() in (",", ";", "/", "or", ", or")
