import pytest

from claims.compare.frames import parse
from claims.compare.names import find_name, is_rival, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corbel Software Inc", "Corbel Software"),
        ("Corbel Software", "Corbel"),
        ("Anna Wirth", "Wirth"),
        ("Northern Rail Board", "NRB"),
        ("Albania", "Albanian"),
        ("Japan", "Japanese"),
        ("United Kingdom", "Britain"),
    ],
)
def test_one_bearer_has_several_forms(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("South Sorvia", "North Sorvia"),
        ("South Sorvia", "Sorvia"),
        ("Corbel Software", "Corbel Foods"),
        ("Corbel Bank", "Bank"),
        ("Highway 14", "Highway 12"),
        ("Anna Wirth", "Paul Wirth"),
        ("Corbel", "Corbett"),
    ],
)
def test_other_bearers_are_kept_apart(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_a_sibling_is_a_rival() -> None:
    assert is_rival("Highway 12", "Highway 14")
    assert not is_rival("Highway 12", "Tarvik")


def test_a_short_form_inside_another_name_is_not_found() -> None:
    parsed = parse("Stone Harbour opened a shop.")
    assert find_name("Stone Foods", parsed, [(0, 13, "Stone Harbour")]) is None
    assert find_name("Stone Foods", parse("Stone opened a shop.")) == 0


def test_an_office_is_found_in_either_order() -> None:
    assert find_name("Ministry of Transport", parse("The transport ministry has spoken.")) == 1
