"""A database that is full, locked or away: one plain line, nothing half-written, and the next run goes on."""

import os
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claims.domain.errors import StoreAway, StoreUnavailable
from claims.domain.run import RunState
from claims.services import patience
from claims.services.desk import close_desk, open_desk
from claims.services.patience import patiently
from claims.services.recheck import recheck
from claims.settings import Settings
from tests.upkeep import claims_process, exported, fill, wait_until_looked_at

_CLAIMS = 30


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What is on the ledger after a run that nothing disturbs."""
    url = f"sqlite:///{tmp_path_factory.mktemp('undisturbed') / 'claims.db'}"
    fill(url, _CLAIMS)
    assert run_once(url).looked_at == _CLAIMS
    return exported(url)


def run_once(url):
    desk = open_desk(Settings(database_url=url))
    report = recheck(desk)
    close_desk(desk)
    return report


def ended(process: subprocess.Popen[str]) -> tuple[int, str, list[str]]:
    """How a process ended: its exit code, its output, and the lines of its complaints."""
    said, complained = process.communicate(timeout=120)
    return process.returncode, said, complained.splitlines()


class TestNoRoom:
    def test_a_file_that_may_not_grow_takes_no_half_of_a_claim(self, sqlite_url, undisturbed):
        fill(sqlite_url, _CLAIMS)
        desk = open_desk(Settings(database_url=sqlite_url))
        with desk.store.session():
            ((pages,),) = desk.store._db.script("PRAGMA page_count")
            desk.store._db.script(f"PRAGMA max_page_count = {pages + 2}")
            report = recheck(desk)
            desk.store._db.script("PRAGMA max_page_count = 1000000")
        close_desk(desk)
        (failure,) = report.failures
        assert failure.startswith("claims: No room is left on the disk of ")
        assert 0 < report.looked_at < _CLAIMS
        assert run_once(sqlite_url).looked_at == _CLAIMS - report.looked_at
        assert exported(sqlite_url) == undisturbed

    @pytest.fixture
    def small_disk(self) -> Iterator[Path]:
        """A disk of its own with 12 MB; the write-ahead log takes four of them."""
        folder = Path(tempfile.mkdtemp(prefix="claims-small-"))
        mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            folder.rmdir()
            pytest.skip("no disk can be mounted here")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()

    @pytest.mark.slow
    def test_a_disk_that_is_full_is_told_in_a_line_and_goes_on_when_there_is_room(self, small_disk, undisturbed):
        url = f"sqlite:///{small_disk / 'claims.db'}"
        fill(url, _CLAIMS)
        filler = small_disk / "filler"
        filler.write_bytes(bytes(room_on(small_disk) - 150_000))
        code, said, complained = ended(claims_process(url, "recheck", "--quiet"))
        assert (code, complained) == (
            1,
            [f"Error: claims: No room is left on the disk of {small_disk}/claims.db; free some and try again."],
        )
        assert said.endswith(", errors 1.\n")
        filler.unlink()
        assert ended(claims_process(url, "recheck", "--quiet"))[::2] == (0, [])
        assert exported(url) == undisturbed


def room_on(folder: Path) -> int:
    """Bytes."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


class TestLocked:
    def test_longer_than_anybody_waits(self, sqlite_url):
        fill(sqlite_url, 3)
        before = exported(sqlite_url)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            impatient = {"CLAIMS_BUSY_TIMEOUT_MS": "50", "CLAIMS_STORE_PATIENCE_SECONDS": "0"}
            code, said, complained = ended(claims_process(sqlite_url, "recheck", **impatient))
        path = sqlite_url.removeprefix("sqlite:///")
        assert (code, said) == (1, "")
        assert complained == [f"Error: Another process keeps {path} busy; try again in a moment."]
        assert exported(sqlite_url) == before

    def test_for_a_moment_it_is_waited_for(self, sqlite_url, undisturbed):
        fill(sqlite_url, _CLAIMS)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            process = claims_process(sqlite_url, "recheck", "--quiet", CLAIMS_BUSY_TIMEOUT_MS="50")
            wait_until_looked_at(sqlite_url, 3)
            while True:
                try:
                    other.execute("BEGIN IMMEDIATE")
                    break
                except sqlite3.OperationalError:
                    time.sleep(0.001)
            time.sleep(0.6)
            other.execute("ROLLBACK")
            code, said, complained = ended(process)
        assert (code, f"looked at {_CLAIMS}," in said) == (0, True)
        assert complained[0].startswith("Another process keeps ")
        assert "Waiting for it" in complained[0]
        assert exported(sqlite_url) == undisturbed


@pytest.mark.slow
class TestAway:
    def test_a_server_that_is_gone_for_a_moment_is_waited_for(self, stoppable_server, undisturbed):
        url = stoppable_server.url
        fill(url, _CLAIMS)
        process = claims_process(url, "recheck", "--quiet")
        wait_until_looked_at(url, 3)
        stoppable_server.stop()
        time.sleep(1)
        stoppable_server.start()
        code, _, complained = ended(process)
        assert code == 0
        assert "cannot be reached or does not answer" in complained[0]
        assert exported(url) == undisturbed

    def test_one_that_stays_away_is_told_in_a_line_and_the_next_run_goes_on(self, stoppable_server, undisturbed):
        url = stoppable_server.url
        fill(url, _CLAIMS)
        process = claims_process(url, "recheck", "--quiet", CLAIMS_STORE_PATIENCE_SECONDS="0.3")
        wait_until_looked_at(url, 3)
        stoppable_server.stop()
        code, said, complained = ended(process)
        assert (code, said.count("\n")) == (1, 1)
        assert complained[-1].startswith("Error: claims: postgresql://")
        assert "cannot be reached or does not answer" in complained[-1]
        code, said, complained = ended(claims_process(url, "recheck", CLAIMS_STORE_PATIENCE_SECONDS="0"))
        assert (code, said, len(complained)) == (1, "", 1)
        stoppable_server.start()
        assert ended(claims_process(url, "recheck"))[0] == 0
        assert exported(url) == undisturbed
        desk = open_desk(Settings(database_url=url))
        assert [run.state for run in desk.store.list_runs(9).items] == [RunState.DONE, RunState.ABRUPT]
        close_desk(desk)


class TestPatience:
    @pytest.fixture(autouse=True)
    def no_pause(self, monkeypatch):
        monkeypatch.setattr(patience.time, "sleep", lambda _: None)

    def test_work_is_begun_anew_until_it_is_done(self):
        tries = iter([StoreAway("Away."), StoreAway("Away."), None])

        def work():
            if (error := next(tries)) is not None:
                raise error
            return "done"

        assert patiently(work, 60) == "done"

    def test_what_waiting_does_not_mend_is_told_at_once(self):
        tries = []

        def work():
            tries.append(1)
            raise StoreUnavailable("Full.")

        with pytest.raises(StoreUnavailable, match="Full"):
            patiently(work, 60)
        assert len(tries) == 1

    def test_without_patience_once_is_enough(self):
        def work():
            raise StoreAway("Away.")

        with pytest.raises(StoreAway):
            patiently(work, 0)
