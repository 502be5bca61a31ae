"""The timeline of a claim: where its marks stand, worked out here, drawn by templates/timeline.html.

Lanes from top to bottom hold appearances and evidence by publication day, one lane for each stance, so that they are
told apart without colour; below them stands the status as a band, with its word. Days run from left to right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.domain.claim import TrackedClaim
from claims.domain.evidence import Stance
from claims.domain.verdict import StatusChange, Verdict
from claims.pages.words import plural, shape_of, short_day
from claims.services.record import EvidenceView

WIDTH, LEFT, RIGHT = 960, 104, 24  # of the drawing, of the names of its lanes, of its margin
TOP, LANE, BAND = 44, 30, 26  # heights: of the deadlines above the lanes, of a lane, of the band of statuses
_APART = 14  # days nearer to each other than this on the drawing are one mark
_LONGEST = timedelta(days=365 * 30)  # shown of a claim's life
_TICKS_APART = 90
_WORD = 7.2  # the width of a letter in the band
_LANES = (
    (Stance.SUPPORTS, "Supports"),
    (Stance.REFUTES, "Refutes"),
    (Stance.DISCUSSES, "Discusses"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a lane; `number` counts what stands together on nearly the same day, `strong` is on the record."""

    x: float
    number: int
    strong: bool
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the drawing."""

    name: str
    shape: str
    y: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A deadline, or today: a line through all lanes with words above. `ends` puts the words to its left."""

    x: float
    words: str
    kind: str
    ends: bool
    row: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the band: how the claim stood for some days; without a word where there is no room for one."""

    x: float
    width: float
    shape: str
    word: str
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named below."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing."""

    lanes: tuple[Lane, ...]
    flags: tuple[Flag, ...]
    band: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    height: int
    band_y: int
    told: str
    width: int = WIDTH
    left: int = LEFT
    end: int = WIDTH - RIGHT
    top: int = TOP


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, timedelta(days=1))
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def timeline_of(
    tracked: TrackedClaim,
    evidence: Sequence[EvidenceView],
    appeared: Sequence[date],
    history: Sequence[StatusChange],
    today: date,
    word: str = "today",
) -> Timeline:
    """The timeline of a claim up to a day, called by a word, or up to the last deadline that lies ahead of it."""
    deadlines = list(_deadlines(tracked, evidence))
    told_on = [view.article.published.day for view in evidence]
    told_on += appeared
    first = min([tracked.claim.claimed.day, *told_on])
    last = max([today, *told_on, *(day for day, _ in deadlines)])
    scale = _Scale(first, min(last, first + _LONGEST))
    lanes = _lanes(scale, evidence, appeared)
    band_y = TOP + LANE * len(lanes) + 8
    return Timeline(
        lanes=lanes,
        flags=_flags(scale, deadlines, today, word),
        band=tuple(_band(scale, tracked, history, today)),
        ticks=tuple(_ticks(scale)),
        height=band_y + BAND + 24,
        band_y=band_y,
        told=_in_words(lanes, deadlines, tracked.verdict),
    )


def _deadlines(tracked: TrackedClaim, evidence: Iterable[EvidenceView]) -> Iterable[tuple[date, str]]:
    """The deadline as claimed, and those to which it was moved."""
    if tracked.claim.deadline is not None:
        yield tracked.claim.deadline.date, "due"
    moved = {view.evidence.judgement.moved_to.last for view in evidence if view.evidence.judgement.moved_to}
    for day in sorted(moved):
        yield day, "moved to"


def _lanes(scale: _Scale, evidence: Sequence[EvidenceView], appeared: Sequence[date]) -> tuple[Lane, ...]:
    rows = [("Appears", "appears", [(day, True) for day in appeared])]
    for stance, name in _LANES:
        told = [
            (view.article.published.day, view.counts) for view in evidence if view.evidence.judgement.stance is stance
        ]
        rows.append((name, stance.value, told))
    shown = [(name, shape, days) for name, shape, days in rows if days]
    return tuple(
        Lane(name, shape, TOP + LANE * n + LANE // 2, tuple(_points(scale, name, days)))
        for n, (name, shape, days) in enumerate(shown)
    )


def _points(scale: _Scale, name: str, days: Iterable[tuple[date, bool]]) -> Iterable[Point]:
    groups: list[list[tuple[date, bool]]] = []
    for day, counts in sorted(days):
        if groups and scale.x(day) - scale.x(groups[-1][0][0]) < _APART:
            groups[-1].append((day, counts))
        else:
            groups.append([(day, counts)])
    for group in groups:
        first, last = group[0][0], group[-1][0]
        when = short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"
        told = f"{name} on {when}" if len(group) == 1 else f"{name} in {plural(len(group), 'article')}, {when}"
        yield Point(scale.x(first), len(group), any(counts for _, counts in group), told)


def _flags(scale: _Scale, deadlines: Sequence[tuple[date, str]], today: date, word: str) -> tuple[Flag, ...]:
    days = [(day, f"{what} {short_day(day)}", what.partition(" ")[0]) for day, what in deadlines]
    days.append((today, word, "today"))
    flags: list[Flag] = []
    for day, words, kind in sorted(days):
        x = scale.x(day)
        row = (flags[-1].row + 1) % 2 if flags and x - flags[-1].x < len(words) * _WORD + 60 else 0
        flags.append(Flag(x, words, kind, ends=x + len(words) * _WORD > WIDTH, row=row))
    return tuple(flags)


def _band(scale: _Scale, tracked: TrackedClaim, history: Sequence[StatusChange], today: date) -> Iterable[Stretch]:
    """How the claim stood, by the days from which on a reader could have known."""
    turns: list[tuple[date, Verdict]] = [(tracked.claim.claimed.day, Verdict())]
    for change in history:
        day = change.verdict.since or (change.published.day if change.published else change.at.date())
        turns = [turn for turn in turns if turn[0] < day] or turns[:1]
        if turns[-1][1].state_in_full != change.verdict.state_in_full:
            turns.append((day, change.verdict))
    ends = [*(day for day, _ in turns[1:]), max(today, turns[-1][0])]
    for (day, verdict), end in zip(turns, ends, strict=True):
        x, width = scale.x(day), round(scale.x(end) - scale.x(day), 1)
        word = verdict.state_in_full if width > len(verdict.state_in_full) * _WORD + 26 else ""
        told = f"{verdict.state_in_full} from {short_day(day)}"
        yield Stretch(x, max(width, 3), shape_of(verdict), word, told)


def _ticks(scale: _Scale) -> Iterable[Tick]:
    number = max(1, (WIDTH - LEFT - RIGHT) // (_TICKS_APART * 2))
    span = (scale.last - scale.first).days
    days = dict.fromkeys(scale.first + timedelta(days=span * n // number) for n in range(number + 1))
    return [Tick(scale.x(day), short_day(day)) for day in days]


def _in_words(lanes: Iterable[Lane], deadlines: Iterable[tuple[date, str]], verdict: Verdict) -> str:
    parts = [f"{lane.name.lower()} {sum(point.number for point in lane.points)}" for lane in lanes]
    parts += [f"{word} {short_day(day)}" for day, word in deadlines]
    return f"Timeline: {', '.join(parts)}; it stands {verdict.state_in_full}."
