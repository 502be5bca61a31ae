"""Addresses on the web, as people and pages give them."""

from urllib.parse import urlsplit

from claims.domain.errors import InvalidInput


def is_web_address(text: str) -> bool:
    """Whether it is an http or https address with a host, which a browser can be sent to."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and text.isprintable() and " " not in text


def web_address(text: str, field: str) -> str:
    """The address, where it is one of the web. Raises InvalidInput under `field` otherwise."""
    if not is_web_address(text):
        raise InvalidInput.of(
            field, f"{text[:40]!r} is not an address that begins with http:// or https:// and names a host."
        )
    return text
