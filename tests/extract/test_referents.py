"""Whom pointing words certainly stand for; where two would fit, nobody."""

from datetime import date

import pytest

from claims.extract import read
from claims.extract.lexicon import entries

TOLD = date(2025, 3, 10)
SORTS = ("firm", "body")


def pointing(text: str) -> dict[str, str | None]:
    """Each pointing word of the text with the name it stands for."""
    return {r.span.text: r.name for s in read(text, TOLD).sentences for r in s.referents}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Halden Optics bought a mill in Sund. It paid cash.", "It", "Halden Optics"),
        ("Halden Optics bought a mill from Brava Motors. It paid cash.", "It", "Halden Optics"),
        ("Halden Optics bought a mill. In May it will close it.", "it", "Halden Optics"),
        ("Halden Optics grew. It sold lamps. Its shares rose.", "Its", "Halden Optics"),
        ("Pellworm Bank lent Halden Optics $5m. The bank is patient.", "The bank", "Pellworm Bank"),
        ("Norvale, a Danish grocer, bought Merrow. The grocer paid $5m.", "The grocer", "Norvale"),
        ("Ida Kroll resigned on Monday. She sold her shares.", "She", "Ida Kroll"),
        ("“We will go,” said Halden Optics.", "We", "Halden Optics"),
        ("“We will go,” said Ida Kroll, chief executive of Halden Optics.", "We", "Halden Optics"),
        ("Halden Optics chief executive Ida Kroll said the company would go.", "the company", "Halden Optics"),
        ("“I will go,” said Ida Kroll, chief executive of Halden Optics.", "I", "Ida Kroll"),
    ],
)
def test_a_word_stands_for_the_only_party_that_fits(text: str, words: str, name: str) -> None:
    assert pointing(text)[words] == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Halden Optics sued Brava Motors. It will appeal.", "It"),
        ("Halden Optics sold its mill to Brava Motors. It will close.", "It"),
        ("Halden Optics and Brava Motors will merge. It will cost $5m.", "It"),
        ("Halden's profit fell. It was $5m.", "It"),
        ("The bridge was built by Halden Optics. It will reopen in May.", "It"),
        ("Halden Optics sued Brava Motors. The company will appeal.", "The company"),
        ("Ida Kroll met Tom Hale. She resigned.", "She"),
        ("Ida Kroll resigned. “We will go,” she said.", "We"),
        ("The bank will close.", "The bank"),
    ],
)
def test_nobody_is_named_where_two_would_fit_or_none(text: str, words: str) -> None:
    assert pointing(text)[words] is None


@pytest.mark.parametrize(
    "text",
    [
        "Halden Optics grew. It was reported that sales rose.",
        "Halden Optics grew. It is hard to say why.",
        "Halden Optics grew. It emerged that sales rose.",
        "Halden Optics grew. The company that it bought shrank.",
        "Halden Optics grew. The parent company shrank.",
        "“Our country needs lamps,” said Halden Optics.",
        "In its report, Halden Optics said sales rose.",
        "",
    ],
)
def test_some_words_point_to_nobody(text: str) -> None:
    assert pointing(text) == {}


def test_every_referent_says_why() -> None:
    (found,) = read("Halden Optics bought a mill. It paid cash.", TOLD).sentences[1].referents
    assert found.detail == "“It” stands for Halden Optics, of whom the sentence before tells."


def test_a_speaker_is_known_with_whom_they_speak_for() -> None:
    text = "“We will go,” Kroll said. Ida Kroll, who runs Halden Optics, left."
    assert read(text, TOLD).sentences[0].attributions[0].party == "Halden Optics"


def test_no_word_of_a_name_makes_both_a_firm_and_a_body() -> None:
    lines = [line.split(",") for line in entries("callings.csv")]
    firms, bodies = ({word for sort, words, _ in lines if sort == each for word in words.split()} for each in SORTS)
    assert firms.isdisjoint(bodies)
    assert {sort for sort, _, _ in lines} == set(SORTS)
