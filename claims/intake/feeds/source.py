"""The text of a feed and what holds for it."""

import re
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin

from claims.domain.errors import InvalidInput, TooLarge
from claims.intake.clean import one_line
from claims.intake.limits import Limits
from claims.intake.markup import ATTRIBUTE, count_attributes, strip_markup

FIELD = "feed"

_PROLOG = re.compile(r"(?:\s++|<\?(?s:.)*?\?>|<!--(?s:.)*?-->)*+")
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")
# Any tag of XML, whose names may begin with more than letters; read as HTML's are in markup.py, each character once.
_TAG = re.compile(rf"<(?![/!?\s])[^\s/>]++(?:[\s/]++|{ATTRIBUTE})*+")
_MAX_ATTRIBUTES = 200  # of one tag; feedparser takes quadratic time in them, at this many in all tags some 5 s
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
        becomes a huge one, or one that reads other files. So it does for a tag of more attributes than any has.
        """
        rest = self.text[self._root_at() :]
        if rest.startswith("<!") and not rest.startswith("<!--"):
            message = "The feed declares a document type or entities of its own, which is refused."
            raise InvalidInput.of(FIELD, message)
        # Two characters are the shortest attribute with what separates it.
        long_tags = (tag[0] for tag in _TAG.finditer(rest) if tag.end() - tag.start() > 2 * _MAX_ATTRIBUTES)
        if any(count_attributes(tag) > _MAX_ATTRIBUTES for tag in long_tags):
            raise InvalidInput.of(FIELD, f"A tag of the feed has more than {_MAX_ATTRIBUTES} attributes.")
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
