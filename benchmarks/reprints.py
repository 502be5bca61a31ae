"""How well reprints are recognised, and whether thousands of them slow an intake: python -m benchmarks.reprints

Reprints are made of texts of the news, where the evaluation data is there, else of made-up ones: another first and last
line, a cut end, words replaced, and all of these together. Every text is filed with its reprints among all the others;
two texts are right to be taken for one if one was made of the other. Then one report is reprinted thousands of times,
each a little different and by another paper, and handed in one after the other.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from tqdm import tqdm

from benchmarks import corpus
from benchmarks.evaluation import missing, rows
from benchmarks.measure import Row
from claims.domain.article import Article, DatedBy
from claims.domain.moment import Moment
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.printing import file_article
from claims.settings import Settings

_NEWS = "data/polnear/train.jsonl.gz"
_DAY = date(2026, 1, 1)
_SENTENCES = 8  # of the report that is reprinted
_WINDOW = 50  # intakes around the one that is timed


def reworded(text: str, share: float, random_: random.Random) -> str:
    """The text with this share of its words replaced."""
    words = text.split(" ")
    others = text.split()
    return " ".join(random_.choice(others) if random_.random() < share else word for word in words)


def cut(text: str, share: float) -> str:
    """The first `share` of the text."""
    return text[: int(len(text) * share)]


def framed(text: str, random_: random.Random) -> str:
    """The text with another byline and a line of the house below it."""
    house = f"The {corpus.day(random_.randrange(300))} Courier"
    return f"By our correspondent in town, for {house}.\n\n{text}\n\nRead more of this in {house}, and in its letters."


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
    args = parser.parse_args()
    for row in [*recognition(args.texts), *intake(args.reprints)]:
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
    with tempfile.TemporaryDirectory(prefix="claimdesk-reprints-") as folder:
        desk = _desk(folder)
        with desk.store.transaction():
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
        close_desk(desk)
    found_in_all = sum(right.values())
    return [
        *(Row(f"recognised: {kind}", 100 * count / len(texts), "%") for kind, count in right.items()),
        Row("recognised: all", 100 * found_in_all / len(texts) / len(KINDS), "%", f"of {len(texts) * len(KINDS)}"),
        Row("... taken for the reprint of another text", 100 * wrong / (found_in_all + wrong), "%", f"{wrong}"),
    ]


def _article(name: str, text: str) -> Article:
    return Article(id=name, text=text, published=Moment(_DAY), dated_by=DatedBy.CALLER)


def intake(most: int) -> list[Row]:
    """What the hundredth and the last of many reprints of one report take to come in."""
    random_ = random.Random(11)
    report = "\n".join(corpus.article(seed=3).split("\n")[:_SENTENCES])
    times = []
    with tempfile.TemporaryDirectory(prefix="claimdesk-reprints-") as folder:
        desk = _desk(folder)
        for number in tqdm(range(most), "intake", unit=" reprints"):
            text = framed(reworded(report, 0.002, random_), random_) if number else report
            published = Moment(_DAY + timedelta(days=number * 200 // most))
            submission = Submission(
                text=text, publisher=f"Paper {number}", published=published, title=f"Title {number}"
            )
            start = time.perf_counter()
            ingest_article(desk, submission)
            times.append((time.perf_counter() - start) * 1000)
        claims = sum(tracked.appearances > most // 2 for tracked in desk.store.all_claims())
        close_desk(desk)
    early = statistics.median(times[100 - _WINDOW : 100 + _WINDOW])
    late = statistics.median(times[-2 * _WINDOW :])
    return [
        Row("intake of the 100th reprint of a report", early, "ms", "median of a hundred around it"),
        Row(f"intake of the {most:,}th", late, "ms", f"{claims} claims are in most of them"),
        Row("... of that", late / early, "x"),
    ]


def _desk(folder: str) -> Desk:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    return open_desk(Settings(database_url=f"sqlite:///{folder}/ledger.db"), clock=lambda: now)


if __name__ == "__main__":
    sys.exit(main())
