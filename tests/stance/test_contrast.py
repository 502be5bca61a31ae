"""Passages that differ from a claim in one condition: the stance of each, and never a false "supports"."""

from datetime import date
from typing import Any

import pytest

from claims.domain.evidence import Judgement, Stance
from tests.golden import rows, strong
from tests.stance.judged import article_of, claim_of, judged

_WEAK_RIGHT = 65  # of 143: what the weigher learnt from is no measure of what it has not seen


def judgement_of(row: dict[str, Any]) -> Judgement:
    claim = claim_of(row["claim"], date.fromisoformat(row["claimed_on"]))
    return judged(claim, article_of(row["text"], date.fromisoformat(row["told_on"])))


@pytest.mark.parametrize("row", strong("contrast"))
def test_a_passage_gets_its_stance(row: dict[str, Any]) -> None:
    judgement = judgement_of(row)
    assert judgement.stance == Stance(row["stance"]), [s.detail for s in judgement.signals]


def test_hard_passages_never_support_falsely_and_most_are_understood() -> None:
    hard = rows("contrast", "weak")
    stances = [judgement_of(row).stance for row in hard]
    told = list(zip(hard, stances, strict=True))
    assert [row["text"] for row, stance in told if stance is Stance.SUPPORTS and row["stance"] != "supports"] == []
    assert sum(stance == Stance(row["stance"]) for row, stance in told) >= _WEAK_RIGHT
