"""A word on a promise decides, where it is of whoever gave it and the text tells what was promised."""

from datetime import date

import pytest

from claims.domain.evidence import Fate, Judgement, Stance, Strength
from tests.stance.judged import article_of, claim_of, judged

PROMISE = claim_of(
    "Mayor Renske Aalders promised to plant 500 trees in Nieuwveen by the end of March 2025", date(2025, 1, 6)
)
PLANTED = "The last of 500 young trees was set in front of the town hall of Nieuwveen on Thursday."


def told(word: str, before: str = PLANTED) -> Judgement:
    return judged(PROMISE, article_of(f"{before} {word}", date(2025, 3, 28)))


@pytest.mark.parametrize(
    "word",
    [
        "Mayor Renske Aalders said she had kept her word.",
        "Renske Aalders has kept her promise.",
        "Renske Aalders made good on her promise.",
    ],
)
def test_a_promise_of_which_it_is_said_that_it_was_kept_is_kept(word: str) -> None:
    judgement = told(word)
    assert (judgement.stance, judgement.fate) == (Stance.SUPPORTS, Fate.KEPT)
    assert judgement.signals[-1].detail == "The rules decide: it says what became of the promise."


@pytest.mark.parametrize(
    "word",
    [
        "Renske Aalders admitted that she had broken her promise.",
        "Renske Aalders said she had not kept her word.",
    ],
)
def test_a_promise_of_which_it_is_said_that_it_was_broken_is_broken(word: str) -> None:
    judgement = told(word)
    assert (judgement.stance, judgement.strength, judgement.fate) == (Stance.REFUTES, Strength.OFFICIAL, Fate.BROKEN)


@pytest.mark.parametrize(
    "word",
    [
        "The opposition accused Renske Aalders of having broken her promise.",
        "Renske Aalders may have kept her word.",
        "Alderman Joost Kramer said he had kept his word.",
        "Renske Aalders kept her hat on.",
    ],
)
def test_blame_a_possibility_and_the_word_of_others_say_nothing_of_the_promise(word: str) -> None:
    assert told(word).fate is None


def test_a_word_on_some_promise_is_none_on_this_one() -> None:
    judgement = told("Renske Aalders has kept her promise.", "The harbour got a new crane on Thursday.")
    assert judgement.fate is not Fate.KEPT
    assert judgement.strength is Strength.HEDGED
