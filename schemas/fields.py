"""Field types: how text, days, instants, amounts and choices are written in JSON."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, validate

from claims.domain.address import is_web_address
from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment, format_instant, parse_moment

E = TypeVar("E", bound=StrEnum)

_LONGEST_PLAIN_DECIMAL = 60  # digits; anything longer is written with an exponent
_MOMENT = (  # for the description only
    r"^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$"
)


def _describing(kwargs: dict[str, Any], **more: str) -> dict[str, Any]:
    """A field's arguments with `more` in its description, where they do not say otherwise."""
    return kwargs | {"metadata": more | kwargs.get("metadata", {})}


class Text(fields.String):
    """Text that can be stored and shown: neither blank, nor with NUL, nor with half a surrogate pair."""

    default_error_messages = {  # noqa: RUF012 - marshmallow's own idiom
        "blank": "Must not be blank.",
        "unfit": "Has a character that cannot be stored: NUL, or half of a surrogate pair.",
    }

    def __init__(self, *, longest: int | None = None, **kwargs: Any) -> None:
        if longest is not None:
            kwargs["validate"] = validate.Length(max=longest)
        super().__init__(**_describing(kwargs, pattern=r"\S"))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text.strip():
            raise self.make_error("blank")
        if "\0" in text or not _is_utf8(text):
            raise self.make_error("unfit")
        return text


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class WebAddress(Text):
    """An http or https address."""

    default_error_messages = {"address": "Must be an http or https address."}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=1_000, **_describing(kwargs, format="uri", pattern="^https?://."))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_web_address(text):
            raise self.make_error("address")
        return text


class MomentField(fields.Field[Moment]):
    """A day (`2022-08-09`) or an instant with its offset (`2022-08-09T10:00:00Z`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_describing(kwargs, pattern=_MOMENT))

    def _serialize(self, value: Moment | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.iso()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Moment:
        if not isinstance(value, str):
            raise ValidationError("Must be text: a day (2022-08-09) or an instant (2022-08-09T10:00:00Z).")
        try:
            return parse_moment(value, attr or "moment")
        except InvalidInput as error:
            raise ValidationError(str(error)) from None


class DayField(fields.Field[date]):
    """A day of the calendar, `2022-08-09`."""

    default_error_messages = {"invalid": "Must be a day such as 2022-08-09."}  # noqa: RUF012

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.make_error("invalid") from None
        if day.isoformat() != value:  # week dates and the like
            raise self.make_error("invalid")
        return day


class InstantField(fields.Field[datetime]):
    """An instant in UTC, `2022-08-09T10:00:00Z`; only ever written, never read."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else format_instant(value)


class DecimalText(fields.Field[Decimal]):
    """An amount as text, so that no digit is lost: `746000000`, `1.5`."""

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else decimal_text(value)


def decimal_text(value: Decimal) -> str:
    """The amount in plain digits without trailing zeros behind the point; very long ones with an exponent."""
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST_PLAIN_DECIMAL:
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


class Count(fields.Integer):
    """A whole number; `strict` for JSON bodies, where neither "5" nor 5.0 nor true will do.

    In a query it is digits; Python would read `1_0` and ` 5`, and digits of any script.
    """

    def _validated(self, value: Any) -> int:
        is_text = isinstance(value, str)
        if isinstance(value, bool) or (is_text and not (value.isascii() and value.removeprefix("-").isdigit())):
            raise self.make_error("invalid")
        return super()._validated(value)


class Flag(fields.Boolean):
    """A yes or no: true and false in JSON, `true` and `false` in a query."""

    default_error_messages = {"invalid": "Must be true or false."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if isinstance(value, bool):
            return value
        if value not in ("true", "false"):
            raise self.make_error("invalid")
        return bool(value == "true")


class _Choice(fields.Enum[E]):
    """A choice whose values are text, which is written without asking what they are."""

    def _serialize(self, value: E | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


def choice(of: type[E], **kwargs: Any) -> fields.Enum[E]:
    """One of the values of `of`."""
    return _Choice(of, by_value=fields.String, **kwargs)
