"""How a sentence is worded: masks, runs, and the words that told most."""

import math

from hypothesis import given
from hypothesis import strategies as st

from claims.extract.phrasing import letter_runs, phrasing, shape_runs, word_runs
from claims.extract.words import split_words


def runs(found):
    return {run for _, run in found}


def test_names_numbers_and_years_count_as_such() -> None:
    assert runs(word_runs(split_words("In 1998 Kroll paid 700 crowns."))) >= {"in 0000", "Name paid", "0 crowns"}


def test_the_first_word_is_no_name_for_its_capital() -> None:
    assert "wages" in runs(word_runs(split_words("Wages fell.")))
    assert "Name" in runs(word_runs(split_words("In Wages, it rained.")))


def test_a_shape_tells_function_words_and_endings_only() -> None:
    assert "they -ed the -" in {
        " ".join(run for _, run in shape_runs(split_words("They closed the mill")) if " " not in run)
    }


def test_letters_are_told_of_ordinary_words_alone() -> None:
    found = set(letter_runs(split_words("the mill in Sund")))
    assert {" mi", "mill", "ill "} <= found
    assert not any("und" in run for run in found)


def test_a_figure_is_worded_more_like_a_claim_than_a_greeting() -> None:
    figure = phrasing(split_words("Wages fell by 4 percent last year."))
    greeting = phrasing(split_words("Good evening, and thank you."))
    assert figure.odds > greeting.odds
    assert set(figure.speaking_for) <= {"Wages", "fell", "by", "4", "percent", "last", "year"}
    assert len(greeting.speaking_against) in (1, 2, 3)


@given(st.text(max_size=300))
def test_any_text_has_finite_odds(text: str) -> None:
    assert math.isfinite(phrasing(split_words(text)).odds)


def test_what_stands_far_behind_changes_nothing() -> None:
    assert phrasing(split_words("mill " * 200)).odds == phrasing(split_words("mill " * 200 + "percent " * 99)).odds
