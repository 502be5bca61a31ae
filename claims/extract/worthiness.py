"""Whether a statement is worth checking: specific, factual, and open to being settled later."""

from collections.abc import Callable

from claims.domain.signal import Signal
from claims.extract.kinds import concerns_deed, does_something, is_forecast, is_promise, looks_ahead, measures
from claims.extract.lexicon import group, word_set
from claims.extract.statements import Statement

WORTHY = 0.5  # from here on a statement is a claim
_LARGE = 1000  # a bare number from here on is an amount of something
_RATIOS = frozenset(("%", "percentage point", "time", "basis point"))


def worthiness(statement: Statement) -> tuple[float, tuple[Signal, ...]]:
    """From 0 to 1 how much a statement is a claim, and the signals that say why: their scores added up."""
    signals = tuple(signal for rule in RULES if (signal := rule(statement)) is not None)
    score = min(1.0, max(0.0, sum(signal.score for signal in signals)))
    return round(score, 3), signals


def _amount(statement: Statement) -> Signal | None:
    """Money, a percentage or a multiple."""
    for quantity in statement.quantities:
        if quantity.currency or quantity.unit in _RATIOS:
            return Signal("amount", 0.5, f"It states an amount: {quantity.span.text}.")
    return None


def _count(statement: Statement) -> Signal | None:
    """Another number of something."""
    for quantity in statement.quantities:
        known = quantity.currency is not None or quantity.unit in _RATIOS
        if not known and (quantity.unit or quantity.value >= _LARGE):
            return Signal("count", 0.3, f"It counts something: {quantity.span.text}.")
    return None


def _date(statement: Statement) -> Signal | None:
    """A day by which it can be judged, or on which it is said to be."""
    for date in statement.dates:
        if date.limit:
            return Signal("deadline", 0.3, f"It names a time by which it can be judged: {date.span.text}.")
    if statement.dates:
        return Signal("date", 0.15, f"It names a time: {statement.dates[0].span.text}.")
    return None


def _commitment(statement: Statement) -> Signal | None:
    """A party's promise, or a plan or event ahead."""
    if is_promise(statement):
        return Signal("commitment", 0.4, "A party commits itself.")
    if looks_ahead(statement.words):
        return Signal("plan", 0.35, "It tells of something that is still to happen.")
    if is_forecast(statement):
        return Signal("forecast", 0.2, "It says what is expected.")
    return None


def _deed(statement: Statement) -> Signal | None:
    """A deed that is done or not done."""
    if does_something(statement.words):
        return Signal("deed", 0.35, "It tells of a deed that later reports can settle.")
    if concerns_deed(statement.words):
        return Signal("matter", 0.2, "It concerns a deal, an appointment or the like.")
    if measures(statement):
        return Signal("measure", 0.2, "It says how a figure moved or where it stands.")
    return None


def _on_record(statement: Statement) -> Signal | None:
    """Somebody with a name stands for it."""
    if not statement.named_claimant:
        return None
    if statement.own:
        return Signal("own affairs", 0.4, f"{statement.claimant} is on record about its own affairs.")
    return Signal("on record", 0.2, f"{statement.claimant} is on record with it.")


def _named(statement: Statement) -> Signal | None:
    """A name that says what it is about."""
    if statement.names:
        return Signal("name", 0.15, f"It is about {statement.names[0]}.")
    return None


def _question(statement: Statement) -> Signal | None:
    """A question states nothing."""
    if statement.span.text.rstrip(" ”\"'’").endswith("?"):
        return Signal("question", -0.8, "A question claims nothing.")
    return None


def _opinion(statement: Statement) -> Signal | None:
    """Praise, blame and feelings."""
    for word in statement.words:
        if word.low in word_set("opinion_words.txt") or word.low in group("feeling"):
            return Signal("opinion", -0.3, f"“{word.text}” is a matter of opinion.")
    return None


def _explanation(statement: Statement) -> Signal | None:
    """Background that explains something else."""
    low = [w.low for w in statement.words[:4]]
    if (
        low[:1]
        and low[0] in group("opening explanations")
        and low[1:2] == ["is"]
        and low[2:3] in (["because"], ["why"])
    ):
        return Signal("explanation", -0.5, "It explains something else.")
    return None


def _fragment(statement: Statement) -> Signal | None:
    """Too few words to say anything."""
    if sum(w.is_word for w in statement.words) < 4:
        return Signal("fragment", -0.5, "It is too short to say anything.")
    return None


RULES: tuple[Callable[[Statement], Signal | None], ...] = (
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
