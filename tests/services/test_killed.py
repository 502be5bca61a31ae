"""A re-check that is killed, at any moment and however often, loses nothing, repeats nothing, and the next goes on."""

import random
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from claims.domain.run import RunState
from claims.services.desk import close_desk, open_desk
from claims.services.recheck import recheck
from claims.settings import Settings
from claims.store import Store, open_store
from tests.forking import Command, Forker, forker
from tests.upkeep import claims_process, exported, fill, wait_until_looked_at

_CLAIMS = 63


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    with forker(tmp_path_factory.mktemp("commands")) as started:
        yield started


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A SQLite ledger with much to find, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "claims.db"
    fill(f"sqlite:///{path}", _CLAIMS)
    return path


@pytest.fixture(scope="module")
def undisturbed(filled, tmp_path_factory):
    """What is on the ledger after a run that nobody disturbs."""
    return after_one_run(copied(filled, tmp_path_factory.mktemp("undisturbed")))


def copied(path: Path, folder: Path) -> str:
    shutil.copy(path, folder / "claims.db")
    return f"sqlite:///{folder / 'claims.db'}"


def after_one_run(url):
    desk = open_desk(Settings(database_url=url))
    report = recheck(desk)
    close_desk(desk)
    assert (report.looked_at, report.errors) == (_CLAIMS, 0)
    return exported(url)


def kill_and_finish(commands: Forker, url: str, kills: int, chance: random.Random) -> int:
    """Kill a run up to so many times, and let the last one come to its end; how many were killed."""
    store, killed = open_store(url), 0
    while killed < kills:
        command = commands.start("--database", url, "recheck")
        wait_for_a_moment(command, store, chance)
        command.kill()
        code, said = command.wait()
        if code == 0:
            break
        assert code == -9, said
        killed += 1
    else:
        code, said = commands.start("--database", url, "recheck").wait()
        assert code == 0, said
    store.close()
    return killed


def wait_for_a_moment(command: Command, store: Store, chance: random.Random) -> None:
    """Wait until the command is anywhere in its start, or amid one of the next few claims."""
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0, 0.2))
        return
    aim = looked_at(store) + chance.randint(0, 4)
    while looked_at(store) <= aim and not command.has_ended:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.03))


def looked_at(store: Store) -> int:
    return sum(run.looked_at for run in store.list_runs(500).items)


def runs_of(url):
    store = open_store(url)
    found = store.list_runs(500).items
    store.close()
    return found


@pytest.mark.slow
def test_killed_fifty_times_the_ledger_is_that_of_an_undisturbed_run(commands, filled, undisturbed, tmp_path):
    chance = random.Random(50)
    killed = amid = 0
    while killed < 50:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        url = copied(filled, folder)
        killed += kill_and_finish(commands, url, 50 - killed, chance)
        assert exported(url) == undisturbed
        runs = runs_of(url)
        assert {run.state for run in runs} <= {RunState.DONE, RunState.ABRUPT}
        # What each had done is written, and together they looked at every claim once.
        assert sum(run.looked_at for run in runs) == _CLAIMS
        amid += sum(run.state is RunState.ABRUPT and run.looked_at > 0 for run in runs)
    assert amid > 20  # or the kills came too early to say anything


@pytest.mark.slow
def test_killed_on_postgresql_too(commands, postgres_url, undisturbed):
    fill(postgres_url, _CLAIMS)
    assert kill_and_finish(commands, postgres_url, 8, random.Random(8)) > 2
    assert exported(postgres_url) == undisturbed
    assert sum(run.looked_at for run in runs_of(postgres_url)) == _CLAIMS


@pytest.mark.slow
def test_so_is_a_process_that_python_started(filled, undisturbed, tmp_path):
    url = copied(filled, tmp_path)
    for wanted in (3, 30):
        process = claims_process(url, "recheck")
        wait_until_looked_at(url, wanted)
        process.kill()
        process.communicate()
    process = claims_process(url, "recheck", "--quiet")
    said, complained = process.communicate()
    assert process.returncode == 0
    assert "ended abruptly after" in complained
    assert said.count("\n") == 1
    assert exported(url) == undisturbed
