"""Whether the service is up; open to everyone."""

from claims.api.blueprint import Blueprint
from claims.web.current import current_desk
from schemas.ledger import HealthSchema

blp = Blueprint("health", __name__, guarded=False, description="Whether the service is up; no key needed.")


@blp.route("/healthz", methods=["GET"])
@blp.response(200, HealthSchema)
def healthz() -> dict[str, str]:
    """Is the process alive?

    Answers without looking at the database.
    """
    return {"status": "ok"}


@blp.route("/readyz", methods=["GET"])
@blp.response(200, HealthSchema)
def readyz() -> dict[str, str]:
    """Can requests be served?

    Asks the database; 503 where it does not answer.
    """
    current_desk().store.ping()
    return {"status": "ready"}
