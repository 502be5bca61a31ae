"""All dates without their preposition: the rules by the word that opens them."""

from collections.abc import Iterable

from claims.extract.when import (
    absolute,
    counted,
    figures,
    holidays,
    nested,
    parts_of_year,
    relative,
    spelled,
    units,
    which,
    years,
)
from claims.extract.when.scene import Phrase, Rule, Scene
from claims.extract.when.vocabulary import (
    CLOCK,
    COUNTED_UNITS,
    DAY_WORDS,
    DAYTIMES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PARTS_OF,
    SEASONS,
    TENS,
    WEEKDAYS,
    WHICH,
)


def phrase_at(scene: Scene, i: int) -> Phrase | None:
    """The date that begins at token `i`, by the first rule that reads one.

    Raises ValueError or OverflowError where the words name a day that no calendar has.
    """
    for rule in _rules_for(scene.tokens.word(i)):
        phrase = rule(scene, i)
        if phrase is not None:
            return phrase
    return None


def opens(word: str) -> bool:
    """Whether a date may begin with this word, or the time of day beside it."""
    return word[:1].isdecimal() or word in _RULES or word in CLOCK or word in DAYTIMES


def holds(word: str) -> bool:
    """Whether this word is one that a date is made of; "the", "a" and "two" are so only beside others."""
    return word in _MADE_OF or word[:1].isdecimal()


def _rules_for(word: str) -> tuple[Rule, ...]:
    rules = _RULES.get(word)
    if rules is not None:
        return rules
    if not word[:1].isdecimal():
        return ()
    if word[-1] == "s":
        return (spelled.decade,)
    if word[-1].isalpha():
        return _NTH_RULES
    if not word.isdecimal():
        return (figures.numeric, figures.dotted)
    if len(word) == 8:
        return (figures.compact,)
    return _YEAR_RULES if len(word) == 4 else _NUMBER_RULES


_COUNTED_RULES: tuple[Rule, ...] = (counted.counted, counted.counted_weekdays, counted.counted_from)
_NUMBER_RULES: tuple[Rule, ...] = (
    absolute.day_led,
    which.which_counted,
    *_COUNTED_RULES,
    units.starting,
    spelled.decade,
    figures.numeric,
    figures.month_and_day_on,
)
_YEAR_RULES: tuple[Rule, ...] = (spelled.decade, figures.year_and_month, years.year_led)
_NTH_RULES: tuple[Rule, ...] = (
    nested.nth_of,
    parts_of_year.quarter_or_half,
    nested.edge_of,
    absolute.day_led,
    spelled.century,
)

_THE_RULES: tuple[Rule, ...] = (
    *_NTH_RULES,
    spelled.decade,
    nested.beside,
    nested.week_of,
    nested.month_of,
    units.weekend_of,
    units.unit_beyond,
    units.ending_with,
    units.running_unit,
    units.end_of_day,
    absolute.nth_of_month,
    which.next_day,
)

_OPENINGS: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
    (holidays.HOLIDAY_WORDS, (holidays.holiday,)),
    (MONTHS, (absolute.month_led,)),
    (WEEKDAYS, (units.unit_beyond, relative.weekday_led)),
    (DAY_WORDS, (relative.day_word,)),
    (SEASONS, (parts_of_year.season,)),
    (ORDINALS, _NTH_RULES),
    (("twenty", "thirty"), _NTH_RULES),
    (("half",), (counted.counted,)),
    (("year", "quarter"), (units.ending_with,)),
    (NUMBERS, (units.ending_with, which.which_counted, *_COUNTED_RULES, units.starting)),
    ((*spelled.CENTURY_WORDS, "two"), (spelled.decade, spelled.year_in_words)),
    (("q1", "q2", "q3", "q4", "h1", "h2"), (parts_of_year.quarter_or_half,)),
    (("last",), (parts_of_year.quarter_or_half, nested.edge_of)),
    (TENS, (spelled.decade,)),
    (("opening", "closing"), (nested.edge_of,)),
    (("turn",), (nested.turn_of,)),
    (("ytd", "qtd", "mtd"), (units.to_date,)),
    (("eod", "cob", "eow", "eom", "eoy"), (units.end_in_short,)),
    (("day", "week"), (nested.beside,)),
    (WHICH, (nested.nth_of, which.which_led)),
    (("final",), (nested.nth_of, parts_of_year.quarter_or_half, nested.edge_of)),
    (PARTS, (nested.part_led,)),
    (PARTS_OF, (nested.part_of_led,)),
    (("later", "earlier", "rest", "remainder", "remaining"), (nested.rest_led,)),
    (("quarter",), (parts_of_year.numbered_quarter,)),
    (("year", "month", "quarter", "decade", "week"), (nested.unit_end, units.to_date)),
    (("year", "fiscal", "financial", "calendar", "fy", "cy"), (years.fiscal_led,)),
    (("week",), (nested.week_of, units.numbered_week)),
    (("w",), (nested.week_of,)),
    (("weekend",), (units.weekend_of, relative.weekend)),
    (("the", "day"), (relative.day_beside,)),
    (("at", "right", "now"), (units.now_led,)),
    (("for",), (units.starting,)),
    (("month",), (nested.month_of,)),
    (("the",), _THE_RULES),
)


def _rules_by_word() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for words, more in _OPENINGS:
        for word in words:
            rules[word] = rules.get(word, ()) + more
    return rules


_RULES = _rules_by_word()
_LOOSE = ("the", "at", "for", "right", "same", "following", "last", "this", "first", "second", "third", "close", "w")
_INNER = ("thirty", "century", "centuries", "present", "moment", "now", "time", "thousand", "oclock", "date")
_MADE_OF = (frozenset(_RULES) - frozenset(NUMBERS) - frozenset(_LOOSE)).union(
    (f"{day}s" for day in WEEKDAYS), COUNTED_UNITS, DAYTIMES, CLOCK, TENS, spelled.CENTURY_WORDS, _INNER
)
