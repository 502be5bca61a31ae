"""The ledger that is measured under load, and its copies."""

from pathlib import Path

import pytest

from benchmarks.load.ledgers import copy_of, filled
from claims.services.desk import close_desk, open_desk
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = f"sqlite:///{tmp_path}/ledger.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("stoppable_server").url
    return Settings(database_url=url, index_dir=str(tmp_path / "index"))


def test_a_copy_has_the_claims_and_the_index_and_goes_its_own_way(ledger: Settings):
    ids = filled(ledger, 20)
    desk = open_desk(ledger)
    desk.index.rebuild()  # so few would not be kept in a folder
    close_desk(desk)
    copied = copy_of(ledger, "copied")
    desk = open_desk(copied)
    assert desk.index.look()["claims"].texts == 20
    add_claim(desk, NewClaim(text="Harrow Bank will open 40 branches in May."))
    close_desk(desk)
    assert len(filled(copied, 0)) == 21
    assert filled(ledger, 20) == ids
    assert filled(copy_of(ledger, "copied"), 0) == ids
