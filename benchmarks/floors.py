"""The floors of quality: figures once reached, below which tests/eval fails.

They stand in tests/eval/floors.json by the name of their figure. A floor rises when asked
(`--keep`), and is lowered by its name alone (`--lower`).
"""

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.evaluation import Figure

FLOORS = Path(__file__).resolve().parents[1] / "tests/eval/floors.json"


def read_floors() -> dict[str, float]:
    """Every floor by the name of its figure."""
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def write_floors(floors: dict[str, float]) -> None:
    """Write them in the order of their names."""
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def raised(floors: dict[str, float], figures: Iterable[Figure]) -> dict[str, float]:
    """The floors with those risen that a figure is above, and with those of new figures."""
    risen = {figure.what: figure.value for figure in figures if figure.value > floors.get(figure.what, float("-inf"))}
    return floors | risen


def lowered(floors: dict[str, float], figures: Iterable[Figure], names: Iterable[str]) -> dict[str, float]:
    """The floors with the named ones at what was measured. Raises KeyError for a name that was not measured."""
    measured = {figure.what: figure.value for figure in figures}
    return floors | {name: measured[name] for name in names}


def fallen(floors: dict[str, float], figures: Iterable[Figure]) -> list[str]:
    """A sentence for each figure that is below its floor."""
    return [
        f"{figure.what} is {figure.value:g}, its floor {floors[figure.what]:g}"
        for figure in figures
        if figure.what in floors and figure.value < floors[figure.what]
    ]
