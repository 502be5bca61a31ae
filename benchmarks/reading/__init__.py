"""How well Claimdesk reads: each yardstick is a module with NEEDS, the files it reads, and `measure`.

To add one: a module here with both, and its name in YARDSTICKS.
"""

from types import ModuleType

from benchmarks.reading import dates, matching, names, quantities, quotes, stance, worthiness

YARDSTICKS: dict[str, ModuleType] = {
    "quantities": quantities,
    "dates": dates,
    "quotes": quotes,
    "worthiness": worthiness,
    "names": names,
    "matching": matching,
    "stance": stance,
}
