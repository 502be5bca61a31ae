"""JSON lines: one article a line, with the keys of POST /articles."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

from claims.domain.address import web_address
from claims.domain.article import Page
from claims.domain.errors import ClaimdeskError, InvalidInput, TooLarge
from claims.domain.moment import parse_moment
from claims.intake.clean import one_line
from claims.intake.html import read_html
from claims.intake.limits import Limits
from claims.intake.text import read_text

_BODIES = ("text", "html", "url")
_ABOUT = ("title", "published_at", "publisher", "author", "canonical_url")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line: a page, or an error, or (where it only names a `url`) neither.

    `number` counts from 1. `fields` is what the line gave beside a text or page, for whoever fetches the `url`.
    """

    number: int
    page: Page | None = None
    error: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


class _Stream(Protocol):
    def readline(self, size: int, /) -> str | bytes: ...


def read_jsonl(lines: Iterable[str | bytes], limits: Limits) -> Iterator[Line]:
    """Read line after line; a bad line yields its error and the next ones go on. Blank lines are passed over.

    `lines` may be an open file, which is then read in bounded pieces.
    """
    for number, raw in bounded_lines(lines, limits.max_bytes):
        try:
            if raw is None:
                raise TooLarge(f"The line is longer than {limits.max_bytes:,} bytes.")
            yield _read_line(number, read_object(raw), limits)
        except ClaimdeskError as error:
            yield Line(number, error=str(error))


def read_object(raw: str | bytes) -> dict[str, Any]:
    """The JSON object of one line. Raises InvalidInput."""
    try:
        value = json.loads(raw)
    except UnicodeDecodeError:
        raise InvalidInput("The line is not valid UTF-8.") from None
    except json.JSONDecodeError as error:
        raise InvalidInput(f"The line is not JSON: {error.msg} at character {error.pos + 1}.") from None
    except (ValueError, RecursionError):
        raise InvalidInput("The line is not JSON that can be read: a number too long or nesting too deep.") from None
    if not isinstance(value, dict):
        raise InvalidInput("The line is JSON but not an object.")
    return value


def bounded_lines(lines: Iterable[str | bytes], max_bytes: int) -> Iterator[tuple[int, str | bytes | None]]:
    """The lines that are not blank, with their numbers; None for one over the limit, which is not kept in memory."""
    pieces = _read_lines(cast(_Stream, lines), max_bytes) if hasattr(lines, "readline") else lines
    for number, line in enumerate(pieces, 1):
        if line is None or len(line) - _is_ended(line) > max_bytes:
            yield number, None
        elif line.strip():
            yield number, line


def _read_lines(stream: _Stream, max_bytes: int) -> Iterator[str | bytes | None]:
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or _is_ended(line):
            yield line
            continue
        while (rest := stream.readline(max_bytes)) and not _is_ended(rest):
            pass
        yield None


def _is_ended(line: str | bytes) -> bool:
    return line.endswith("\n") if isinstance(line, str) else line.endswith(b"\n")


def _read_line(number: int, given: dict[str, Any], limits: Limits) -> Line:
    fields = _known_strings(given)
    bodies = [name for name in _BODIES if name in fields]
    if len(bodies) != 1:
        raise InvalidInput.of("text", f"Give exactly one of text, html and url, not {' and '.join(bodies) or 'none'}.")
    about = {name: one_line(fields[name], name) for name in _ABOUT if name in fields}
    published = parse_moment(about.pop("published_at"), "published_at") if "published_at" in about else None
    if about.get("canonical_url"):
        web_address(about["canonical_url"], "canonical_url")
    beside = {name: value for name, value in fields.items() if name not in ("text", "html")}
    if bodies == ["url"]:
        return Line(number, fields=beside)
    if bodies == ["html"]:
        page = read_html(fields["html"], about.get("canonical_url"), limits)
    else:
        page = read_text(fields["text"], limits)
    known: dict[str, Any] = {name: value for name, value in about.items() if value}
    return Line(number, replace(page, published=published or page.published, **known), fields=beside)


def _known_strings(given: dict[str, Any]) -> dict[str, str]:
    """The keys with a value, all of them known and text."""
    unknown = sorted(given.keys() - {*_BODIES, *_ABOUT})
    if unknown:
        raise InvalidInput(f"Unknown key {unknown[0][:60]!r}; known are {', '.join((*_BODIES, *_ABOUT))}.")
    fields = {name: value for name, value in given.items() if value is not None}
    for name, value in fields.items():
        if not isinstance(value, str):
            raise InvalidInput.of(name, f"The {name} must be text.")
    return fields
