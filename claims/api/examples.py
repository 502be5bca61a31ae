"""Examples for the API's description, put together from those of the small shapes.

`data/examples.json` holds, by schema, the values that nobody could make up; what a schema is made of
otherwise is taken from the examples of its parts, so that a claim is the same claim everywhere.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_GIVEN = Path(__file__).parent / "data" / "examples.json"
_NOTHING = object()


def examples_of(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """An example of each of `schemas` (the components of an OpenAPI document), by name."""
    given = json.loads(_GIVEN.read_text(encoding="utf-8"))
    return {name: _of_object(name, schemas, given) for name in schemas}


def _of_object(name: str, schemas: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    own = given.get(name, {})
    if schemas[name].get("additionalProperties") is False:  # a request: nothing is in it that need not be
        return dict(own)
    parts = {
        key: own[key] if key in own else _of_part(part, schemas, given)
        for key, part in schemas[name]["properties"].items()
    }
    return {key: value for key, value in parts.items() if value is not _NOTHING}


def _of_part(part: Mapping[str, Any], schemas: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
    if "$ref" in part:
        return _of_object(part["$ref"].rpartition("/")[2], schemas, given)
    if "anyOf" in part:
        return _of_part(part["anyOf"][0], schemas, given)
    if "items" in part:
        inner = _of_part(part["items"], schemas, given)
        return [] if inner is _NOTHING else [inner]
    if "null" in part.get("type", ()):
        return None
    return _NOTHING
