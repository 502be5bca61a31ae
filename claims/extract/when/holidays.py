"""Days known by a name, alone or with their weekend: "Christmas", "Labor Day weekend"."""

from datetime import timedelta

from claims.domain.mention import Precision
from claims.extract.when import periods
from claims.extract.when.absolute import dated, year_behind
from claims.extract.when.periods import Period, Yearly
from claims.extract.when.scene import Phrase, Scene
from claims.extract.when.vocabulary import GROUPS, HOLIDAYS, WEAK_HOLIDAYS

_HOLIDAYS_BY_WORD: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(HOLIDAYS, key=len, reverse=True):
    _HOLIDAYS_BY_WORD.setdefault(_name[0], []).append(_name)
HOLIDAY_WORDS = frozenset(_HOLIDAYS_BY_WORD)


def holiday(scene: Scene, i: int) -> Phrase | None:
    """Read "Christmas", "New Year's Eve 2025", "Easter Monday"."""
    tokens = scene.tokens
    if tokens.word(i - 1) in GROUPS["other_new_year"]:
        return None
    for name in _HOLIDAYS_BY_WORD[tokens.words[i]]:
        if name in WEAK_HOLIDAYS and not (tokens.is_capital(i) or tokens.word(i - 1) in GROUPS["before_nth"]):
            continue
        if all(tokens.word(i + k) == word for k, word in enumerate(name)):
            year, end = year_behind(scene, i + len(name))
            if tokens.word(end) == "weekend":
                year, end = (year, end + 1) if year is not None else year_behind(scene, end + 1)
                return dated(scene, i, end, weekend_around(HOLIDAYS[name]), year)
            return dated(scene, i, end, HOLIDAYS[name], year)
    return None


def weekend_around(holiday: Yearly) -> Yearly:
    """The weekend of a holiday, with the holiday where that is its Monday or the days before it."""

    def weekend(year: int) -> Period:
        day = holiday(year).first
        is_after = day.weekday() == 0
        saturday = day - timedelta(days=2) if is_after else periods.containing(day, "weekend").first
        sunday = saturday + timedelta(days=1)
        first = day if 3 <= day.weekday() <= 4 else saturday
        return Period(first, day if is_after else sunday, Precision.WEEK)

    return weekend
