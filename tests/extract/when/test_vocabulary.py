import csv
from collections import Counter
from pathlib import Path

import pytest

from claims.extract import when

DATA = Path(when.__file__).parents[1] / "data/when"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.mark.parametrize(
    ("name", "keys"),
    [("calendar.csv", ("role", "word")), ("holidays.csv", ("name",)), ("known_days.csv", ("month", "day"))],
)
def test_no_word_stands_twice_so_that_the_order_of_a_list_does_not_matter(name: str, keys: tuple[str, ...]) -> None:
    counts = Counter(tuple(row[key] for key in keys) for row in rows(name))
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_word_has_two_tenses() -> None:
    kinds: dict[str, set[str]] = {}
    for row in rows("tense.csv"):
        for word in row["words"].split():
            kinds.setdefault(word, set()).add(row["tense"])
    assert [word for word, tenses in kinds.items() if len(tenses) > 1] == []
