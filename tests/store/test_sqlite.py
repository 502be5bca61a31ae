"""What is particular to SQLite: its settings, and files that cannot be used."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claims.domain.errors import StoreUnavailable
from claims.store import open_store
from tests.values import NOW, a_claim, an_article

_NOBODY = 65534


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Permissions do not hold root back; the test runs as a user whom they do."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that anybody may look into (not so tmp_path) and nobody may write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def written(path: Path) -> None:
    """Make a ledger with something in it."""
    store = open_store(f"sqlite:///{path}")
    with store.transaction():
        for n in range(200):
            store.add_article(an_article(f"a{n}"), NOW)
            store.add_claim(a_claim(f"c{n}"))
    store.close()


def refusal(path: Path | str, busy_timeout_ms: int = 5000) -> str:
    """What is said when the file cannot be opened."""
    with pytest.raises(StoreUnavailable) as refused:
        open_store(f"sqlite:///{path}", busy_timeout_ms=busy_timeout_ms)
    assert str(path) in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 1234)]
)
def test_connections_are_set_up(path, pragma, value):
    store = open_store(f"sqlite:///{path}", busy_timeout_ms=1234)
    assert [tuple(row) for row in store._db.script(f"PRAGMA {pragma}")] == [(value,)]
    store.close()


def test_a_relative_path_is_of_the_folder_at_the_time_of_opening(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///here.db")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    store.add_claim(a_claim())
    store.close()
    assert (tmp_path / "here.db").exists()
    assert list((tmp_path / "other").iterdir()) == []


def test_a_ledger_in_memory_lasts_as_long_as_its_store():
    store = open_store("sqlite:///:memory:")
    store.add_claim(a_claim())
    with store.session():
        assert store.claim("c1") == a_claim()
    store.close()
    again = open_store("sqlite:///:memory:")
    assert again.claim("c1") is None
    again.close()


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    written(path)


def test_a_closed_ledger_leaves_one_file(path):
    written(path)
    assert [file.name for file in path.parent.iterdir()] == ["claims.db"]


class TestFilesThatCannotBeUsed:
    def test_another_kind_of_file(self, path):
        path.write_text("Minutes of the Ferry Board. " * 100)
        assert "is not a SQLite database" in refusal(path)

    def test_a_damaged_file(self, path):
        written(path)
        whole = path.read_bytes()
        path.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
        assert "damaged" in refusal(path)

    def test_a_truncated_file_is_told_of_when_it_is_read(self, path):
        written(path)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
        with pytest.raises(StoreUnavailable, match="damaged"):
            len(list(open_store(f"sqlite:///{path}").all_claims()))

    @pytest.mark.parametrize("name", ["", "missing/claims.db"])
    def test_a_folder_and_a_file_in_no_folder(self, tmp_path, name):
        assert "cannot be opened" in refusal(tmp_path / name)

    def test_a_folder_that_cannot_be_written(self, read_only_folder, as_nobody):
        assert "cannot be opened" in refusal(read_only_folder / "new.db")

    @pytest.mark.parametrize("mode", [0o444, 0o644])
    def test_a_file_that_cannot_be_written(self, read_only_folder, mode, request):
        path = read_only_folder / "there.db"
        read_only_folder.chmod(0o755)
        written(path)
        path.chmod(mode)
        read_only_folder.chmod(0o555)
        request.getfixturevalue("as_nobody")
        assert "cannot be" in refusal(path)


class TestLocks:
    def test_a_file_locked_for_longer_than_the_busy_timeout(self, path):
        written(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert "busy" in refusal(path, busy_timeout_ms=50)

    def test_a_new_file_locked_for_longer_than_the_busy_timeout(self, path):
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert "busy" in refusal(path, busy_timeout_ms=50)

    def test_a_transaction_waits_at_its_start_and_then_says_so(self, path):
        store = open_store(f"sqlite:///{path}", busy_timeout_ms=50)
        reached = False
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match="busy"), store.transaction():
                reached = True
            assert store.claim("c1") is None  # reading goes on beside a writer
        assert not reached
        assert store.add_claim(a_claim())
        store.close()


def test_a_full_disk_takes_back_the_whole_transaction(path):
    store = open_store(f"sqlite:///{path}")

    def fill():
        with store.transaction():
            for n in range(5000):
                store.add_article(an_article(f"a{n}"), NOW)

    with store.session():
        store._db.script("PRAGMA max_page_count = 1")  # as many as there are already
        with pytest.raises(StoreUnavailable, match="No room is left"):
            fill()
        assert list(store.all_articles()) == []
        store._db.script("PRAGMA max_page_count = 100000")
        assert store.add_article(an_article(), NOW)
    store.close()


class TestAFileThatGoesAwayWhileItIsOpen:
    """SQLite goes on reading and writing a file that has no name any more; all of it would be lost unnoticed."""

    @pytest.fixture
    def store(self, path):
        written(path)
        opened = open_store(f"sqlite:///{path}")
        assert opened.claim("c1") == a_claim()
        yield opened
        opened.close()

    @staticmethod
    def refuses_everything(store) -> None:
        for attempt in (store.ping, lambda: store.claim("c1"), lambda: store.add_claim(a_claim("new"))):
            with pytest.raises(StoreUnavailable, match="moved, deleted or replaced"):
                attempt()

    def test_deleted(self, store, path):
        path.unlink()
        self.refuses_everything(store)
        assert not path.exists()

    def test_deleted_with_its_folder(self, store, path):
        shutil.rmtree(path.parent)
        self.refuses_everything(store)

    def test_replaced_by_another_ledger(self, store, path):
        written(path.with_name("other.db"))
        path.with_name("other.db").replace(path)
        self.refuses_everything(store)

    def test_moved_away_and_back(self, store, path):
        path.rename(path.with_name("away.db"))
        self.refuses_everything(store)
        path.with_name("away.db").rename(path)
        store.ping()
        assert store.claim("c1") == a_claim()

    def test_emptied(self, store, path):
        os.truncate(path, 0)
        with pytest.raises(StoreUnavailable, match="damaged"):
            store.ping()
