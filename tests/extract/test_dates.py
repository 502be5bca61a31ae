from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.domain.mention import Precision
from claims.extract.dates import find_dates

GOLDEN = yaml.safe_load((Path(__file__).parent / "dates.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=case["say"][:50]) for group in GOLDEN.values() for case in group]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_means_these_dates(case: dict[str, Any]) -> None:
    found = [
        [str(m.span.text), m.first, m.last, m.precision.value, "limit"][: 5 if m.limit else 4]
        for m in find_dates(case["say"], case["told"])
    ]
    assert found == [[str(words), *rest] for words, *rest in case["dates"]]


def test_spans_count_in_the_given_text() -> None:
    text = "First line.\nIt will open by 2030, or in May 2031."
    spans = [mention.span for mention in find_dates(text, date(2025, 1, 1))]
    assert [text[span.start : span.end] for span in spans] == ["by 2030", "May 2031"]


@pytest.mark.parametrize("told_on", [date.min, date.max])
def test_dates_beyond_the_calendar_are_left_out(told_on: date) -> None:
    text = "Last year, next year, yesterday, tomorrow, a week ago, in two months, next Friday, before Easter."
    assert all(date.min <= mention.first <= mention.last <= date.max for mention in find_dates(text, told_on))


def test_a_deadline_is_as_exact_as_its_unit() -> None:
    told_on = date(2025, 1, 1)
    by_unit = {unit: find_dates(f"It will end in two {unit}.", told_on)[0].precision for unit in ("days", "years")}
    assert by_unit == {"days": Precision.DAY, "years": Precision.YEAR}


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800", "’", "in", "by the", "of", "the end of the end of the end of"]
)
def test_scraps_hold_no_dates(text: str) -> None:
    assert find_dates(text, date(2025, 1, 1)) == ()
