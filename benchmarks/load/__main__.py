"""The server under load: python -m benchmarks.load [--claims 100000] [--seconds 10] [--postgres] [--write].

Sixteen clients at once ask a server with its default settings, on this machine: reads of a claim, lists, fuzzy
searches, articles posted. Beside it, before and after, a bare Flask route under the same gunicorn that answers with the
bytes of a claim. Clients and server share the processors, so only ratios of one run mean something. What is posted goes
on a copy of the ledger, and the command line ingests the same articles on another. Afterwards all that was posted is
looked up. `--folder` keeps the ledger for another run.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from urllib.parse import quote

from benchmarks import corpus
from benchmarks.load.clients import Measured, ask_all, for_seconds, get, post
from benchmarks.load.ledgers import copy_of, filled
from benchmarks.load.servers import Server, bare, claimdesk, environment
from benchmarks.postgres import server
from benchmarks.tables import write_table
from claims.services.desk import close_desk, open_desk
from claims.settings import Settings

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "load.md"
_WARM_UP = 1.5  # seconds
_FIRST = 1_000_000  # seed of the articles; none of them is on the ledger
_SHOWN_ERRORS = 5
_LISTS = (
    "limit=50",
    "status=pending&limit=50",
    "kind=event&sort=deadline&limit=50",
    "publisher=Paper%207&limit=50",
    "since=2025-04-01&until=2025-04-30&limit=50",
)


def main() -> int:
    """Measure, show, and write the table where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims on the ledger (default 100,000)")
    parser.add_argument("--clients", type=int, default=16, help="clients at once (default 16)")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each kind of request (default 10)")
    parser.add_argument("--articles", type=int, default=200, help="articles posted (default 200)")
    parser.add_argument("--postgres", action="store_true", help="keep the ledger in PostgreSQL")
    parser.add_argument("--folder", type=Path, help="keep the ledger here for another run")
    parser.add_argument("--write", action="store_true", help="put the table into docs/load.md")
    args = parser.parse_args()
    gc.set_threshold(100_000, 50, 100)  # as claims/__main__.py has it
    with ExitStack() as stack:
        folder = args.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="claimdesk-load-")))
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder}/ledger.db"
        if args.postgres:
            url = stack.enter_context(server(folder / "postgres"))
        lines = measure(Settings(database_url=url, index_dir=str(folder / "index")), folder, args)
    print("\n".join(lines))
    if args.write:
        write_table(_PAGE, "postgresql" if args.postgres else "sqlite", lines)
    return 0


def measure(settings: Settings, folder: Path, args: argparse.Namespace) -> list[str]:
    """The lines of the table."""
    ids = filled(settings, args.claims)
    for_posts, for_command = copy_of(settings, "posted"), copy_of(settings, "ingested")
    texts = list(corpus.claims(min(args.claims, 2_000), seed=3))

    def run(asked: Server, make: Callable[[int], bytes]) -> Measured:
        ask_all(asked, for_seconds(_WARM_UP, make), args.clients, 200)
        return ask_all(asked, for_seconds(args.seconds, make), args.clients, 200)

    def read(number: int) -> bytes:
        return get(f"/api/v1/claims/{ids[number * 7_919 % len(ids)]}")

    with claimdesk(settings) as asked:
        one = ask_all(asked, iter([read(0)]), 1, 200, keep=True).bodies[0]
    with bare(one, folder) as asked:
        peers = [run(asked, lambda _: get("/"))]
    with claimdesk(settings) as asked:
        found = {
            "read a claim": run(asked, read),
            "list 50 claims, by turns with other filters": run(
                asked, lambda number: get(f"/api/v1/claims?{_LISTS[number % len(_LISTS)]}")
            ),
            "fuzzy search, the 10 best": run(
                asked, lambda number: get(f"/api/v1/claims?limit=10&q={quote(texts[number % len(texts)])}")
            ),
        }
    with claimdesk(for_posts) as asked:
        ask_all(asked, for_seconds(_WARM_UP, read), args.clients, 200)
        posted = ask_all(asked, _posts(args.articles), args.clients, 201, keep=True)
        found["post a 500-word article"] = posted
    by_command = _by_command(for_command, folder, args.articles)
    with bare(one, folder) as asked:
        peers.append(run(asked, lambda _: get("/")))
    return _table(found, peers, by_command, _lost(for_posts, posted), args.clients)


def _submission(seed: int) -> dict[str, str]:
    return {
        "text": corpus.article(seed=seed),
        "published_at": corpus.day(seed).isoformat(),
        "publisher": f"Post {seed % 40}",
    }


def _posts(count: int) -> Iterator[bytes]:
    bodies = [json.dumps(_submission(_FIRST + number)).encode() for number in range(count)]
    return iter([post("/api/v1/articles", body) for body in bodies])


def _by_command(settings: Settings, folder: Path, count: int) -> tuple[float, float]:
    """The seconds that the command line takes for the same articles, and how many of the processors' time."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(_submission(_FIRST + number)) + "\n" for number in range(count)), "utf-8")
    began, used = time.perf_counter(), _processor_seconds()
    subprocess.run(
        [sys.executable, "-m", "claims", "ingest", str(file)],
        env=os.environ | environment(settings),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began, _processor_seconds() - used


def _processor_seconds() -> float:
    """What the programs that were started here and have ended had of the processors' time."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _lost(settings: Settings, posted: Measured) -> int:
    """How many articles and claims were told of, and are not on the ledger."""
    told = [json.loads(body) for body in posted.bodies]
    articles = {each["article"]["id"] for each in told}
    claims = {claim["id"] for each in told for claim in each["claims"]}
    desk = open_desk(settings)
    lost = len(articles - desk.store.articles(articles).keys()) + len(claims - desk.store.claims(claims).keys())
    close_desk(desk)
    return lost


def _table(
    found: dict[str, Measured], peers: list[Measured], by_command: tuple[float, float], lost: int, clients: int
) -> list[str]:
    bare_rate, bare_ms = mean(peer.rate for peer in peers), mean(peer.processor_ms for peer in peers)
    shown = {"a bare Flask route with the bytes of a claim": peers[0], **found}
    lines = [
        f"| {clients} clients at once | a second | of the bare route | processor ms | bare route's to it | "
        "p50 ms | p95 ms | p99 ms | p99 / p50 | errors |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for what, each in shown.items():
        p50, p95, p99 = (each.percentile(number) for number in (50, 95, 99))
        lines.append(
            f"| {what} | {each.rate:,.0f} | {each.rate / bare_rate:.2f} | {each.processor_ms:.2f} | "
            f"{bare_ms / each.processor_ms:.2f} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {p99 / p50:.1f} | "
            f"{len(each.errors)} |"
        )
    posted = found["post a 500-word article"]
    seconds, processor_seconds = by_command
    lines += [
        "",
        f"{len(posted.times)} articles posted took {posted.seconds:.1f} s and {posted.processor_seconds:.1f} s of the "
        f"processors; the command line took {seconds:.1f} s and {processor_seconds:.1f} s for the same: "
        f"{posted.seconds / seconds:.2f} and {posted.processor_seconds / processor_seconds:.2f} times. "
        f"Told of and not on the ledger afterwards: {lost}.",
    ]
    errors = [error for each in (*shown.values(), *peers) for error in each.errors]
    for error in errors[:_SHOWN_ERRORS]:
        print(f"An error: {error}", file=sys.stderr)
    return lines


if __name__ == "__main__":
    sys.exit(main())
