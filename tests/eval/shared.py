"""The evaluation data beside the repository: read where it is there, never copied into it."""

import pytest

from benchmarks.evaluation import FOLDER, missing

__all__ = ["FOLDER", "needs"]


def needs(*paths: str) -> pytest.MarkDecorator:
    """Leave a test out, saying so, where these parts of the evaluation data are not there."""
    absent = missing(paths)
    return pytest.mark.skipif(
        bool(absent), reason=f"left out: evaluation data {', '.join(absent)} is not beside the repository"
    )
