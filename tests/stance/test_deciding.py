"""Who decides, the rules, the weigher or the model, and what the model may never do."""

from datetime import date

import pytest

from claims.domain.evidence import Fate, Judgement, Stance, Strength
from tests.stance.judged import article_of, claim_of, judged

CLOSURE = "Dunmore Steel will shut its Ashby furnace"
FILLER = " ".join(
    f"People in the town spoke of the weather on the {day} day, and of the market that is held by the river."
    for day in ("first", "second", "third", "fourth", "fifth")
)


def decider(judgement: Judgement) -> set[str]:
    return {s.name for s in judgement.signals if s.name in ("rule", "weigher", "model")}


def test_rules_decide_over_a_passage() -> None:
    judgement = judged(CLOSURE, "Dunmore Steel said on Monday it will close its Ashby furnace.")
    assert decider(judgement) == {"rule"}


def test_rules_decide_over_a_long_article_with_one_express_sentence() -> None:
    denied = judged(CLOSURE, f"{FILLER} Dunmore Steel denied that it will shut its Ashby furnace. {FILLER}")
    assert (denied.stance, denied.strength) == (Stance.REFUTES, Strength.OFFICIAL)
    assert decider(denied) == {"rule"}


def test_every_judgement_says_which_of_them_decided() -> None:
    for text in ("", "It rained.", FILLER, f"{FILLER} Dunmore Steel may shut its Ashby furnace."):
        assert len(decider(judged(CLOSURE, text))) == 1


HEADLINE = "Hoax: Giant Catfish Eats Dog in Tarn River"
RUMOUR = (
    "A video of a giant catfish that eats a dog in the Tarn river is a fake, its makers said. "
    "The catfish is a model, and the dog was never in the water. The hoax had been shared by thousands. "
    "Reporters who went to the river found no witness of it. "
) + FILLER


SAME_DAY = article_of(RUMOUR, date(2025, 3, 3))


def test_the_model_decides_over_a_headline_and_an_article_of_its_day() -> None:
    judgement = judged(HEADLINE, SAME_DAY)
    assert judgement.stance is not Stance.UNRELATED
    assert decider(judgement) == {"model"} or "model agrees" in judgement.signals[-1].detail


def test_what_the_model_decides_is_hedged_and_brings_no_fate() -> None:
    for claim in (HEADLINE, "Giant Catfish Eats Dog in Tarn River", "Tarn River: Dog Eaten"):
        judgement = judged(claim, SAME_DAY)
        if decider(judgement) == {"model"}:
            assert judgement.strength is Strength.HEDGED
            assert judgement.fate is None


def test_a_long_article_of_a_later_day_is_weighed_where_it_says_most_of_the_claim() -> None:
    judgement = judged(HEADLINE, RUMOUR)
    assert (judgement.stance, judgement.strength, decider(judgement)) == (
        Stance.REFUTES,
        Strength.HEDGED,
        {"weigher"},
    )
    assert "catfish" in judgement.passage.text


def test_a_long_article_of_a_later_day_on_other_news_of_the_same_firm_supports_nothing() -> None:
    other = f"Dunmore Steel opened a canteen on Monday. {FILLER} Its Ashby furnace was lit in 1911. {FILLER}"
    assert judged(CLOSURE, other).stance is not Stance.SUPPORTS


def test_the_model_supports_nothing_of_which_a_condition_differs() -> None:
    claim = claim_of("Dunmore Steel will pay its Ashby workers $40 million")
    text = f"Dunmore Steel said it will pay its Ashby workers $14 million, and that it was glad to. {FILLER}"
    assert judged(claim, article_of(text)).stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    "claim",
    [
        "Dunmore Steel to Shut Ashby Furnace",
        "Dunmore Steel 'to shut Ashby furnace'",
        "Dunmore Steel to shut Ashby furnace",
    ],
)
def test_a_partys_denial_decides_however_the_claim_is_set(claim: str) -> None:
    denial = "Dunmore Steel denied that it will shut the Ashby furnace."
    judgement = judged(claim, f"The Ashby furnace will close, workers fear. {FILLER} {denial}")
    assert (judgement.stance, decider(judgement)) == (Stance.REFUTES, {"rule"})
    assert judgement.signals[-1].detail == "The rules decide: a party to the claim denies it."


def test_a_partys_denial_is_no_explicit_word_against_a_claim_that_tells_of_it() -> None:
    told = f"{FILLER} Dunmore Steel denied that it will shut its Ashby furnace."
    judgement = judged("Dunmore Steel Denies Plan to Shut Ashby Furnace", told)
    assert not any("a party to the claim denies it" in signal.detail for signal in judgement.signals)


def test_a_bystanders_denial_leaves_the_matter_to_the_model() -> None:
    told = f"{FILLER} The baker Tom Hale denied that Dunmore Steel will shut its Ashby furnace. {FILLER}"
    judgement = judged("Dunmore Steel to Shut Ashby Furnace", told)
    assert not any("a party to the claim denies it" in signal.detail for signal in judgement.signals)


def test_a_denial_that_points_back_to_something_else_in_a_long_article_is_no_denial_of_the_claim() -> None:
    told = (
        f"{FILLER} An engineer maintains that the company knew of a leak in 2022. Dunmore Steel denies this. {FILLER}"
    )
    assert judged(CLOSURE, told).strength is not Strength.OFFICIAL or judged(CLOSURE, told).stance is not Stance.REFUTES


def test_a_denial_that_points_back_to_the_claim_counts_in_a_long_article_too() -> None:
    told = (
        f"{FILLER} An engineer said that Dunmore Steel will shut its Ashby furnace. The company denies this. {FILLER}"
    )
    assert judged(CLOSURE, told).stance is not Stance.SUPPORTS


def test_a_long_article_supports_on_the_record_where_a_sentence_says_so() -> None:
    told = f"{FILLER} Dunmore Steel will shut its Ashby furnace, the company said on Monday. {FILLER}"
    judgement = judged(CLOSURE, told)
    assert (judgement.stance, judgement.strength) == (Stance.SUPPORTS, Strength.OFFICIAL)


def test_what_a_long_article_tells_of_another_place_is_not_told_of_the_claims() -> None:
    claim = claim_of("The number of burglaries in Hollmouth fell by 22% in 2024", date(2025, 1, 13))
    told = f"{FILLER} The number of burglaries in her city fell by 22 per cent last year, the mayor said. {FILLER}"
    assert judged(claim, article_of(told, date(2025, 1, 29))).stance is not Stance.SUPPORTS


def test_a_negation_of_something_else_has_to_be_likely_to_refute() -> None:
    claim = claim_of("Five children in Kelland fell ill after drinking milk from the Marlow dairy")
    told = "The Marlow dairy denied that it had failed to pay five farmers near Kelland."
    assert judged(claim, told).stance is not Stance.REFUTES


def test_a_promise_that_is_told_as_done_after_its_day_is_kept_late() -> None:
    claim = claim_of("Lorne Bank promised to open a mill in Sund by the end of May 2025")
    judgement = judged(claim, article_of("Lorne Bank opened a mill in Sund on Monday.", date(2025, 6, 10)))
    assert (judgement.stance, judgement.strength, judgement.fate) == (
        Stance.SUPPORTS,
        Strength.REPORTED,
        Fate.KEPT,
    )


def test_other_news_of_the_same_house_supports_nothing() -> None:
    claim = claim_of(
        "Tarrow promised to publish the list of its camera suppliers by the end of September 2022.", date(2022, 8, 9)
    )
    told = (
        "Harwick Optics confirmed on Wednesday that it had signed a contract to supply Tarrow with camera modules "
        "worth €90 million. Harwick Optics made the announcement in a filing to the stock exchange. It gave no dates "
        "for the first deliveries."
    )
    assert judged(claim, article_of(told, date(2022, 9, 21))).stance is not Stance.SUPPORTS
