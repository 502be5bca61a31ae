"""What a page says of itself in its head: when it was published, and whose it is."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.domain.moment import Moment
from claims.intake.markup import json_ld_blocks
from claims.intake.when import read_when

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.\-]{2,40})""", re.I)
_HEAD_BYTES = 4_096  # browsers look for the encoding in the first 1,024

# schema.org's Article and its kinds, without "Article" and "Posting" at the end.
_ARTICLE_TYPE = re.compile(r"^(?:\w{0,40}Article|Report|\w{0,40}Posting)$")

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
)


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that the beginning of a page or feed names."""
    found = _CHARSET.search(raw, 0, _HEAD_BYTES)
    return found[1].decode("ascii") if found is not None else None


def publication(tree: HtmlElement) -> Moment | None:
    """When the page says it was published: in its JSON-LD, else in its meta elements, to the minute where it can."""
    said = [*_json_ld_dates(tree), *_meta_dates(tree)]
    known = [moment for moment in map(read_when, said) if moment is not None]
    if not known:
        return None
    return next((moment for moment in known if moment.at is not None and moment.day == known[0].day), known[0])


def registered_domain(url: str | None) -> str | None:
    """The domain that somebody registered: "example.co.uk" for "https://news.example.co.uk/a"; else the host."""
    host = host_of(url)
    if host is None:
        return None
    return _split_domain()(host).top_domain_under_public_suffix or host


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case; None where there is none."""
    try:
        return urlsplit(url or "").hostname or None
    except ValueError:
        return None


@cache
def _split_domain() -> Any:
    from tldextract import TLDExtract

    # The list in the package, and nothing from the network.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _meta_dates(tree: HtmlElement) -> list[str]:
    said: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        said.setdefault(name.strip().lower(), meta.get("content", ""))
    return [said[name] for name in _META_DATES if name in said]


def _json_ld_dates(tree: HtmlElement) -> Iterator[Any]:
    for source in json_ld_blocks(tree):
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _top_nodes(data):
            if _is_article(node):
                yield node.get("datePublished") or node.get("dateCreated")


def _top_nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The things a JSON-LD block is about; not those further in, which may be other articles."""
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE_TYPE.match(kind.rpartition("/")[2])
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
