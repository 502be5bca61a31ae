"""What counts as an amount, and how it is read: the golden sentences of data/quantities.yaml and a few rules apart."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.domain.mention import Comparator, Quantity
from claims.extract.quantities import find_quantities

_TABLE = yaml.safe_load((Path(__file__).parent / "data" / "quantities.yaml").read_text(encoding="utf-8"))
_CASES = [pytest.param(case["say"], case["find"], id=case["say"][:60]) for part in _TABLE for case in part["cases"]]


def _agrees(found: Quantity, wanted: list[Any]) -> bool:
    value, unit, text, *rest = wanted
    more = rest[0] if rest else {}
    to = more.get("to")
    return (
        round(found.value, 4) == Decimal(str(value))
        and found.unit == unit
        and found.span.text == more.get("text", text)
        and found.to == (None if to is None else Decimal(str(to)))
        and more.get("note", "") in (found.note or "")
        and ("comparator" not in more or found.comparator == Comparator(more["comparator"]))
    )


@pytest.mark.parametrize(("say", "find"), _CASES)
def test_a_sentence_states_these_amounts_and_no_others(say: str, find: list[list[Any]]) -> None:
    found = find_quantities(say)
    assert len(found) == len(find), found
    for quantity, wanted in zip(found, find, strict=True):
        assert _agrees(quantity, wanted), (quantity, wanted)


def test_spans_count_in_the_given_text() -> None:
    text = "First line.\n\nThen   about 20 vans came."
    (vans,) = find_quantities(text)
    assert text[vans.span.start : vans.span.end] == "20 vans" == vans.span.text


def test_no_amount_runs_over_an_empty_line() -> None:
    (number,) = find_quantities("The index closed at 42\n\nPolice officers met.")
    assert (number.unit, number.span.text) == ("", "42")


def test_an_amount_far_into_a_long_text_is_found_at_its_place() -> None:
    text = "word " * 9_000 + "and 20 vans came."
    (vans,) = find_quantities(text)
    assert text[vans.span.start : vans.span.end] == "20 vans"


def test_a_value_has_no_exponent_and_no_closing_zeros() -> None:
    values = [str(q.value) for q in find_quantities("$1.20bn and 3.50 per cent")]
    assert values == ["1200000000", "3.5"]


def test_more_than_thirty_digits_are_no_amount() -> None:
    assert find_quantities("9" * 31 + " euros and 1" + ",000" * 12 + " euros") == ()


def test_a_headline_in_capitals_still_counts() -> None:
    found = find_quantities("Varley Steel Cuts 300 Jobs In Northern Plants As Orders Fall")
    assert [(q.value, q.unit) for q in found] == [(300, "job")]


@pytest.mark.parametrize(
    "text",
    ["\0", "\ud800 5 euros \udfff", "((((5))))", "$", "$-", "1/0", "half", "between", "5 to", "a third", "minus", "№5"],
)
def test_odd_text_is_read_without_error(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.text
