"""Whatever comes in, a reader answers with pages or with an error for the caller, within its limits."""

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.article import Page
from claims.domain.errors import InvalidInput
from claims.intake import Limits, read_feed, read_html, read_jsonl, read_text

LIMITS = Limits(max_chars=2_000, max_bytes=5_000)
TEXTS = st.text(st.characters(), max_size=300)
PIECES = """
<p> </p> <div > < & &#0; &#xfffe; \uffff &amp; <q> </q> <table> <td> <!-- --> ' " <script> </script> <![CDATA[ ]]>
<title> <html> <a <meta|property=article:published_time|content= 2024-05-12 The|mill|closed|on|Monday. é <item> <rss>
<channel> <br>
"""
MARKUP = st.lists(
    st.sampled_from([piece.replace("|", " ") for piece in PIECES.split()] + [" ", "\n"]) | st.text(max_size=5),
    max_size=60,
).map("".join)

JSON_VALUES = st.recursive(TEXTS | st.none() | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)
ITEMS = st.dictionaries(
    st.sampled_from(["id", "url", "title", "content_html", "content_text", "summary", "date_modified", "authors"]),
    JSON_VALUES,
)
FEEDS = st.one_of(
    MARKUP.map(lambda inner: f"<rss><channel><item>{inner}</item></channel></rss>"),
    MARKUP.map(lambda inner: f"<urlset><url><loc>/a</loc>{inner}</url></urlset>"),
    st.lists(ITEMS).map(lambda items: json.dumps({"version": "https://jsonfeed.org/version/1", "items": items})),
)


def stands_as_stored(text: str) -> bool:
    return (
        0 < len(text) <= LIMITS.max_chars
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
        and not set(text) & {"\0", "\r", "\x0b", "\x1b", "\u2028", "\ufeff", "\u200b"}
        and text.encode("utf-8") is not None
    )


def pages_of(read: Callable[[], list[Page]], field: str) -> list[Page]:
    """The pages read; none where they were refused under `field`. Any other error is a failure."""
    try:
        return read()
    except InvalidInput as refused:
        return [] if refused.errors.keys() == {field} else pytest.fail(f"refused under {refused.errors}")


@given(st.one_of(TEXTS, st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass"))))
def test_a_text_is_stored_clean_or_refused_and_reads_the_same_again(raw):
    for page in pages_of(lambda: [read_text(raw, LIMITS)], "text"):
        assert stands_as_stored(page.text)
        assert read_text(page.text, LIMITS) == page


@settings(max_examples=60)
@given(st.one_of(MARKUP, TEXTS, st.binary(max_size=300)), st.none() | TEXTS)
def test_a_page_is_read_or_refused(raw, url):
    assert all(stands_as_stored(page.text) for page in pages_of(lambda: [read_html(raw, url, LIMITS)], "html"))


@settings(max_examples=60)
@given(st.one_of(FEEDS.map(str.encode), MARKUP.map(str.encode), st.binary(max_size=300)))
def test_a_feed_is_read_or_refused(raw):
    def read() -> list[Page]:
        entries = read_feed(raw, LIMITS, "https://valley.example/feed").entries
        assert all(entry.page is not None or entry.url is not None or entry.fault is not None for entry in entries)
        return [entry.page for entry in entries if entry.page is not None]

    assert all(stands_as_stored(page.text) for page in pages_of(read, "feed"))


@given(st.lists(st.one_of(TEXTS, st.binary(max_size=50), st.dictionaries(TEXTS, TEXTS, max_size=2).map(json.dumps))))
def test_every_line_that_is_not_blank_is_answered_once(lines):
    answers = list(read_jsonl(lines, LIMITS))
    assert [answer.number for answer in answers] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert all((answer.page is None) != (answer.error is None) or answer.fields for answer in answers)
