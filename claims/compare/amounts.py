"""Whether two amounts that measure the same thing are the same amount, rounding and currency allowed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from claims.compare.clauses import BE
from claims.compare.conditions import Condition, agrees, differs, unknown
from claims.compare.durations import HOURS
from claims.compare.figures import is_same
from claims.compare.frames import Parsed
from claims.compare.lexicon import data_lines, word_class
from claims.compare.synonyms import alike
from claims.compare.words import Word, stem
from claims.domain.mention import Quantity
from claims.domain.verdict import Policy

_REACH = 4
_BREAKS = frozenset({",", ";", ".", "and", "for", "to", "from", "in", "by"})
_PERSONS = frozenset(stem(word) for word in word_class("person"))
_SOFTENERS = word_class("softener")
_BEFORE_VERBS = word_class("modal") | {"to"}  # behind which "export" is a deed, and no measure


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with what its sentence says of it.

    `measures` are the things it is said to measure ("revenue"); `level` marks what is reached
    ("rose to 4 %"), `baseline` what was before ("from 3 %"), `rejected` what the sentence says it
    is not ("not the 40 million"). It begins at word `at`.
    """

    quantity: Quantity
    measures: frozenset[str] = frozenset()
    level: bool = False
    baseline: bool = False
    rejected: bool = False
    at: int = 0


def amounts_of(quantities: Iterable[Quantity], parsed: Parsed, offset: int = 0) -> tuple[Amount, ...]:
    """The quantities of a sentence that starts at `offset`, durations left out (those are dates)."""
    return tuple(_amount(q, parsed.words, offset) for q in quantities if q.unit not in HOURS)


def _amount(quantity: Quantity, words: Sequence[Word], offset: int) -> Amount:
    start, end = quantity.span.start - offset, quantity.span.end - offset
    before = [w for w in words if w.end <= start][-_REACH:]
    after = [w for w in words if w.start >= end][:_REACH]
    lows = [w.low for w in before if w.low not in _SOFTENERS]
    near = (*_nearest(reversed(before)), *_nearest(after))
    verbs = {word.start for marker, word in pairwise(words) if marker.low in _BEFORE_VERBS}
    measures = (w.stem for w in near if w.stem in _MEASURES and w.start not in verbs)
    return Amount(
        at=next((i for i, w in enumerate(words) if w.end > start), 0),
        quantity=quantity,
        measures=frozenset(measures),
        level=bool(lows) and (lows[-1] in {"to", "at"} or lows[-1] in BE),
        baseline=lows[-1:] == ["from"] or lows[-2:] == ["compared", "with"] or lows[-2:] == ["compared", "to"],
        rejected=lows[-1:] in (["not"], ["rather"]) or _is_replaced(words, start) or _is_foil(before),
    )


_MEASURES = frozenset(stem(word) for word in data_lines("measures.txt"))


def _is_replaced(words: Sequence[Word], start: int) -> bool:
    """Whether it belongs to what something else stands for: "instead of a loss of 14 million", "rather than 14"."""
    lows = [w.low for w in words if w.end <= start][-_FOIL_REACH:]
    pairs = [i for i, pair in enumerate(pairwise(lows)) if pair in _INSTEAD]
    return bool(pairs) and not any(low in {",", ";", ":", "."} for low in lows[pairs[-1] :])


_INSTEAD = frozenset({("instead", "of"), ("rather", "than")})
_FOIL_REACH = 7  # words between "instead of" and its figure


def _is_foil(before: Sequence[Word]) -> bool:
    """Whether another figure is held against this one: "far less than the 45 million reported"."""
    return [w.low for w in before[-2:]] == ["than", "the"]


def _nearest(words: Iterable[Word]) -> Iterator[Word]:
    for word in words:
        if word.low in _BREAKS:
            return
        yield word


@dataclass(frozen=True, slots=True)
class AmountFinding:
    """The amount condition, and whether the sentence itself says that the claim's figure is not so.

    `another`: it has a figure of the same unit that may or may not be for the same thing, and not the claim's.
    """

    condition: Condition
    rejected: bool = False
    another: bool = False


def compare_amounts(claimed: Sequence[Amount], told: Sequence[Amount], on: date, policy: Policy) -> AmountFinding:
    """Hold the amounts of a claim against those of a sentence about the same deed.

    Every figure of the claim that the sentence also gives has to be the same; one that it does not
    mention contradicts nothing. `on` is the day whose exchange rates count. A figure that the claim gives
    in two currencies is the same in either.
    """
    same: list[str] = []
    for figure in _figures(claimed):
        pairs = [(mine, other) for mine in figure for other in told if comparable(mine, other)]
        if len(figure) > 1:  # its own currency decides before any rate
            pairs = [pair for pair in pairs if pair[0].quantity.unit == pair[1].quantity.unit] or pairs
        hits = [(mine, other) for mine, other in pairs if is_same(mine.quantity, other.quantity, on, policy)]
        rejected = next((mine for mine, other in hits if other.rejected), None)
        if rejected is not None:
            return AmountFinding(differs("amount", f"It says expressly that it is not {_shown(rejected)}."), True)
        if hits:
            same.append(f"{_shown(hits[0][0])} and {_shown(hits[0][1])} are the same amount.")
            continue
        others = [pair for pair in pairs if not pair[1].rejected and not pair[1].baseline and _is_telling(*pair)]
        others = [pair for pair in others if not _is_of_another(pair, claimed, on, policy)]
        if others:
            mine, other = others[0]
            return AmountFinding(differs("amount", f"The claim has {_shown(mine)}, the passage {_shown(other)}."))
    another = any(_is_another(figure, told, on, policy) for figure in _figures(claimed))
    if same:
        return AmountFinding(agrees("amount", " ".join(same)), another=another)
    return AmountFinding(unknown("amount", "No amount is given on both sides for the same thing."), another=another)


def _is_of_another(pair: tuple[Amount, Amount], claimed: Sequence[Amount], on: date, policy: Policy) -> bool:
    """Whether the figure told is another one of the claim's: of "40 of its 90 branches" the passage may give the 40."""
    mine, other = pair
    rest = (a for a in claimed if a is not mine and comparable(a, other))
    return any(is_same(a.quantity, other.quantity, on, policy) for a in rest)


def _is_telling(mine: Amount, other: Amount) -> bool:
    """Whether a figure says what it counts; of two parts of a whole ("a fifth", "two fifths") it is plain."""
    if other.quantity.unit:
        return True
    return all(0 < amount.quantity.value < 1 and not amount.quantity.unit for amount in (mine, other))


def nearest(claimed: Sequence[Amount], told: Sequence[Amount], clause: Sequence[range]) -> Sequence[Amount]:
    """The figures of a sentence that stand in the deed's clause, where one of them can be the claim's; else all."""
    near = [amount for amount in told if any(amount.at in part for part in clause)]
    return near if any(_same_unit(m.quantity, o.quantity) for m in claimed for o in near) else told


def _is_another(figure: Sequence[Amount], told: Sequence[Amount], on: date, policy: Policy) -> bool:
    """Whether the sentence has figures in the unit of this one, and none is the same and measures the same."""
    alike = [(m, o) for m in figure for o in told if _same_unit(m.quantity, o.quantity)]
    return bool(alike) and not any(
        is_same(m.quantity, o.quantity, on, policy) and _may_measure_one(m, o) for m, o in alike
    )


def _figures(amounts: Sequence[Amount]) -> Iterable[tuple[Amount, ...]]:
    """The amounts by figure: those that state one sum in several currencies together, every other one alone."""
    figures: dict[int, list[Amount]] = {}
    for number, amount in enumerate(amounts):
        figure = amount.quantity.figure
        figures.setdefault(-number - 1 if figure is None else figure, []).append(amount)
    return map(tuple, figures.values())


def _shown(amount: Amount) -> str:
    return amount.quantity.span.text.strip()


def comparable(mine: Amount, other: Amount) -> bool:
    """Whether two amounts can measure the same thing."""
    if mine.level != other.level and mine.quantity.unit == "%" and not other.rejected:
        return False
    if not _may_measure_one(mine, other):
        return False
    if other.measures and not mine.measures and not other.rejected:
        return False
    return _same_kind(mine.quantity, other.quantity, other.rejected)


def _may_measure_one(mine: Amount, other: Amount) -> bool:
    """Whether no words say that two amounts measure different things, as a profit and a revenue."""
    return not (mine.measures and other.measures) or bool(mine.measures & other.measures)


def _same_kind(mine: Quantity, other: Quantity, rejected: bool) -> bool:
    if mine.currency and other.currency:
        return mine.unit[3:] == other.unit[3:]
    if mine.unit == other.unit:
        return True
    if not mine.unit or not other.unit:
        # "1,200 jobs" and "some 1,200": a bare figure is the claim's only if it is about as large.
        if rejected:
            return True
        share = any(not q.unit and abs(q.value) < 1 for q in (mine, other))  # "by a third"
        return not share and not mine.currency and not other.currency and "%" not in mine.unit + other.unit
    one, two = (stem(q.unit.split()[-1]) for q in (mine, other))
    return one == two or two in alike(one) or {one, two} <= _PERSONS


def _same_unit(mine: Quantity, other: Quantity) -> bool:
    return bool(mine.unit) and _same_kind(mine, other, rejected=False)
