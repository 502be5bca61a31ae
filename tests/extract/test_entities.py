"""Names: which capitals make one, of what kind it is, and which of them have one bearer."""

from typing import Any

import pytest

from claims.domain.mention import Entity, EntityKind
from claims.extract import find_entities
from tests.golden import rows, strong

RIGHT_OF_WEAK = 56  # names in rows of which something else is wrong


def names(text: str) -> list[str]:
    return [entity.name for entity in find_entities(text)]


def forms(entities: tuple[Entity, ...]) -> set[tuple[str, ...]]:
    """The bearers that the text speaks of more than once, each with its places as printed."""
    return {tuple(span.text for span in entity.forms) for entity in entities if len(entity.forms) > 1}


def is_right(row: dict[str, Any]) -> bool:
    found = find_entities(row["text"])
    kinds = [[entity.span.text, entity.kind.value] for entity in found]
    shared: dict[str, list[str]] = {}
    for name, _, *bearer in row["names"]:
        for label in bearer:
            shared.setdefault(label, []).append(name)
    return kinds == [n[:2] for n in row["names"] if n[1] != "description"] and forms(found) == {
        tuple(places) for places in shared.values() if len(places) > 1
    }


@pytest.mark.parametrize("row", strong("entities"))
def test_the_names_in_a_text_their_kinds_and_bearers(row: dict[str, Any]) -> None:
    assert is_right(row), find_entities(row["text"])


def test_hard_rows_stay_as_right_as_they_were() -> None:
    right = 0
    for row in rows("entities", "weak"):
        found = {(entity.span.text, entity.kind.value) for entity in find_entities(row["text"])}
        right += len(found & {(name, kind) for name, kind, *_ in row["names"]})
    assert right >= RIGHT_OF_WEAK


def test_a_span_covers_the_name_as_printed() -> None:
    text = "Yesterday Halden Optics Co.'s shares fell."
    (entity,) = find_entities(text)
    assert text[entity.span.start : entity.span.end] == entity.span.text == "Halden Optics Co"
    assert entity.name == "Halden Optics"


def test_countries_are_compared_under_their_full_names() -> None:
    assert names("U.S. regulators fined the UK arm.") == ["United States", "United Kingdom"]


def test_the_casing_of_the_same_word_elsewhere_settles_the_head_of_a_sentence() -> None:
    assert names("Bloom sold its farm. The farm of Bloom is large.") == ["Bloom", "Bloom"]
    assert names("Bloom came late. The bloom was short.") == []


def test_a_name_does_not_run_over_a_line() -> None:
    assert names("We met Halden\nOptics is a field of Sund.") == ["Halden", "Optics", "Sund"]


def test_a_possessive_ends_a_name() -> None:
    assert names("They saw Ida Kroll's Brava van.") == ["Ida Kroll", "Brava"]


def test_a_month_is_no_name_but_a_given_name_may_be() -> None:
    assert names("In May Halden fell.") == ["Halden"]
    assert names("Today May Halden fell.") == ["May Halden"]


def test_the_bearer_of_a_short_form_is_the_fullest_name_in_the_text() -> None:
    found = find_entities("Halden Optics Co. fell. Halden (no kin of Ida Brandt) rose, and so did HO.")
    assert [entity.bearer for entity in found] == ["Halden Optics", "Halden Optics", "Ida Brandt", "Halden Optics"]


def test_a_short_form_is_known_before_the_name_it_is_short_for() -> None:
    found = find_entities("Kroll resigns\n\nThe mayor of Sund, Ida Kroll, has resigned.")
    assert [(e.bearer, e.kind) for e in found if "Kroll" in e.name] == [("Ida Kroll", EntityKind.PERSON)] * 2


def test_siblings_have_no_common_short_form() -> None:
    found = find_entities("Halden Optics and Halden Foods met. Halden said so.")
    assert [entity.bearer for entity in found] == ["Halden Optics", "Halden Foods", "Halden"]


def test_of_a_firm_and_its_founder_the_one_named_first_has_the_short_form() -> None:
    found = find_entities("Halden Optics sued Ida Halden. Halden won.")
    assert [entity.bearer for entity in found] == ["Halden Optics", "Ida Halden", "Halden Optics"]


def test_offices_and_parties_before_a_name_are_no_part_of_it() -> None:
    text = "Boston Mayor Ida Kroll met Democrat Paul Lund, and Ohio Gov. Ann Falk (R-Ohio) met Mr. Berg."
    assert names(text) == ["Boston", "Ida Kroll", "Paul Lund", "Ohio", "Ann Falk", "Berg"]


def test_north_and_south_are_two() -> None:
    text = "Korun Steel, the South Korean maker, and Pyon Steel, the North Korean company, met. "
    text += "The South Korean company is bigger."
    assert ("Korun Steel", "the South Korean maker", "The South Korean company") in forms(find_entities(text))


@pytest.mark.parametrize(
    "text",
    [
        "Halden Optics and Brava Motors met. The company is bigger.",
        "Halden Optics supplies Brava Motors. The van company is bigger.",
        "Halden Optics, the only supplier of Brava Motors, sued Zolta Group. The Swiss group is bigger.",
        "Halden Optics, said Zolta Group, is a company of fools. The steel company is bigger.",
    ],
)
def test_a_description_that_the_text_does_not_settle_is_left_open(text: str) -> None:
    assert forms(find_entities(text)) <= {("Halden Optics", "the only supplier")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They bought Zolta Ltd.", EntityKind.ORGANISATION),
        ("They met Senator Zolta.", EntityKind.PERSON),
        ("They live in Zolta.", EntityKind.PLACE),
        ("They took the drug Zolta.", EntityKind.PRODUCT),
        ("They remember Zolta.", EntityKind.OTHER),
        ("They met Zolta, the mayor of Sund.", EntityKind.PERSON),
        ("They met Zolta, a maker of lamps.", EntityKind.ORGANISATION),
    ],
)
def test_the_words_around_a_name_tell_its_kind(text: str, kind: EntityKind) -> None:
    assert find_entities(text)[0].kind is kind
