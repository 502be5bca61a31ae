"""Merge, split, undo and variants at the command line."""

import json

from claims.domain.verdict import Status
from claims.services.desk import close_desk, open_desk
from claims.services.reviewing import NewReview, add_review
from claims.settings import Settings

BY = ("--reviewer", "A. Lund", "--reason", "One terminal.")


def test_a_merge_is_made_shown_and_undone(run, tmp_path):
    lines = [
        {"text": "The Halden deal is worth $746 million.", "published_at": "2024-02-03", "publisher": "Harbour Log"},
        {"text": "The Halden deal is worth $764 million.", "published_at": "2024-02-04", "publisher": "Dale Post"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run("ingest", str(tmp_path / "in.jsonl"))
    one, other = (c["id"] for c in reversed(json.loads(run("claims", "--json").stdout)["items"]))
    (variant,) = json.loads(run("variants", one, "--json").stdout)
    assert variant["claim"]["id"] == other
    assert other in run("variants", one).stdout
    made = json.loads(run("merge", other, one, *BY, "--json").stdout)
    assert made["claim"]["merged_into"] == one
    assert f"Merged with {other} by A. Lund: One terminal." in run("show", one).stdout
    again = run("merge", other, one, *BY)
    assert (again.exit_code, one in again.stderr) == (1, True)
    assert f"{made['id']}  merge: {other} -> {one}, by A. Lund: One terminal." in run("show", one).stdout
    assert run("undo", one, made["id"], *BY).exit_code == 0
    assert len(json.loads(run("claims", "--json").stdout)["items"]) == 2


def test_a_decision_is_shown_and_taken_back_with_a_reason(ledger, promise, database):
    desk = open_desk(Settings(database_url=database))
    new = NewReview(reviewer="Ann", reason="I called them.", status=Status.CONFIRMED)
    made, _ = add_review(desk, promise["id"], new)
    close_desk(desk)
    assert f"{made.id}  status: confirmed, by Ann: I called them." in ledger("show", promise["id"]).stdout
    assert "denied" in ledger("undo", promise["id"], made.id, *BY).stdout
    shown = ledger("show", promise["id"]).stdout
    assert made.id not in shown
    assert "A. Lund took back what Ann decided (confirmed): One terminal." in shown
    again = ledger("undo", promise["id"], made.id, *BY, "--json")
    assert (again.exit_code, "that stands" in again.stderr) == (1, True)


def test_a_split_names_the_articles(run):
    refused = run("split", "c0", "--article", "a0", *BY)
    assert refused.exit_code == 1
    assert run("split", "c0", *BY).exit_code == 2
