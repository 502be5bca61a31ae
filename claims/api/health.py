"""Whether the service is up; open to everyone."""

from claims.api.blueprint import Blueprint
from claims.services.readiness import check_ready
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

    Reads the database, compares its tables with this version, sees whether a SQLite file may be written, and looks for
    room on the disks of ledger and index; 503 with the reason where one of them is not as it should be.
    """
    check_ready(current_desk())
    return {"status": "ready"}
