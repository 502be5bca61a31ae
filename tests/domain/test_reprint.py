"""Reprints are known by their text, and found by their marks."""

import random

import pytest

from claims.domain.article import Article, DatedBy
from claims.domain.moment import Moment, parse_moment
from claims.domain.reprint import MARKS, address_key, brings_nothing_new, is_reprint, marks_of, text_marks

STORY = (
    "Ostrava Ferries will scrap its night service to Lindholm, according to a timetable seen by this newspaper. "
    "The service has run since 1961 and carries some forty passengers a night, most of them nurses on the late shift. "
    "A petition against the cut had gathered nine hundred signatures by Monday evening, its organisers said. "
    "The company would not comment, but a board member said that the boats cost more to run than they earn. "
    "The last crossing leaves at a quarter to twelve and calls at Sund on its way when the weather allows."
)
OTHER = (
    "The night service to Lindholm will be withdrawn, Ostrava Ferries told its crews on Monday. The timetable for "
    "the autumn lists no sailing after eleven, and the last crew will move to the morning boats in September. "
    "Passengers have complained for years of late boats, and the council of Lindholm has asked for a bus instead."
)
CHANGES = {
    "framed": f"From our correspondent. {STORY} Read more in our travel section, and sign up for the weekly letter.",
    "last paragraphs cut": STORY[:300],
    "first sentence cut": STORY.partition(". ")[2],
    "shouted": STORY.upper(),
    "retouched": STORY.replace("nurses", "hospital workers").replace("Monday", "Tuesday"),
    "set in other lines": STORY.replace(" ", "\n  "),
}


def an_article(text: str, **more: str) -> Article:
    day: Moment = parse_moment("2026-03-02", "day")
    return Article(id="a1", text=text, published=day, dated_by=DatedBy.CALLER, **more)


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_a_reprint_is_known_and_shares_marks(text):
    assert is_reprint(STORY, text)
    assert is_reprint(text, STORY)
    assert text_marks(STORY) & text_marks(text)


def test_another_report_of_the_same_event_is_none():
    assert not is_reprint(STORY, OTHER)
    assert not text_marks(STORY) & text_marks(OTHER)


@pytest.mark.parametrize("text", ["", "Yes.", "The mill will close.", "\0" * 50, "🚢 " * 40, "a" * 1_000_000])
def test_what_is_too_short_to_tell_is_like_nothing(text):
    assert text_marks(text) == frozenset()
    assert not is_reprint(text, text)


def test_marks_are_the_same_in_every_process_and_fit_a_database():
    marks = text_marks(STORY)
    assert len(marks) == MARKS
    assert all(-(2**63) <= mark < 2**63 for mark in marks)
    assert min(marks) == -8904351295360889103


def test_most_of_a_text_says_that_it_brings_nothing_new():
    assert brings_nothing_new(STORY[:300], STORY)
    assert not brings_nothing_new(STORY, STORY[:300])


def test_words_that_stray_do_not_hide_a_reprint():
    random_ = random.Random(1)
    words = STORY.split()
    for _ in range(20):
        retold = [random_.choice(words) if random_.random() < 0.03 else word for word in words]
        assert text_marks(STORY) & text_marks(" ".join(retold))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.harbourlog.example/night/", "http://harbourlog.example/night"),
        ("https://amp.harbourlog.example/night", "HTTPS://HarbourLog.example/night#top"),
    ],
)
def test_two_forms_of_an_address_are_one_mark(one, other):
    assert address_key(one) == address_key(other)
    assert marks_of(an_article("", url=one)) == marks_of(an_article("", canonical_url=other)) != frozenset()
