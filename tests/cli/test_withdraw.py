"""Withdrawing, looking back, trying a policy and taking decisions out, from the command line."""

import json

import pytest

CLAIM = "Norvale will open a second depot in Haverby by March 2025."
ARTICLE = "Norvale said it opened its second depot in Haverby on Monday."


@pytest.fixture
def filed(run, tmp_path):
    """The ids of a claim and of the article that confirms it."""
    lines = [
        {"text": CLAIM, "published_at": "2024-03-05", "publisher": "Harbour Post"},
        {"text": ARTICLE, "published_at": "2024-05-21", "publisher": "Ridge Courier"},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    run("ingest", str(file))
    (claim,) = json.loads(run("claims", "--status", "confirmed", "--json").stdout)["items"]
    (piece,) = json.loads(run("show", claim["id"], "--json").stdout)["evidence"]
    return claim["id"], piece["article"]["id"]


def test_an_article_is_withdrawn_and_put_back(run, filed):
    claim_id, article_id = filed
    told = run("withdraw", article_id, "--reason", "A hoax.", "--by", "Mara Lind")
    assert told.exit_code == 0
    assert "1 status changes" in told.stdout
    assert json.loads(run("show", claim_id, "--json").stdout)["status"] == "pending"
    assert "by Mara Lind (withdrawal)" in run("show", claim_id).stdout
    back = json.loads(run("withdraw", article_id, "--reason", "Genuine.", "--undo", "--json").stdout)
    assert [change["to"] for change in back["status_changes"]] == ["confirmed"]


def test_show_prints_the_origins_as_a_tree(run, filed):
    told = run("show", filed[0], "--origins").stdout
    assert "Harbour Post: 1 article, the first report" in told
    assert "Ridge Courier: 1 article\n    2024-05-21  Ridge Courier  supports" in told


def test_show_and_export_can_look_back(run, filed):
    told = json.loads(run("show", filed[0], "--as-of", "2024-05-01", "--json").stdout)
    assert (told["status"], told["evidence"]) == ("pending", [])
    lines = [json.loads(line) for line in run("export", "--as-of", "2024-05-01").stdout.splitlines()]
    assert [line["type"] for line in lines] == ["article", "claim", "appearance"]
    assert run("export", "--known-at", "2024-05-01").stdout == ""


def test_a_policy_is_tried(run, filed, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text("grace_days = 10\n", "utf-8")
    told = run("recheck", "--policy", str(file), "--dry-run")
    assert told.exit_code == 0
    assert "With grace_days 10 in place of 3: looked at" in told.stdout
    trial = json.loads(run("recheck", "--policy", str(file), "--dry-run", "--json").stdout)
    assert trial["policy"] == [{"name": "grace_days", "in_force": 3, "tried": 10}]


def test_a_policy_is_never_used_by_the_way_and_a_bad_one_is_named(run, filed, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text("grace_day = 10\n", "utf-8")
    assert run("recheck", "--policy", str(file)).exit_code == 2
    told = run("recheck", "--policy", str(file), "--dry-run")
    assert told.exit_code == 1
    assert "'grace_day' is no field of the policy" in told.stderr


def test_golden_rows_go_with_no_other_view(run, filed):
    assert run("export", "--golden").stdout == ""
    assert run("export", "--golden", "--as-of", "2024-05-01").exit_code == 2
    assert run("export", "--with-reviewer").exit_code == 2
