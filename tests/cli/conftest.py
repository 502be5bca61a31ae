"""The real commands over a real SQLite ledger in a folder of the test's own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import cli

OPENING = "Harrow Bank said on Monday that it will open 40 branches in Marlfield by the end of May 2024."
BACKGROUND = (
    "The branches are to take over the counters of the savings union, which gave up its own in autumn. Residents "
    "of Pier Street had to travel to Saint Orran since then to pay in coins, and a petition gathered many names."
)
DENIAL = (
    "Harrow Bank denied on Friday that it will open 40 branches in Marlfield by the end of May 2024. "
    "Its chair, Idris Fallow, told shareholders at a meeting in the town hall that the lease of the old brickworks "
    "had fallen through, and that the staff hired for the counters would be offered other work."
)

Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def run(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the test's ledger, from the test's folder, without a terminal."""
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "CLAIMS_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, ["--database", database, *arguments], input=stdin, prog_name="claims")

    return invoke


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Run:
    """A ledger that holds a promise and, four days later, its denial."""
    articles = [
        {
            "title": "Branches to open",
            "publisher": "Marlfield Gazette",
            "published_at": "2024-03-04",
            "text": f"{OPENING} {BACKGROUND}",
        },
        {"title": "No new branches", "publisher": "Upland Herald", "published_at": "2024-03-08", "text": DENIAL},
    ]
    path = tmp_path / "story.jsonl"
    path.write_text("\n".join(map(json.dumps, articles)), "utf-8")
    result = run("ingest", str(path))
    assert result.exit_code == 0, result.output
    return run


@pytest.fixture
def promise(ledger: Run) -> dict:
    """The promise as `claims --json` lists it."""
    items = json.loads(ledger("claims", "--json", "--sort", "claimed_at").stdout)["items"]
    return next(item for item in items if item["claimed_at"] == "2024-03-04")
