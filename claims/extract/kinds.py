"""What kind of statement a claim is: promise, forecast, statistic, event or plain statement."""

from claims.domain.claim import Kind
from claims.domain.mention import Quantity
from claims.extract.bearing import Bearing
from claims.extract.statements import Statement

_RATIOS = frozenset(("%", "percentage point", "basis point", "time"))


def kind_of(statement: Statement, bearing: Bearing) -> Kind:
    """The kind, by the first rule that fits.

    promise: a party commits itself, by a verb of promising or by speaking of its own future. A plan told by
    somebody else ("X plans to borrow") is an event, because nobody is on record with it.
    forecast: what is expected, or a figure in the future. statistic: a measured figure.
    event: a deed done or to be done.
    """
    if bearing.promise:
        return Kind.PROMISE
    if bearing.expected or (bearing.figure_ahead and statement.quantities):
        return Kind.FORECAST
    if _is_statistic(statement, bearing):
        return Kind.STATISTIC
    if bearing.deed or bearing.matter or bearing.ahead:
        return Kind.EVENT
    return Kind.STATEMENT


def is_amount(quantity: Quantity) -> bool:
    """Whether a quantity is money, a share or a multiple rather than a count of things."""
    return quantity.currency is not None or is_ratio(quantity)


def is_ratio(quantity: Quantity) -> bool:
    """Whether a quantity is a share or a multiple."""
    return quantity.unit in _RATIOS


def _is_statistic(statement: Statement, bearing: Bearing) -> bool:
    if not statement.quantities:
        return False
    if bearing.measured:
        return True
    if bearing.deed or bearing.ahead:  # "will buy a stake of 5%"
        return False
    return any(is_ratio(q) or (is_amount(q) and not bearing.matter) for q in statement.quantities)
