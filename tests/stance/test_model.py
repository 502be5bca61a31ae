"""The trained model: what goes in, what comes out, and that nothing makes it fail."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.evidence import Stance
from claims.stance.model import is_plain, opinion_of
from claims.stance.model.features import OVERLAP, PLACES, Rarity, pair_of
from claims.stance.model.reasons import in_words, traits_of
from claims.stance.model.standpoints import (
    ASSERTS,
    DENIES,
    PASSES_ON,
    Reader,
    Standpoints,
    standpoints_in_words,
    turns_of_article,
)
from claims.stance.model.texts import text_of, tones
from claims.stance.model.trees import Forest
from claims.stance.model.weighing import shipped

CLAIM = "Giant catfish eats dog in the Tarn river"
TOLD = ("A giant catfish ate a dog in the Tarn river on Sunday.", "The dog's owner saw the catfish take it.")
OTHER = ("The council raised the price of bus tickets.", "Fares go up in May.", "Passengers were not amused.")


def test_an_article_of_something_else_is_unrelated() -> None:
    assert opinion_of(CLAIM, OTHER).stance is Stance.UNRELATED


def test_an_article_of_the_same_is_related_and_its_nearest_sentence_named() -> None:
    opinion = opinion_of(CLAIM, (*OTHER, *TOLD))
    assert opinion.stance is not Stance.UNRELATED
    assert opinion.sentence == len(OTHER)


def test_words_of_fakery_make_a_refutation_likelier() -> None:
    model, claim = shipped(), text_of((CLAIM,))
    plain, exposed = TOLD, (*TOLD[:1], "The story is a hoax and the picture a fake, as its false caption proves.")
    chances = []
    for sentences in (plain, exposed):
        article = text_of(sentences)
        chances.append(model.weighed(claim, article, pair_of(claim, article, model.rarity)).chances[0, 2])
    assert chances[1] > chances[0]


def test_chances_are_shares_of_one() -> None:
    model, claim, article = shipped(), text_of((CLAIM,)), text_of(TOLD)
    pair = pair_of(claim, article, model.rarity)
    weighed = model.weighed(claim, article, pair, [trait.columns for trait in traits_of(pair.tone)])
    for rows in (weighed.chances, weighed.of_claim[None], weighed.of_article[None]):
        assert np.allclose(rows.sum(axis=1), 1.0)


@pytest.mark.parametrize(
    ("claim", "standpoint"),
    [
        ("Giant catfish eats dog", ASSERTS),
        ("Did a giant catfish reportedly eat a dog?", PASSES_ON),
        ("No, the video of a catfish that eats a dog is a hoax", DENIES),
    ],
)
def test_a_claim_is_seen_to_assert_to_pass_on_or_to_deny(claim: str, standpoint: int) -> None:
    model, held, article = shipped(), text_of((claim,)), text_of(TOLD)
    assert model.weighed(held, article, pair_of(held, article, model.rarity)).of_claim.argmax() == standpoint


def test_an_article_that_exposes_is_seen_to_deny_more_than_one_that_tells() -> None:
    model, claim = shipped(), text_of((CLAIM,))
    found = []
    for sentences in (TOLD, (*TOLD[:1], "The story is false: the picture is a fake, and the river denied the hoax.")):
        article = text_of(sentences)
        found.append(model.weighed(claim, article, pair_of(claim, article, model.rarity)).of_article[DENIES])
    assert found[1] > found[0]


def test_standpoints_that_meet_give_the_stance() -> None:
    meeting = np.zeros((3, 3, 3))
    meeting[ASSERTS, DENIES] = (0.0, 0.0, 1.0)
    meeting[DENIES, DENIES] = (0.0, 1.0, 0.0)
    none = np.zeros((0, 3))
    reader = Reader(none, none, {}, none)
    points = Standpoints(reader, reader, meeting)
    asserts, denies = np.eye(3)[[ASSERTS]], np.eye(3)[[DENIES]]
    assert points.met(asserts, denies).tolist() == [[0.0, 0.0, 1.0]]
    assert points.met(denies, denies).tolist() == [[0.0, 1.0, 0.0]]
    assert points.met((asserts + denies) / 2, denies).tolist() == [[0.0, 0.5, 0.5]]
    assert standpoints_in_words(asserts[0], denies[0]).endswith("deny the matter, the claim's assert it.")


def test_a_pair_has_a_number_for_every_name() -> None:
    pair = pair_of(text_of((CLAIM,)), text_of(TOLD), Rarity({}, 5.0))
    assert len(pair.overlap) == len(OVERLAP)
    assert len(pair.tone) == len(PLACES) * len(tones())
    assert dict(zip(OVERLAP, pair.overlap, strict=True))["best"] > 0.5


def test_the_claims_own_words_are_masked_in_turns() -> None:
    turns = turns_of_article(text_of((CLAIM,)), text_of(("The catfish, he said, ate no dog.",)), (0,))
    assert not any("catfish" in turn for turn in turns)
    assert {"3:said", "0:he said", "3:no X"} <= turns


def test_a_turn_has_a_word_of_tone() -> None:
    assert turns_of_article(text_of((CLAIM,)), text_of(("The owner walked along the bank.",)), (0,)) == frozenset()


@pytest.mark.parametrize(
    ("claim", "plain"),
    [
        ("The bridge reopened on Monday", True),
        ("The bridge reportedly reopened", False),
        ("The bridge is not closed", False),
        ("The bridge's closure is a hoax", False),
    ],
)
def test_a_claim_that_denies_or_hedges_is_not_plain(claim: str, plain: bool) -> None:
    assert is_plain(claim) is plain


def test_reasons_name_what_tells_most_first() -> None:
    traits = traits_of(np.ones(len(PLACES) * len(tones())))
    told = np.zeros(len(traits))
    told[3], told[0] = 0.4, 0.2
    assert in_words(traits, told) == f"The model goes by {traits[3].words} and {traits[0].words}."
    assert in_words(traits, np.zeros(len(traits))).startswith("The model goes by how")


def test_a_tree_is_walked_to_its_leaf() -> None:
    def ids(*values: int) -> np.ndarray:
        return np.array([values], np.int16)

    forest = Forest(
        feature=ids(1, 0, 0),
        threshold=np.array([[0.5, 0.0, 0.0]]),
        left=ids(1, 1, 2),
        right=ids(2, 1, 2),
        value=np.array([[0.0, -2.0, 3.0]]),
        outputs=np.array([0], np.int16),
        start=np.array([1.0]),
        depth=np.array(1, np.int16),
    )
    assert forest.scores(np.array([[9.0, 0.5], [9.0, 0.6]])).tolist() == [[-1.0], [4.0]]


@settings(max_examples=60)
@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=8))
def test_no_text_makes_it_fail(claim: str, sentences: list[str]) -> None:
    opinion = opinion_of(claim, sentences)
    assert 0 <= opinion.chance <= 1
    assert opinion.detail.endswith(".")
    assert opinion.sentence < max(1, len(sentences))


@pytest.mark.parametrize("text", ["a" * 1_000_000, "\0\ud800 " * 50_000, "no " * 300_000])
def test_huge_texts_are_bounded(text: str) -> None:
    assert opinion_of(text, [text] * 3).stance in Stance
