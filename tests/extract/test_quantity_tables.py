"""The word tables of quantities: no word with two meanings, and nothing hangs on the order of their lines."""

import importlib
import random
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

import claims.extract
from claims.extract import lexicon
from claims.extract.quantities import find_quantities
from claims.extract.quantity.tables import rows
from tests import golden

_ROOM = "claims.extract.quantit"


def _read_anew() -> ModuleType:
    """claims.extract.quantities with its tables read again; the modules in use stay as they are."""
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(_ROOM)}
    bound = {name: getattr(claims.extract, name) for name in ("quantities", "quantity")}
    try:
        return importlib.import_module("claims.extract.quantities")
    finally:
        sys.modules.update(kept)
        for name, module in bound.items():
            setattr(claims.extract, name, module)


def _shuffled(entries: Callable[[str], tuple[str, ...]], seed: int) -> Callable[[str], tuple[str, ...]]:
    def shuffled(name: str) -> tuple[str, ...]:
        lines = entries(name)
        return tuple(random.Random(seed).sample(lines, len(lines)))

    return shuffled


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_a_word_list_changes_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "entries", _shuffled(lexicon.entries, seed))
    anew = _read_anew()
    for row in golden.rows("quantities", "strong") + golden.rows("quantities", "weak"):
        assert anew.find_quantities(row["text"]) == find_quantities(row["text"])


@pytest.mark.parametrize("table", ["units", "currencies", "currency_words", "multiples"])
def test_no_name_stands_twice_in_a_table(table: str) -> None:
    names = [row[0] for row in rows(table)]
    assert len(names) == len(set(names))


def test_no_sign_of_a_currency_stands_for_two() -> None:
    signs = [sign for _, _, signs, _ in rows("currencies") for sign in signs.split()]
    assert len(signs) == len(set(signs))
