from typing import Any

import pytest

from claims.compare.frames import parse
from claims.compare.names import find_name, is_rival, same_name
from tests.golden import strong


def is_right(row: dict[str, Any]) -> bool:
    one, other = row["names"]
    same, rival = same_name(one, other), is_rival(one, other)
    return {"same": same, "other": not same, "undecided": not same and not rival}[row["verdict"]]


@pytest.mark.parametrize("row", strong("parties"))
def test_two_names_have_one_bearer_or_two(row: dict[str, Any]) -> None:
    assert is_right(row)


@pytest.mark.parametrize("row", strong("parties"))
def test_it_does_not_matter_which_of_two_names_comes_first(row: dict[str, Any]) -> None:
    one, other = row["names"]
    assert same_name(one, other) == same_name(other, one)
    assert is_rival(one, other) == is_rival(other, one)


def test_a_sibling_is_a_rival() -> None:
    assert is_rival("Highway 12", "Highway 14")
    assert is_rival("Corbel Software", "Corbel Retail Bank")
    assert not is_rival("Highway 12", "Tarvik")
    assert not is_rival("Corbel Software Inc", "Corbel Software")


@pytest.mark.parametrize("name", ["", ".", "the", "Inc", "\0", "&", "İ'", "a" * 5000, "St", "Mr"])
def test_any_name_can_be_compared(name: str) -> None:
    assert not is_rival(name, "Halden Optics")
    assert same_name(name, "Halden Optics") is False


def test_a_short_form_inside_another_name_is_not_found() -> None:
    parsed = parse("Stone Harbour opened a shop.")
    assert find_name("Stone Foods", parsed, [(0, 13, "Stone Harbour")]) is None
    assert find_name("Stone Foods", parse("Stone opened a shop.")) == 0


def test_an_office_is_found_in_either_order() -> None:
    assert find_name("Ministry of Transport", parse("The transport ministry has spoken.")) == 1
