"""article."""

from flask import Blueprint

blp = Blueprint("article", __name__)


@blp.get("/articles/<id:article_id>")
def show(article_id: str) -> str:
    """..."""
    return article_id
