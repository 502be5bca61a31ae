"""Golden rows: fixtures/golden/NAME.jsonl, sentences of our own with what a careful reader finds in them.

A row has `text`, what is expected, and a `grade`: "strong" rows must come out as they stand; "weak" rows
are hard or a matter of taste, and the test says how many of them come out right at least.
"""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "fixtures/golden"


def rows(name: str, grade: str) -> list[dict[str, Any]]:
    """The rows of NAME.jsonl with this grade."""
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["grade"] == grade]


def strong(name: str) -> list[Any]:
    """The strong rows for pytest.mark.parametrize, each shown by its text."""
    return [pytest.param(row, id=row["text"][:60]) for row in rows(name, "strong")]
