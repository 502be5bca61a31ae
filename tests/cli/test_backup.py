"""Copies of a ledger that is at work, and what comes back from them."""

import resource
import sqlite3
import stat
import threading
from contextlib import closing
from itertools import count

import pytest

from claims.services.desk import close_desk, open_desk
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings
from claims.store import open_store
from tests.served import serving


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def test_a_ledger_comes_back_as_it_was(ledger, path, tmp_path):
    ledger("keys", "create", "--name", "desk")
    before, keys = ledger("export").stdout, ledger("keys", "list").stdout
    told = ledger("backup", "copy.db")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "copy.db has the ledger as it is now" in told.stdout
    assert sorted(each.name for each in tmp_path.glob("*copy*")) == ["copy.db"]
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    path.unlink()
    told = ledger("restore", "copy.db")
    assert told.exit_code == 0, told.output
    assert "2 articles" in told.stdout
    assert (ledger("export").stdout, ledger("keys", "list").stdout) == (before, keys)
    assert ledger("doctor", "--check").stdout == "All is well.\n"


def test_the_ledger_from_before_is_kept(ledger, path, tmp_path):
    ledger("index", "rebuild")
    ledger("backup", "copy.db")
    claim_id = ledger("claims", "--json").stdout.split('"id": "')[1].split('"')[0]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE claims SET text = 'Another one.'")
        connection.commit()
    assert "--replace" in ledger("restore", "copy.db").stderr
    told = ledger("restore", "copy.db", "--replace")
    assert told.exit_code == 0, told.output
    (kept,) = tmp_path.glob("ledger.db.before-*")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT DISTINCT text FROM claims").fetchall() == [("Another one.",)]
    assert "Another one" not in ledger("show", claim_id).stdout
    assert "Harrow Bank" in ledger("claims", "--q", "branches in Marlfield").stdout


def test_nothing_is_written_over(ledger, path, tmp_path):
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("taken", "link", "ledger.db", "."):
        told = ledger("backup", name)
        assert (told.exit_code, "there already" in told.stderr) == (1, True), told.output
    assert (tmp_path / "taken").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_that_cannot_be_made_leaves_nothing(run, tmp_path):
    assert "is not there" in run("backup", "copy.db").stderr
    assert "No such file" in run("backup", "nowhere/copy.db").stderr or not (tmp_path / "nowhere").exists()
    (tmp_path / "ledger.db").write_bytes(b"no database at all")
    assert run("backup", "copy.db").exit_code == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ledger.db"]


@pytest.fixture
def little_room():
    """No file may grow beyond 100,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_there_is_no_room_it_is_the_copy_that_is_named(ledger, tmp_path, little_room):
    told = ledger("backup", "copy.db")
    assert (told.exit_code, "copy.db" in told.stderr, "ledger.db" in told.stderr) == (1, True, False)
    assert list(tmp_path.glob("*copy*")) == []


def test_a_path_that_begins_with_two_slashes_is_the_same_path(run, ledger, path, tmp_path):
    ledger("backup", "copy.db")
    path.unlink()
    told = run("--database", f"sqlite:////{path}", "restore", "copy.db")
    assert told.exit_code == 0, told.output
    assert path.exists()


def test_what_is_no_copy_of_a_ledger_is_refused(ledger, path, tmp_path):
    before = ledger("export").stdout
    (tmp_path / "text").write_text("x" * 9_000)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
    ledger("backup", "newer.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as connection:
        connection.execute("INSERT INTO migrations (name) VALUES ('9999_later')")
        connection.commit()
    ledger("backup", "torn.db")
    with (tmp_path / "torn.db").open("r+b") as torn:
        torn.truncate((tmp_path / "torn.db").stat().st_size // 2)
    for name, why in (
        ("text", "not a SQLite database"),
        ("other.db", "no ledger"),
        ("newer.db", "newer Claimdesk"),
        ("torn.db", "damaged"),
        ("ledger.db", "itself"),
    ):
        told = ledger("restore", name, "--replace")
        assert (told.exit_code, why in told.stderr) == (1, True), told.output
        assert told.stderr.count("\n") == 1
    assert ledger("export").stdout == before


def test_other_databases_are_copied_otherwise(run, monkeypatch, tmp_path):
    for url, why in (("postgresql://desk@db.example/claims", "pg_dump"), ("sqlite:///:memory:", "in memory")):
        told = run("--database", url, "backup", "copy.db")
        assert (told.exit_code, why in told.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_taken_while_others_write_is_one_state_of_the_ledger(run, database, path, tmp_path):
    """Each transaction adds a claim and its tag; no copy has one without the other, or a later without an earlier."""
    desk = open_desk(Settings(database_url=database))
    stop, written, numbers = threading.Event(), [], count()

    def write() -> None:
        while not stop.is_set():
            text = f"Norvale will open depot {next(numbers)} in May."
            written.append(add_claim(desk, NewClaim(text=text, tags=("depots",)))[0].claim.id)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = []
        for number in range(4):
            while len(written) < 40 * (number + 1):
                stop.wait(0.01)
            before = len(written)
            assert run("backup", f"copy{number}.db").exit_code == 0
            after = len(written) + 1  # the one that was being written when the copy was done
            store = open_store(f"sqlite:///{tmp_path}/copy{number}.db")
            claims = {tracked.claim.id: tracked.claim for tracked in store.all_claims()}
            store.close()
            assert before <= len(claims) <= after
            assert set(claims) <= set(written[: len(claims) + 1])
            assert {claim.tags for claim in claims.values()} == {("depots",)}
            seen.append(len(claims))
    finally:
        stop.set()
        writer.join()
        close_desk(desk)
    assert seen == sorted(seen)
    told = run("restore", "copy0.db", "--replace")
    assert f"{seen[0]} claims" in told.stdout


@pytest.mark.slow
def test_the_ledger_of_a_running_server_is_copied_but_not_replaced(ledger, database):
    with serving(database) as server:
        assert server.ask("GET", "/api/v1/claims")[0] == 200
        assert ledger("backup", "copy.db").exit_code == 0
        told = ledger("restore", "copy.db", "--replace")
        assert (told.exit_code, "stop the server" in told.stderr) == (1, True)
        assert server.ask("GET", "/api/v1/claims")[0] == 200
        assert server.ask("POST", "/api/v1/claims", {"text": "Norvale will open a depot in May."})[0] == 201
        assert server.stop() == 0
    assert ledger("restore", "copy.db", "--replace").exit_code == 0
