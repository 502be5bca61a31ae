"""What a re-check of many pending claims takes: python -m benchmarks.rechecking --claims 100000

Each run is `python -m claims recheck --json` in a process of its own, timed from its start to its end. Nothing is new:
the 20 articles on file were searched for every claim, and all are due again. One run is held against reading the same
rows as models of peewee; with PostgreSQL, two runs that are started together against one.
"""

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks import corpus, varied
from benchmarks.measure import Row
from benchmarks.postgres import server
from claims.domain.claim import Claim, Kind, TrackedClaim
from claims.domain.moment import Moment
from claims.domain.verdict import Verdict
from claims.services.desk import close_desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.unchanged import search_of
from claims.services.weigh import settle
from claims.settings import Settings
from claims.store import codec
from claims.store.tables import ClaimTable

_ARTICLES = 20
_ROUNDS = 3  # of each measurement; the median counts
_ROWS = 10_000  # in one transaction while the ledger is filled


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rechecking", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="pending claims on the ledger (default 100,000)")
    parser.add_argument("--postgres", action="store_true", help="keep the ledger in PostgreSQL instead of SQLite")
    parser.add_argument("--first", action="store_true", help="also the first look at them, which takes minutes")
    args = parser.parse_args()
    for row in measure(args.claims, postgres=args.postgres, first=args.first):
        print(f"{row.what:<64}  {row.value:>10,.2f} {row.unit:<9}  {row.note}")
    return 0


def measure(count: int, *, postgres: bool = False, first: bool = False) -> list[Row]:
    """Runs over one ledger."""
    with tempfile.TemporaryDirectory(prefix="claimdesk-rechecking-") as name, ExitStack() as stack:
        folder = Path(name)
        url = stack.enter_context(server(folder / "postgres")) if postgres else f"sqlite:///{folder}/ledger.db"
        settings = Settings(database_url=url, index_dir=str(folder / "index"))
        _fill(settings, count, searched=not first)
        rows = _first(settings, count) if first else []
        baseline: list[float] = []
        one: list[float] = []
        for _ in range(_ROUNDS):
            baseline.append(_read_through_peewee(settings))
            _make_due(settings)
            took, memory, looked_at = _run(settings, 1)
            one.append(took)
        read, alone = statistics.median(baseline), statistics.median(one)
        rows += [
            Row(f"read {looked_at:,} rows through peewee", read, "s"),
            Row(f"re-check {looked_at:,} claims, nothing new", alone, "s", f"{looked_at / alone:,.0f} claims a second"),
            Row("ratio", alone / read, "x", "aim: 3 or less"),
            Row("memory of the process at its largest", memory, "MB"),
        ]
        if postgres:
            both: list[float] = []
            for _ in range(_ROUNDS):
                _make_due(settings)
                both.append(_run(settings, 2)[0])
            rows.append(Row("two runs together", statistics.median(both), "s"))
            rows.append(Row("ratio to one", statistics.median(both) / alone, "x", "aim: 0.6 or less"))
        return rows


def _fill(settings: Settings, count: int, *, searched: bool) -> None:
    """Articles, and claims of which the articles were `searched` already, or that were never looked at."""
    desk = open_desk(settings)
    at = desk.clock()
    for number in range(_ARTICLES):
        text = corpus.article(seed=2000 + number)
        ingest_article(desk, Submission(text=text, published=Moment(corpus.day(number)), publisher=f"Post {number}"))
    texts = varied.claims(count)
    numbers = itertools.count()
    while batch := list(islice(texts, _ROWS)):
        with desk.store.transaction():
            for text in batch:
                claim = Claim(id=f"c{next(numbers):020x}", text=text, kind=Kind.EVENT, claimed=Moment(at.date()))
                new = TrackedClaim(claim=claim, verdict=Verdict(), created_at=at, updated_at=at)
                if searched:
                    new = settle(new, (), (), settings.policy, at)
                    new = replace(new, searched=search_of(claim, desk.store.last_change()))
                desk.store.add_claim(new)
    desk.index.catch_up()
    close_desk(desk)


def _first(settings: Settings, count: int) -> list[Row]:
    took, memory, looked_at = _run(settings, 1)
    return [
        Row(
            f"re-check {looked_at:,} claims that were never looked at", took, "s", f"{1000 * took / count:.2f} ms each"
        ),
        Row("memory of the process at its largest", memory, "MB"),
    ]


def _read_through_peewee(settings: Settings) -> float:
    """Seconds to read every claim as a model of peewee."""
    desk = open_desk(settings)
    database = desk.store._db._database  # type: ignore[attr-defined]
    start = time.perf_counter()
    with database.connection_context():
        for _ in ClaimTable.select().where(ClaimTable.deleted_at.is_null()).bind(database).iterator():
            pass
    took = time.perf_counter() - start
    close_desk(desk)
    return took


def _make_due(settings: Settings) -> None:
    desk = open_desk(settings)
    with desk.store.transaction():
        past = ClaimTable.update(next_check_at=codec.put_instant(desk.clock()))
        desk.store._db.write(past)  # type: ignore[attr-defined]
    close_desk(desk)


def _run(settings: Settings, processes: int) -> tuple[float, float, int]:
    """So many re-checks together: seconds, MB of the largest process, and how many claims they looked at."""
    environment = os.environ | {"CLAIMS_INDEX_DIR": settings.index_dir}
    command = [sys.executable, "-m", "claims", "--database", settings.database_url, "recheck", "--json"]
    start = time.perf_counter()
    started = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(processes)]
    told = [json.loads(process.communicate()[0]) for process in started]
    took = time.perf_counter() - start
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return took, largest, sum(report["looked_at"] for report in told)


if __name__ == "__main__":
    sys.exit(main())
