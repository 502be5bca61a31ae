"""Sitemaps (sitemaps.org), those of news among them, and their indexes."""

from collections.abc import Iterator

from lxml import etree

from claims.domain.article import content_hash
from claims.domain.errors import InvalidInput
from claims.domain.feed import Entry, FeedContents, FeedKind, Part
from claims.intake.feeds.entries import once_each
from claims.intake.feeds.source import FIELD, Source, said
from claims.intake.when import read_when

_MAX_ADDRESSES = 50_000  # of one file, as the format has it
_LONGEST_STAMP = 40  # characters


def read_sitemap(source: Source) -> FeedContents | None:
    """A sitemap or sitemap index; None for anything else. Raises InvalidInput for XML that is broken.

    Its entries carry no text. An entry is dated by the day of publication in a news sitemap, else by its last change.
    """
    root = source.root()
    if root not in ("urlset", "sitemapindex"):
        return None
    tree = _parse(source.from_root())
    if root == "sitemapindex":
        return FeedContents(kind=FeedKind.SITEMAP_INDEX, parts=tuple(_parts(source, tree)))
    entries = list(_entries(source, tree))
    title = next((said(name.text) for name in tree.iterfind(".//{*}publication/{*}name")), None)
    return FeedContents(kind=FeedKind.SITEMAP, title=title or "", entries=once_each(entries))


def _parse(xml: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InvalidInput.of(FIELD, f"The sitemap is broken XML: {str(error)[:200]}.") from None


def _entries(source: Source, tree: etree._Element) -> Iterator[Entry]:
    for place in _first(tree, "url"):
        url = source.address(_text(place, "loc"))
        if url is None:
            continue
        stamp = _text(place, "lastmod")[:_LONGEST_STAMP] or None
        printed = place.find("{*}news/{*}publication_date")
        published = read_when(printed.text) if printed is not None else None
        title = place.find("{*}news/{*}title")
        yield Entry(
            key=content_hash(url),
            url=url,
            title=(said(title.text) if title is not None else None) or "",
            published=published,
            moment=published or read_when(stamp),
            stamp=stamp,
        )


def _parts(source: Source, tree: etree._Element) -> Iterator[Part]:
    for place in _first(tree, "sitemap"):
        url = source.address(_text(place, "loc"))
        if url is not None:
            yield Part(url=url, changed=read_when(_text(place, "lastmod")))


def _first(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    places = tree.iterchildren(f"{{*}}{name}", name)
    return (place for place, _ in zip(places, range(_MAX_ADDRESSES), strict=False))


def _text(place: etree._Element, name: str) -> str:
    found = place.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
