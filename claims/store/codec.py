"""Values of the domain as single columns, and back without loss.

Instants are kept as text of fixed width in UTC rather than as a database's own type: it compares and
sorts the same in SQLite and PostgreSQL, keeps the microsecond, and can be read in either shell.
Nested values are JSON with the names of the domain; a number that must stay exact is text.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from claims.domain.condition import Condition, Finding
from claims.domain.errors import InvalidInput
from claims.domain.grouping import Moved
from claims.domain.mention import Comparator, DateMention, Precision, Quantity, Role
from claims.domain.moment import Moment
from claims.domain.plain import from_plain, to_plain
from claims.domain.publisher import publisher_key
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.domain.withdrawal import Withdrawal

Row = Sequence[Any]
T = TypeVar("T")

NEVER = "~"  # sorts after every day and instant: the place of a missing one
_DAY_LENGTH = len("2022-08-09")
_KEY_LENGTH = 200  # characters; PostgreSQL indexes no value over some 2,700 bytes

_COMPARATORS = {c.value: c for c in Comparator}
_ROLES = {r.value: r for r in Role}
PRECISIONS = {p.value: p for p in Precision}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode  # for columns that were written here, with nothing before or behind


def refuse_unstorable(text: str) -> None:
    """Raise InvalidInput for text that a database cannot keep: a NUL, or half of a surrogate pair."""
    if "\0" in text:
        raise InvalidInput("Text with a NUL character cannot be stored; clean it first.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidInput("Text with a lone surrogate cannot be stored; clean it first.") from None


def put_instant(at: datetime) -> str:
    """`2022-08-09T10:00:00.000000Z`. Raises ValueError for an instant without its offset."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def get_instant(column: str) -> datetime:
    """The instant, in UTC."""
    return datetime.fromisoformat(column)


def put_instant_or_none(at: datetime | None) -> str | None:
    """As put_instant, with None kept."""
    return None if at is None else put_instant(at)


def get_instant_or_none(column: str | None) -> datetime | None:
    """As get_instant, with None kept."""
    return None if column is None else datetime.fromisoformat(column)


def put_moment(moment: Moment) -> str:
    """The day, and behind it the instant where known: a day alone sorts before its instants."""
    day = moment.day.isoformat()
    return day if moment.at is None else f"{day} {put_instant(moment.at)}"


def get_moment(column: str) -> Moment:
    """The moment that put_moment wrote."""
    if len(column) == _DAY_LENGTH:
        return Moment(date.fromisoformat(column))
    return Moment(date.fromisoformat(column[:_DAY_LENGTH]), datetime.fromisoformat(column[_DAY_LENGTH + 1 :]))


def end_of_day(day: date) -> str:
    """A text that sorts after every moment of the day and before those of the next."""
    return day.isoformat() + NEVER


def put_key(text: str) -> str:
    """A text to compare by, short enough for an index: a long one ends in the hash of the whole."""
    if len(text) <= _KEY_LENGTH:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return text[: _KEY_LENGTH - len(digest)] + digest


def put_folded_key(text: str | None) -> str | None:
    """As put_key, without case; None where there is no text."""
    return None if text is None else put_key(text.casefold())


def put_publisher_key(publisher: str | None) -> str | None:
    """The form under which a publisher is filtered and counted; None where nobody is known."""
    return None if publisher is None else put_key(publisher_key(publisher))


def put_strings(strings: tuple[str, ...]) -> str:
    """A JSON array."""
    return _dumps(strings) if strings else "[]"


def get_strings(column: str) -> tuple[str, ...]:
    """The strings that put_strings wrote."""
    return () if column == "[]" else tuple(_loads(column))


def put_quantities(quantities: tuple[Quantity, ...]) -> str:
    """A JSON array of objects."""
    if not quantities:
        return "[]"
    return _dumps([
        _span(q.span)
        | {
            "value": str(q.value),
            "unit": q.unit,
            "comparator": q.comparator.value,
            "to": None if q.to is None else str(q.to),
            "note": q.note,
            "figure": q.figure,
            "role": q.role and q.role.value,
        }
        for q in quantities
    ])  # fmt: skip


def get_quantities(column: str) -> tuple[Quantity, ...]:
    """The quantities that put_quantities wrote."""
    if column == "[]":
        return ()
    return tuple(
        Quantity(
            Span(q["start"], q["end"], q["text"]),
            Decimal(q["value"]),
            q["unit"],
            _COMPARATORS[q["comparator"]],
            None if q["to"] is None else Decimal(q["to"]),
            q["note"],
            q.get("figure"),  # not in rows of an earlier version, nor is the role
            _ROLES.get(q.get("role")),
        )
        for q in _loads(column)
    )


def put_dates(dates: tuple[DateMention, ...]) -> str:
    """A JSON array of objects."""
    return _dumps([_date(d) for d in dates]) if dates else "[]"


def get_dates(column: str) -> tuple[DateMention, ...]:
    """The dates that put_dates wrote."""
    return () if column == "[]" else tuple(_read_date(d) for d in _loads(column))


def put_date(mention: DateMention | None) -> str | None:
    """A JSON object, or None."""
    return None if mention is None else _dumps(_date(mention))


def get_date(column: str | None) -> DateMention | None:
    """The date that put_date wrote."""
    return None if column is None else _read_date(_loads(column))


def put_signals(signals: tuple[Signal, ...]) -> str:
    """A JSON array of objects."""
    return _dumps([{"name": s.name, "score": s.score, "detail": s.detail} for s in signals]) if signals else "[]"


def get_signals(column: str) -> tuple[Signal, ...]:
    """The signals that put_signals wrote."""
    return () if column == "[]" else tuple(Signal(s["name"], s["score"], s["detail"]) for s in _loads(column))


def put_conditions(conditions: tuple[Condition, ...]) -> str:
    """A JSON array of objects."""
    return _dumps(
        [{"name": c.name, "finding": c.finding.value, "detail": c.detail, "weight": c.weight} for c in conditions]
    )


def get_conditions(column: str) -> tuple[Condition, ...]:
    """The conditions that put_conditions wrote."""
    return tuple(Condition(c["name"], Finding(c["finding"]), c["detail"], c["weight"]) for c in _loads(column))


def put_moved(moved: Moved) -> str:
    """A JSON object."""
    return _dumps({"appearances": moved.appearances, "evidence": moved.evidence, "reviews": moved.reviews})


def get_moved(column: str) -> Moved:
    """What put_moved wrote."""
    return Moved(**{name: tuple(ids) for name, ids in _loads(column).items()})


def put_withdrawals(withdrawals: tuple[Withdrawal, ...]) -> str:
    """A JSON array of objects."""
    return "[]" if not withdrawals else _dumps([to_plain(each) for each in withdrawals])


def get_withdrawals(column: str) -> tuple[Withdrawal, ...]:
    """The withdrawals that put_withdrawals wrote."""
    return () if column == "[]" else tuple(from_plain(Withdrawal, each) for each in _loads(column))


def put_plain(value: Any) -> str:
    """A value of the domain as a JSON object, whole."""
    return _dumps(to_plain(value))


def get_plain(kind: type[T], column: str) -> T:
    """The value of this kind that put_plain wrote."""
    return from_plain(kind, _loads(column))


def _loads(column: str) -> Any:
    return _decode(column)[0]


def _dumps(value: Any) -> str:
    column = _encode(value)
    # JSON hides a NUL as an escape; an escaped backslash before "u0000" is none.
    if "\\u0000" in column.replace("\\\\", ""):
        refuse_unstorable("\0")
    return column


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _date(mention: DateMention) -> dict[str, Any]:
    return _span(mention.span) | {
        "first": mention.first.isoformat(),
        "last": mention.last.isoformat(),
        "precision": mention.precision.value,
        "limit": mention.limit,
        "from_time": mention.from_time and mention.from_time.isoformat(),
        "to_time": mention.to_time and mention.to_time.isoformat(),
        "open_start": mention.open_start,
        "open_end": mention.open_end,
    }


def _read_date(d: dict[str, Any]) -> DateMention:
    return DateMention(
        Span(d["start"], d["end"], d["text"]),
        date.fromisoformat(d["first"]),
        date.fromisoformat(d["last"]),
        PRECISIONS[d["precision"]],
        d["limit"],
        from_time=_read_time(d.get("from_time")),  # these are not in rows of an earlier version
        to_time=_read_time(d.get("to_time")),
        open_start=d.get("open_start", False),
        open_end=d.get("open_end", False),
    )


def _read_time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
