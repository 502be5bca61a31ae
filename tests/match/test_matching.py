from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.match import Match
from claims.domain.mention import Attribution
from claims.domain.reading import Reading, SentenceReading
from claims.domain.text import Span, span_of
from claims.match import match_article

from .conftest import claim, sentence

HERE = Path(__file__).parent
MILL = "Halden Paper will shut its pulp mill in Oxley"


def rows(name: str, key: str) -> list[tuple[str, dict[str, str]]]:
    table: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [
        (entry["claim"], told if isinstance(told, dict) else {"text": told}) for entry in table for told in entry[key]
    ]


@pytest.mark.parametrize(("of", "told"), rows("about.yaml", "about"))
def test_it_is_about_the_claim(hold: Callable[..., Match], of: str, told: dict[str, str]) -> None:
    assert hold(of, **told).about


@pytest.mark.parametrize(("of", "told"), rows("about.yaml", "other"))
def test_it_is_other_news(hold: Callable[..., Match], of: str, told: dict[str, str]) -> None:
    assert not hold(of, **told).about


@pytest.mark.parametrize(("of", "told"), rows("repeats.yaml", "again"))
def test_it_states_the_claim_again(hold: Callable[..., Match], of: str, told: dict[str, str]) -> None:
    assert hold(of, **told).repeats


@pytest.mark.parametrize(("of", "told"), rows("repeats.yaml", "not again"))
def test_it_states_something_else(hold: Callable[..., Match], of: str, told: dict[str, str]) -> None:
    assert not hold(of, **told).repeats


def test_turned_roles_are_another_claim(hold: Callable[..., Match]) -> None:
    match = hold(
        "Halden Paper is suing Corvane Airlines", "Corvane Airlines is suing Halden Paper over a late delivery."
    )
    assert not match.about
    assert "direction" in {signal.name for signal in match.signals}


def test_what_a_sentence_lets_others_say_can_be_the_claim_again() -> None:
    text = f"The Oxley Echo reported on Sunday that {MILL}."
    said = span_of(text, text.index(MILL), len(text) - 1)
    reading = Reading((SentenceReading(Span(0, len(text), text), attributions=(Attribution(said),)),))
    assert match_article(reading, [(0, claim(MILL))])[0].repeats


def test_every_pair_has_a_match_best_first() -> None:
    reading = Reading((sentence("Rain is expected."), sentence(MILL + "."), sentence("Oxley has a mill.")))
    others = claim("A bridge will be built in Sandgate", "c2")
    matches = match_article(reading, [(0, claim(MILL)), (1, others), (1, claim(MILL)), (2, claim(MILL))])
    assert [(m.sentence, m.claim_id) for m in matches][:2] == [(1, "c1"), (2, "c1")]
    assert len(matches) == 4


def test_without_a_title_the_first_sentence_lends_its_names() -> None:
    lead = "Halden Paper announced a plan for its mill in Oxley."
    reading = Reading((sentence(lead), sentence("The pulp mill will be shut, it said.")))
    assert next(m for m in match_article(reading, [(1, claim(MILL))])).about


def test_each_signal_has_a_sentence_for_people(hold: Callable[..., Match]) -> None:
    for told in (MILL + ".", "Halden Paper hired a cook.", "Rain is expected."):
        match = hold(MILL, told)
        assert 0 <= match.score <= 1
        assert all(-1 <= signal.score <= 1 and signal.detail.endswith(".") for signal in match.signals)


def test_the_words_shared_are_shown_as_the_claim_prints_them(hold: Callable[..., Match]) -> None:
    shared = hold("Corvane Airlines is closing its bakeries", "Corvane Airlines closes a bakery.").signals[0]
    assert "Airlines" in shared.detail
    assert "bakeries" in shared.detail


@pytest.mark.parametrize("odd", ["", " ", "\0", "\ud800", "x" * 200_000, "((((" * 500, "?" * 5000, "A " * 20_000])
def test_odd_texts_are_about_nothing(hold: Callable[..., Match], odd: str) -> None:
    assert not hold(MILL, odd, title=odd).about
    assert not hold(odd, MILL).about


@settings(max_examples=80)
@given(st.text(alphabet=st.characters(), max_size=120), st.text(alphabet=st.characters(), max_size=120))
def test_any_pair_can_be_matched(of: str, told: str) -> None:
    reading = Reading((sentence(told, subject=of or None),), title=told)
    (match,) = match_article(reading, [(0, claim(of))])
    assert 0 <= match.score <= 1


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["Halden", "Paper", "will", "shut", "its", "Oxley", "mill", "not", "40"]), min_size=3))
def test_a_claim_repeats_itself_unless_it_says_nothing(words: list[str]) -> None:
    text = " ".join(words)
    match = match_article(Reading((sentence(text + "."),)), [(0, claim(text))])[0]
    assert match.repeats == match.about
