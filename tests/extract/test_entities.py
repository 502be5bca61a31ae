"""Names: which capitals make one, and the form it is compared under."""

from typing import Any

import pytest

from claims.extract import find_entities
from tests.extract.golden import cases


def names(text: str) -> list[str]:
    return [entity.name for entity in find_entities(text)]


@pytest.mark.parametrize("case", cases("entities.yaml"))
def test_the_names_in_a_sentence(case: dict[str, Any]) -> None:
    assert names(case["text"]) == case["names"]


def test_a_span_covers_the_name_as_printed() -> None:
    text = "Yesterday Halden Optics Co.'s shares fell."
    (entity,) = find_entities(text)
    assert text[entity.span.start : entity.span.end] == entity.span.text == "Halden Optics Co"
    assert entity.name == "Halden Optics"


def test_the_casing_of_the_same_word_elsewhere_settles_the_head_of_a_sentence() -> None:
    assert names("Bloom sold its farm. The farm of Bloom is large.") == ["Bloom", "Bloom"]
    assert names("Bloom came late. The bloom was short.") == []


def test_a_name_does_not_run_over_a_line() -> None:
    assert names("We met Halden\nOptics is a field of Sund.") == ["Halden", "Optics", "Sund"]


def test_a_possessive_ends_a_name() -> None:
    assert names("They saw Ida Kroll's Brava van.") == ["Ida Kroll", "Brava"]


def test_a_headline_in_capitals_gives_its_names_and_not_its_verbs() -> None:
    assert names("Zolta Posts Record Profit as Demand for Electric Vans Climbs") == ["Zolta"]
