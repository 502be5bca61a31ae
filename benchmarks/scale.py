"""Matching among many claims, side by side with peers: python -m benchmarks.scale --claims 1000000

An article of 20 sentences, three of them near-copies of claims on the ledger, is nominated for and scored. Times are
medians of wall time over articles seen for the first time, with the processors' time beside them, which other work on
the machine disturbs less. `--write` puts the table into docs/scale.md, where one for each size and store stands.
"""

import argparse
import gc
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from benchmarks import corpus, peers, recall, varied
from benchmarks.evaluation import missing, rows
from benchmarks.measure import Row
from benchmarks.postgres import server
from benchmarks.tables import lines_of, write_table
from claims.domain.claim import Claim, Kind, TrackedClaim
from claims.domain.moment import Moment
from claims.domain.reading import Reading
from claims.domain.verdict import Verdict
from claims.extract import read
from claims.match import match_article
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.weigh import nominate_claims
from claims.settings import Settings

SENTENCES, COPIES = 20, 3
_WARM_UP = 5  # articles
_BATCH = 50_000
_DAY = date(2026, 1, 1)
_NEWS = "data/polnear/dev.jsonl.gz"
_TABLES = Path(__file__).resolve().parents[1] / "docs" / "scale.md"


@dataclass(frozen=True)
class Article:
    """An article as read, and the numbers of the claims that it nearly copies."""

    reading: Reading
    right: tuple[int, ...]


def main() -> int:
    """Measure, show, and write the table where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims on the ledger (default 100,000)")
    parser.add_argument("--articles", type=int, default=30, help="articles measured (default 30)")
    parser.add_argument("--recall", action="store_true", help="also recall at 50 on CheckThat! among so many claims")
    parser.add_argument("--write", action="store_true", help=f"put the table into {_TABLES.name}")
    parser.add_argument("--postgres", action="store_true", help="keep the ledger in PostgreSQL instead of SQLite")
    args = parser.parse_args()
    found = measure(args.claims, args.articles, postgres=args.postgres)
    if args.recall:
        found += recall.measure(args.claims)
    for row in found:
        print(f"{row.what:<58}  {row.value:>12,.3g} {row.unit:<9}  {row.note}")
    if args.write:
        write_table(_TABLES, f"{args.claims} claims{', PostgreSQL' if args.postgres else ''}", lines_of(found))
    return 0


def measure(count: int, number: int, *, postgres: bool = False) -> list[Row]:
    """Ours and the peers, on one ledger."""
    with tempfile.TemporaryDirectory(prefix="claimdesk-scale-") as name, ExitStack() as stack:
        folder = Path(name)
        url = stack.enter_context(server(folder / "postgres")) if postgres else f"sqlite:///{folder}/ledger.db"
        settings = Settings(database_url=url, index_dir=str(folder / "index"))
        texts = list(varied.claims(count))
        _fill(settings, texts)
        articles = list(_articles(texts, _WARM_UP + number))
        # In a process of its own, so that its memory is that of a server and not of the texts here.
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            found = pool.apply(_building, (settings,)) + pool.apply(_matching, (settings, articles))
        return found + _peers(folder, texts, articles)


def _fill(settings: Settings, texts: Sequence[str]) -> None:
    desk = open_desk(settings)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    numbered = iter(enumerate(tqdm(texts, "filling the ledger", unit=" claims")))
    while batch := list(islice(numbered, _BATCH)):
        with desk.store.transaction():
            for number, text in batch:
                claim = Claim(id=_id(number), text=text, kind=Kind.STATEMENT, claimed=Moment(_DAY))
                desk.store.add_claim(TrackedClaim(claim=claim, verdict=Verdict(), created_at=now, updated_at=now))
    close_desk(desk)


def _id(number: int) -> str:
    return f"c{number:020x}"


def _articles(texts: Sequence[str], number: int) -> Iterator[Article]:
    random_ = random.Random(5)
    others = _others()
    for _ in range(number):
        sentences = random_.sample(others, SENTENCES - COPIES)
        right = tuple(random_.sample(range(len(texts)), COPIES))
        for claim in right:
            copy = varied.near_copy(texts[claim], random_)
            sentences.insert(random_.randrange(len(sentences) + 1), copy)
        yield Article(read("\n".join(sentences), _DAY), right)


def _others() -> list[str]:
    """Sentences of the news that repeat no claim."""
    if missing([_NEWS]):
        return [line for seed in range(200) for line in corpus.article(seed=seed).splitlines()[1:] if len(line) > 40]
    bodies = [row["text"][:4000] for row, _ in zip(rows(_NEWS), range(100), strict=False)]
    return [s.text for body in bodies for s in read(body, _DAY).sentences if 40 < len(s.text) < 300]


def _building(settings: Settings) -> list[Row]:
    desk = open_desk(settings)
    start = time.perf_counter()
    desk.index.catch_up()
    built = time.perf_counter() - start
    state = desk.index.look()["claims"]
    close_desk(desk)
    return [
        Row("index built", state.texts / built, "claims/s", "from the database, one process"),
        Row("index on disk", state.size / 1e6, "MB"),
        Row("memory while building, at most", _memory_mb("VmHWM:"), "MB"),
    ]


def _matching(settings: Settings, articles: Sequence[Article]) -> list[Row]:
    gc.set_threshold(100_000, 50, 100)  # as claims/__main__.py has it
    start = time.perf_counter()
    desk = open_desk(settings)
    desk.index.catch_up()
    opened = (time.perf_counter() - start) * 1000
    limit = desk.settings.candidates
    nominated = _medians(
        lambda article: list(desk.index.nominate_claims([s.text for s in article.reading.sentences], limit)), articles
    )
    found: list[tuple[int, int]] = []
    scored = _medians(lambda article: found.append(_score(desk, article)), articles)
    close_desk(desk)
    wanted = len(found) * COPIES
    return [
        Row("open a built index", opened, "ms"),
        nominated.row("Claimdesk: nominate", f"{limit} claims for each sentence"),
        scored.row("Claimdesk: nominate and score", "with the truth conditions of what is about a claim"),
        Row("... the copied claims among the candidates", sum(c for c, _ in found) / wanted * 100, "%"),
        Row("... and found to be what the sentence is about", sum(a for _, a in found) / wanted * 100, "%"),
        Row("memory of the process", _memory_mb("VmRSS:"), "MB", "the pages of the index that it has read included"),
    ]


def _score(desk: Desk, article: Article) -> tuple[int, int]:
    """How many of the copied claims were nominated, and how many matched."""
    pairs, claims = nominate_claims(desk, article.reading)
    matches = match_article(article.reading, [(n, claims[i].claim) for n, i in pairs if i in claims])
    right = {_id(number) for number in article.right}
    return len(right & {i for _, i in pairs}), len(right & {m.claim_id for m in matches if m.about})


def _peers(folder: Path, texts: Sequence[str], articles: Sequence[Article]) -> list[Row]:
    made: list[tuple[str, Callable[[], peers.Nominate], int]] = [
        ("tantivy alone: nominate", lambda: peers.tantivy_alone(texts, folder / "tantivy"), len(articles)),
        *(
            (f"SQLite FTS5, the {n} rarest words: nominate", lambda n=n: peers.fts5(texts, folder / "fts.db", n), 8)
            for n in (3, 5, 8)
        ),
        ("rapidfuzz over all: nominate", lambda: peers.rapidfuzz_over_all(texts), 2 if len(texts) < 300_000 else 1),
    ]
    found = []
    for what, make, most in tqdm(made, "peers", unit=" peers"):
        nominate = make()
        some = articles[:most]
        hits: list[bool] = []

        def ask(article: Article, nominate: peers.Nominate = nominate, hits: list[bool] = hits) -> None:
            nominated = {n for sentence in article.reading.sentences for n in nominate(sentence.text)}
            hits.extend(number in nominated for number in article.right)

        took = _medians(ask, some)
        share = sum(hits) / len(hits) * 100
        found.append(took.row(what, f"{peers.NOMINATED} a sentence; {share:.0f} % of the copied claims"))
    return found


@dataclass(frozen=True)
class Took:
    """Milliseconds: as they pass, and as they were worked by all processors together."""

    wall: float
    worked: float

    def row(self, what: str, note: str) -> Row:
        """As a line of the table."""
        return Row(what, self.wall, "ms", f"{self.worked:.3g} ms of the processors' time; {note}")


def _medians(work: Callable[[Article], object], articles: Sequence[Article]) -> Took:
    warm_up = _WARM_UP if len(articles) > _WARM_UP else 0
    for article in articles[:warm_up]:
        work(article)
    wall, worked = [], []
    for article in articles[warm_up:]:
        start, started = time.perf_counter(), time.process_time()
        work(article)
        wall.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - started) * 1000)
    return Took(statistics.median(wall), statistics.median(worked))


def _memory_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


if __name__ == "__main__":
    sys.exit(main())
