"""claim."""

from flask import Blueprint

blp = Blueprint("claim", __name__)


@blp.get("/claims/<id:claim_id>")
def show(claim_id: str) -> str:
    """..."""
    return claim_id
