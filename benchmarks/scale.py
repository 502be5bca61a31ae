"""Matching among many claims, side by side with peers: python -m benchmarks.scale --claims 1000000

An article of 20 sentences, three of them near-copies of claims on the ledger, is nominated for and scored. Times are
medians of wall time over articles seen for the first time. `--write` puts the table into docs/scale.md, where one for
each size stands.
"""

import argparse
import gc
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from benchmarks import corpus, peers, varied
from benchmarks.evaluation import FOLDER, missing, rows
from benchmarks.measure import Row
from claims.domain.claim import Claim, Kind, TrackedClaim
from claims.domain.moment import Moment
from claims.domain.reading import Reading
from claims.domain.verdict import Verdict
from claims.extract import read
from claims.index import Collection
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
    args = parser.parse_args()
    found = measure(args.claims, args.articles)
    if args.recall:
        found += recall(args.claims)
    for row in found:
        print(f"{row.what:<58}  {row.value:>12,.3g} {row.unit:<9}  {row.note}")
    if args.write:
        write_table(args.claims, found)
    return 0


def measure(count: int, number: int) -> list[Row]:
    """Ours and the peers, on one ledger."""
    with tempfile.TemporaryDirectory(prefix="claimdesk-scale-") as name:
        folder = Path(name)
        texts = list(varied.claims(count))
        _fill(folder, texts)
        articles = list(_articles(texts, _WARM_UP + number))
        # In a process of its own, so that its memory is that of a server and not of the texts here.
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            found = pool.apply(_building, (folder,)) + pool.apply(_matching, (folder, articles))
        return found + _peers(folder, texts, articles)


def _fill(folder: Path, texts: Sequence[str]) -> None:
    desk = _desk(folder)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    numbered = iter(enumerate(tqdm(texts, "filling the ledger", unit=" claims")))
    while batch := list(islice(numbered, _BATCH)):
        with desk.store.transaction():
            for number, text in batch:
                claim = Claim(id=_id(number), text=text, kind=Kind.STATEMENT, claimed=Moment(_DAY))
                desk.store.add_claim(TrackedClaim(claim=claim, verdict=Verdict(), created_at=now, updated_at=now))
    close_desk(desk)


def _desk(folder: Path) -> Desk:
    return open_desk(Settings(database_url=f"sqlite:///{folder}/ledger.db"))


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


def _building(folder: Path) -> list[Row]:
    desk = _desk(folder)
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


def _matching(folder: Path, articles: Sequence[Article]) -> list[Row]:
    gc.set_threshold(100_000, 50, 100)  # as claims/__main__.py has it
    start = time.perf_counter()
    desk = _desk(folder)
    desk.index.catch_up()
    opened = (time.perf_counter() - start) * 1000
    limit = desk.settings.candidates
    nominated = _median_ms(
        lambda article: list(desk.index.nominate_claims([s.text for s in article.reading.sentences], limit)), articles
    )
    found: list[tuple[int, int]] = []
    scored = _median_ms(lambda article: found.append(_score(desk, article)), articles)
    close_desk(desk)
    wanted = len(found) * COPIES
    return [
        Row("open a built index", opened, "ms"),
        Row("Claimdesk: nominate", nominated, "ms", f"{limit} claims for each sentence"),
        Row("Claimdesk: nominate and score", scored, "ms", "with the truth conditions of what is about a claim"),
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

        took = _median_ms(ask, some)
        share = sum(hits) / len(hits) * 100
        found.append(Row(what, took, "ms", f"{peers.NOMINATED} a sentence; {share:.0f} % of the copied claims"))
    return found


def _median_ms(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    warm_up = _WARM_UP if len(articles) > _WARM_UP else 0
    for article in articles[:warm_up]:
        work(article)
    times = []
    for article in articles[warm_up:]:
        start = time.perf_counter()
        work(article)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def recall(count: int) -> list[Row]:
    """The share of right claims among 50, where CheckThat!'s claims stand among distorted copies of them."""
    found = []
    for name in ("checkthat-2a", "checkthat-2b"):
        files = [f"data/{name}/{file}" for file in ("vclaims.jsonl.gz", "dev_queries.jsonl", "dev_qrels.tsv")]
        if gone := missing(files):
            print(f"left out: {gone[0]} is not there (set EVALUATION_DATA)", file=sys.stderr)
            continue
        claims = {row["id"]: f"{row['claim']} {row['title']}" for row in rows(files[0])}
        ids = [*claims, *(f"copy {n}" for n in range(count))]
        texts = tqdm(varied.with_copies(list(claims.values()), count), name, total=count, unit=" claims")
        collection = Collection()
        collection.update(zip(ids, texts, strict=False))
        found.append(_recall(name, collection, rows(files[1]), _right(files[2])))
    return found


def _right(file: str) -> dict[str, set[str]]:
    right: dict[str, set[str]] = defaultdict(set)
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        query, _, claim_id, relevant = line.split()
        if relevant != "0":
            right[query].add(claim_id)
    return right


def _recall(name: str, collection: Collection, queries: Iterable[dict[str, str]], right: dict[str, set[str]]) -> Row:
    shares = []
    for query in queries:
        if wanted := right.get(query["id"]):
            nominated = {c.id for c in collection.nominate(query["text"], peers.NOMINATED)}
            shares.append(len(wanted & nominated) / len(wanted))
    return Row(f"recall at 50, {name} dev", statistics.mean(shares) * 100, "%", f"{len(shares)} texts")


def _memory_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def write_table(count: int, found: Sequence[Row]) -> None:
    """Put the table of this size in its place in docs/scale.md."""
    lines = ["| what | measured | |", "|---|---|---|"]
    lines += [f"| {row.what} | {_shown(row.value)} {row.unit} | {row.note} |" for row in found]
    begin, end = f"<!-- {count} claims -->", f"<!-- end of {count} claims -->"
    page = _TABLES.read_text("utf-8")
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    _TABLES.write_text(f"{before}{begin}\n" + "\n".join(lines) + f"\n{end}{after}", "utf-8")


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
