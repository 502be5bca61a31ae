"""The evaluation data beside the repository: read where it is there, never copied into it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CLAIMS_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def needs(relative: str) -> pytest.MarkDecorator:
    """Leave a test out, saying so, where this part of the evaluation data is not there."""
    return pytest.mark.skipif(
        not (FOLDER / relative).exists(), reason=f"left out: evaluation data {relative} is not beside the repository"
    )
