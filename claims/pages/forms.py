"""Reading what a form or an address brings, and telling what was done with it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment, parse_moment
from claims.domain.text import in_one_line
from claims.pages.asking import remember_reviewer
from claims.services.grouping import By

E = TypeVar("E", bound=StrEnum)

_LONGEST = 2_000  # characters of a field of one line
_TOLD, _KEPT = 300, 1_000  # characters of what was done, and of what undoing needs: a cookie has room for 4,000


def field(name: str) -> str:
    """A field of the form that was sent; "" where it has none. Raises InvalidInput for one that is too long."""
    value = request.form.get(name, "").strip()
    if len(value) > _LONGEST:
        raise InvalidInput.of(name, f"This field may have {_LONGEST:,} characters.")
    return value


def decided_by() -> By:
    """Who decides and why, as every action asks; the name is remembered for the next one."""
    by = By(reviewer=field("reviewer"), reason=field("reason"))
    blank = [name for name in ("reviewer", "reason") if not getattr(by, name)]
    if blank:
        raise InvalidInput("A decision says who made it and why.", {name: ["Fill this in."] for name in blank})
    remember_reviewer(by.reviewer)
    return by


def asked(name: str) -> str | None:
    """A parameter of the address; None where it is not there or blank. Raises InvalidInput for a long one."""
    value = request.args.get(name, "").strip()
    if len(value) > _LONGEST:
        raise InvalidInput.of(name, f"`{name}` may have {_LONGEST:,} characters.")
    return value or None


def one_of(kind: type[E], value: str | None, name: str) -> E | None:
    """The value as a member of an enumeration. Raises InvalidInput for one that it does not have."""
    if value is None or value == "":
        return None
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise InvalidInput.of(name, f"`{name}` is one of {known}; {value[:40]!r} is none of them.") from None


def day_asked(name: str) -> date | None:
    """A parameter of the address as a day. Raises InvalidInput for what is none."""
    moment = moment_asked(name)
    return moment.day if moment is not None else None


def moment_asked(name: str) -> Moment | None:
    """A parameter of the address as a day or an instant. Raises InvalidInput for what is neither."""
    value = asked(name)
    return parse_moment(value, name) if value is not None else None


def inside(address: str, otherwise: str | None = None) -> str:
    """The address where it is one of this server, else another, or that of the desk.

    To a browser `//` and `/\\` begin the name of another server, and a control between the two is not there.
    """
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    if is_ours and len(address) < _KEPT and address.isprintable():
        return address
    return otherwise or url_for("pages.desk.show")


def done(told: str, back_to: str, undo: str | None = None, more: Mapping[str, str] | None = None) -> Response:
    """Go back to a page that says what was done.

    `undo` is the address of the form that takes it back, `more` what that form sends besides name, reason and token;
    where that is very much, it is not offered.
    """
    fields = dict(more or {})
    offered = undo if sum(map(len, fields.values())) <= _KEPT else None
    flash(cast(str, {"text": in_one_line(told, _TOLD), "undo": offered, "fields": fields if offered else {}}))
    return redirect(back_to, 303)
