"""Articles: hand one in, list them, look at one."""

from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.api.jobs import JobView
from claims.api.paging import page_size
from claims.api.repeats import once
from claims.domain.article import Article
from claims.domain.job import Job
from claims.domain.query import ArticleFilter, Page
from claims.domain.run import Scope
from claims.services import ingest, jobs, ledger
from claims.services.withdrawing import WithdrawalReport, restore_article, withdraw_article
from claims.web.current import current_desk
from schemas.article import (
    ArticleListSchema,
    ArticleQuerySchema,
    ArticleViewSchema,
    IntakeSchema,
    NewArticleSchema,
)
from schemas.job import JobSchema
from schemas.withdrawal import NewWithdrawalSchema, WithdrawalReportSchema

blp = Blueprint(
    "articles", __name__, url_prefix="/api/v1/articles", description="The texts that claims are held against."
)


@blp.route("", methods=["POST"])
@once
@blp.doc(responses={"502": {"$ref": "#/components/responses/fetch-failed"}})
@blp.header("Prefer", "`respond-async`: do not wait for a page to be fetched; the answer is a job.")
@blp.arguments(NewArticleSchema)
@blp.response(201, IntakeSchema, description="The article is on file now.")
@blp.alt_response(200, schema=IntakeSchema, description="It was on file already; nothing has changed.", success=True)
@blp.alt_response(202, schema=JobSchema, description="A worker will fetch it; ask for the job.", success=True)
def add_article(body: dict[str, Any]) -> tuple[ingest.Intake, int, dict[str, str]] | Response:
    """Hand in an article.

    Give exactly one of `text`, `html` and `url`. Its claims go on the ledger, and it is held against the
    claims that are there already. All of it is kept or nothing. With `Prefer: respond-async`, a `url` is put down as a
    job for a worker, and the answer says where to ask for it.
    """
    given = {name: value for name, value in body.items() if value is not None}
    desk, submission = current_desk(), ingest.Submission(**given)
    if "respond-async" in _preferences() and jobs.can_wait(desk, submission):
        return _put_down(jobs.hand_in(desk, submission))
    intake = ingest.ingest_article(desk, submission)
    place = {"Location": f"/api/v1/articles/{intake.article.id}"}
    return intake, 201 if intake.created else 200, place


def _preferences() -> set[str]:
    """The names in the `Prefer` headers (RFC 7240)."""
    given = ",".join(request.headers.getlist("Prefer"))
    return {preference.partition(";")[0].partition("=")[0].strip().casefold() for preference in given.split(",")}


def _put_down(job: Job) -> Response:
    response = jsonify(JobSchema().dump(JobView.of(job)))
    response.status_code = HTTPStatus.ACCEPTED
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    response.headers["Preference-Applied"] = "respond-async"
    return response


@blp.route("", methods=["GET"])
@blp.arguments(ArticleQuerySchema, location="query")
@blp.response(200, ArticleListSchema)
def list_articles(query: dict[str, Any]) -> Page[Article]:
    """List articles.

    The newest publication first, without their texts.
    """
    where = ArticleFilter(**{name: query.get(name) for name in ("publisher", "since", "until")})
    return ledger.list_articles(current_desk(), where, page_size(query), query.get("cursor"))


@blp.route("/<id:article_id>", methods=["GET"])
@blp.response(200, ArticleViewSchema)
def get_article(article_id: str) -> ledger.ArticleView:
    """Look at an article.

    With its text, the claims that appear in it, and what it says of claims made before.
    """
    return ledger.get_article(current_desk(), article_id)


@blp.route("/<id:article_id>", methods=["DELETE"])
@needs(Scope.REVIEW)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.arguments(NewWithdrawalSchema)
@blp.response(200, WithdrawalReportSchema)
def delete_article(body: dict[str, Any], article_id: str) -> WithdrawalReport:
    """Withdraw an article.

    It stays on file but no longer counts: the status of every claim that it spoke of is derived without it, and the
    claim's history shows both. Say why, and who decides.
    """
    return withdraw_article(current_desk(), article_id, body["reason"], body.get("reviewer"))


@blp.route("/<id:article_id>/restore", methods=["POST"])
@once
@needs(Scope.REVIEW)
@blp.doc(responses={"409": {"$ref": "#/components/responses/conflict"}})
@blp.arguments(NewWithdrawalSchema)
@blp.response(200, WithdrawalReportSchema)
def restore_withdrawn_article(body: dict[str, Any], article_id: str) -> WithdrawalReport:
    """Put a withdrawn article back.

    It counts again, and statuses are derived with it; that it was withdrawn stays on file.
    """
    return restore_article(current_desk(), article_id, body["reason"], body.get("reviewer"))
