"""Where the marks of a timeline stand."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.claim import Deadline
from claims.domain.evidence import Stance
from claims.domain.mention import Precision
from claims.domain.moment import Moment
from claims.domain.verdict import Status, Verdict
from claims.pages.timeline import LEFT, WIDTH, Timeline, timeline_of
from claims.services.record import EvidenceView
from tests.values import a_change, a_claim, a_piece, an_article

START = date(2026, 1, 1)
DAYS = st.lists(st.dates(START - timedelta(days=900), START + timedelta(days=20_000)), max_size=12)


def drawn(
    *,
    told: dict[Stance, list[date]] | None = None,
    appeared: list[date] | None = None,
    turns: list[tuple[date, Status]] | None = None,
    due: date | None = None,
    today: date = date(2026, 12, 31),
) -> Timeline:
    deadline = Deadline(due, Precision.DAY, "then") if due is not None else None
    tracked = a_claim(claimed=Moment(START), deadline=deadline)
    evidence = [
        EvidenceView(piece, an_article(published=Moment(day)), True, "", None)
        for stance, days in (told or {}).items()
        for day in days
        for piece in [a_piece(stance=stance)]
    ]
    history = [a_change(verdict=Verdict(status=status, since=day)) for day, status in turns or ()]
    return timeline_of(tracked, evidence, appeared or (), history, today)


@given(DAYS, DAYS, DAYS, st.none() | st.dates(START), st.dates(START))
def test_nothing_stands_outside_the_drawing(
    supports: list[date], refutes: list[date], appeared: list[date], due: date | None, today: date
) -> None:
    time = drawn(told={Stance.SUPPORTS: supports, Stance.REFUTES: refutes}, appeared=appeared, due=due, today=today)
    places = [point.x for lane in time.lanes for point in lane.points] + [flag.x for flag in time.flags]
    assert all(LEFT <= x <= WIDTH for x in places)
    assert all(part.x >= LEFT and part.x + part.width <= WIDTH for part in time.band)
    assert sum(point.number for lane in time.lanes for point in lane.points) == len(supports + refutes + appeared)


def test_lanes_are_there_for_what_there_is() -> None:
    assert [lane.name for lane in drawn(told={Stance.REFUTES: [START]}, appeared=[START]).lanes] == [
        "Appears",
        "Refutes",
    ]
    assert drawn().lanes == ()


def test_days_run_from_left_to_right_and_what_is_near_is_one_mark() -> None:
    near, far = START + timedelta(days=1), START + timedelta(days=200)
    (lane,) = drawn(appeared=[START, near, far]).lanes
    assert [point.number for point in lane.points] == [2, 1]
    assert lane.points[0].x < lane.points[1].x
    assert lane.points[0].told == "Appears in 2 articles, 1 Jan 2026 to 2 Jan 2026"


def test_the_band_tells_how_it_stood_without_a_gap() -> None:
    turns = [(date(2026, 3, 1), Status.CONFIRMED), (date(2026, 6, 1), Status.DENIED)]
    band = drawn(turns=turns).band
    assert [part.word for part in band] == ["pending", "confirmed", "denied"]
    assert all(abs(one.x + one.width - other.x) < 0.2 for one, other in pairwise(band))


def test_a_word_that_has_no_room_is_left_to_the_title() -> None:
    turns = [(date(2026, 3, 1), Status.CONFIRMED), (date(2026, 3, 3), Status.DENIED)]
    band = drawn(turns=turns).band
    assert [part.word for part in band] == ["pending", "", "denied"]
    assert band[1].told == "confirmed from 1 Mar 2026"


def test_a_turn_that_came_to_be_known_later_takes_the_place_of_those_after_it() -> None:
    turns = [(date(2026, 6, 1), Status.CONFIRMED), (date(2026, 3, 1), Status.DENIED)]
    assert [part.word for part in drawn(turns=turns).band] == ["pending", "denied"]


def test_a_deadline_ahead_is_in_sight() -> None:
    time = drawn(due=date(2027, 12, 31))
    today, due = time.flags
    assert (today.words, due.words) == ("today", "due 31 Dec 2027")
    assert today.x < due.x


def test_words_above_do_not_run_into_each_other() -> None:
    first, second = drawn(due=date(2026, 12, 20)).flags
    assert first.row != second.row
