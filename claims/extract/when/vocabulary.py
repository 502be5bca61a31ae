"""The words of the calendar, read once from data/when/."""

import csv
from datetime import date, time, timedelta
from pathlib import Path

from claims.extract.when import periods
from claims.extract.when.periods import Yearly

_DATA = Path(__file__).parents[1] / "data" / "when"


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _words(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_CALENDAR = _rows("calendar.csv")


def _numbered(role: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in _CALENDAR if row["role"] == role}


def _named(role: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in _CALENDAR if row["role"] == role}


MONTHS = _numbered("month")
WEEKDAYS = _numbered("weekday")  # Monday 0
UNITS = _named("unit")
SHORT_UNITS = _named("short")  # shorter than a day
COUNTED_UNITS = {word: unit for word, unit in UNITS.items() if word != "half"} | _named("plural") | SHORT_UNITS
DAY_WORDS = _numbered("dayword")  # days from the day of telling
WHICH = _numbered("which")  # last -1, this 0, next 1
WORKING = frozenset(_named("working"))  # "business days": Monday to Friday
DAYTIMES = {  # the hours of a part of the day, by the convention of the Microsoft Recognizers
    word: (time.fromisoformat(hours.split()[0]), time.fromisoformat(hours.split()[1]))
    for word, hours in _named("daytime").items()
}
CLOCK = {word: time.fromisoformat(hour) for word, hour in _named("clock").items()}
SEASONS = _numbered("season")  # first month, northern
PARTS = _numbered("part")  # "early 2026": which third
PARTS_OF = _numbered("part_of")  # "the end of 2026"
NUMBERS = _numbered("number")
ORDINALS = _numbered("ordinal")
TENS = _numbered("ten")  # "the eighties"
WEAK = frozenset(row["word"] for row in _CALENDAR if row["weak"])
AMOUNT_WORDS = _words("units.txt")
MATCH_WORDS = _words("match_words.txt")
GROUPS: dict[str, frozenset[str]] = {}
for _row in _rows("groups.csv"):
    GROUPS[_row["group"]] = GROUPS.get(_row["group"], frozenset()) | frozenset(_row["words"].split())
TENSES = {word: row["tense"] for row in _rows("tense.csv") for word in row["words"].split()}

KNOWN_DAYS = {  # (month, day): the year everybody knows, and the words behind that tell so
    (int(row["month"]), int(row["day"])): (int(row["year"]), frozenset(row["words"].split()))
    for row in _rows("known_days.csv")
}


def _holiday(row: dict[str, str]) -> Yearly:
    after = timedelta(days=int(row["after"] or 0))
    if not row["month"]:
        return lambda year: periods.day(periods.easter(year) + after)
    month = int(row["month"])
    if row["day"]:
        return lambda year: periods.day(date(year, month, int(row["day"])))
    weekday, nth = int(row["weekday"]), int(row["nth"])
    return lambda year: periods.day(periods.nth_weekday(periods.month(year, month), weekday, nth).first + after)


_HOLIDAYS = _rows("holidays.csv")
HOLIDAYS: dict[tuple[str, ...], Yearly] = {  # by the tokens of a name: ("new", "year", "'", "s", "eve")
    tuple(row["name"].replace("'", " ' ").split()): _holiday(row) for row in _HOLIDAYS
}
WEAK_HOLIDAYS = frozenset(tuple(row["name"].split()) for row in _HOLIDAYS if row["weak"])
