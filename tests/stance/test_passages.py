"""The weigher of passages: what it reads off them, and that it tells apart what differs in one condition."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.evidence import Stance, Strength
from claims.extract.reading import read
from claims.stance import views_of
from claims.stance.passages import chosen, weigh_passage
from claims.stance.passages.pairs import Pair, pair_of
from claims.stance.passages.traits import GROUPS, traits_of
from claims.stance.passages.weighing import STANCES, shipped
from claims.stance.passages.wording import turns_of
from tests.stance.judged import article_of, claim_of, judged

CLAIM = "Norvale will open a second depot in Haverby by March 2025"
TOLD_ON = date(2025, 3, 17)


def pair(text: str, claim: str = CLAIM) -> Pair:
    article, told = article_of(text, TOLD_ON), claim_of(claim, date(2024, 3, 5))
    return pair_of(told, views_of(told, article, read(text, TOLD_ON, "")), TOLD_ON)


def test_traits_have_one_name_each_and_are_those_that_the_weigher_was_taught():
    found = traits_of(pair("Norvale opened its second depot in Haverby."))
    assert set(shipped().traits) == set(found)
    assert all(name.split(" ")[0] in {group for group, _, _ in GROUPS} for name in found)


def test_the_sentence_that_says_most_of_the_claim_is_weighed_with_those_around():
    text = "It rained. Norvale opened its second depot in Haverby. Ada Lund of Norvale was there."
    found = pair(text)
    assert found.told.words[0].text == "Norvale"
    assert found.alignment.coverage == max(alignment.coverage for alignment in found.alignments)


@pytest.mark.parametrize(
    ("text", "trait", "value"),
    [
        ("Norvale opened a second depot in Haverby in March 2019.", "times another year", 1.0),
        ("Norvale opened a second depot in Tornby.", "others another name in place", 1.0),
        ("Norvale did not open a second depot in Haverby.", "whether against near", 1.0),
        ("Norvale may open a second depot in Haverby.", "whether open near", 1.0),
        ("Did Norvale open a second depot in Haverby?", "whether question", 1.0),
    ],
)
def test_traits_are_read_off(text, trait, value):
    assert traits_of(pair(text))[trait] == value


def test_names_on_the_other_side_of_the_deed_are_seen():
    claim = "Norvale sued the shipping line Tarn"
    same, turned = (traits_of(pair(text, claim)) for text in ("Norvale sued Tarn.", "Tarn sued Norvale."))
    assert same["order other side"] == 0.0
    assert turned["order other side"] == 2.0


def test_turns_of_phrase_hide_what_the_claim_is_about_and_tell_its_parts_apart():
    turns = turns_of(pair("Norvale is weighing 12 sites in Tornby for a depot. It opened none in Haverby."))
    assert {"A is", "weighing 0", "in N", "a X"} <= turns
    assert {"it V none", "none in B"} <= turns
    assert not any("norvale" in turn or "tornby" in turn for turn in turns)


def test_the_opposite_of_the_deed_reads_as_such():
    assert "A O" in turns_of(pair("Norvale closed a depot in Haverby."))


@pytest.mark.parametrize(
    ("text", "trait", "value"),
    [
        ("Norvale opened a second depot in Haverby.", "clause outside", 0.0),
        ("Norvale opened a bakery in Tornby, near its second depot in Haverby.", "clause object outside", 2.0),
        ("It was Tarn that opened a second depot in Haverby.", "clause cleft", 1.0),
        ("Norvale opened a bakery and not a second depot.", "clause not but", 1.0),
        ("Tarn opened a second depot in Haverby, Norvale said.", "clause others act", 1.0),
        ("Norvale opened a second depot in Haverby.", "clause subject acts", 1.0),
    ],
)
def test_traits_of_the_deeds_own_clause(text, trait, value):
    assert traits_of(pair(text))[trait] == value


@pytest.mark.parametrize(
    ("chances", "ruled", "may_support", "stance"),
    [
        ((0.8, 0.1, 0.05, 0.05), Stance.DISCUSSES, True, Stance.SUPPORTS),
        ((0.6, 0.1, 0.2, 0.1), Stance.DISCUSSES, True, Stance.DISCUSSES),
        ((0.6, 0.1, 0.2, 0.1), Stance.SUPPORTS, True, Stance.SUPPORTS),
        ((0.4, 0.1, 0.3, 0.2), Stance.SUPPORTS, True, Stance.DISCUSSES),
        ((0.8, 0.1, 0.04, 0.06), Stance.SUPPORTS, False, Stance.DISCUSSES),
        ((0.6, 0.35, 0.03, 0.02), Stance.DISCUSSES, True, Stance.REFUTES),
        ((0.1, 0.2, 0.3, 0.4), Stance.REFUTES, True, Stance.UNRELATED),
    ],
)
def test_support_is_believed_only_where_it_is_likely_and_nothing_differs(chances, ruled, may_support, stance):
    assert chosen(dict(zip(STANCES, chances, strict=True)), ruled, may_support=may_support) is stance


def test_chances_add_up_and_the_reason_names_what_weighed_most():
    found = pair("Norvale opened its second depot in Haverby on Monday.")
    weighed = weigh_passage(found.claim, found.views, TOLD_ON)
    assert sum(weighed.chances.values()) == pytest.approx(1.0)
    assert any(words in weighed.detail for _, words, _ in GROUPS)


def test_a_row_of_traits_in_any_order_of_names_is_weighed_alike():
    weigher, found = shipped(), pair("Norvale opened its second depot in Haverby.")
    row = weigher.row_of(found)
    assert row.shape == (len(weigher.traits),)
    chances = weigher.chances(row[None], turns_of(found))
    assert chances.shape == (1, len(STANCES))
    assert np.isfinite(chances).all()


def test_the_judgement_says_that_it_was_weighed_and_is_hedged_where_it_is_not_sure():
    told = judged(claim_of(CLAIM, date(2024, 3, 5)), article_of("Haverby's second Norvale depot is a car park still."))
    names = {signal.name for signal in told.signals}
    assert names & {"weigher", "rule"}
    weighed = next((signal for signal in told.signals if signal.name == "weigher"), None)
    if weighed is not None and abs(weighed.score) < 0.6:
        assert told.strength is Strength.HEDGED


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_weighed_without_raising(text):
    judged(claim_of(CLAIM, date(2024, 3, 5)), article_of(text or "x"))


@pytest.mark.parametrize(
    ("claim", "same", "other"),
    [
        ("Norvale sued the shipping line Tarn", "Tarn was sued by Norvale.", "Norvale was sued by Tarn."),
        ("Rents in Oslo fell by 4% in 2024", "Rents fell by 4% in Oslo in 2024.", "Rents fell by 4% in Oslo in 2014."),
        (
            "Rents in Oslo fell by 4% in 2024",
            "In Oslo rents fell 4 percent in 2024.",
            "In Bergen rents fell 4% in 2024.",
        ),
    ],
)
def test_what_differs_in_one_condition_is_never_support(claim, same, other):
    held = claim_of(claim, date(2025, 2, 3))
    assert judged(held, article_of(same)).stance is Stance.SUPPORTS
    assert judged(held, article_of(other)).stance is not Stance.SUPPORTS


def test_the_network_knows_no_trait_beyond_its_reach_and_no_turn_that_it_was_not_taught():
    network, row = shipped().network, shipped().row_of(pair("Norvale opened its second depot in Haverby."))
    far = np.where(network.means >= 0, 1e9, -1e9) + row
    assert network.scores(far[None], []) == pytest.approx(network.scores(2 * far[None], []))
    assert network.scores(np.vstack([row, row]), [0, 1]).shape == (2, len(STANCES))
