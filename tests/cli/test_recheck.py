"""`recheck` and `runs`, as a person and as cron meet them."""

import json
import re

import pytest

from claims.domain.errors import StoreAway
from claims.services import looking
from claims.store import open_store
from tests.upkeep import claims_process, fill

SUMMARY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC: looked at 3, changed 3, overdue 1\.")


@pytest.fixture
def due(run, database):
    """A ledger with three claims to look at, the last of which has run out."""
    fill(database, 3)
    return run


def test_what_changed_is_a_table_under_the_summary(due):
    lines = due("recheck").stdout.splitlines()
    assert SUMMARY.fullmatch(lines[0])
    assert lines[1].split() == ["CLAIM", "WAS", "IS", "TEXT", "WHY"]
    assert len(lines) == 5


def test_quietly_the_summary_is_all(due):
    result = due("recheck", "--quiet")
    assert SUMMARY.fullmatch(result.stdout.strip())
    assert result.stderr == ""


def test_as_json_it_has_its_stages(due):
    report = json.loads(due("recheck", "--json").stdout)
    feeds, claims, deliveries = report["stages"]
    assert (feeds["name"], feeds["counts"]["polled"]) == ("feeds", 0)
    counts = {"looked_at": 3, "changed": 3, "overdue": 1}
    assert (claims["name"], claims["counts"], claims["failed"]) == ("claims", counts, False)
    assert (deliveries["name"], deliveries["counts"]["delivered"]) == ("deliveries", 0)


def test_while_another_works_it_says_so_and_leaves_with_0(due, database):
    store = open_store(database)
    with store.lease_recheck():
        result, as_json = due("recheck"), due("recheck", "--json")
    store.close()
    assert (result.exit_code, result.stdout) == (0, "Another re-check is under way; nothing was done.\n")
    assert json.loads(as_json.stdout) == {"under_way": result.stdout.strip()}
    assert SUMMARY.search(due("recheck").stdout)


def test_a_claim_that_could_not_be_looked_at_is_counted_and_exits_with_0(due, monkeypatch):
    monkeypatch.setattr(looking, "search_articles", lambda *_: 1 / 0)
    result = due("recheck")
    assert result.exit_code == 0
    assert "looked at 0, changed 0, overdue 0, errors 3." in result.stdout
    assert result.stderr.count("\n") == 3
    assert "could not be looked at" in result.stderr


def test_a_run_that_could_not_be_done_is_named_in_one_line_and_exits_with_1(due, monkeypatch):
    def fail(*_):
        raise StoreAway("The database is away.")

    monkeypatch.setenv("CLAIMS_STORE_PATIENCE_SECONDS", "0")
    monkeypatch.setattr(looking, "search_articles", fail)
    result = due("recheck", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.endswith("looked at 0, changed 0, overdue 0, errors 1.\n")
    assert result.stderr == "Error: claims: The database is away.\n"


def test_runs_are_listed_with_what_went_wrong(due, monkeypatch):
    monkeypatch.setattr(looking, "search_articles", lambda *_: 1 / 0)
    due("recheck")
    result = due("runs")
    head, row = result.stdout.splitlines()
    assert head.split() == ["RUN", "STARTED", "ENDED", "STATE", "LOOKED", "AT", "CHANGED", "OVERDUE", "ERRORS", "WHERE"]
    run_id, _, _, state, looked_at, *_ = row.split()
    assert (state, looked_at) == ("done", "0")
    assert f"{run_id}, claims: Claim c" in result.stderr
    (run,) = json.loads(due("runs", "--json", "--limit", "1").stdout)["items"]
    assert (run["id"], run["errors"], run["state"]) == (run_id, 3, "done")


def test_of_many_the_newest_are_shown_and_that_there_are_more(due):
    for _ in range(3):
        due("recheck")
    result = due("runs", "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert "There are more than these 2" in result.stderr


@pytest.mark.slow
def test_with_a_log_each_line_of_it_is_json_and_names_the_run(database):
    fill(database, 3)
    process = claims_process(database, "recheck", "--quiet", "--log")
    said, logged = process.communicate()
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line["event"] for line in lines] == ["run began", *["stage ended"] * 3, "run ended"]
    assert len({line["run_id"] for line in lines}) == 1
    assert [line["stage"] for line in lines[1:4]] == ["feeds", "claims", "deliveries"]
    assert (lines[2]["looked_at"], lines[2]["failed"]) == (3, False)
    assert said.count("\n") == 1
