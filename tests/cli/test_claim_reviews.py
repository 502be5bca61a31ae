import json

from tests.claimreview_rules import faults
from tests.intake.test_claimreview import REVIEW


def test_reviews_of_others_come_in_and_bad_ones_are_named(run, tmp_path):
    (tmp_path / "checks.jsonl").write_text(json.dumps(REVIEW) + "\n{}\n", "utf-8")
    taken = run("claimreviews", "checks.jsonl")
    assert taken.exit_code == 1
    assert "rated “False”" in taken.stdout
    assert taken.stdout.endswith("1 new, 0 on the ledger already, 1 failed.\n")
    assert taken.stderr == "checks.jsonl:2: No ClaimReview was found in it.\n"
    first = json.loads(run("claimreviews", "--json", "--decide", "checks.jsonl").stdout.splitlines()[0])
    assert (first["created"], first["decided"], first["claim"]["status"]) == (False, True, "denied")


def test_decided_claims_are_written_as_claim_reviews(run, tmp_path, monkeypatch):
    (tmp_path / "checks.jsonl").write_text(json.dumps(REVIEW), "utf-8")
    run("claimreviews", "--decide", "checks.jsonl")
    refused = run("export", "--claimreview")
    assert (refused.exit_code, "CLAIMS_PUBLIC_URL" in refused.stderr) == (1, True)
    monkeypatch.setenv("CLAIMS_PUBLIC_URL", "https://desk.example")
    (line,) = run("export", "--claimreview").stdout.splitlines()
    assert faults(json.loads(line), page="https://desk.example/any") == []
