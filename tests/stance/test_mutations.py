"""Passages that support a claim, with one turn that takes the support away: none may support it any more."""

from datetime import date

import pytest

from claims.compare.claim_side import claim_side
from claims.domain.evidence import Stance
from tests.golden import rows
from tests.stance.judged import article_of, claim_of, judged

_STRANGER = "Quorum Vale"


def _supporting() -> list[tuple[str, date, date, str]]:
    return [
        (row["claim"], date.fromisoformat(row["claimed_on"]), date.fromisoformat(row["told_on"]), row["text"])
        for row in rows("contrast", "strong")
        if row["stance"] == "supports"
    ]


@pytest.mark.parametrize(("claim", "claimed_at", "published_at", "passage"), _supporting())
def test_a_turned_passage_does_not_support(claim: str, claimed_at: date, published_at: date, passage: str) -> None:
    made = claim_of(claim, claimed_at)
    turned = [
        f"It is unclear whether {passage}",
        f"Rivals hope that {passage}",
        f"{passage.rstrip('.')}, a rumour on a fan site claims.",
        f"{passage.rstrip('.')}?",
        *(passage.replace(actor.text, _STRANGER) for actor in claim_side(made).actors[:1] if actor.text in passage),
    ]
    for text in turned:
        assert judged(made, article_of(text, published_at)).stance is not Stance.SUPPORTS, text
