"""The server under load: python -m benchmarks.load [--claims 100000] [--seconds 10] [--postgres] [--write].

Sixteen clients at once ask a server with its default settings, on this machine: reads of a claim, lists, fuzzy
searches, articles posted. Beside it, before and after, a bare Flask route under the same gunicorn that answers with the
bytes of a claim. Clients and server share the processors, so only ratios of one run mean something. Afterwards all that
was posted is looked up on the ledger. `--folder` keeps the ledger for another run.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from urllib.parse import quote

from tqdm import tqdm

from benchmarks import corpus
from benchmarks.load.clients import Measured, ask_all, for_seconds, get, post
from benchmarks.load.servers import Server, bare, claimdesk
from benchmarks.postgres import server
from claims.domain.moment import Moment
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.ledger import NewClaim, add_claim
from claims.settings import Settings

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "load.md"
_BATCH = 5_000
_WARM_UP = 1.5  # seconds
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
        _write("postgresql" if args.postgres else "sqlite", lines)
    return 0


def measure(settings: Settings, folder: Path, args: argparse.Namespace) -> list[str]:
    """The lines of the table."""
    ids = _filled(settings, args.claims)
    environment = {"CLAIMS_DATABASE_URL": settings.database_url, "CLAIMS_INDEX_DIR": settings.index_dir}
    texts = list(corpus.claims(min(args.claims, 2_000), seed=3))

    def run(asked: Server, make: Callable[[int], bytes]) -> Measured:
        ask_all(asked, for_seconds(_WARM_UP, make), args.clients, 200)
        return ask_all(asked, for_seconds(args.seconds, make), args.clients, 200)

    def read(number: int) -> bytes:
        return get(f"/api/v1/claims/{ids[number * 7_919 % len(ids)]}")

    with claimdesk(environment) as asked:
        one = ask_all(asked, iter([read(0)]), 1, 200, keep=True).bodies[0]
    with bare(one, folder) as asked:
        peers = [run(asked, lambda _: get("/"))]
    with claimdesk(environment) as asked:
        found = {
            "read a claim": run(asked, read),
            "list 50 claims, by turns with other filters": run(
                asked, lambda number: get(f"/api/v1/claims?{_LISTS[number % len(_LISTS)]}")
            ),
            "fuzzy search, the 10 best": run(
                asked, lambda number: get(f"/api/v1/claims?limit=10&q={quote(texts[number % len(texts)])}")
            ),
        }
        began = time.time_ns()
        posted = ask_all(asked, _posts(began, args.articles), args.clients, 201, keep=True)
        found["post a 500-word article"] = posted
    with bare(one, folder) as asked:
        peers.append(run(asked, lambda _: get("/")))
    lost = _lost(settings, posted)
    by_command = _by_command(environment, folder, began + args.articles, args.articles)
    return _table(found, peers, by_command, lost, args.clients)


def _filled(settings: Settings, count: int) -> list[str]:
    """The ids of the claims on a ledger, which has `count` at least."""
    desk = open_desk(settings)
    missing = count - desk.store.stats(datetime.now(UTC)).claims
    for start in tqdm(range(0, max(missing, 0), _BATCH), "filling the ledger", unit=f" x {_BATCH} claims"):
        _fill(desk, start, min(_BATCH, missing - start))
    desk.index.catch_up()
    ids = [tracked.claim.id for tracked in desk.store.all_claims()]
    close_desk(desk)
    return ids


def _fill(desk: Desk, start: int, count: int) -> None:
    with desk.store.transaction():
        for number, text in enumerate(corpus.claims(count, seed=1_000 + start), start):
            new = NewClaim(text=text, claimed=Moment(corpus.day(number)), publisher=f"Paper {number % 50}")
            add_claim(desk, new)


def _submission(seed: int) -> dict[str, str]:
    return {
        "text": corpus.article(seed=seed),
        "published_at": corpus.day(seed).isoformat(),
        "publisher": f"Post {seed % 40}",
    }


def _posts(first: int, count: int) -> Iterator[bytes]:
    bodies = [json.dumps(_submission(seed)).encode() for seed in range(first, first + count)]
    return iter([post("/api/v1/articles", body) for body in bodies])


def _by_command(environment: dict[str, str], folder: Path, first: int, count: int) -> float:
    """The seconds that the command line takes for as many other articles of the same kind."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(_submission(seed)) + "\n" for seed in range(first, first + count)), "utf-8")
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "claims", "ingest", str(file)],
        env=os.environ | environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _lost(settings: Settings, posted: Measured) -> int:
    """How many articles and claims were told of, and are not on the ledger."""
    told = [json.loads(body) for body in posted.bodies]
    articles = {each["article"]["id"] for each in told}
    claims = {claim["id"] for each in told for claim in each["claims"]}
    desk = open_desk(settings)
    lost = len(articles - desk.store.articles(articles).keys()) + len(claims - desk.store.claims(claims).keys())
    close_desk(desk)
    return lost


def _table(found: dict[str, Measured], peers: list[Measured], by_command: float, lost: int, clients: int) -> list[str]:
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
    number = len(posted.times)
    lines += [
        "",
        f"{number} articles posted took {posted.seconds:.1f} s; the command line took {by_command:.1f} s for as many: "
        f"{posted.seconds / by_command:.2f} times. Told of and not on the ledger afterwards: {lost}.",
    ]
    errors = [error for each in (*shown.values(), *peers) for error in each.errors]
    for error in errors[:_SHOWN_ERRORS]:
        print(f"An error: {error}", file=sys.stderr)
    return lines


def _write(name: str, lines: list[str]) -> None:
    """Put the table of this name in its place in docs/load.md. Raises ValueError where it has none there."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    page = _PAGE.read_text("utf-8")
    if begin not in page or end not in page:
        raise ValueError(f"{_PAGE.name} has no place for a table of {name}.")
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    _PAGE.write_text(f"{before}{begin}\n" + "\n".join(lines) + f"\n{end}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
