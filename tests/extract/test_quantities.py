"""What counts as an amount, and how it is read: the golden sentences of quantities.jsonl and a few rules apart."""

from typing import Any

import pytest

from claims.domain.mention import Quantity
from claims.extract.quantities import find_quantities
from tests import golden

_WEAK_ROWS_RIGHT = 6


def _told(text: str) -> list[dict[str, Any]]:
    return [_shown(quantity) for quantity in find_quantities(text)]


def _shown(quantity: Quantity) -> dict[str, Any]:
    """A quantity in the shape of a golden row: `to` and `role` only where there are."""
    shown = {
        "value": str(quantity.value),
        "to": quantity.to and str(quantity.to),
        "unit": quantity.unit,
        "comparator": quantity.comparator.value,
        "text": quantity.span.text,
        "role": quantity.role and quantity.role.value,
    }
    return {name: value for name, value in shown.items() if value is not None}


@pytest.mark.parametrize("row", golden.strong("quantities"))
def test_a_sentence_states_these_amounts_and_no_others(row: dict[str, Any]) -> None:
    wanted = [{name: value for name, value in amount.items() if name != "note"} for amount in row["amounts"]]
    assert _told(row["text"]) == wanted


def test_a_note_says_how_an_ambiguous_unit_was_read() -> None:
    told = [row for row in golden.rows("quantities", "strong") if any("note" in amount for amount in row["amounts"])]
    assert told
    for row in told:
        for quantity, wanted in zip(find_quantities(row["text"]), row["amounts"], strict=True):
            assert wanted.get("note", "") in (quantity.note or "")


def test_of_the_weak_rows_so_many_are_right_at_least() -> None:
    right = [row["text"] for row in golden.rows("quantities", "weak") if _told(row["text"]) == row["amounts"]]
    assert len(right) >= _WEAK_ROWS_RIGHT, right


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
