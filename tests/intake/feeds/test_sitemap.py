import pytest

from claims.domain.errors import InvalidInput
from claims.domain.feed import FeedKind
from claims.intake import Limits, read_feed

LIMITS = Limits()
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.example/1 </loc><news:news><news:publication><news:name>Valley News</news:name>
  <news:language>en</news:language></news:publication><news:publication_date>2024-05-12T10:00:00+02:00
  </news:publication_date><news:title>Mill &amp; bridge shut</news:title></news:news></url>
<url><loc>/2</loc><lastmod>2024-05-11</lastmod></url>
<url><loc>javascript:x()</loc></url><url><lastmod>2024-05-11</lastmod></url>
<url><loc>https://a.example/1</loc></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/new.xml</loc><lastmod>2024-05-12T10:00:00Z</lastmod></sitemap>
<sitemap><loc>https://a.example/old.xml.gz</loc></sitemap><sitemap/></sitemapindex>"""


def test_a_news_sitemap_gives_addresses_with_title_and_day_and_no_text():
    contents = read_feed(NEWS.encode(), LIMITS, "https://a.example/sitemap.xml")
    assert (contents.kind, contents.title) == (FeedKind.SITEMAP, "Valley News")
    first, second = contents.entries
    assert (first.url, first.title, first.page, first.whole) == (
        "https://a.example/1",
        "Mill & bridge shut",
        None,
        False,
    )
    assert first.moment.iso() == "2024-05-12T08:00:00Z"
    assert (second.url, second.stamp, second.moment.iso()) == ("https://a.example/2", "2024-05-11", "2024-05-11")


def test_a_sitemap_without_the_namespace_is_one_all_the_same():
    (entry,) = read_feed(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>", LIMITS).entries
    assert entry.url == "https://a.example/1"


def test_a_sitemap_index_names_its_parts():
    contents = read_feed(INDEX.encode(), LIMITS)
    assert (contents.kind, contents.entries) == (FeedKind.SITEMAP_INDEX, ())
    assert [(part.url, part.changed and part.changed.iso()) for part in contents.parts] == [
        ("https://a.example/new.xml", "2024-05-12T10:00:00Z"),
        ("https://a.example/old.xml.gz", None),
    ]


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        (NEWS.replace("</urlset>", ""), "broken XML"),
        (NEWS.replace("<url>", "<url>&xxe;", 1), "broken XML"),
        ("<urlset>" + "<a>" * 300 + "</a>" * 300 + "</urlset>", "broken XML"),
        ('<!DOCTYPE urlset [<!ENTITY xxe SYSTEM "file:///etc/hostname">]><urlset>&xxe;</urlset>', "document type"),
    ],
    ids=["cut", "entity", "deep", "doctype"],
)
def test_a_sitemap_that_is_broken_or_dangerous_is_refused(raw, because):
    with pytest.raises(InvalidInput, match=because):
        read_feed(raw.encode(), LIMITS)


def test_no_more_addresses_are_read_than_the_format_allows():
    places = "".join(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(50_001))
    entries = read_feed(f"<urlset>{places}</urlset>".encode(), Limits(max_bytes=5_000_000)).entries
    assert (len(entries), entries[-1].url) == (50_000, "https://a.example/49999")
