"""Days and instants are kept as known."""

from datetime import UTC, date, datetime

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.moment import Moment, parse_moment


def test_a_day_stays_a_day():
    assert parse_moment("2022-08-09", "published_at").iso() == "2022-08-09"


def test_an_instant_keeps_the_day_of_its_own_place_and_is_shown_in_utc():
    moment = parse_moment("2022-08-09T08:00:00+09:00", "published_at")
    assert moment.day == date(2022, 8, 9)
    assert moment.iso() == "2022-08-08T23:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2022-13-01",
        "2022-08-09T10:00:00",
        "0000-01-01",
        "2022-8-9",
        "20220809",
        "2022-W01-1",
        "20220809T10:00:00Z",
        "9" * 400,
    ],
)
def test_anything_else_is_refused_under_its_field(text):
    with pytest.raises(InvalidInput) as refused:
        parse_moment(text, "claimed_at")
    assert list(refused.value.errors) == ["claimed_at"]


def test_a_day_lies_in_the_future_only_when_it_has_begun_nowhere():
    now = datetime(2025, 6, 1, 11, tzinfo=UTC)
    assert not Moment(date(2025, 6, 2)).is_after(now)  # it is 2 June in Kiritimati
    assert Moment(date(2025, 6, 3)).is_after(now)
    assert parse_moment("2025-06-01T12:00:00Z", "as_of").is_after(now)
    assert not parse_moment("2025-06-01T11:05:00Z", "as_of").is_after(now)
