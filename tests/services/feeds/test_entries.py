"""What comes in of feeds: new and edited entries, with their pages or without."""

from claims.services.feeds import poll_feeds
from tests.loopback import answer
from tests.services.polled import fetched, item, outcomes, page, rss, story


def test_new_entries_come_in_and_those_that_were_seen_change_nothing(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)), item(2, story(2)))
    room.add()
    assert outcomes(room.poll()) == (2, 0, 0, 0)
    site.pages["/feed.xml"] = rss(item(3, story(3)), item(1, story(1)), item(2, story(2)))
    poll = room.poll_later()
    assert outcomes(poll) == (1, 0, 0, 0)
    (entry,) = poll.entries
    assert (entry.title, entry.where) == ("Pier 3", f"{site.at}/p/3")
    assert entry.claims > 0
    assert sorted(article.title for article in room.articles()) == ["Pier 1", "Pier 2", "Pier 3"]
    assert fetched(site) == []


def test_the_full_text_is_fetched_once_where_the_feed_has_only_a_summary(room, site):
    site.pages["/feed.xml"] = rss(item(1))
    room.add()
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    (article,) = room.articles()
    assert article.text == story(1)
    assert (article.publisher, article.published.iso()) == ("Harbour Post", "2025-06-29T08:00:00Z")
    for _ in range(3):
        assert room.poll_later().entries == ()
    assert fetched(site) == ["/p/1"]


def test_what_an_article_changes_is_in_the_report(room, site):
    def told(publisher, day, text):
        words = f"<item><guid>{day}</guid><pubDate>{day} 08:00:00 GMT</pubDate><description>{text}</description></item>"
        return rss(words, title=publisher)

    rumour = "Corvo Foods will buy the bakery chain Merrow for £310 million, people close to the talks said."
    word = "Corvo Foods has agreed to acquire the bakery chain Merrow for 310 million pounds, it said on Monday."
    site.pages["/whisper"] = told("Market Whisper", "2 Jun 2025", rumour)
    site.pages["/post"] = told("Calder Post", "16 Jun 2025", word)
    room.add("/whisper")
    assert poll_feeds(room.desk, room.now).changes == ()
    room.add("/post")
    (change,) = poll_feeds(room.desk, room.now).changes
    assert (change.before, change.after) == ("pending", "confirmed")


def test_a_page_that_is_gone_or_refused_leaves_the_summary_and_says_why(room, site):
    site.pages["/p/1"] = answer(b"", 404)
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /p/2")
    site.pages["/feed.xml"] = rss(item(1), item(2))
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (2, 0, 0, 0)
    second, first = sorted(poll.entries, key=lambda entry: entry.where, reverse=True)
    assert first.reason.startswith("Only its summary was taken: ")
    assert "404" in first.reason
    assert "robots.txt" in second.reason
    assert {article.text for article in room.articles()} == {"Pier 1 reopens…", "Pier 2 reopens…"}
    assert "/p/2" not in site.asked


def test_a_page_that_shows_less_than_the_summary_is_a_wall(room, site):
    site.pages["/p/1"] = answer(b"<html><body><article><p>Please subscribe now.</p></article></body></html>")
    site.pages["/feed.xml"] = rss(item(1).replace("Pier 1 reopens…", story(1)[:400] + "…"))
    room.add()
    assert "the page shows less" in room.poll().entries[0].reason
    assert len(room.articles()[0].text) == 401


def test_a_page_that_cannot_be_had_for_now_is_tried_three_times_and_then_the_summary_has_to_do(room, site):
    site.pages["/p/1"] = answer(b"", 500)
    site.pages["/feed.xml"] = rss(item(1), ETag='"v1"')
    room.add()
    for _ in range(2):
        poll = room.poll_later()
        assert (outcomes(poll), poll.error) == ((0, 0, 0, 1), None)
        assert room.articles() == []
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    assert room.articles()[0].text == "Pier 1 reopens…"
    assert room.poll_later().entries == ()
    assert fetched(site) == ["/p/1"] * 3


def test_a_feed_whose_entries_could_not_all_be_had_is_read_again_whole(room, site):
    def conditional(request):
        rss(item(1), ETag='"v1"')(request) if "If-None-Match" not in request.headers else answer(b"", 304)(request)

    site.pages["/feed.xml"] = conditional
    site.pages["/p/1"] = answer(b"", 503)
    room.add()
    assert outcomes(room.poll()) == (0, 0, 0, 1)
    assert room.feed.etag is None
    site.pages["/p/1"] = page(1)
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    assert room.feed.etag == '"v1"'
    assert room.poll_later().unchanged


def test_an_entry_without_words_and_without_a_page_is_rejected_with_a_reason_and_not_tried_again(room, site):
    site.pages["/p/1"] = answer(b"\x89PNG\0\0", Content_Type="image/png")
    site.pages["/feed.xml"] = rss("<item><guid>1</guid><link>/p/1</link></item>")
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (0, 0, 1, 0)
    assert "image/png" in poll.entries[0].reason
    assert room.poll_later().entries == ()


def test_an_entry_dated_ahead_comes_in_with_the_day_of_intake(room, site):
    text = story(1)
    site.pages["/feed.xml"] = rss(item(1, text, day="Tue, 01 Jul 2025 20:00:00 GMT"))
    room.add()
    assert outcomes(room.poll()) == (1, 0, 0, 0)
    (article,) = room.articles()
    assert (article.published.iso(), article.dated_by) == ("2025-06-30", "intake")


def test_an_entry_that_its_publisher_edits_comes_in_as_another_printing(room, site):
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    room.add()
    room.poll()
    site.pages["/feed.xml"] = rss(item(1, story(1) + " The mayor denied it on Tuesday."))
    assert outcomes(room.poll_later()) == (1, 0, 0, 0)
    first, second = sorted(room.articles(), key=lambda article: len(article.text))
    assert (second.url, second.reprint_of) == (first.url, first.id)
    site.pages["/feed.xml"] = rss(item(1, story(1)))
    assert outcomes(room.poll_later()) == (0, 1, 0, 0)


def test_the_first_poll_takes_the_newest_and_passes_the_others_over(room, site):
    days = [f"{day:02} Jun 2025 08:00:00 GMT" for day in range(10, 17)]
    site.pages["/feed.xml"] = rss(*(item(n, story(n), day=day) for n, day in enumerate(days)))
    room.add()
    poll = room.poll()
    assert [entry.title for entry in poll.entries] == ["Pier 4", "Pier 5", "Pier 6"]
    assert poll.passed_over == 2  # of the five that a poll looks at
    assert room.poll_later().entries == ()


def test_what_is_remembered_of_a_feed_is_bounded(room, site, desk):
    def flashes(numbers):
        return rss(*(f"<item><guid>g{n}</guid><description>Pier {n} opens.</description></item>" for n in numbers))

    site.pages["/feed.xml"] = flashes([0])
    room.add()
    room.poll()
    for start in range(1, 40, 5):
        site.pages["/feed.xml"] = flashes([0, *range(start, start + 4)])
        room.poll_later()
    remembered = len(desk.store._db.script("SELECT key FROM feed_entries"))
    assert remembered == 5 * 5 + 1  # the last ones, and the one that the feed still holds


def test_a_page_may_not_lead_into_the_network(room, site):
    site.pages["/feed.xml"] = rss("<item><guid>1</guid><link>http://169.254.169.254/latest</link></item>")
    room.add()
    poll = room.poll()
    assert outcomes(poll) == (0, 0, 1, 0)
    assert "may not be fetched" in poll.entries[0].reason


def test_the_header_of_a_page_names_its_encoding(room, site):
    text = "Мэр Ховы сказал в понедельник, что мост откроется в мае. " * 20
    site.pages["/p/1"] = answer(
        f"<html><body><article><p>{text}</p></article></body></html>".encode("koi8-r"),
        Content_Type="text/html; charset=koi8-r",
    )
    site.pages["/feed.xml"] = rss(item(1))
    room.add()
    room.poll()
    assert room.articles()[0].text.startswith("Мэр Ховы")
