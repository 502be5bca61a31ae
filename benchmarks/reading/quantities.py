"""How well quantities are found: the development sets of the CQE paper, of quantulum3 and of Recognizers.

The CQE sets follow the convention of NewsQuant, on which the aims are measured; its `change` is not in them.
Recognizers marks only what has a unit of measurement, so only such amounts of ours are held against it.
quantulum3 counts years and ranks as quantities and names no things counted, as an editor would not.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from benchmarks.evaluation import FOLDER, Figure, rows, scorer
from claims.extract.lexicon import entries
from claims.services.filters import Item, quantities_of
from schemas.mention import QuantitySchema

_CQE = {name: f"data/quantities/cqe_{name}-model.json" for name in ("age", "dimension", "temperature")}
_QUANTULUM = "data/quantities/quantulum3_quantities.json"
_RECOGNIZERS = "data/recognizers/NumberWithUnit.dev.jsonl.gz"
NEEDS: tuple[str, ...] = (*_CQE.values(), _QUANTULUM, _RECOGNIZERS, "scoring/score_quantity.py")

_MEASURES = (("value", 92.1), ("value+unit", 85.7))
_PEER = {"value": "CQE 92.0 on NewsQuant", "value+unit": "CQE 85.6 on NewsQuant"}
# What the scorer calls a currency without its country; the others are "swedish krona", "mexican peso".
_CURRENCIES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "BTC": "bitcoin",
    "ETH": "ether",
}


def measure() -> list[Figure]:
    """Value F1, and F1 of value and unit, on each set."""
    sets = {f"CQE {name}": json.loads((FOLDER / path).read_text("utf-8")) for name, path in _CQE.items()}
    sets["quantulum3"] = [_of_quantulum(row) for row in json.loads((FOLDER / _QUANTULUM).read_text("utf-8"))]
    sets["Recognizers NumberWithUnit"] = [_of_recognizers(row) for row in rows(_RECOGNIZERS)]
    score = scorer("score_quantity").score
    figures = []
    for name, gold in sets.items():
        measured = name.startswith("Recognizers")
        found = [{"text": row["text"], "quantities": _scored(row["text"], measured_only=measured)} for row in gold]
        result = score(gold, found)
        for what, aim in _MEASURES:
            is_news = name == "CQE dimension"
            peer = _PEER[what] if is_news else None
            figures.append(Figure(f"quantities, {what} F1, {name}", result[what]["F1"], aim if is_news else None, peer))
    return figures


def quantities_in(text: str) -> list[dict[str, Any]]:
    """The wire rows of `python -m claims quantities`."""
    return [dict(row) for row in QuantitySchema(many=True).dump(quantities_of(Item({"text": text})))]


def scored(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the `quantities` filter as the scorer wants it.

    The value as a number, or [value, to] for a range; the unit with the currency's name for its code and
    "percentage" for "%"; the comparator as `change`.
    """
    value = float(row["value"])
    return {
        "value": [value, float(row["to"])] if "to" in row else value,
        "unit": unit_name(row["unit"]),
        "change": row["comparator"],
    }


def unit_name(unit: str) -> str:
    """Our name of a unit in the scorer's words: "SEK per share" is "swedish krona per share"."""
    head, per, rate = unit.partition(" per ")
    head = "percentage" if head == "%" else _CURRENCIES.get(head) or _with_country().get(head, head)
    return head + per + rate


@cache
def _with_country() -> dict[str, str]:
    cells = (line.split(";") for line in entries("quantities/currencies.csv"))
    return {code: f"{whose.split('|')[0]} {family}".strip() for code, family, _, whose in cells}


def _scored(text: str, *, measured_only: bool) -> list[dict[str, Any]]:
    names = {line.split(";")[0].split()[-1] for line in entries("quantities/units.csv")}
    found = quantities_in(text)
    return [scored(row) for row in found if not measured_only or _is_measured(row["unit"], names)]


def _is_measured(unit: str, names: Iterable[str]) -> bool:
    last = unit.partition(" per ")[0].rpartition(" ")[2]
    return unit[:3].isupper() or any(last.endswith(name) for name in names)


def _of_quantulum(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": row["req"],
        "quantities": [{"value": one["value"], "normalized_unit": one["unit"]} for one in row["res"]],
    }


def _of_recognizers(row: Mapping[str, Any]) -> dict[str, Any]:
    """A specification in the scorer's form; an age is in years "of age", as ours is."""
    results = [result for result in row["results"] if _is_number(result["Resolution"].get("value"))]
    return {
        "text": row["input"],
        "quantities": [{"value": r["Resolution"]["value"], "normalized_unit": _spelled(r)} for r in results],
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip("-").replace(".", "", 1).isdecimal()


def _spelled(result: Mapping[str, Any]) -> str:
    unit = str(result["Resolution"]["unit"]).lower()
    if result["TypeName"] == "age":
        return f"{unit.removesuffix('age') or 'year'} of age"
    return {"pound": "pound-mass", "c": "celsius", "f": "fahrenheit"}.get(unit, unit)
