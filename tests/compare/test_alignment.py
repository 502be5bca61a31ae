"""Which words of a claim a sentence says, word by word."""

from datetime import date

import pytest

from claims.compare.alignment import Alignment, Part, Sort, align, preposition_before
from claims.compare.claim_side import ClaimSide, claim_side
from claims.compare.frames import parse
from tests.stance.judged import claim_of

CLAIM = "Norvale will open a second depot in Haverby by March 2025"


def side_of(text: str = CLAIM) -> ClaimSide:
    return claim_side(claim_of(text, date(2024, 3, 5)))


def aligned(told: str, claim: str = CLAIM) -> Alignment:
    return align(side_of(claim), parse(told))


def degrees(told: str, claim: str = CLAIM) -> dict[str, float]:
    words = side_of(claim).parsed.words
    return {words[word.claimed].low: word.degree for word in aligned(told, claim).words}


def test_all_words_are_said_in_the_claims_own_words():
    assert aligned(CLAIM).coverage == 1.0
    assert aligned(CLAIM).unclaimed == ()


def test_other_forms_say_a_word_in_full_and_other_words_for_it_nearly():
    found = degrees("Norvale opened its store in Haverby.", "Norvale will open a second shop in Haverby")
    assert found["open"] == 1.0
    assert 0.8 <= found["shop"] < 1.0
    assert found["second"] == 0.0


def test_another_name_or_figure_says_nothing():
    found = degrees("Corvo opened a second depot in Tornby by March 2026.")
    assert (found["norvale"], found["haverby"], found["2025"]) == (0.0, 0.0, 0.0)


def test_a_nation_is_said_by_its_adjective():
    assert degrees("The Polish parliament passed the law.", "Poland passed the law")["poland"] >= 0.8


def test_the_opposite_deed_is_about_the_same_and_does_not_say_it():
    found = aligned("Norvale closed its depot in Haverby.")
    deed = next(word for word in found.words if word.part is Part.DEED)
    assert 0 < deed.degree < 0.8
    assert not deed.said


def test_every_word_has_its_part_and_sort():
    words = side_of().parsed.words
    found = {words[w.claimed].low: (w.part, w.sort) for w in aligned("").words}
    assert found["norvale"] == (Part.SUBJECT, Sort.NAME)
    assert found["open"] == (Part.DEED, Sort.WORD)
    assert found["depot"] == (Part.OBJECT, Sort.WORD)
    assert found["haverby"] == (Part.AROUND, Sort.NAME)
    assert found["2025"] == (Part.AROUND, Sort.FIGURE)


def test_what_says_nothing_of_the_claim_is_told_apart():
    told = parse("Norvale hired Ada Lund in Haverby.")
    unclaimed = [told.words[i].low for i in align(side_of(), told).unclaimed]
    assert unclaimed == ["hired", "ada", "lund"]


@pytest.mark.parametrize(
    ("text", "word", "preposition"),
    [
        ("moved from Oslo to Bergen", "Bergen", "to"),
        ("moved from Oslo to Bergen", "Oslo", "from"),
        ("bought by the group Corvo", "Corvo", "by"),
        ("in March, Corvo", "Corvo", None),
    ],
)
def test_a_name_is_governed_by_the_preposition_before_it(text, word, preposition):
    words = parse(text).words
    at = next(i for i, w in enumerate(words) if w.text == word)
    assert preposition_before(words, at) == preposition


def test_nothing_is_said_by_an_empty_sentence():
    assert aligned("").coverage == 0.0
