from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.mention import DateMention, Precision
from claims.extract.dates import find_dates
from tests.golden import rows, strong

WEAK_RIGHT = 16  # of the weak rows, at least


def told(mention: DateMention) -> dict[str, Any]:
    """A mention in the shape of a golden row: what is not told is left out."""
    row = {
        "text": mention.span.text,
        "from": mention.first.isoformat(),
        "to": mention.last.isoformat(),
        "precision": mention.precision.value,
        "limit": mention.limit,
        "from_time": mention.from_time and mention.from_time.isoformat(),
        "to_time": mention.to_time and mention.to_time.isoformat(),
        "open_start": mention.open_start,
        "open_end": mention.open_end,
    }
    return {name: value for name, value in row.items() if value not in (None, False)}


def read(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [told(mention) for mention in find_dates(row["text"], date.fromisoformat(row["told"]))]


@pytest.mark.parametrize("row", strong("dates"))
def test_a_sentence_means_these_dates(row: dict[str, Any]) -> None:
    assert read(row) == row["dates"]


def test_most_weak_rows_come_out_right() -> None:
    assert sum(read(row) == row["dates"] for row in rows("dates", "weak")) >= WEAK_RIGHT


def test_spans_count_in_the_given_text() -> None:
    text = "First line.\nIt will open by 2030, or in May 2031."
    spans = [mention.span for mention in find_dates(text, date(2025, 1, 1))]
    assert [text[span.start : span.end] for span in spans] == ["by 2030", "May 2031"]


@pytest.mark.parametrize("told_on", [date.min, date.max])
def test_dates_beyond_the_calendar_are_left_out(told_on: date) -> None:
    text = (
        "Last year, next year, yesterday, tomorrow, a week ago, in two months, next Friday, before Easter, an hour ago."
    )
    assert all(date.min <= mention.first <= mention.last <= date.max for mention in find_dates(text, told_on))


@pytest.mark.parametrize("text", ["before 2010", "after 2030", "since 1999", "by 2030", "until May"])
def test_an_open_end_is_said_and_not_dated(text: str) -> None:
    (mention,) = find_dates(f"It was so {text}.", date(2025, 1, 1))
    assert date(1990, 1, 1) < mention.first <= mention.last < date(2040, 1, 1)
    assert mention.earliest == (date.min if mention.open_start else mention.first)
    assert mention.latest == (date.max if mention.open_end else mention.last)


def test_a_deadline_is_as_exact_as_its_unit() -> None:
    told_on = date(2025, 1, 1)
    by_unit = {unit: find_dates(f"It will end in two {unit}.", told_on)[0].precision for unit in ("days", "years")}
    assert by_unit == {"days": Precision.DAY, "years": Precision.YEAR}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The mast fell 40 minutes ago.", (time(9, 40), time(9, 40))),
        ("It will be back within two hours.", (time(10, 20), time(12, 20))),
        ("Rain will fall over the next 24 hours.", (time(10, 20), time(10, 20))),
        ("At present nobody works there.", (time(10, 20), time(10, 20))),
    ],
)
def test_hours_count_from_the_time_of_telling(text: str, hours: tuple[time, time]) -> None:
    (mention,) = find_dates(text, date(2025, 3, 10), time(10, 20))
    assert (mention.from_time, mention.to_time) == hours


def test_without_a_time_of_telling_hours_tell_the_day_alone() -> None:
    (mention,) = find_dates("The mast fell 40 minutes ago.", date(2025, 3, 10))
    assert (mention.first, mention.from_time) == (date(2025, 3, 10), None)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "\ud800", "’", "in", "by the", "of", "the end of the end of the end of", "at at at 12 :", "from"],
)
def test_scraps_hold_no_dates(text: str) -> None:
    assert find_dates(text, date(2025, 1, 1)) == ()


WORDS = (
    "the of in on at by from to and between before after since until first last next this end early mid week month "
    "year day days hours may march friday sun 3 12 31 99 2025 1865 25 pm a.m. : . , - / ' s noon morning half quarter "
    "past q3 christmas new two thousand nineteen eighty century decade 1990s ago now today tomorrow or later rest ended"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), st.sampled_from([date.min, date(2024, 2, 29), date.max]))
def test_words_of_dates_in_any_order_are_read_without_failing(words: list[str], told_on: date) -> None:
    text = " ".join(words)
    mentions = find_dates(text, told_on, time(23, 59))
    ends = [0, *(mention.span.end for mention in mentions)]
    for mention, before in zip(mentions, ends, strict=False):
        assert before <= mention.span.start < mention.span.end <= len(text)
        assert mention.first <= mention.last
