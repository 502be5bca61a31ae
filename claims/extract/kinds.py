"""What kind of statement a claim is: promise, forecast, statistic, event or plain statement."""

from claims.domain.claim import Kind
from claims.domain.mention import Quantity
from claims.extract.bearing import Bearing
from claims.extract.lexicon import group, word_set
from claims.extract.statements import Statement
from claims.extract.words import bare, first_in

_RATIOS = frozenset(("%", "percentage point", "basis point", "time"))


def kind_of(statement: Statement, bearing: Bearing) -> Kind:
    """The kind, by the first rule that fits.

    promise: a party commits itself, by a verb of promising or by speaking of its own future deeds, those it expects
    to do among them; a figure of its own that will move is nothing that it can keep. A plan told by somebody else
    ("X plans to borrow") is an event, because nobody is on record with it.
    forecast: what is expected, or a figure in the future. statistic: a measured figure.
    event: a deed done or to be done.
    """
    moves = bool(bearing.figure_ahead and statement.quantities)
    if bearing.promise and (_vows(statement) or not (moves and _is_owned(statement))):
        return Kind.PROMISE
    if statement.own and statement.on_record and _expects_to_act(statement):
        return Kind.PROMISE
    if bearing.expected or moves:
        return Kind.FORECAST
    if _is_statistic(statement, bearing):
        return Kind.STATISTIC
    if bearing.deed or bearing.matter or bearing.ahead:
        return Kind.EVENT
    return Kind.STATEMENT


def _vows(statement: Statement) -> bool:
    return any(word.low in group("promising") for word in statement.words)


def _is_owned(statement: Statement) -> bool:
    """Whether the subject is something that the party has ("our sales", "Halden's sales") rather than itself."""
    opening = [word for word in statement.words if word.is_word][:4]
    return any(word.low in ("our", "its", "my") or bare(word.low) != word.low for word in opening)


def _expects_to_act(statement: Statement) -> bool:
    """Whether what is expected is a deed: "expects to open", not "expects sales to rise"."""
    lows = [word.low for word in statement.words]
    return any(
        low in group("expecting") and lows[at + 1] == "to" and lows[at + 2] in word_set("event_verbs.txt")
        for at, low in enumerate(lows[:-2])
    )


def is_amount(quantity: Quantity) -> bool:
    """Whether a quantity is money, a share or a multiple rather than a count of things."""
    return quantity.currency is not None or is_ratio(quantity)


def is_ratio(quantity: Quantity) -> bool:
    """Whether a quantity is a share or a multiple."""
    return quantity.unit in _RATIOS


def _is_statistic(statement: Statement, bearing: Bearing) -> bool:
    if not statement.quantities or first_in(statement.words, group("wanting")) is not None:
        return False
    if bearing.measured and not bearing.ahead:
        return True
    if bearing.deed or bearing.ahead:  # "will buy a stake of 5%"
        return False
    valued = any(word.low in group("valuing") for word in statement.words)
    return any(is_ratio(q) or (is_amount(q) and (valued or not bearing.matter)) for q in statement.quantities)
