"""Values of the domain as plain JSON data, and back without loss; used for exporting and importing a ledger."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from claims.domain.errors import InvalidInput

T = TypeVar("T")

_LARGEST = 2**31 - 1  # number: what a column of PostgreSQL holds of whole ones, and more than any share or score


def to_plain(value: Any) -> Any:
    """Dataclasses as objects by field, tuples as arrays, days, times, instants and decimals as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_plain(kind: type[T], data: Any, where: str = "") -> T:
    """The value of type `kind` that to_plain made `data` of.

    Raises InvalidInput naming the field for anything that does not fit, an unknown field included.
    """
    try:
        return _read(kind, data, where)  # type: ignore[no-any-return]
    except (TypeError, ValueError, InvalidOperation, OverflowError) as error:
        raise InvalidInput.of(where or "line", f"{where or 'The line'} cannot be read: {error}.") from None


def _read(kind: Any, data: Any, where: str) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(k for k in get_args(kind) if k is not type(None))
        return None if data is None else _read(inner, data, where)
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if not isinstance(data, list):
            raise TypeError("a list was expected")
        return tuple(_read(item, each, f"{where}[{i}]") for i, each in enumerate(data))
    if is_dataclass(kind):
        return _dataclass(kind, data, where)
    if issubclass(kind, Enum):
        return kind(data)
    if kind is datetime:
        at = datetime.fromisoformat(data)
        if at.tzinfo is None:
            raise ValueError(f"{data!r} has no offset")
        return at.astimezone(UTC)  # which the first and the last day of the calendar may not have
    if kind in (date, time):
        return kind.fromisoformat(data)
    if kind is Decimal:
        return Decimal(_exactly(str, data))
    return float(_exactly((int, float), data)) if kind is float else _exactly(kind, data)


def _exactly(kind: Any, data: Any) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise TypeError(f"{str(data)[:40]!r} is not {kind}")
    if isinstance(data, int | float) and not abs(data) <= _LARGEST:  # which NaN is not either
        raise ValueError("the number is larger than any that is kept")
    return data


def _dataclass(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise TypeError("an object was expected")
    hints = _hints(kind)
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], each, f"{where}.{name}".lstrip(".")) for name, each in data.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
