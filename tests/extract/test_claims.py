"""Claims of an article, and a claim as somebody types it."""

from datetime import date
from typing import Any

import pytest

from claims.domain.claim import ClaimDraft, Kind
from claims.extract import WORTHY, find_claims, read, read_claim, weigh
from tests.extract.golden import DATA
from tests.golden import rows, strong

TOLD = date(2025, 3, 10)
WEAK = 7  # weak rows that are right at least


@pytest.fixture(scope="module")
def drafts() -> tuple[ClaimDraft, ...]:
    return find_claims(read((DATA / "article.txt").read_text("utf-8"), TOLD))


def draft_with(drafts: tuple[ClaimDraft, ...], words: str) -> ClaimDraft:
    (found,) = (d for d in drafts if words in d.text)
    return found


def test_both_amounts_of_a_deal_are_in_one_claim(drafts: tuple[ClaimDraft, ...]) -> None:
    deal = draft_with(drafts, "$412 million")
    assert deal.text == "the contract is worth $412 million or KRW560 billion"
    assert [(q.unit, q.figure) for q in deal.quantities] == [("USD", 1), ("KRW", 1)]
    assert deal.claimant == "Sources"


def test_the_deal_has_the_names_it_was_introduced_with(drafts: tuple[ClaimDraft, ...]) -> None:
    assert {"Halden Optics", "Brava"} <= set(draft_with(drafts, "$412 million").entities)


def test_a_quoted_promise_is_its_own_words_with_speaker_and_deadline(drafts: tuple[ClaimDraft, ...]) -> None:
    promise = draft_with(drafts, "fuller announcement")
    assert promise.text == "Halden Optics will make a fuller announcement in two weeks or when quantities are decided."
    assert promise.kind is Kind.PROMISE
    assert promise.claimant == "Halden Optics"
    assert promise.deadline is not None
    assert promise.deadline.date == date(2025, 3, 24)
    assert promise.deadline.text == "in two weeks"


def test_a_party_on_record_about_itself_is_a_claim(drafts: tuple[ClaimDraft, ...]) -> None:
    statement = draft_with(drafts, "not yet decided")
    assert statement.text == "Halden Optics is in discussions with the customer, but quantities are not yet decided"
    assert statement.original == "The company is in discussions with the customer, but quantities are not yet decided"
    assert statement.claimant == "Halden Optics"
    assert statement.entities == ("Halden Optics",)


def test_the_outlet_that_is_cited_is_the_claimant(drafts: tuple[ClaimDraft, ...]) -> None:
    assert draft_with(drafts, "signed the contract").claimant == "Motor Gazette"


def test_a_multiple_is_a_statistic(drafts: tuple[ClaimDraft, ...]) -> None:
    assert draft_with(drafts, "four to five times more expensive").kind is Kind.STATISTIC


def test_a_delivery_ahead_is_an_event_with_its_place(drafts: tuple[ClaimDraft, ...]) -> None:
    delivery = draft_with(drafts, "assembly plant")
    assert delivery.kind is Kind.EVENT
    assert {"Halden Optics", "Brava", "Ostrow", "Poland"} <= set(delivery.entities)


def test_nameless_experts_forecast_under_their_own_words(drafts: tuple[ClaimDraft, ...]) -> None:
    forecast = draft_with(drafts, "11.3%")
    assert forecast.kind is Kind.FORECAST
    assert forecast.claimant == "Experts in the field"
    assert forecast.deadline is not None
    assert forecast.deadline.date == date(2029, 3, 10)
    assert [q.span.text for q in forecast.quantities] == ["11.3%"]


def test_background_praise_and_questions_are_no_claims(drafts: tuple[ClaimDraft, ...]) -> None:
    told = " ".join(d.text for d in drafts)
    for words in ("careful assembly", "fine workmanship", "following the fashion", "end of the bulb"):
        assert words not in told


def test_spans_count_in_the_article_and_mentions_in_the_claim(drafts: tuple[ClaimDraft, ...]) -> None:
    text = (DATA / "article.txt").read_text("utf-8")
    for draft in drafts:
        assert text[draft.span.start : draft.span.end] == draft.span.text == (draft.original or draft.text)
        for mention in (*draft.quantities, *draft.dates):
            assert draft.text[mention.span.start : mention.span.end] == mention.span.text


@pytest.mark.parametrize(
    "headline",
    [
        "Zolta Global Sales Rise 3.2% in 2024 on Strong Demand for Vans",
        "Vantry to Buy Fenwick Mill for $1.8 Billion",
        "Lusk Jobless Rate Falls to 4.1 Percent",
    ],
)
def test_a_headline_with_a_figure_is_a_claim(headline: str) -> None:
    (draft,) = find_claims(read(headline, TOLD))
    assert draft.text == headline
    assert draft.quantities


def plain(draft: ClaimDraft) -> dict[str, Any]:
    """A draft in the shape of a golden row; its text without the full stop, `figure` the amounts that are one."""
    return {
        "text": draft.text.rstrip(" .;"),
        "original": draft.original,
        "kind": draft.kind.value,
        "claimant": draft.claimant,
        "deadline": draft.deadline.date.isoformat() if draft.deadline else None,
        "entities": list(draft.entities),
        "figure": [f"{q.value} {q.unit}" for q in draft.quantities if q.figure == 1],
    }


def missed(row: dict[str, Any]) -> list[Any]:
    """What a golden row expects and does not get: `claims`, each by what it names, and no claim with `none` in it.

    `stays` are words that nobody can be put into with certainty: a claim that has them keeps them as printed.
    `typed` rows are claims as somebody enters them, `by` the claimant whom they name.
    """
    text, told = row["text"], date.fromisoformat(row.get("told", TOLD.isoformat()))
    drafts = [read_claim(text, told, row.get("by"))] if row.get("typed") else find_claims(read(text, told))
    found = [plain(draft) for draft in drafts]
    claims = row.get("claims", ())
    absent = [claim for claim in claims if not any(all(f[k] == v for k, v in claim.items()) for f in found)]
    absent += [words for words in row.get("stays", ()) if any(words in (f["original"] or "") for f in found)]
    return absent + [words for words in row.get("none", ()) if any(words in f["text"] for f in found)]


@pytest.mark.parametrize("row", strong("claims"))
def test_the_claims_of_a_snippet(row: dict[str, Any]) -> None:
    assert missed(row) == []


def test_of_the_weak_rows_so_many_are_right() -> None:
    assert sum(not missed(row) for row in rows("claims", "weak")) >= WEAK


@pytest.mark.parametrize("row", [row for row in rows("claims", "strong") if row.get("typed")])
def test_a_typed_claim_is_kept_as_typed(row: dict[str, Any]) -> None:
    draft = read_claim(row["text"], TOLD, row.get("by"))
    assert (draft.text, draft.original, draft.worthiness) == (row["text"], None, 1.0)


def test_a_typed_claim_of_two_sentences_stays_one() -> None:
    draft = read_claim("Halden Optics closed its plant. It paid 40 workers $5 million.", TOLD)
    assert draft.text.endswith("$5 million.")
    assert [q.span.text for q in draft.quantities] == ["40 workers", "$5 million"]


@pytest.mark.parametrize("text", ["", " ", "?", "“"])
def test_anything_typed_makes_a_draft(text: str) -> None:
    assert read_claim(text, TOLD).text == text


def test_the_worth_of_a_sentence_by_itself() -> None:
    score, signals = weigh("Halden Optics sold its plant for $5 million.", TOLD)
    assert score >= WORTHY
    assert signals
    assert weigh("It was a lovely day.", TOLD)[0] < WORTHY


def test_a_mere_speaker_is_not_what_a_claim_is_about() -> None:
    assert read_claim("Ida Kroll said Halden Optics closed its plant", TOLD).entities == ("Halden Optics",)
    assert read_claim("The lamp is 95% brighter, Halden Optics said", TOLD).entities == ("Halden Optics",)


def test_a_day_that_has_passed_is_no_deadline() -> None:
    (plan,) = find_claims(read("Brava will supply the depot in Wexmoor, opened early this year.", TOLD))
    assert plan.deadline is None
    (late,) = find_claims(read("Brava will supply the depot in Wexmoor by 1 March 2025.", TOLD))
    assert late.deadline is None
