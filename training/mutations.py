"""Passages that support a claim, turned in one condition each so that they support it no more.

A passage that tells a claim in its own words says much about what counts: the same words with another figure, with the
parts turned, or under "denied that" say something else. What a turn makes of it is certain, so that it can be taught.
"""

import random
import re
from collections.abc import Iterator

from claims.compare.claim_side import ClaimSide, claim_side
from claims.services.filters import Item, views_of_item

Row = dict[str, str]

_DENYING = (
    "It is false that {}.", "Nobody has ever shown that {}.", "The firm's lawyers denied that {}.",
    "A spokeswoman said it was wrong that {}.", "Contrary to reports, it is not so that {}.",
    "Claims that {} are baseless, a spokesman said.", "The report that {} was dismissed as fiction.",
)  # fmt: skip
_OPENING = (
    "It has not been decided whether {}.", "Analysts wonder if {}.", "There are rumours that {}.",
    "Critics fear that {}.", "Two people who asked not to be named said that {}.", "Some in the city believe that {}.",
    "The question is whether {}.", "If {}, prices would rise, an expert said.", "Did it happen that {}?",
    "A petition demands that {}.",
)  # fmt: skip
_RESTATING = (
    "{}.", "{}, the company said on Monday.", "{}, officials said.", "{}, it was announced on Tuesday.",
    "{}, a spokeswoman confirmed on Friday.", "{}, according to a statement.", "{}, the agency reported.",
)  # fmt: skip
_STRANGERS = ("Ambrose Vick", "Tellworth Group", "Oskar Lind", "Calloway Partners", "Marten Foods", "Hilda Brauer")
_ELSEWHERE = ("Kirkwold", "Paraguay", "Osterby", "Kenya", "Lower Fenmark", "Quebec")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"\b20\d\d\b")
_SYMMETRIC = frozenset({"merge", "meet", "contract", "sign", "level", "join"})  # deeds that either does with the other


def mutated(row: Row, chance: random.Random) -> Iterator[Row]:
    """Rows made of one that supports: denied, left open, of others, of another place, figure or year, or turned."""
    plain = row["text"].rstrip(".")
    told = plain[0].lower() + plain[1:] if plain.split(" ", 1)[0].lower() in {"the", "a", "an", "in", "on"} else plain
    yield _with(row, chance.choice(_DENYING).format(told), "refutes")
    yield _with(row, chance.choice(_OPENING).format(told), "discusses")
    claim, _ = views_of_item(Item({**row, "claimed_at": row["claimed_on"], "published_at": row["told_on"]}))
    side = claim_side(claim)
    yield from _of_others(row, side, chance)
    yield from _of_other_figures(row, chance)


def restated(row: Row, chance: random.Random) -> Iterator[Row]:
    """The row's claim told again as it stands, denied and left open: what says a claim word for word is support too."""
    claim = row["claim"].rstrip(".")
    yield _with(row, chance.choice(_RESTATING).format(claim), "supports")
    yield _with(row, chance.choice(_DENYING).format(claim), "refutes")
    yield _with(row, chance.choice(_OPENING).format(claim), "discusses")


def _of_others(row: Row, side: ClaimSide, chance: random.Random) -> Iterator[Row]:
    text = row["text"]
    actor = next((name.text for name in side.actors if name.text in text), None)
    other = next((name.text for name in side.others if name.text in text), None)
    place = next((name.text for name in side.places if name.text in text), None)
    if actor:
        yield _with(row, text.replace(actor, chance.choice(_STRANGERS)), "unrelated")
    if place:
        yield _with(row, text.replace(place, chance.choice(_ELSEWHERE)), "unrelated")
    if actor and other and side.frame is not None and not side.frame.classes & _SYMMETRIC:
        turned = text.replace(actor, "\0").replace(other, actor).replace("\0", other)
        yield _with(row, turned, "unrelated")


def _of_other_figures(row: Row, chance: random.Random) -> Iterator[Row]:
    figures = [f for f in _DIGITS.findall(row["claim"]) if f in row["text"] and not _YEAR.fullmatch(f)]
    if figures:
        figure = chance.choice(figures)
        other = str(int(figure) * chance.choice((2, 3, 5)) + chance.choice((0, 1)))
        yield _with(row, re.sub(rf"\b{figure}\b", other, row["text"]), "refutes")
    year = next((y for y in _YEAR.findall(row["claim"]) if y in row["text"]), None)
    if year:
        yield _with(row, row["text"].replace(year, str(int(year) - chance.choice((2, 4, 7)))), "unrelated")


def _with(row: Row, text: str, stance: str) -> Row:
    return {**row, "text": text, "stance": stance}
