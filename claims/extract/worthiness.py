"""Whether a statement is worth checking: specific, factual, and open to being settled later.

Every rule is a function in RULES that returns a signal or None; the scores add up. The weights are set by
hand, so that a plain deed of somebody named ("Halden opened a shop") just suffices.
"""

from collections.abc import Callable

from claims.domain.signal import Signal
from claims.extract.bearing import Bearing
from claims.extract.kinds import is_amount
from claims.extract.lexicon import group
from claims.extract.statements import Statement

WORTHY = 0.5  # from here on a statement is a claim
_LARGE = 1000  # a bare number from here on is an amount of something


def worthiness(statement: Statement, bearing: Bearing) -> tuple[float, tuple[Signal, ...]]:
    """From 0 to 1 how much a statement is a claim, and the signals that say why."""
    signals = tuple(signal for rule in RULES if (signal := rule(statement, bearing)) is not None)
    return round(min(1.0, max(0.0, sum(signal.score for signal in signals))), 3), signals


def _amount(statement: Statement, _: Bearing) -> Signal | None:
    """Money, a percentage or a multiple."""
    for quantity in statement.quantities:
        if is_amount(quantity):
            return Signal("amount", 0.5, f"It states an amount: {quantity.span.text}.")
    return None


def _count(statement: Statement, _: Bearing) -> Signal | None:
    """Another number of something."""
    for quantity in statement.quantities:
        if not is_amount(quantity) and (quantity.unit or quantity.value >= _LARGE):
            return Signal("count", 0.3, f"It counts something: {quantity.span.text}.")
    return None


def _date(statement: Statement, _: Bearing) -> Signal | None:
    """A day by which it can be judged, or on which it is said to be."""
    for date in statement.dates:
        if date.limit:
            return Signal("deadline", 0.3, f"It names a time by which it can be judged: {date.span.text}.")
    if statement.dates:
        return Signal("date", 0.15, f"It names a time: {statement.dates[0].span.text}.")
    return None


def _commitment(_: Statement, bearing: Bearing) -> Signal | None:
    """A party's promise, a plan, or something expected."""
    if bearing.promise:
        return Signal("commitment", 0.4, "A party commits itself.")
    if bearing.ahead:
        return Signal("plan", 0.35, "It tells of something that is still to happen.")
    if bearing.expected:
        return Signal("forecast", 0.2, "It says what is expected.")
    return None


def _deed(_: Statement, bearing: Bearing) -> Signal | None:
    """A deed that is done or not done, or a figure that moved."""
    if bearing.deed:
        return Signal("deed", 0.35, "It tells of a deed that later reports can settle.")
    if bearing.matter:
        return Signal("matter", 0.2, "It concerns a deal, an appointment or the like.")
    if bearing.measured:
        return Signal("measure", 0.2, "It says how a figure moved or where it stands.")
    return None


def _on_record(statement: Statement, _: Bearing) -> Signal | None:
    """Somebody with a name stands for it."""
    if not statement.on_record:
        return None
    if statement.own:
        return Signal("own affairs", 0.4, f"{statement.claimant} is on record about its own affairs.")
    return Signal("on record", 0.2, f"{statement.claimant} is on record with it.")


def _named(statement: Statement, _: Bearing) -> Signal | None:
    """A name that says what it is about."""
    return Signal("name", 0.15, f"It is about {statement.names[0]}.") if statement.names else None


def _question(statement: Statement, _: Bearing) -> Signal | None:
    """A question states nothing."""
    asks = statement.span.text.rstrip(" ”\"'’").endswith("?")
    return Signal("question", -0.8, "A question claims nothing.") if asks else None


def _opinion(_: Statement, bearing: Bearing) -> Signal | None:
    """Praise, blame and feelings."""
    if bearing.opinion is None:
        return None
    return Signal("opinion", -0.3, f"“{bearing.opinion}” is a matter of opinion.")


def _explanation(statement: Statement, _: Bearing) -> Signal | None:
    """Background that explains something else."""
    low = [w.low for w in statement.words[:3]]
    explains = low[:1] and low[0] in group("pointing") | {"it"} and low[1:] in (["is", "because"], ["is", "why"])
    return Signal("explanation", -0.5, "It explains something else.") if explains else None


def _fragment(statement: Statement, _: Bearing) -> Signal | None:
    """Too few words to say anything."""
    short = sum(w.is_word for w in statement.words) < 4
    return Signal("fragment", -0.5, "It is too short to say anything.") if short else None


RULES: tuple[Callable[[Statement, Bearing], Signal | None], ...] = (
    _amount,
    _count,
    _date,
    _commitment,
    _deed,
    _on_record,
    _named,
    _question,
    _opinion,
    _explanation,
    _fragment,
)
