"""How well reprints are recognised, and whether thousands of them slow an intake: python -m benchmarks.reprints

Reprints are made of texts of the news, where the evaluation data is there, else of made-up ones: another first and last
line, a cut end, words replaced, and all of these together. Every text is filed with its reprints among all the others;
two texts are right to be taken for one if one was made of the other. Then one report is reprinted thousands of times,
each a little different and by another paper, and handed in one after the other (crowds.py).
"""

import argparse
import random
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from tqdm import tqdm

from benchmarks import corpus
from benchmarks.crowds import CROWDS, desk_over, framed, intake, reworded
from benchmarks.evaluation import missing, rows
from benchmarks.measure import Row
from claims.domain.article import Article, DatedBy
from claims.domain.moment import Moment
from claims.services.printing import file_article

_NEWS = "data/polnear/train.jsonl.gz"
_DAY = date(2026, 1, 1)


def cut(text: str, share: float) -> str:
    """The first `share` of the text."""
    return text[: int(len(text) * share)]


KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "as it is, framed": framed,
    "a fifth cut": lambda text, _: cut(text, 0.8),
    "half cut": lambda text, _: cut(text, 0.5),
    "one word in fifty replaced": lambda text, random_: reworded(text, 0.02, random_),
    "one word in twenty replaced": lambda text, random_: reworded(text, 0.05, random_),
    "a third cut, one word in forty replaced, framed": lambda text, random_: framed(
        reworded(cut(text, 0.67), 0.025, random_), random_
    ),
}


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reprints", description=__doc__)
    parser.add_argument("--texts", type=int, default=800, help="texts that are reprinted (default 800)")
    parser.add_argument("--reprints", type=int, default=5_000, help="of one report, to be timed (default 5,000)")
    parser.add_argument("--database", help="a PostgreSQL URL, for these reprints")
    args = parser.parse_args()
    for row in [*recognition(args.texts), *intake("reprints", CROWDS["reprints"], args.reprints, args.database)]:
        print(f"{row.what:<62}  {row.value:>9,.1f} {row.unit:<4}  {row.note}")
    return 0


def _texts(most: int) -> list[str]:
    if missing([_NEWS]):
        return [corpus.article(seed=seed) for seed in range(most)]
    return [row["text"] for row, _ in zip(rows(_NEWS), range(most), strict=False)]


def recognition(most: int) -> list[Row]:
    """The share of each kind of reprint that is recognised, and of all that are taken for one those that are."""
    random_ = random.Random(7)
    texts = _texts(most)
    right = dict.fromkeys(KINDS, 0)
    wrong = 0
    with desk_over() as desk, desk.store.transaction():
        for number, text in enumerate(tqdm(texts, "originals", unit=" texts")):
            filed = file_article(desk, _article(f"o{number}", text), datetime(2026, 1, 1, tzinfo=UTC))
            wrong += filed is not None and filed.reprint_of is not None
        for number, text in enumerate(tqdm(texts, "reprints", unit=" texts")):
            original = desk.store.articles([f"o{number}"])[f"o{number}"].printing
            for at, (kind, make) in enumerate(KINDS.items()):
                article = _article(f"r{number}-{at}", make(text, random_))
                filed = file_article(desk, article, datetime(2026, 1, 2, tzinfo=UTC))
                found = filed.reprint_of if filed is not None else None
                right[kind] += found == original
                wrong += found not in (None, original)
    found_in_all = sum(right.values())
    return [
        *(Row(f"recognised: {kind}", 100 * count / len(texts), "%") for kind, count in right.items()),
        Row("recognised: all", 100 * found_in_all / len(texts) / len(KINDS), "%", f"of {len(texts) * len(KINDS)}"),
        Row("... taken for the reprint of another text", 100 * wrong / (found_in_all + wrong), "%", f"{wrong}"),
    ]


def _article(name: str, text: str) -> Article:
    return Article(id=name, text=text, published=Moment(_DAY), dated_by=DatedBy.CALLER)


if __name__ == "__main__":
    sys.exit(main())
