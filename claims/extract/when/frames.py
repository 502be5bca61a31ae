"""A date in its sentence, and what the rules of deadlines and open ends share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.timed import timed_at
from claims.extract.when.vocabulary import GROUPS


@dataclass(frozen=True, slots=True)
class Framed:
    """A date as it stands in its sentence; `limit` where it closes a period in which something is to happen."""

    phrase: Phrase
    limit: bool = False


def ahead(scene: Scene) -> Scene:
    """The scene in which the date of a deadline is read: it lies ahead unless a verb says otherwise."""
    return replace(scene, limit=True)


Openings = Mapping[str, Sequence[tuple[str, ...]]]


def by_first_word(*turns: str) -> Openings:
    """Turns of speech that may open a frame ("no later than"), as their words by the first one, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for turn in sorted(turns, key=lambda turn: -len(turn.split())):
        found.setdefault(turn.split()[0], []).append(tuple(turn.split()))
    return found


def opening(scene: Scene, i: int, openings: Openings) -> int | None:
    """The token behind the longest of the openings that stands at token `i`."""
    for words in openings.get(scene.tokens.words[i], ()):
        if all(scene.tokens.word(i + k) == word for k, word in enumerate(words)):
            return i + len(words)
    return None


def date_behind(scene: Scene, i: int) -> Phrase | None:
    """The date behind a preposition, past an article."""
    inner = timed_at(scene, i)
    if inner is None and scene.tokens.word(i) == "the":
        inner = timed_at(scene, i + 1)
    if inner is None and scene.tokens.word(i - 1) in ("to", "as", "least", "than", "with", ">", "<", "=", "≥", "≤"):
        year = scene.tokens.year(i)  # "prior to 2015"
        inner = None if year is None or scene.tokens.word(i - 2) == "up" else Phrase(i, i + 1, periods.whole_year(year))
    if inner is not None and inner.is_end:
        last = inner.period.last
        return replace(inner, period=periods.day(last), yearly=None)
    return inner


def stands_for_itself(scene: Scene, phrase: Phrase, at: int) -> bool:
    """Whether a date is meant as such, and not as the mark of an event: "the 2012 election", "Monday's vote"."""
    behind = scene.tokens.word(phrase.end)
    is_mark = behind == "'" or (behind.isalpha() and behind not in GROUPS["clause"])
    if phrase.start > at or phrase.period.precision in (Precision.DAY, Precision.WEEK):
        return not is_mark
    return True
