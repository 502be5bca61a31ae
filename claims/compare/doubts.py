"""Why a sentence that seems to say the same must not be taken for support: what is not understood is no yes."""

from claims.compare.amounts import AmountFinding
from claims.compare.claim_side import ClaimSide
from claims.compare.durations import is_other_duration
from claims.compare.frames import Frame, Parsed
from claims.compare.governors import is_doubted
from claims.compare.lexicon import word_class
from claims.compare.names import name_parts, nation_of
from claims.compare.times import TimeFinding
from claims.compare.told import Told

_TURNING = frozenset({"negation", "failure", "denial", "cancelling", "collapsing", "false"})
_COMPASS = word_class("compass")


def doubt_of(side: ClaimSide, told: Told, frame: Frame | None, amount: AmountFinding, time: TimeFinding) -> str | None:
    """Why a sentence that seems to say the same must not be taken for support, or None."""
    if frame is None and any(g.kind in _TURNING for g in told.parsed.governors):
        return "It denies something, and it is not plain what."
    if frame is not None and is_doubted(told.parsed.governors, frame.start, frame.at, frame.end, frame.kinds):
        return "It also denies something, and it is not plain what."
    if amount.another or is_other_duration(side.claim.quantities, told.sentence.quantities):
        return "It gives another figure, and it is not plain for what."
    if time.gone or _other_years(side.parsed, told.parsed):
        return "It gives another time, and it is not plain for what."
    if _other_quarter(side, told.parsed):
        return "It names another country or part of the world, and it is not plain for what."
    missing = next((n for n in (*side.names, *side.places) if told.place_of(n.text) is None), None)
    if missing is None or side.implied or told.in_context(missing.text):
        return None
    foreign = next(told.foreign_names(side, range(len(told.parsed.words))), None)
    return None if foreign is None else f"It names {foreign} and not {missing.text}."


def _other_years(claimed: Parsed, told: Parsed) -> bool:
    """Whether both name years, as figures, and none is the same; reads what is no date to a finder of dates too."""
    mine, others = (frozenset(low for low in p.lows if _is_year(low)) for p in (claimed, told))
    return bool(mine) and bool(others) and mine.isdisjoint(others)


def _other_quarter(side: ClaimSide, told: Parsed) -> bool:
    """Whether both name a nation, or a point of the compass, and none is the same: "Polish" for "Czech".

    What only says where somebody whom the claim names is from ("Britain's Brackwell") does not count.
    """
    mine = {nation_of(w.low) for w in side.parsed.words} - {None}
    own = {part for name in side.names for part in name_parts(name.text)}
    others = {nation_of(w.low) for i, w in enumerate(told.words) if _next_word(told, i) not in own} - {None}
    compass = side.parsed.lows & _COMPASS, told.lows & _COMPASS
    return any(one and other and one.isdisjoint(other) for one, other in ((mine, others), compass))


def _next_word(told: Parsed, i: int) -> str:
    ahead = [w.low for w in told.words[i + 1 : i + 3] if w.low not in {"'s", "’s"}]
    return ahead[0] if ahead else ""


def _is_year(low: str) -> bool:
    return len(low) == 4 and low.isdecimal() and low[:2] in {"19", "20", "21"}
