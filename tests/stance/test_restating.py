"""A sentence that says the claim in its own words supports it, whatever else is weighed."""

from datetime import date

import pytest

from claims.domain.evidence import Stance, Strength
from tests.stance.judged import article_of, claim_of, judged

FIRE = claim_of("A fire destroyed the customs house in Port Ambrose on 2 August 2025", date(2025, 8, 2))
SAME_WORDS = "The rules decide: a sentence says the claim in its own words."


def test_a_plain_report_with_the_day_told_otherwise_supports() -> None:
    text = "A fire destroyed the customs house in Port Ambrose on Saturday. The roof fell in at midnight."
    judgement = judged(FIRE, article_of(text, date(2025, 8, 3)))
    assert (judgement.stance, judgement.strength) == (Stance.SUPPORTS, Strength.REPORTED)
    assert judgement.signals[-1].detail.startswith(SAME_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "A fire destroyed the customs house in Port Ambrose on Sunday a week ago.",
        "A fire destroyed the customs house in Port Ambrose on Saturday, but only in a film.",
        "A fire destroyed the old mill and not the customs house in Port Ambrose on Saturday.",
        "The customs house in Port Ambrose destroyed a fire on Saturday.",
    ],
)
def test_another_day_a_limit_or_another_order_is_not_the_claim_in_its_own_words(text: str) -> None:
    judgement = judged(FIRE, article_of(text, date(2025, 8, 3)))
    assert not any(signal.detail.startswith(SAME_WORDS) for signal in judgement.signals)
