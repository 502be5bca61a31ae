"""What all schemas share, and the shape of a list."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from schemas.fields import Count, DayField, Text


@cache
def _getter(attribute: str) -> Callable[[Any], Any]:
    return attrgetter(attribute)


def _value_of(field: fields.Field[Any], name: str) -> Callable[[Any], Any]:
    """What takes the value of a field from an object; some fields find it themselves."""
    return _getter(field.attribute or name) if field._CHECK_ATTRIBUTE else lambda _: None


class Wire(Schema):
    """Base of all schemas. The description leaves answers open, since fields may be added to them."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The attribute of a value, by its dotted name; marshmallow takes names apart each time."""
        if isinstance(obj, Mapping):
            return super().get_attribute(obj, attr, default)
        try:
            return _getter(attr)(obj)
        except AttributeError:
            return default

    @cached_property
    def _columns(self) -> tuple[tuple[str, str, Callable[[Any], Any], fields.Field[Any]], ...]:
        """Of each field that is written: its key, its name, what takes its value from an object, and itself."""
        written = self.dump_fields.items()
        return tuple((field.data_key or name, name, _value_of(field, name), field) for name, field in written)

    def _serialize(self, obj: Any, *, many: bool = False) -> Any:
        """What marshmallow does, in less time, where the schema has values come from where it says they do."""
        if many:
            return [self._serialize(each) for each in obj]
        if isinstance(obj, Mapping) or type(self).get_attribute is not Wire.get_attribute:
            return super()._serialize(obj)
        try:
            return {key: field._serialize(value_of(obj), name, obj) for key, name, value_of, field in self._columns}
        except AttributeError:  # something that may be missing is
            return super()._serialize(obj)

    error_messages = {"unknown": "Unknown field.", "type": "Must be an object."}  # noqa: RUF012

    class Meta:
        """Options of marshmallow."""

        unknown = EXCLUDE


class Request(Wire):
    """Base of what callers send: an unknown field is refused by name, and the description says so."""

    class Meta:
        """Options of marshmallow."""

        unknown = RAISE


class PageQuery(Request):
    """Which page of a list."""

    limit = Count(
        validate=validate.Range(min=1),
        metadata={"description": "Items on the page, at most."},
    )
    cursor = Text(
        longest=1_000,
        metadata={"description": "The `next` of the page before."},
    )


class PeriodQuery(PageQuery):
    """Which page of a list, of things of which days."""

    since = DayField(metadata={"description": "Of this day or later."})
    until = DayField(metadata={"description": "Of this day or earlier."})

    @validates_schema(skip_on_field_errors=True)
    def runs_forward(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it begins."""
        if "since" in data and "until" in data and data["since"] > data["until"]:
            raise ValidationError("Lies before `since`.", "until")


def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a list: `items`, and in `next` the cursor of the following page or null."""
    name = item.__name__.removesuffix("Schema") + "ListSchema"
    return type(
        name,
        (Wire,),
        {
            "__doc__": f"One page of a list: {item.__doc__}",
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(
                required=True,
                allow_none=True,
                metadata={"description": "Cursor of the following page; null on the last."},
            ),
        },
    )


def described(text: str, **more: Any) -> dict[str, Any]:
    """Metadata of a field for the API's description."""
    return {"description": text, **more}
