"""What requests may say."""

from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from schemas.article import ArticleQuerySchema, NewArticleSchema
from schemas.claim import ClaimEditSchema, ClaimQuerySchema, NewClaimSchema
from schemas.lookup import MatchRequestSchema
from schemas.recheck import RecheckRequestSchema
from schemas.review import NewReviewSchema

WHO = {"reviewer": "Ada", "reason": "I called them."}


@pytest.mark.parametrize(
    ("schema", "body", "at_fault"),
    [
        (NewArticleSchema, {}, {"text"}),
        (NewArticleSchema, {"text": None}, {"text"}),
        (NewArticleSchema, {"text": "a", "html": "b"}, {"html"}),
        (NewArticleSchema, {"text": "a", "html": "b", "url": "https://x.example"}, {"url"}),
        (NewArticleSchema, {"text": "a", "published": "2024-01-01"}, {"published"}),
        (NewArticleSchema, {"text": "a", "published_at": "soon", "author": 5}, {"published_at", "author"}),
        (NewArticleSchema, {"text": "a", "canonical_url": "javascript:x"}, {"canonical_url"}),
        (NewClaimSchema, {}, {"text"}),
        (NewClaimSchema, {"text": "a", "kind": "rumour"}, {"kind"}),
        (NewClaimSchema, {"text": "a", "source": {"name": "x"}}, {"source"}),
        (NewClaimSchema, {"text": "a", "source": "x"}, {"source"}),
        (NewClaimSchema, {"text": "a", "tags": "x"}, {"tags"}),
        (NewClaimSchema, {"text": "a", "tags": ["x"] * 51}, {"tags"}),
        (NewClaimSchema, {"text": "a", "status": "confirmed"}, {"status"}),
        (ClaimEditSchema, {"text": None}, {"text"}),
        (ClaimEditSchema, {"kind": None}, {"kind"}),
        (ClaimEditSchema, {"status": "confirmed"}, {"status"}),
        (ClaimQuerySchema, {"status": "open"}, {"status"}),
        (ClaimQuerySchema, {"sort": "text"}, {"sort"}),
        (ClaimQuerySchema, {"limit": "0"}, {"limit"}),
        (ClaimQuerySchema, {"since": "2024", "until": "x"}, {"since", "until"}),
        (ArticleQuerySchema, {"status": "pending"}, {"status"}),
        (MatchRequestSchema, {"text": "a", "limit": 101}, {"limit"}),
        (MatchRequestSchema, {"text": "a", "limit": "5"}, {"limit"}),
        (RecheckRequestSchema, {"dry_run": "maybe"}, {"dry_run"}),
        (RecheckRequestSchema, {"limit": True}, {"limit"}),
        (NewReviewSchema, {"status": "denied"}, {"reviewer", "reason"}),
        (NewReviewSchema, WHO, {"status"}),
        (NewReviewSchema, {**WHO, "status": "denied", "stance": "refutes", "evidence_id": "e"}, {"stance"}),
        (NewReviewSchema, {**WHO, "stance": "refutes"}, {"evidence_id"}),
        (NewReviewSchema, {**WHO, "match": "accepted", "evidence_id": "e"}, {"match"}),
        (NewReviewSchema, {**WHO, "status": "denied", "evidence_id": "e"}, {"evidence_id"}),
    ],
)
def test_a_refused_request_names_what_is_at_fault(
    schema: type[Schema], body: dict[str, Any], at_fault: set[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        schema().load(body)
    assert set(refused.value.normalized_messages()) == at_fault


@pytest.mark.parametrize(
    "body",
    [
        {**WHO, "status": "denied"},
        {**WHO, "stance": "refutes", "evidence_id": "e1"},
        {**WHO, "match": "rejected", "evidence_id": "e1", "stance": None, "status": None},
    ],
)
def test_a_review_decides_one_thing(body: dict[str, Any]) -> None:
    assert NewReviewSchema().load(body)["reviewer"] == "Ada"


def test_null_is_the_same_as_not_given_in_an_article() -> None:
    read = NewArticleSchema().load({"text": "a", "html": None, "url": None, "title": None})
    assert {k: v for k, v in read.items() if v is not None} == {"text": "a"}


def test_null_takes_a_deadline_away_in_an_edit() -> None:
    assert ClaimEditSchema().load({"deadline": None}) == {"deadline": None}
