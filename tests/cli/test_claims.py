import json

import pytest


def test_claims_are_listed_with_where_they_stand(ledger, promise):
    lines = ledger("claims").stdout.splitlines()
    assert lines[0].split() == ["ID", "DAY", "STATUS", "KIND", "CLAIMANT", "DEADLINE", "CLAIM"]
    line = next(line for line in lines if line.startswith(promise["id"]))
    assert "2024-03-04  denied" in line
    assert "Harrow Bank" in line
    assert "2024-05-31" in line


@pytest.mark.parametrize(
    ("options", "there"),
    [
        (("--status", "denied"), True),
        (("--status", "confirmed"), False),
        (("--claimant", "harrow bank"), True),
        (("--claimant", "Somebody Else"), False),
        (("--publisher", "marlfield gazette"), True),
        (("--since", "2024-03-04", "--until", "2024-03-04"), True),
        (("--since", "2024-03-05"), False),
        (("--until", "2024-03-03"), False),
        (("--overdue",), False),
        (("--not-overdue",), True),
        (("--tag", "banks"), False),
        (("--q", "branches in Marlfield"), True),
        (("--q", "zebra"), False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_conditions_narrow_the_list(ledger, promise, options, there):
    items = json.loads(ledger("claims", "--json", *options).stdout)["items"]
    assert (promise["id"] in [item["id"] for item in items]) is there


def test_a_list_cut_short_says_so(ledger):
    if len(json.loads(ledger("claims", "--json").stdout)["items"]) < 2:
        ledger("ingest", "-", stdin=json.dumps({"text": "Carrow Leather closed its tannery on Tuesday."}))
    result = ledger("claims", "--limit", "1")
    assert len(result.stdout.splitlines()) == 2
    assert "--limit shows more" in result.stderr


def test_a_claim_is_shown_with_its_reason_evidence_history_and_appearances(ledger, promise):
    shown = ledger("show", promise["id"]).stdout
    assert shown.splitlines()[0] == promise["text"]
    for words in ("Status     denied", "Reason     ", "Deadline   2024-05-31", "Checked    2", "Evidence", "History",
                  "2024-03-08  refutes, official  Upland Herald, No new branches", "pending -> denied", "Appearances",
                  "Marlfield Gazette, Branches to open (first)"):  # fmt: skip
        assert words in shown


def test_a_claim_is_shown_as_it_could_have_been_known_on_a_day(ledger, promise):
    assert "Status     pending" in ledger("show", promise["id"], "--as-of", "2024-03-06").stdout
    early = ledger("show", promise["id"], "--as-of", "2024-03-01")
    assert early.exit_code == 1
    assert "had not been made" in early.stderr


def test_json_holds_all_that_is_shown(ledger, promise):
    shown = json.loads(ledger("show", promise["id"], "--json").stdout)
    assert shown["status"] == "denied"
    assert shown["evidence"][0]["stance"] == "refutes"
    assert shown["history"][-1]["to"] == "denied"
    assert shown["appearances_in"][0]["first"] is True


def test_the_re_check_says_in_one_line_what_it_did(ledger):
    result = ledger("recheck", "--as-of", "2024-03-06", "--dry-run")
    assert result.exit_code == 0
    summary, heads, *changes = result.stdout.splitlines()
    assert summary.startswith("2024-03-06 23:59 UTC: looked at ")
    assert "(dry run, nothing written)" in summary
    assert heads.split() == ["CLAIM", "WAS", "IS", "TEXT", "WHY"]
    assert "denied  pending" in changes[0]
    assert json.loads(ledger("claims", "--status", "denied", "--json").stdout)["items"]


def test_the_re_check_reports_in_json_too(ledger):
    report = json.loads(ledger("recheck", "--json", "--limit", "1").stdout)
    assert report["dry_run"] is False
    assert report["looked_at"] <= 1


def test_the_re_check_of_a_quiet_ledger_prints_one_line(run):
    assert len(run("recheck").stdout.splitlines()) == 1
