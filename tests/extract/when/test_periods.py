from datetime import date

import pytest

from claims.domain.mention import Precision
from claims.extract.when import periods


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter_sunday(year: int, sunday: date) -> None:
    assert periods.easter(year) == sunday


def test_a_month_too_short_ends_on_its_last_day() -> None:
    assert periods.shifted(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert periods.shifted(date(2024, 2, 29), -1, "year") == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 3, 6), 1, date(2025, 3, 7)),  # Thursday
        (date(2025, 3, 7), 1, date(2025, 3, 10)),  # Friday
        (date(2025, 3, 8), 1, date(2025, 3, 10)),  # Saturday
        (date(2025, 3, 10), -1, date(2025, 3, 7)),
        (date(2025, 3, 10), 10, date(2025, 3, 24)),
    ],
)
def test_working_days_leave_out_weekends(start: date, count: int, end: date) -> None:
    assert periods.shifted(start, count, "working day") == end


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    assert periods.nth_week(periods.month(2015, 1), 1).first == date(2014, 12, 29)
    assert periods.nth_week(periods.whole_year(2019), -1).first == date(2019, 12, 23)


def test_early_mid_and_late_share_a_period_without_gap() -> None:
    for whole in (periods.whole_year(2025), periods.month(2024, 2), periods.quarter(2025, 3), periods.decade(2025)):
        early, middle, late = (periods.third(whole, part) for part in (1, 2, 3))
        assert (early.first, late.last) == (whole.first, whole.last)
        assert (middle.first - early.last).days == (late.first - middle.last).days == 1


def test_a_winter_runs_into_the_next_year() -> None:
    assert periods.season(2025, 12) == (date(2025, 12, 1), date(2026, 2, 28), Precision.QUARTER)


@pytest.mark.parametrize("count", [-(10**9), 10**9, 8000 * 12])
def test_the_calendar_ends(count: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        periods.shifted(date(2025, 1, 1), count, "month")
