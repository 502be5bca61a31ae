"""What all schemas share: values are written as marshmallow would write them."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from marshmallow import Schema, fields

from schemas.base import Wire
from schemas.claim import ClaimSchema


class InnerSchema(Wire):
    number = fields.Integer()


class EverySortSchema(Wire):
    plain = fields.String()
    renamed = fields.String(data_key="called")
    deep = fields.String(attribute="inner.name")
    missing = fields.String()
    filled = fields.String(dump_default="nobody", attribute="inner.nowhere")
    given = fields.String(load_only=True)
    worked_out = fields.Function(lambda obj: obj.plain.upper())
    constant = fields.Constant("always")
    nested = fields.Nested(InnerSchema, attribute="inner")
    many = fields.List(fields.Nested(InnerSchema), attribute="all")


class OtherPlaceSchema(EverySortSchema):
    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return super().get_attribute(obj.whole, attr, default)


INNER = SimpleNamespace(name="deep", number=3)
VALUE = SimpleNamespace(plain="a", renamed="b", inner=INNER, all=(INNER, INNER), given="no", missing="c")


@dataclass(frozen=True)
class Whole:
    whole: Any
    plain: str = "a"


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (EverySortSchema(), VALUE),
        (EverySortSchema(), SimpleNamespace(plain="a")),
        (EverySortSchema(only=("plain", "constant")), VALUE),
        (InnerSchema(), {"number": "4"}),
        (InnerSchema(), SimpleNamespace()),
        (OtherPlaceSchema(exclude=("worked_out",)), Whole(VALUE)),
    ],
)
def test_values_are_written_as_marshmallow_has_it(schema, value):
    assert schema.dump(value) == Schema._serialize(schema, value)
    assert list(schema.dump(value)) == list(Schema._serialize(schema, value))
    assert schema.dump([value, value], many=True) == [schema.dump(value)] * 2


def test_what_is_missing_is_left_out_unless_there_is_a_default():
    told = EverySortSchema(exclude=("worked_out",)).dump(SimpleNamespace(plain="a", inner=INNER))
    assert (told["plain"], told["filled"], "missing" in told) == ("a", "nobody", False)


def test_a_claim_is_written_in_the_order_of_its_fields(tracked):
    assert list(ClaimSchema().dump(tracked)) == [field.data_key or name for name, field in ClaimSchema().fields.items()]
