"""How well dates are found: the Microsoft Recognizers-Text specifications for English (development part).

Two conventions differ from an editor's, and the mapper translates ours into theirs: they write the end of
a period as the first moment behind it, and of "from May to July" they take the beginning of July for its end.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from benchmarks.evaluation import Figure, rows, scorer
from claims.services.filters import Item, dates_of
from schemas.mention import DateSchema

_DATA = "data/recognizers/DateTime.dev.jsonl.gz"
NEEDS: tuple[str, ...] = (_DATA, "scoring/score_dates.py")

_ANY_DAY = "2020-01-01T00:00:00"  # for the rows without reference, which hold no dates
_JOINED = re.compile(r"^from\b|\bbetween\b|\b(?:to|until|till|through|thru)\b|(?<!mid)(?<!ty)[-–—~]", re.IGNORECASE)
_UP_TO = re.compile(
    r"^(?:on or (?:before|earlier)|before or on|ending|by|until|till|not? later|up to|up until|as late|through|to)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^(?:after|later than|beyond)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:within|in|over|(?:the )?(?:past|last|previous)) |^\d+ (?:past|last|previous) ", re.IGNORECASE
)
_OF_UNITS = re.compile(r"(?:days|weeks|months|quarters|years) of ", re.IGNORECASE)
_WEEKDAY_OF = re.compile(r"^\w+day (?:of )?(?:the )?(?:this|next|following) week", re.IGNORECASE)
_END = re.compile(r"\bend\b", re.IGNORECASE)
_FIRST_HALF = re.compile(r"^(?:early|earlier(?! than)|(?:start|beginning) of (?:this|next|last)) ", re.IGNORECASE)
_SECOND_HALF = re.compile(
    r"^(?:late |later (?!than)|end of (?:(?:this|next|last|the) )?(?=week|month|year))", re.IGNORECASE
)
_DECADE = re.compile(r"(?:0s|0's|ies)$", re.IGNORECASE)
_WHEN_UNITS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


def measure() -> list[Figure]:
    """Span and value F1 over every row of DateTimeModel, over those without a time of day, and mapped plainly."""
    score = scorer("score_dates")
    gold = [row for row in rows(_DATA) if row["spec"] == "DateTimeModel"]
    found = [dates_in(spec["input"], spec["reference"] or _ANY_DAY) for spec in gold]
    read = [{"items": [scored(row, spec["input"]) for row in of]} for spec, of in zip(gold, found, strict=True)]
    untimed = [n for n, row in enumerate(gold) if not any(_has_time(result) for result in score.items(row))]
    figures = []
    for name, chosen in (("all rows", range(len(gold))), ("rows without times of day", untimed)):
        scores = score.spec([gold[n] for n in chosen], [read[n] for n in chosen])
        aim = 80.0 if name == "all rows" else None
        peer = "Recognizers' own Python port 51.9 on all rows, 69.5 on those it supports" if aim else None
        figures.append(Figure(f"dates, span and value F1, {name}", scores["span_and_value"]["F1"], aim, peer))
        figures.append(Figure(f"dates, exact span F1, {name}", scores["span_exact"]["F1"]))
    plainly = score.spec(gold, [{"items": [plain(row) for row in of]} for of in found])
    figures.append(Figure("dates, span and value F1, mapped plainly", plainly["span_and_value"]["F1"]))
    return figures


def dates_in(text: str, told_at: str) -> list[dict[str, Any]]:
    """The wire rows of `python -m claims dates` for a text told at an instant without offset."""
    found = dates_of(Item({"text": text, "published_at": f"{told_at}Z"}))
    return [dict(row) for row in DateSchema(many=True).dump(found)]


def _has_time(result: Mapping[str, Any]) -> bool:
    return str(result.get("TypeName")).endswith(("datetime", "datetimerange"))


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the `dates` filter as it stands: one day or instant, else the first and the moment behind the last.

    What this loses against `scored` is their convention for the ends of ranges.
    """
    start, end = row["from"], (date.fromisoformat(row["to"]) + timedelta(days=1)).isoformat()
    if "from_time" in row or "to_time" in row:
        start = f"{row['from']} {row['from_time']}" if "from_time" in row else None
        end = f"{row['to']} {row['to_time']}" if "to_time" in row else None
    elif row["from"] == row["to"] and row["precision"] == "day" and not (row.get("open_start") or row.get("open_end")):
        end = start
    value = (None if row.get("open_start") else start, None if row.get("open_end") else end)
    return {"text": row["text"], "value": start if value[0] == value[1] else list(value)}


def scored(row: Mapping[str, Any], within: str) -> dict[str, Any]:
    """A row of the `dates` filter as the scorer wants it: its text, and a day, instant or (start, end) pair.

    `within` is the text that was read: theirs of a weekday of this or next week begins with its "on".
    """
    first, last = _edges(row)
    if "from_time" in row or "to_time" in row:
        start = f"{row['from']} {row['from_time']}" if "from_time" in row else None
        end = f"{row['to']} {row['to_time']}" if "to_time" in row else None
        value: Any = start if start == end else [start, end]
    elif row.get("open_start") or row.get("open_end"):
        value = [None if row.get("open_start") else first, None if row.get("open_end") else last]
    elif _UP_TO.search(row["text"]):
        value = [None, last]
    else:
        value = row["from"] if row["from"] == row["to"] else [first, last]
    text = row["text"]
    before = within[: row["start"]].lower()
    if _WEEKDAY_OF.search(text) and before.endswith("on "):
        text = f"on {text}"
    return {"text": text, "value": value}


def _edges(row: Mapping[str, Any]) -> tuple[str, str]:
    """The start of a period and the moment behind it, by the conventions of the specifications."""
    text = row["text"]
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    behind = last + timedelta(days=1)
    is_part = "from_time" not in row and not _DECADE.search(text)
    if is_part and _FIRST_HALF.search(text):
        middle = _middle(first, text)
        return first.isoformat(), (min(last, middle) if text.lower().startswith("earlier") else middle).isoformat()
    if is_part and _SECOND_HALF.search(text):
        middle = _middle(last, text)
        return (max(first, middle) if text.lower().startswith("later") else middle).isoformat(), behind.isoformat()
    if row.get("open_end") and _AFTER.search(text) and row["precision"] == "day":
        first -= timedelta(days=1)  # "after 1 May" starts with that day
    if _END.search(text):
        return first.isoformat(), behind.isoformat()
    if _UP_TO.search(text):
        return first.isoformat(), first.isoformat()  # "by July" ends as July begins
    if text.lower().startswith(("rest", "remain")):
        return first.isoformat(), last.isoformat()  # they count up to the last day
    if row.get("open_start") or row.get("open_end"):
        return first.isoformat(), behind.isoformat()
    if (
        _COUNTED.search(text)
        and not _OF_UNITS.search(text)
        and row["precision"] != "quarter"
        and not _is_one_unit(first, last, row["precision"])
    ):
        return first.isoformat(), last.isoformat()
    if _JOINED.search(text) and not _is_one_unit(first, last, row["precision"]):
        return first.isoformat(), _start_of_unit(last, row["precision"]).isoformat()
    return first.isoformat(), behind.isoformat()


def _middle(within: date, text: str) -> date:
    """Where the second half of the week, month or year begins that the words name: of a week, its Thursday."""
    if "week" in text.lower():
        return within - timedelta(days=within.weekday() - 3)
    if "year" in text.lower() or text[-4:].isdecimal():
        return date(within.year, 7, 1)
    return within.replace(day=16)


def _is_one_unit(first: date, last: date, precision: str) -> bool:
    """Whether the days are a whole week, month, quarter, half, year or decade."""
    if precision == "week":
        return (last - first).days in (1, 6)
    return _start_of_unit(last, precision) == first


def _start_of_unit(last: date, precision: str) -> date:
    if precision == "week":
        return last - timedelta(days=last.weekday())
    months = _WHEN_UNITS.get(precision)
    if months is None:
        return last
    year, month = divmod((last.year * 12 + last.month - 1) // months * months, 12)
    return date(year, month + 1, 1)
