import json

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.feed import FeedKind
from claims.intake import Limits, read_feed

LIMITS = Limits()
VERSION = "https://jsonfeed.org/version/1.1"
ITEM = {
    "id": 7,
    "url": "/news/7",
    "title": "Ferry <b>runs</b> again",
    "content_html": "<p>The ferry runs again.</p><script>x()</script>",
    "summary": "It runs.",
    "date_published": "2023-04-30T23:30:00-02:00",
    "date_modified": "2023-05-01T10:00:00Z",
    "authors": [{"name": "Bea Orr"}],
}


def read(*items, **more):
    feed = {"version": VERSION, "title": "Upland Herald", "items": list(items), **more}
    return read_feed(json.dumps(feed).encode(), LIMITS, "https://upland.example/feed.json")


def test_a_json_feed_is_read_item_by_item():
    contents = read(ITEM)
    assert (contents.kind, contents.title) == (FeedKind.JSON, "Upland Herald")
    (entry,) = contents.entries
    page = entry.page
    assert (page.text, page.title, page.publisher, page.author) == (
        "The ferry runs again.",
        "Ferry runs again",
        "Upland Herald",
        "Bea Orr",
    )
    assert page.url == entry.url == "https://upland.example/news/7"
    assert page.published.day.isoformat() == "2023-04-30"
    assert entry.stamp == "2023-05-01T10:00:00Z"


def test_the_author_of_version_1_is_read_too():
    item = {k: v for k, v in ITEM.items() if k != "authors"} | {"author": {"name": "Ada"}}
    assert read(item, version="https://jsonfeed.org/version/1").entries[0].page.author == "Ada"


def test_a_plain_text_keeps_its_signs_and_its_paragraphs():
    (entry,) = read({"id": "a", "content_text": "Costs are < 5 & rising.\n\nThe mayor said so."}).entries
    assert entry.page.text == "Costs are < 5 & rising.\n\nThe mayor said so."


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a"},
        {"id": ["a"], "title": 5, "url": 7, "content_html": {}, "summary": [], "authors": ["x"], "date_published": 1},
        {"url": "javascript:x()", "authors": [], "author": "x"},
        7,
        None,
    ],
)
def test_an_item_that_says_nothing_is_passed_over_and_the_others_are_read(item):
    assert [entry.title for entry in read(item, ITEM).entries] == ["Ferry runs again"]


@pytest.mark.parametrize("stamp", ["x\0y", "\ud800", "2" * 100, 5, None, ""])
def test_whatever_is_in_place_of_a_stamp_can_be_kept(stamp):
    (entry,) = read(ITEM | {"date_modified": stamp}).entries
    assert entry.stamp is None or (entry.stamp.isprintable() and len(entry.stamp) <= 60)


@pytest.mark.parametrize("items", [{}, None, "x", 5])
def test_a_feed_without_a_list_of_items_has_none(items):
    assert read(items=items).entries == ()


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (b"{", "This is not JSON: "),
        (b'{"version": "1"}', "no JSON Feed"),
        (b'{"items": []}', "no JSON Feed"),
        (b'{"a":' * 100_000, "nesting too deep|not JSON"),
        (b'{"version": ' + b"1" * 10_000 + b"}", "number too long"),
    ],
    ids=["broken", "other", "none", "deep", "long"],
)
def test_what_is_no_json_feed_is_called_so(raw, because):
    with pytest.raises(InvalidInput, match=because):
        read_feed(raw, LIMITS)
