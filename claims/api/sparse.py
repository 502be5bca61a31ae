"""Answers with a few fields only: `fields=id,status` on every GET that answers with an object or a list of them."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from flask import g, request
from marshmallow import Schema, fields

from claims.domain.errors import InvalidInput

PARAMETER = "fields"
_READING = ("GET", "HEAD")
_LONGEST = 1_000  # characters


def names_of(schema: type[Schema] | None) -> frozenset[str]:
    """The fields that an answer, or each item of a list, may be cut down to."""
    if schema is None:
        return frozenset()
    own = schema().fields
    items = own.get("items")
    if isinstance(items, fields.List) and isinstance(items.inner, fields.Nested):
        own = items.inner.schema.fields
    return frozenset(field.data_key or name for name, field in own.items())


def sparse_names(view: Callable[..., Any], method: str) -> frozenset[str]:
    """The fields that a view's answer to `method` may be cut down to; none for what writes.

    None either where the parameter is one of the view's own, as in the interfaces of others.
    """
    if method not in _READING or PARAMETER in getattr(view, "query_names", frozenset()):
        return frozenset()
    return getattr(view, "field_names", frozenset())


def check_fields(names: frozenset[str]) -> None:
    """Note which fields the current request asks for. Raises InvalidInput where there is none of that name."""
    if PARAMETER not in request.args or not names:
        return
    asked = request.args[PARAMETER][:_LONGEST].split(",")
    if unknown := [name for name in asked if name not in names]:
        message = f"There is no field {unknown[0][:60]!r} here; there are {', '.join(sorted(names))}."
        raise InvalidInput.of(PARAMETER, message)
    g.fields = frozenset(asked)


def cut_down(answer: Any) -> Any:
    """The answer with the fields that the current request asks for."""
    wanted: frozenset[str] | None = g.get("fields")
    if wanted is None or not isinstance(answer, dict):
        return answer
    if isinstance(answer.get("items"), list):
        return {**answer, "items": [_cut(item, wanted) for item in answer["items"]]}
    return _cut(answer, wanted)


def _cut(item: Mapping[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in wanted}


def describe_fields(operation: dict[str, Any], names: frozenset[str], schemas: dict[str, Any]) -> None:
    """Add the parameter to the description of a GET, and to its answer that fields may be missing."""
    parameter = {
        "in": "query",
        "name": PARAMETER,
        "description": f"Only these, with commas between: {', '.join(sorted(names))}.",
        "schema": {"type": "string", "maxLength": _LONGEST, "pattern": _pattern(names)},
    }
    operation["parameters"] = [*operation.get("parameters", ()), parameter]
    content = operation["responses"]["200"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    items = schemas[name]["properties"].get("items", {}).get("items", {})
    whole = items["$ref"].rpartition("/")[2] if "$ref" in items else name
    part = {"$ref": f"#/components/schemas/{_partial(whole, schemas)}"}
    if whole != name:
        listed = deepcopy(schemas[name])
        listed["properties"]["items"]["items"] = part
        schemas[f"Partial{name}"] = listed
        part = {"$ref": f"#/components/schemas/Partial{name}"}
    content["schema"] = {"anyOf": [content["schema"], part]}


def _partial(name: str, schemas: dict[str, Any]) -> str:
    partial = {key: value for key, value in schemas[name].items() if key != "required"}
    schemas[f"Partial{name}"] = partial | {"description": "The fields that were asked for."}
    return f"Partial{name}"


def _pattern(names: frozenset[str]) -> str:
    one = f"({'|'.join(sorted(names))})"
    return f"^{one}(,{one})*$"
