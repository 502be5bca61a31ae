"""Partial answers as Google's APIs have them: `fields=claims(text,claimReview/url),nextPageToken`."""

import re
from typing import Any

from claims.domain.errors import InvalidInput

Mask = dict[str, "Mask"]  # what is wanted of each field; of one with nothing named, all of it

_TOKEN = re.compile(r"\s*(\w+|\S)", re.ASCII)
_DEEPEST = 10  # fields within fields


def read_mask(text: str | None) -> Mask:
    """What a mask asks for; an empty one asks for all. Raises InvalidInput under `fields` where it is no mask."""
    if text is None:
        return {}
    tokens = [found[1] for found in _TOKEN.finditer(text)][::-1]
    try:
        mask = _fields(tokens, _DEEPEST)
        if tokens:
            raise ValueError(tokens[-1])
    except (ValueError, IndexError):
        message = f"{text[:60]!r} is not a mask of fields, such as claims(text,claimReview/url)."
        raise InvalidInput.of("fields", message) from None
    return mask


def _fields(tokens: list[str], deeper: int) -> Mask:
    """The fields up to the end or a closing bracket; `tokens` are in reverse. Raises ValueError, IndexError."""
    mask: Mask = {}
    while True:
        at = mask.setdefault(_name(tokens), {})
        while tokens and tokens[-1] == "/":
            tokens.pop()
            at = at.setdefault(_name(tokens), {})
        if tokens and tokens[-1] == "(":
            if not deeper:
                raise ValueError("too deep")
            tokens.pop()
            at.update(_fields(tokens, deeper - 1))
            if tokens.pop() != ")":
                raise ValueError("not closed")
        if not tokens or tokens[-1] != ",":
            return mask
        tokens.pop()


def _name(tokens: list[str]) -> str:
    name = tokens.pop()
    if name in set("(),/"):
        raise ValueError(name)
    return name


def masked(value: Any, mask: Mask) -> Any:
    """As much of a value as is asked for."""
    if isinstance(value, list):
        return [masked(each, mask) for each in value]
    if not mask or "*" in mask or not isinstance(value, dict):
        return value
    return {name: masked(each, mask[name]) for name, each in value.items() if name in mask}
