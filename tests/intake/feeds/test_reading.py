"""What holds for feeds of every form: how they are told apart, unpacked and refused."""

import gzip

import pytest

from claims.domain.errors import InvalidInput, TooLarge
from claims.intake import Limits, read_feed

LIMITS = Limits()
RSS = b"<rss><channel><title>Valley News</title></channel></rss>"


def test_a_packed_feed_is_unpacked():
    assert read_feed(gzip.compress(RSS), LIMITS).title == "Valley News"


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (gzip.compress(RSS)[:-9], "breaks off"),
        (b"\x1f\x8b" + RSS, "cannot be unpacked"),
    ],
)
def test_a_packed_feed_that_cannot_be_unpacked_is_refused(raw, because):
    with pytest.raises(InvalidInput, match=because):
        read_feed(raw, LIMITS)


def test_a_packed_feed_that_unpacks_beyond_the_limit_is_refused():
    with pytest.raises(TooLarge, match="unpacks to more than 4,000,000 bytes"):
        read_feed(gzip.compress(b" " * 50_000_000), LIMITS)


def test_a_web_page_is_told_from_a_feed_and_the_feeds_it_names_are_told():
    page = b"""<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml">
      <link rel="alternate" type="Application/Atom+XML" href="https://b.example/atom">
      <link rel="stylesheet" type="text/css" href="/style.css">
      <link rel="alternate" type="application/rss+xml" href="javascript:x()"></head><body>Hello</body></html>"""
    with pytest.raises(
        InvalidInput, match=r"no feed\. It names https://a\.example/rss\.xml, https://b\.example/atom; use"
    ):
        read_feed(page, LIMITS, "https://a.example/")


@pytest.mark.parametrize("page", [b"<html><body>Hello</body></html>", b"<HTML>", b"<html>" + b"<a>" * 30_000])
def test_a_web_page_that_names_no_feed_is_refused_all_the_same(page):
    with pytest.raises(InvalidInput, match="web page and no feed"):
        read_feed(page, LIMITS, "https://a.example/")
