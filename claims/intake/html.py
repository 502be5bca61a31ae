"""Web pages: the main text, and what the page says of itself."""

import logging
from copy import copy
from typing import Any

from lxml.html import HtmlElement

from claims.domain.article import Page
from claims.domain.errors import InvalidInput
from claims.intake.clean import clean_sentences, one_line
from claims.intake.decode import decode
from claims.intake.limits import Limits
from claims.intake.markup import paragraphs, parse_page
from claims.intake.metadata import declared_encoding, host_of, publication, registered_domain
from claims.intake.when import read_when

_FIELD = "html"
_NO_TEXT = "No main text was found in the page; if a script builds it or it is behind a wall, hand in its text instead."
_MAX_NAME = 300  # characters of a publisher or author; what is longer is not a name

# What these have to say on the way is in the result or in the error.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read_html(raw: str | bytes, url: str | None, limits: Limits, charset: str | None = None) -> Page:
    """The main text of a page, with title, publisher, author, address and publication day as it gives them.

    `url` is where the page was found, None where that is not known; `charset` what its HTTP header names. The
    publication day is the one the page states (JSON-LD, meta elements, a dateline), never a date out of its text.
    Raises TooLarge over a limit, InvalidInput for a page that has no readable text or cannot be read within bounds.
    """
    limits.check_raw(raw, _FIELD)
    source = decode(raw, _FIELD, charset, declared_encoding(raw)) if isinstance(raw, bytes) else raw
    tree = parse_page(source, _FIELD)
    published = publication(tree)
    found = _main_text(tree, url)
    title = _name_or_none(found.title, 1_000) or ""
    text = paragraphs(found.text)
    text = clean_sentences(text.removeprefix(f"{title}\n\n"), _FIELD)  # the headline is kept once, as the title
    limits.check_text(text, _FIELD)
    canonical = found.url if found.url != url else None
    return Page(
        text=text,
        title=title,
        publisher=_publisher(found, canonical or url),
        author=_name_or_none(found.author),
        url=url,
        canonical_url=_name_or_none(canonical, 2_000),
        published=published or read_when(found.date),
    )


def _main_text(tree: HtmlElement, url: str | None) -> Any:
    """trafilatura's document: without what surrounds the text if that leaves one, else with what may belong to it."""
    from trafilatura import bare_extraction

    for precisely in (True, False):
        try:
            found: Any = bare_extraction(
                copy(tree),
                url=url if host_of(url) else None,
                favor_precision=precisely,
                include_comments=False,
                include_tables=False,  # cells are no sentences, and old pages are laid out in tables
                with_metadata=True,
                # The extensive search takes any date in the text for the day of publication.
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
        except Exception as error:  # whatever a page can make heuristics do, the caller gets a sentence
            raise InvalidInput.of(_FIELD, "The page cannot be read; hand in its text instead.") from error
        if found is not None and (found.text or "").strip():
            return found
    raise InvalidInput.of(_FIELD, _NO_TEXT)


def _publisher(found: Any, url: str | None) -> str | None:
    name = _name_or_none(found.sitename)
    # Where the page names nobody, trafilatura gives the host.
    guessed = name is not None and name.partition(":")[0] in (host_of(url) or "")
    return registered_domain(url) if name is None or guessed else name


def _name_or_none(value: str | None, max_chars: int = _MAX_NAME) -> str | None:
    """What a page says of itself on one line; None when it is not the name it should be."""
    try:
        return one_line(value or "", _FIELD, max_chars) or None
    except InvalidInput:
        return None
