"""One entry of a feed that carries text, whatever its form."""

from dataclasses import dataclass

from claims.domain.article import Page, content_hash
from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.feed import Entry
from claims.domain.moment import Moment
from claims.intake.clean import clean_sentences
from claims.intake.feeds.source import FIELD, Source
from claims.intake.feeds.whole import is_whole
from claims.intake.markup import strip_markup

_LONGEST_STAMP = 60  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a form found of an entry: texts as markup, everything else as printed; `key` is what the feed calls it."""

    key: str | None
    url: str | None
    title: str
    content: str = ""
    summary: str = ""
    publisher: str | None = None
    author: str | None = None
    published: Moment | None = None
    stamp: str | None = None


def entry_of(source: Source, found: Announced) -> Entry | None:
    """The entry; None for one that has neither words nor an address.

    Its text is the longer of content and summary, else the title. A text beyond the limits becomes a fault.
    """
    markup = max(found.content, found.summary, key=len)
    text, fault = _read(source, markup, found.title)
    if text is None and fault is None and found.url is None:
        return None
    page = None
    if text is not None:
        page = Page(
            text=text,
            title=found.title,
            publisher=found.publisher,
            author=found.author,
            url=found.url,
            published=found.published,
        )
    return Entry(
        key=content_hash(found.key or found.url or f"{found.title}\0{text}"),
        url=found.url,
        title=found.title,
        published=found.published,
        moment=found.published,
        stamp=_stamp(found.stamp),
        page=page,
        whole=text is not None and is_whole(text, is_content=markup == found.content),
        fault=fault,
    )


def _stamp(printed: str | None) -> str | None:
    """A stamp as it is compared and kept, whatever was in its place."""
    if not printed:
        return None
    return printed if len(printed) <= _LONGEST_STAMP and printed.isprintable() else content_hash(printed)


def once_each(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries without those that come under a key for a second time."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.key, entry)
    return tuple(first.values())


def _read(source: Source, markup: str, title: str) -> tuple[str | None, str | None]:
    """The text and None; or None, and what is wrong with it where it is too long."""
    try:
        text = strip_markup(markup, FIELD)
        text = clean_sentences(text.strip() or title, FIELD)
        source.limits.check_text(text, FIELD)
    except TooLarge as error:
        return None, str(error)
    except InvalidInput:
        return None, None
    return text, None
