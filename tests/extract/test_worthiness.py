"""Check-worthiness: specific statements that can be settled, and the reason for each verdict."""

from typing import Any

import pytest

from claims.domain.signal import Signal
from claims.extract.bearing import bearing_of
from claims.extract.worthiness import AGAINST, FOR, notice_in, worthiness
from claims.services.filters import Item, worthiness_of
from tests.extract.statement import only_statement
from tests.golden import rows, strong

WEAK_AND_RIGHT = 30  # of the golden rows that are hard or a matter of taste


def signals_of(text: str) -> dict[str, Signal]:
    statement = only_statement(text)
    return {signal.name: signal for signal in worthiness(statement, bearing_of(statement))[1]}


def score_of(text: str) -> float:
    statement = only_statement(text)
    return worthiness(statement, bearing_of(statement))[0]


def is_worthy(row: dict[str, Any]) -> bool:
    return worthiness_of(Item({"text": row["text"], "published_at": "2025-03-10"}))[1]


@pytest.mark.parametrize("row", strong("worthiness"))
def test_claims_are_told_from_all_else_that_a_paper_prints(row: dict[str, Any]) -> None:
    assert is_worthy(row) is row["worthy"]


def test_of_the_hard_sentences_as_many_are_right_as_ever() -> None:
    assert sum(is_worthy(row) is row["worthy"] for row in rows("worthiness", "weak")) >= WEAK_AND_RIGHT


def test_every_signal_says_in_a_sentence_why() -> None:
    statement = only_statement("Halden Optics said it would open 40 great shops for $5 million by May.")
    score, signals = worthiness(statement, bearing_of(statement))
    assert score >= 0.9
    assert {s.name for s in signals} == {
        "wording",
        "amount",
        "count",
        "deadline",
        "commitment",
        "deed",
        "own affairs",
        "opinion",
    }
    for signal in signals:
        assert -1 <= signal.score <= 1
        assert signal.detail.endswith(".")
        assert signal.detail[0].isupper() or signal.detail[0] == "“"


def test_every_rule_is_explained() -> None:
    assert all(rule.__doc__ for rule in (*FOR, *AGAINST))


def test_the_wording_names_the_words_that_told_most() -> None:
    told = signals_of("Unemployment fell to 4.1% in Sund.")["wording"]
    assert told.score > 0
    assert told.detail.startswith("It is worded like what people found worth checking, above all “")
    other = signals_of("Let me tell you something about my mother.")["wording"]
    assert other.score < 0
    assert "unlike" in other.detail


def test_a_cue_for_a_claim_counts_less_in_talk_than_in_prose() -> None:
    assert (
        signals_of("And we closed the mill in Sund.")["deed"].score
        < signals_of("Halden closed the mill.")["deed"].score
    )


def test_a_plan_of_somebody_named_tells_more_than_one_of_ours() -> None:
    assert score_of("Halden will open a plant in Sund.") > score_of("We will open a plant in Sund.")


def test_prose_without_anything_to_settle_says_so() -> None:
    assert "nothing to settle" in signals_of("The answer is simple.")
    assert "nothing to settle" not in signals_of("Halden bought a mill.")


def test_a_notice_is_known_by_its_phrase_wherever_the_list_allows_it() -> None:
    assert notice_in(["all", "rights", "reserved", "."]) == "all rights reserved"
    assert notice_in(["sign", "up", "for", "it"]) == "sign up"
    assert notice_in(["they", "sign", "up", "nurses"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "For more than twenty years Halden sold lamps in Sund.",
        "Getty Images sued Halden Optics in March.",
        "Subscribers left Fenwick Media in droves, 40,000 of them in May alone.",
    ],
)
def test_news_that_begins_like_a_notice_is_none(text: str) -> None:
    assert "notice" not in signals_of(text)
