from datetime import time

import pytest

from claims.extract.when.clock import Hours, clock_at, clock_behind
from claims.extract.when.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3pm", time(15), time(15)),
        ("10.30am", time(10, 30), time(10, 30)),
        ("9 a.m.", time(9), time(9)),
        ("12 noon", time(12), time(12)),
        ("12 am", time(0), time(0)),
        ("14:55", time(14, 55), time(14, 55)),
        ("8:00:31am", time(8, 0, 31), time(8, 0, 31)),
        ("half past seven", time(7, 30), time(7, 30)),
        ("quarter to six", time(17, 45), time(17, 45)),
        ("1-3 pm", time(13), time(15)),
        ("from 9 to 11 am", time(9), time(11)),
        ("from 11 am to 1", time(11), time(13)),
        ("between 9:30 and 3 pm", time(9, 30), time(15)),
    ],
)
def test_times_of_day(text: str, first: time, last: time) -> None:
    clock = clock_at(Tokens(text), 0)
    assert clock is not None
    assert (clock.hours, clock.bare) == (Hours(first, last), False)


@pytest.mark.parametrize("text", ["5 people", "17", "three"])
def test_a_bare_number_is_marked(text: str) -> None:
    clock = clock_at(Tokens(text), 0)
    assert clock is None or clock.bare


@pytest.mark.parametrize("text", ["25:00 pm", "10:75 am", "2.5 am", "from 3", "half a mile", "noonday"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert clock_at(Tokens(text), 0) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("before 5pm", Hours(None, time(17))),
        ("after 2:00", Hours(time(14), None)),
        (", at noon", Hours(time(12), time(12))),
        ("evening", Hours(time(16), time(20))),
        ("late in the day", None),
        ("early morning", Hours(time(8), time(10))),
        ("afternoon at 3", Hours(time(15), time(15))),
        ("at 5 sites", None),
    ],
)
def test_times_of_day_behind_a_date(text: str, hours: Hours | None) -> None:
    clock = clock_behind(Tokens(text), 0)
    assert (None if clock is None else clock.hours) == hours
