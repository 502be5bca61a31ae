"""The text of a feed and what holds for it."""

import re
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin

from claims.domain.errors import InvalidInput, TooLarge
from claims.intake.clean import one_line
from claims.intake.limits import Limits
from claims.intake.markup import strip_markup

FIELD = "feed"

_PROLOG = re.compile(r"(?:\s++|<\?(?s:.)*?\?>|<!--(?s:.)*?-->)*+")
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")
_GZIP = b"\x1f\x8b"
_LONGEST_ADDRESS = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Source:
    """A feed as characters; `url` is where it was found, None where that is not known."""

    text: str
    limits: Limits
    url: str | None = None

    def root(self) -> str | None:
        """The name of its root element without a prefix; None where it is no XML."""
        found = _ROOT.match(self.text, self._root_at())
        return found[1] if found is not None else None

    def from_root(self) -> str:
        """The XML from its root element on, so that no declaration of encoding or entities is left in front of it.

        Raises InvalidInput for a document type or entities: nothing in a feed needs them, and by them a small file
        becomes a huge one, or one that reads other files.
        """
        rest = self.text[self._root_at() :]
        if rest.startswith("<!") and not rest.startswith("<!--"):
            message = "The feed declares a document type or entities of its own, which is refused."
            raise InvalidInput.of(FIELD, message)
        return rest

    def _root_at(self) -> int:
        found = _PROLOG.match(self.text)
        return found.end() if found is not None else 0

    def address(self, link: object) -> str | None:
        """The web address that a link of the feed leads to; None where it leads to no page."""
        if not isinstance(link, str) or not link.strip():
            return None
        try:
            full = urljoin(self.url or "", link.strip())
        except ValueError:
            return None
        good = full.startswith(("http://", "https://")) and len(full) <= _LONGEST_ADDRESS and full.isprintable()
        return full if good else None


def unpacked(raw: bytes, limits: Limits) -> bytes:
    """What is in a file packed with gzip, as sitemaps are; anything else as it is. Raises TooLarge, InvalidInput."""
    if not raw.startswith(_GZIP):
        return raw
    unpack = zlib.decompressobj(wbits=31)
    try:
        text = unpack.decompress(raw, limits.max_bytes + 1)
    except zlib.error:
        raise InvalidInput.of(FIELD, "The feed is gzip data that cannot be unpacked.") from None
    if len(text) > limits.max_bytes:
        raise TooLarge.of(FIELD, f"The feed unpacks to more than {limits.max_bytes:,} bytes; no more are read.")
    if not unpack.eof:
        raise InvalidInput.of(FIELD, "The feed breaks off in the middle of its gzip data.")
    return text


def said(value: object) -> str | None:
    """A title or name without markup; None when there is none or it is not one."""
    if not isinstance(value, str):
        return None
    try:
        return one_line(strip_markup(value, FIELD), FIELD) or None
    except InvalidInput:
        return None
