"""On a database server several re-checks share what is due, and every claim is looked at once."""

import json
import re
from collections import Counter

import pytest

from tests.forking import forker
from tests.upkeep import exported, fill

_CLAIMS = 81


@pytest.mark.slow
def test_of_three_processes_each_looks_at_claims_that_no_other_does(postgres_url, sqlite_url, tmp_path):
    for url in (postgres_url, sqlite_url):
        fill(url, _CLAIMS)
    with forker(tmp_path) as commands:
        together = [commands.start("--database", postgres_url, "recheck", "--json") for _ in range(3)]
        told = [command.wait() for command in together]
        alone = commands.start("--database", sqlite_url, "recheck", "--json").wait()
    assert {code for code, _ in [*told, alone]} == {0}
    reports = [json.loads(said) for _, said in told]
    assert sum(report["looked_at"] for report in reports) == _CLAIMS
    changed = Counter(change["claim"]["id"] for report in reports for change in report["changes"])
    assert set(changed.values()) == {1}
    assert sum(report["looked_at"] > 0 for report in reports) >= 2  # each holds fifty at a time
    assert exported(postgres_url) == exported(sqlite_url)


@pytest.mark.slow
def test_of_two_on_one_host_the_second_says_so_and_leaves(sqlite_url, tmp_path):
    fill(sqlite_url, _CLAIMS)
    with forker(tmp_path) as commands:
        together = [commands.start("--database", sqlite_url, "recheck", "--quiet") for _ in range(2)]
        told = [command.wait() for command in together]
    assert [code for code, _ in told] == [0, 0]
    done, left = sorted((said for _, said in told), key=lambda said: "Another" in said)
    assert f"looked at {_CLAIMS}," in done
    # Its row may not be written yet.
    assert re.fullmatch(r"Another re-check( \(run\w+, pid \d+ on .+\))? is under way; nothing was done\.\n", left)
