"""The evaluation data, where it lies beside the repository: read there, never copied into it.

EVALUATION_DATA names its folder; else it is `shared` beside the repository. It holds `data`, and in
`scoring` the scorers that the published figures were made with.
"""

import gzip
import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = Path(os.environ.get("EVALUATION_DATA") or Path(__file__).resolve().parents[2] / "shared")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what was counted on which data, in per cent unless `what` says otherwise.

    `aim` and `peer` are None where there is none; `peer` says whose figure it is, and of what.
    """

    what: str
    value: float
    aim: float | None = None
    peer: str | None = None


def missing(paths: Iterable[str]) -> list[str]:
    """Those of the paths, relative to FOLDER, that are not there."""
    return [path for path in paths if not (FOLDER / path).exists()]


def rows(path: str) -> Iterator[dict[str, Any]]:
    """The lines of a JSON lines file, which may be gzipped. `path` is relative to FOLDER."""
    file = FOLDER / path
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def scorer(name: str) -> ModuleType:
    """The scorer `scoring/NAME.py`, imported."""
    folder = str(FOLDER / "scoring")
    if folder not in sys.path:
        sys.path.append(folder)  # the scorers import each other by their bare names
    return importlib.import_module(name)
