"""A claim's words stand alone: names for pointing words, whose figures they are, and what a number counts."""

from datetime import date

import pytest

from claims.extract import find_claims, read

TOLD = date(2025, 3, 10)


def last_claim(text: str) -> str:
    return find_claims(read(text, TOLD))[-1].text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“We expect to sell 40 mills,” said Halden Optics.", "Halden Optics expects to sell 40 mills"),
        ("“We’ve sold 40 mills for $9m,” said Halden Optics.", "Halden Optics has sold 40 mills for $9m"),
        ("“We are closing 40 mills,” said Halden Optics.", "Halden Optics is closing 40 mills"),
        ("“We closed 40 mills,” said Halden Optics.", "Halden Optics closed 40 mills"),
        ("“We will sell our mill for $9m,” said Halden Optics.", "Halden Optics will sell its mill for $9m"),
        ("“Our sales fell 4%,” said Brava Motors.", "Brava Motors' sales fell 4%"),
        ("Halden Optics said sales fell 4%.", "Halden Optics' sales fell 4%"),
        ("The Ministry of Health grew. The ministry will hire 40.", "The Ministry of Health will hire 40"),
        ("Halden opened 25 shops and Brava closed 12 in May.", "Brava closed 12 shops in May"),
    ],
)  # fmt: skip
def test_names_and_nouns_are_put_in(text: str, told: str) -> None:
    assert last_claim(text) == told


def test_a_word_stays_where_its_name_stands_before_it() -> None:
    text = "Halden Optics will sell its mill for $9m, and the company will close its shop."
    assert find_claims(read(text, TOLD))[0].text == "Halden Optics will sell its mill for $9m"


def test_mentions_are_found_in_the_new_words() -> None:
    draft = find_claims(read("Halden Optics grew. The company will pay $9m or €8m by May.", TOLD))[-1]
    assert draft.original == "The company will pay $9m or €8m by May."
    for mention in (*draft.quantities, *draft.dates):
        assert draft.text[mention.span.start : mention.span.end] == mention.span.text
    assert [q.figure for q in draft.quantities] == [1, 1]


def test_what_was_put_in_and_what_could_not_be_is_said() -> None:
    grown, sued = "Halden Optics grew.", "Halden Optics sued Brava Motors."
    (put,) = (s for s in find_claims(read(f"{grown} It will pay $9m.", TOLD))[-1].signals if s.name == "resolved")
    assert "stands for Halden Optics" in put.detail
    (left,) = (s for s in find_claims(read(f"{sued} It will pay $9m.", TOLD))[-1].signals if s.name == "unresolved")
    assert "Halden Optics or Brava Motors" in left.detail
