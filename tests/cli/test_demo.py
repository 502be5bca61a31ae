from pathlib import Path

import pytest

STORY = Path(__file__).parents[2] / "fixtures" / "demo"

pytestmark = pytest.mark.slow


def test_the_story_is_told_day_by_day_with_each_change_and_its_reason(run, tmp_path):
    result = run("demo")
    assert result.exit_code == 0, result.output
    days = [line[:10] for line in result.stdout.splitlines() if line[:4].isdigit() and line[4] == "-"]
    assert days == sorted(days)
    for words in ("claim: ", "pending -> confirmed: ", "pending -> denied: ", "pending -> overdue: ", "re-check: "):
        assert words in result.stdout
    assert not (tmp_path / "ledger.db").exists()


def test_load_puts_the_story_on_the_ledger_and_again_changes_nothing(run):
    assert run("demo", "--load").exit_code == 0
    assert len(run("claims").stdout.splitlines()) > 5
    assert run("demo", "--load").stdout.splitlines()[-1].startswith("0 articles, 0 claims, ")
