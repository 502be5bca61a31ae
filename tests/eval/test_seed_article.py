"""The article the project began with, where it is at hand: which claims it must give, told by their figures."""

from datetime import date
from decimal import Decimal

import pytest

from claims.domain.claim import ClaimDraft, Kind
from claims.extract import find_claims, read
from tests.eval.shared import FOLDER, needs

pytestmark = needs("seeds")

PUBLISHED = date(2022, 8, 9)
PARTY = "LG Innotek"


@pytest.fixture(scope="module")
def seed() -> str:
    """The first seed: an article, two blank lines, then headlines of other articles."""
    return min((FOLDER / "seeds").glob("*.txt")).read_text("utf-8")


@pytest.fixture(scope="module")
def drafts(seed: str) -> tuple[ClaimDraft, ...]:
    return find_claims(read(seed.split("\n\n\n", 1)[0], PUBLISHED))


def amounts(draft: ClaimDraft) -> set[tuple[Decimal, str]]:
    return {(q.value, q.unit) for q in draft.quantities}


def test_the_deal_is_one_claim_with_its_worth_in_both_currencies(drafts: tuple[ClaimDraft, ...]) -> None:
    both = {(Decimal(746_000_000), "USD"), (Decimal(10) ** 12, "KRW")}
    (deal,) = (d for d in drafts if both <= amounts(d))
    assert PARTY in deal.entities


def test_the_promise_has_its_speaker_and_its_day(drafts: tuple[ClaimDraft, ...]) -> None:
    (promise,) = (d for d in drafts if d.kind is Kind.PROMISE)
    assert promise.claimant == PARTY
    assert promise.deadline is not None
    assert promise.deadline.date == date(2022, 9, 9)


def test_what_the_party_says_of_itself_is_a_claim(drafts: tuple[ClaimDraft, ...]) -> None:
    assert [d.claimant for d in drafts if d.kind is Kind.STATEMENT] == [PARTY]


def test_the_multiple_the_plant_and_the_forecast_are_claims(drafts: tuple[ClaimDraft, ...]) -> None:
    assert [d.kind for d in drafts if (Decimal(2), "time") in amounts(d)] == [Kind.STATISTIC]
    assert [d.kind for d in drafts if "Austin" in d.entities] == [Kind.EVENT]
    assert [d.kind for d in drafts if (Decimal("15.7"), "%") in amounts(d)] == [Kind.FORECAST]


def test_explanations_and_praise_are_no_claims(drafts: tuple[ClaimDraft, ...]) -> None:
    told = " ".join(d.text for d in drafts).lower()
    assert "this is because" not in told
    assert "high-quality" not in told


def test_headlines_with_a_figure_are_claims(seed: str) -> None:
    headlines = [line for line in seed.split("\n\n\n", 1)[1].splitlines() if "%" in line or "$" in line]
    assert headlines
    for headline in headlines:
        assert [d.text for d in find_claims(read(headline, PUBLISHED))] == [headline.strip()]
