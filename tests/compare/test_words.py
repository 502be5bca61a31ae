import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.words import stem, words_of


@pytest.mark.parametrize(
    "forms",
    [
        "release releases released releasing",
        "plan plans planned planning",
        "city cities",
        "carry carries carried carrying",
        "close closes closed closing",
        "company companies",
    ],
)
def test_inflections_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("bank", "bankrupt"), ("sue", "suit"), ("gas", "gal")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_possessives_and_negations_are_words_of_their_own() -> None:
    assert [w.low for w in words_of("Solvane's chair won't go")] == ["solvane", "'s", "chair", "will", "not", "go"]


def test_words_keep_their_places() -> None:
    text = "Crumb & Sons’ plan isn’t new."
    assert all(text[w.start : w.end] == w.text for w in words_of(text))


@given(st.text(max_size=200))
def test_any_text_falls_into_words_in_order(text: str) -> None:
    words = words_of(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
