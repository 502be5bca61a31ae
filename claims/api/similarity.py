"""Alegre's text similarity, so that clients written for it can keep texts here and find those that say the same."""

from typing import Any

from claims.api.auth import needs
from claims.api.blueprint import Blueprint
from claims.domain.errors import NotFound
from claims.domain.run import Scope
from claims.domain.similar import SimilarText
from claims.services.similar import TextQuery, find_similar, forget_text, keep_text
from claims.web.current import current_desk
from schemas.similarity import (
    ForgetTextSchema,
    KeepAndFindSchema,
    KeepTextSchema,
    KeptSchema,
    ManyTextsSchema,
    SimilarityQuerySchema,
    SimilarTextsSchema,
    language_of,
    threshold_of,
)

_DONE: dict[str, Any] = {}
_NOT_FOUND = {"404": {"$ref": "#/components/responses/not-found"}}

blp = Blueprint("similarity", __name__, description="As Alegre has it: texts of others, and those that say the same.")


@blp.route("/text/similarity/", methods=["POST"])
@blp.arguments(KeepTextSchema)
@blp.response(200, KeptSchema)
def keep_similarity_text(body: dict[str, Any]) -> dict[str, Any]:
    """Keep a text.

    In place of the one with its `doc_id`, whose contexts it keeps.
    """
    _keep(body)
    return _DONE


@blp.route("/text/bulk_similarity/", methods=["POST"])
@blp.arguments(ManyTextsSchema)
@blp.response(200, KeptSchema)
def keep_similarity_texts(body: dict[str, Any]) -> dict[str, Any]:
    """Keep texts.

    All of them or, where one cannot be used, none.
    """
    with current_desk().store.transaction():
        for document in body["documents"]:
            _keep(document)
    return _DONE


@blp.route("/text/similarity/", methods=["DELETE"])
@blp.doc(responses=_NOT_FOUND)
@blp.arguments(ForgetTextSchema)
@blp.response(200, KeptSchema)
def forget_similarity_text(body: dict[str, Any]) -> dict[str, Any]:
    """Forget a text.

    An id that is not known is 404, unless `quiet` is true.
    """
    try:
        forget_text(current_desk(), body["doc_id"])
    except NotFound:
        if not body["quiet"]:
            raise
    return _DONE


@blp.route("/text/similarity/search/", methods=["POST"])
@needs(Scope.READ)
@blp.arguments(SimilarityQuerySchema)
@blp.response(200, SimilarTextsSchema)
def search_similarity_texts(body: dict[str, Any]) -> dict[str, list[SimilarText]]:
    """Find the texts that say the same.

    Scores are how likely two texts speak of the same thing, from 0 to 1; an equal text has 1.
    """
    return {"result": _find(body)}


@blp.route("/similarity/sync/text", methods=["POST"])
@blp.arguments(KeepAndFindSchema)
@blp.response(200, SimilarTextsSchema)
def keep_and_search_similarity_texts(body: dict[str, Any]) -> dict[str, list[SimilarText]]:
    """Keep a text, and find those that say the same.

    The text itself is among them where it fits.
    """
    _keep(body)
    return {"result": _find(body)}


def _keep(body: dict[str, Any]) -> None:
    keep_text(current_desk(), body["text"], body["context"], body.get("doc_id"), language_of(body.get("language")))


def _find(body: dict[str, Any]) -> list[SimilarText]:
    wanted = TextQuery(
        text=body["text"],
        context=body["context"],
        language=language_of(body.get("language")),
        threshold=threshold_of(body),
        limit=body["limit"],
    )
    return find_similar(current_desk(), wanted)
