"""Passages that differ from a claim in one condition: the stance of each, and never a false "supports"."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from claims.domain.evidence import Stance
from tests.stance.judged import article_of, claim_of, judged

_FILES = ("contrast.yaml", "contrast_more.yaml")


def _rows() -> list[object]:
    groups = [g for name in _FILES for g in yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))]
    return [
        pytest.param(g["claim"], g["claimed_at"], g["published_at"], stance, passage, id=f"{g['claim'][:24]}|{varied}")
        for g in groups
        for varied, stance, passage in g["rows"]
    ]


@pytest.mark.parametrize(("claim", "claimed_at", "published_at", "stance", "passage"), _rows())
def test_a_passage_gets_its_stance(claim: str, claimed_at: date, published_at: date, stance: str, passage: str) -> None:
    judgement = judged(claim_of(claim, claimed_at), article_of(passage, published_at))
    assert judgement.stance == Stance(stance), [s.detail for s in judgement.signals]
