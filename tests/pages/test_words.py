"""How values read on a page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pages.words import clock_time, day_in_words, days_from, instant_from, is_web_address, link, plural

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-05-04", "today"),
        ("2026-05-03", "yesterday"),
        ("2026-05-05", "tomorrow"),
        ("2026-05-01", "3 days ago"),
        ("2026-05-11", "in 1 week"),
        ("2026-03-02", "2 months ago"),
        ("2031-05-04", "in 5 years"),
    ],
)
def test_days_are_told_from_today(day: str, words: str) -> None:
    assert days_from(date.fromisoformat(day), NOW) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=-5), "in 5 minutes"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1, hours=2), "yesterday"),
        (timedelta(days=20), "3 weeks ago"),
    ],
)
def test_instants_are_told_from_now(ago: timedelta, words: str) -> None:
    assert instant_from(NOW - ago, NOW) == words


@given(st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_every_day_and_instant_can_be_told(day: date, at: datetime) -> None:
    assert days_from(day, NOW)
    assert instant_from(at, NOW)
    assert day_in_words(day)
    assert clock_time(at)


def test_numbers_go_with_their_nouns() -> None:
    assert [plural(1, "article"), plural(1200, "article"), plural(2, "party", "parties")] == [
        "1 article",
        "1,200 articles",
        "2 parties",
    ]


@pytest.mark.parametrize("url", ["https://a.example/x?y=1", "HTTP://a.example", "https://user@a.example:8443/"])
def test_addresses_of_the_web_become_links(url: str) -> None:
    assert is_web_address(url)
    assert link(url, "<b>").startswith(f'<a href="{url}" rel="noopener noreferrer nofollow">&lt;b&gt;</a>')


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "JAVASCRIPT://a.example/%0aalert(1)",
     "data:text/html,x", "vbscript:x", "//a.example", "/x", "https:", "https://", "http://[", "", None],
)  # fmt: skip
def test_all_others_stay_text(url: str | None) -> None:
    assert link(url, "there") == "there"
