"""Feeds in every form, told apart by what is in them; see README.md for the rule of this folder.

A form is a module with one function from a source and what holds for it to `FeedContents`, or to None where the source
is none of its form; it is listed in `FORMS`.
"""

from collections.abc import Callable

from claims.domain.errors import InvalidInput
from claims.domain.feed import FeedContents
from claims.intake.decode import decode
from claims.intake.feeds.discovery import named_feeds
from claims.intake.feeds.json_feed import read_json_feed
from claims.intake.feeds.sitemap import read_sitemap
from claims.intake.feeds.source import FIELD, Source, unpacked
from claims.intake.feeds.syndication import read_syndication
from claims.intake.limits import Limits
from claims.intake.metadata import declared_encoding

FORMS: tuple[Callable[[Source], FeedContents | None], ...] = (read_json_feed, read_sitemap, read_syndication)


def read_feed(raw: bytes, limits: Limits, url: str | None = None, charset: str | None = None) -> FeedContents:
    """What a feed announces, whatever its form. `url` is where it was found, `charset` what its HTTP header names.

    Raises TooLarge over a limit, InvalidInput for what is no feed or declares entities of its own.
    """
    limits.check_raw(raw, FIELD)
    raw = unpacked(raw, limits)
    source = Source(decode(raw, FIELD, charset, declared_encoding(raw)).removeprefix("\ufeff"), limits, url)
    if (named := named_feeds(source.text, url)) is not None:
        raise InvalidInput.of(FIELD, f"This is a web page and no feed. {named}")
    for form in FORMS:
        if (contents := form(source)) is not None:
            return contents
    message = "This is no feed; an RSS or Atom feed, a JSON Feed or a sitemap was expected."
    raise InvalidInput.of(FIELD, message)
