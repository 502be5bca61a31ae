"""Golden cases of this folder: tables in data/, read for pytest.mark.parametrize."""

from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[Any]:
    """The rows of data/NAME, each shown by its text."""
    import pytest

    return [pytest.param(row, id=row["text"][:50]) for row in yaml.safe_load((DATA / name).read_text("utf-8"))]
