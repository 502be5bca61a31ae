import pytest

from claims.domain.errors import InvalidInput, TooLarge
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso8859-15"])
def test_an_rss_feed_is_read_entry_by_entry(encoding):
    bridge, mill, headline = read_feed(RSS.format(encoding=encoding).encode(encoding), LIMITS)
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
    (ferry,) = read_feed(ATOM.encode(), LIMITS)
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
        b"<html><body>Hello</body></html>",
        b"<rss></rss>",
        b"/etc/hostname",
        b"https://valley.example/feed",
        b"<rss><channel><item><title>1 2 3</title></item>",
        b"<a " * 50_000,
    ],
    ids=lambda raw: raw[:14].decode() or "empty",
)
def test_what_is_no_feed_is_called_so(raw):
    with pytest.raises(InvalidInput, match="feed was expected"):
        read_feed(raw, LIMITS)


def test_binary_data_is_called_so():
    with pytest.raises(InvalidInput, match="binary data"):
        read_feed(b"\x89PNG\r\n\x1a\n\0\0", LIMITS)


def test_a_feed_cut_off_in_the_middle_gives_what_it_has():
    assert read_feed(RSS.format(encoding="utf-8").partition("<item><title>Only")[0].encode(), LIMITS)[0].title


def test_an_invitation_to_read_on_is_left_out_and_a_linked_sentence_stays():
    body = "<p><a href='/1'>The mill closed.</a></p><p><a href='/2'>Continue reading</a>…</p>"
    feed = f"<rss><channel><item><description><![CDATA[{body}]]></description></item></channel></rss>"
    assert read_feed(feed.encode(), LIMITS)[0].text == "The mill closed."


def test_sizes_are_bounded():
    with pytest.raises(TooLarge, match="at most 50 are read"):
        read_feed(ATOM.encode(), Limits(max_bytes=50))
    with pytest.raises(TooLarge, match="tags"):
        read_feed(b"<rss><channel>" + b"<a>" * 100_001, LIMITS)
    with pytest.raises(TooLarge, match="at most 10 are kept"):
        read_feed(ATOM.encode(), Limits(max_chars=10))
