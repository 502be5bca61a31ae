import pytest

from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.feed import FeedKind
from claims.intake import Limits, read_feed

LIMITS = Limits()

RSS = """<?xml version="1.0" encoding="{encoding}"?><!-- made <b>by hand</b> -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Valley &amp; Coast News</title>
<item><title>Bridge &lt;i&gt;opens&lt;/i&gt; at Hove</title><link>https://valley.example/1</link>
  <pubDate>Mon, 08 Aug 2022 07:30:00 +0900</pubDate>
  <description>A teaser.</description>
  <content:encoded><![CDATA[<p>The bridge opens on Monday.</p><script>x()</script>
  <p>Tolls are <b>€4</b> a car.</p>]]></content:encoded></item>
<item><title>Mill shut</title><link>javascript:alert(1)</link>
  <description>The mill at Hove is shut.</description></item>
<item><title>Only a headline here</title></item>
<item><link>https://valley.example/4</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Upland Herald</title>
<entry><title>Ferry runs again</title><link href="https://upland.example/f"/><updated>2023-05-01T10:00:00Z</updated>
  <published>2023-04-30T23:30:00-02:00</published><author><name>Bea Orr</name></author>
  <source><title>Harbour Wire</title></source>
  <content type="html">&lt;p&gt;The ferry runs again.&lt;/p&gt;</content></entry></feed>"""


def pages(raw, limits=LIMITS):
    """The texts that a feed carries."""
    return [entry.page for entry in read_feed(raw, limits).entries if entry.page is not None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso8859-15"])
def test_an_rss_feed_is_read_entry_by_entry(encoding):
    bridge, mill, headline = pages(RSS.format(encoding=encoding).encode(encoding))
    assert bridge.text == "The bridge opens on Monday.\n\nTolls are €4 a car."
    assert (bridge.title, bridge.publisher, bridge.url) == (
        "Bridge opens at Hove",
        "Valley & Coast News",
        "https://valley.example/1",
    )
    assert (bridge.published.day.isoformat(), bridge.published.iso()) == ("2022-08-08", "2022-08-07T22:30:00Z")
    assert (mill.text, mill.url, mill.published) == ("The mill at Hove is shut.", None, None)
    assert headline.text == "Only a headline here"


def test_an_atom_entry_keeps_its_author_its_day_and_the_outlet_it_comes_from():
    (ferry,) = pages(ATOM.encode())
    assert (ferry.text, ferry.author, ferry.publisher) == ("The ferry runs again.", "Bea Orr", "Harbour Wire")
    assert ferry.published.iso() == "2023-05-01T01:30:00Z"
    assert ferry.published.day.isoformat() == "2023-04-30"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "prolog",
    [
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>',
        "<!-- <rss> --><!DOCTYPE rss>",
        "\n<!doctype rss>",
        "<?a?>\n<!-- x --><!ENTITY a 'b'>",
    ],
)
def test_a_feed_that_declares_entities_is_refused_before_it_is_parsed(prolog, encoding):
    with pytest.raises(InvalidInput, match="document type or entities"):
        read_feed((prolog + "<rss><channel><item><title>&a;</title></item></channel></rss>").encode(encoding), LIMITS)


@pytest.mark.parametrize(
    "raw",
    [
        b"hello",
        b"",
        b"<!--",
        b"<?xml",
        b"<rss></rss>",
        b"/etc/hostname",
        b"https://valley.example/feed",
        b"<a> " * 50_000,
    ],
    ids=lambda raw: raw[:14].decode() or "empty",
)
def test_what_is_no_feed_is_called_so(raw):
    with pytest.raises(InvalidInput, match="was expected"):
        read_feed(raw, LIMITS)


def test_binary_data_is_called_so():
    with pytest.raises(InvalidInput, match="binary data"):
        read_feed(b"\x89PNG\r\n\x1a\n\0\0", LIMITS)


def test_a_feed_cut_off_in_the_middle_gives_what_it_has():
    assert pages(RSS.format(encoding="utf-8").partition("<item><title>Only")[0].encode())[0].title


def test_an_invitation_to_read_on_is_left_out_and_a_linked_sentence_stays():
    body = "<p><a href='/1'>The mill closed.</a></p><p><a href='/2'>Continue reading</a>…</p>"
    feed = f"<rss><channel><item><description><![CDATA[{body}]]></description></item></channel></rss>"
    assert pages(feed.encode())[0].text == "The mill closed."


def test_sizes_are_bounded():
    with pytest.raises(TooLarge, match="at most 50 are read"):
        read_feed(ATOM.encode(), Limits(max_bytes=50))
    with pytest.raises(TooLarge, match="tags"):
        read_feed(b"<rss><channel>" + b"<a>" * 100_001, LIMITS)


@pytest.mark.parametrize("name", ["rss", "urlset", "rss><channel><item><_x", "rss><channel><é:x"])
@pytest.mark.parametrize("closing", [">", "/>", ""])
def test_a_tag_of_more_attributes_than_any_has_is_refused_before_it_is_parsed(name, closing):
    attributes = " ".join(f"a{number}='>'" for number in range(100_000))
    with pytest.raises(InvalidInput, match="more than 200 attributes"):
        read_feed(f"<{name} {attributes}{closing}".encode(), LIMITS)


def test_an_entry_beyond_the_limit_says_so_and_the_others_are_read():
    long = "<item><title>Long</title><description>" + "The mill closed. " * 10 + "</description></item>"
    feed = f"<rss><channel>{long}<item><title>Short</title></item></channel></rss>"
    first, second = read_feed(feed.encode(), Limits(max_chars=100)).entries
    assert first.page is None
    assert "at most 100 are kept" in first.fault
    assert (second.page.text, second.fault) == ("Short", None)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("<rss><channel><title>T</title></channel></rss>", FeedKind.RSS),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            "<channel><title>T</title></channel></rdf:RDF>",
            FeedKind.RSS,
        ),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>', FeedKind.ATOM),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title></a:feed>', FeedKind.ATOM),
    ],
)
def test_a_feed_is_known_by_its_root_and_may_be_empty(raw, kind):
    contents = read_feed(raw.encode(), LIMITS)
    assert (contents.kind, contents.title, contents.entries) == (kind, "T", ())


def test_the_same_article_has_the_same_key_whatever_is_written_of_it():
    item = "<item><guid>{guid}</guid><link>{link}</link><title>{title}</title></item>"

    def key(guid="g1", link="https://a.example/1", title="T"):
        feed = f"<rss><channel>{item.format(guid=guid, link=link, title=title)}</channel></rss>"
        return read_feed(feed.encode(), LIMITS).entries[0].key

    assert key() == key(title="Other") == key(link="https://a.example/1?utm=x")
    assert key() != key(guid="g2")
    assert key(guid="") == key(guid="", title="Other") != key(guid="", link="https://a.example/2")
    assert key(guid="", link="") != key(guid="", link="", title="Other")


def test_an_entry_under_a_key_that_came_before_is_passed_over():
    items = "".join(f"<item><guid>same</guid><title>{title}</title></item>" for title in ("First", "Second"))
    entries = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), LIMITS).entries
    assert [entry.title for entry in entries] == ["First"]


def test_an_entry_that_is_only_a_link_is_an_entry_without_a_text():
    feed = "<rss><channel><item><link>https://a.example/1</link></item><item></item></channel></rss>"
    (entry,) = read_feed(feed.encode(), LIMITS).entries
    assert (entry.url, entry.page, entry.whole, entry.fault) == ("https://a.example/1", None, False, None)


def test_relative_links_are_relative_to_where_the_feed_was_found():
    feed = "<rss><channel><item><title>T</title><link>/news/1</link></item></channel></rss>"
    assert read_feed(feed.encode(), LIMITS, "https://a.example/feed.xml").entries[0].url == "https://a.example/news/1"
    assert read_feed(feed.encode(), LIMITS).entries[0].url is None


def test_the_stamp_of_an_atom_entry_is_its_last_change_and_an_rss_item_has_none():
    (ferry,) = read_feed(ATOM.encode(), LIMITS).entries
    assert ferry.stamp == "2023-05-01T10:00:00Z"
    assert ferry.moment.iso() == "2023-05-01T01:30:00Z"
    assert read_feed(RSS.format(encoding="utf-8").encode(), LIMITS).entries[0].stamp is None


SENTENCE = "The mill at Hove was shut on Monday. "


@pytest.mark.parametrize(
    ("content", "summary", "whole"),
    [
        (SENTENCE * 20, "", True),
        (SENTENCE * 20, SENTENCE, True),
        (SENTENCE * 20 + "…", "", False),
        (SENTENCE * 20 + "[…] The post Mill shut appeared first on Valley News.", "", False),
        (SENTENCE, "", False),
        ("", SENTENCE * 20, False),
        ("", SENTENCE * 50, True),
        ("", "", False),
    ],
)
def test_a_summary_is_told_from_a_text(content, summary, whole):
    body = f"<content:encoded>{content}</content:encoded><description>{summary}</description>"
    feed = f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>T</title>{body}</item>'
    (entry,) = read_feed(f"{feed}</channel></rss>".encode(), LIMITS).entries
    assert entry.whole == whole


def test_the_header_names_the_encoding_where_the_feed_does_not():
    feed = "<rss><channel><title>Ведомости</title></channel></rss>".encode("koi8-r")
    assert read_feed(feed, LIMITS, charset="KOI8-R").title == "Ведомости"
