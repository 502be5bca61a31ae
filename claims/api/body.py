"""Strict reading of what a request brings: JSON that means one thing, and fields that are known."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar

from flask import Request, request
from marshmallow import EXCLUDE, Schema, ValidationError
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, UnsupportedMediaType

from claims.domain.errors import InvalidInput

R = TypeVar("R")

_AS_IT_IS = "identity"
_MOST_DIGITS = 1_000  # of a whole number


class StrictParser:
    """Reads arguments for the views, and refuses what is not plainly right.

    It has what flask-smorest asks of a parser. That of webargs, which comes with it, can read from many more places and
    takes several times as long.
    """

    DEFAULT_VALIDATION_STATUS = HTTPStatus.UNPROCESSABLE_ENTITY

    def use_args(self, schema: Schema, *, location: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
        """Give a view what `schema` reads from the body, or from the query, behind the arguments that it has."""
        read = _read_query if location == "query" else _read_body

        def declare(view: Callable[..., R]) -> Callable[..., R]:
            @wraps(view)
            def with_arguments(*args: Any, **kwargs: Any) -> R:
                try:
                    given = read(schema)
                except ValidationError as error:
                    raise invalid({location: error.messages}) from None
                return view(*args, given, **kwargs)

            return with_arguments

        return declare


def _read_query(schema: Schema) -> Any:
    """The query, without what the view does not know: refuse_unknown_query says which of that may be there."""
    return schema.load(request.args.to_dict(), unknown=EXCLUDE)


def _read_body(schema: Schema) -> Any:
    """The body as JSON; no body at all is the same as an empty object."""
    raw = whole_body(request)
    if request.content_length is None and len(raw) >= (request.max_content_length or len(raw) + 1):
        raise RequestEntityTooLarge  # sent in chunks, and cut off at the limit rather than refused
    if not raw:
        return schema.load({})
    if request.headers.get("Content-Encoding", _AS_IT_IS).strip().lower() != _AS_IT_IS:
        raise UnsupportedMediaType("Send the body as it is: no Content-Encoding is taken.")
    if not request.is_json:
        raise UnsupportedMediaType("Send the body as JSON, with `Content-Type: application/json`.")
    return schema.load(read_json(raw))


def whole_body(req: Request) -> bytes:
    """The body. Raises BadRequest for one that broke off, or whose chunks cannot be told apart."""
    try:
        raw = req.get_data()
    except HTTPException:
        raise
    except Exception as error:  # the server's own, whichever that is
        raise BadRequest(f"The body could not be read to its end: {str(error)[:100]}.") from None
    if len(raw) < (req.content_length or 0):
        raise BadRequest(f"The body broke off after {len(raw):,} of {req.content_length:,} bytes.")
    return raw


def read_json(raw: bytes) -> Any:
    """The value of a JSON text. Raises BadRequest for one that is broken, ambiguous or not to be kept in bounds."""
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_unambiguous,
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} cannot be read.") from None
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None
    except ValueError as error:  # JSONDecodeError, and what is raised below
        raise BadRequest(f"The body is not JSON: {error}.") from None


def _unambiguous(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read: dict[str, object] = {}
    for key, value in pairs:
        if key in read:
            raise ValueError(f"the key {key[:100]!r} is given twice")
        read[key] = value
    return read


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"the number {text[:40]} is out of bounds")
    return number


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"the number {text[:40]}… has more than {_MOST_DIGITS:,} digits")
    return int(text)


def invalid(messages: Mapping[str, Any]) -> InvalidInput:
    """What a schema found wrong, with its fields' names as a caller writes them: `source.url`, `tags.0`."""
    errors: dict[str, list[str]] = {}
    for location, found in messages.items():
        for path, message in _flat(found, ()):
            field = ".".join(path) or ("body" if location == "json" else location)
            errors.setdefault(field, []).append(message)
    if len(errors) == 1:
        only, messages_of_it = next(iter(errors.items()))
        return InvalidInput(f"{only[:100]}: {messages_of_it[0]}", errors)
    return InvalidInput(f"{len(errors)} fields cannot be used as they are.", errors)


def _flat(found: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(found, Mapping):
        for key, inner in found.items():
            yield from _flat(inner, path if key == "_schema" else (*path, str(key)))
    elif isinstance(found, list):
        for inner in found:
            yield from _flat(inner, path)
    else:
        yield path, str(found)


def refuse_unknown_query(known: frozenset[str]) -> None:
    """Raise InvalidInput where the query has a parameter that is not `known`, or one of them twice."""
    errors = {}
    for name, values in request.args.lists():
        if name not in known:
            errors[name] = ["Unknown parameter." if known else "Unknown parameter: none is known here."]
        elif len(values) > 1:
            errors[name] = ["Given more than once."]
    if errors:
        raise invalid({"query": errors})
