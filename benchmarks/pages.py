"""How quick pages are with many claims, beside bare Flask pages of the same size: python -m benchmarks.pages

Pages are asked for turn by turn with the bare ones, one request after the other, each over a connection that stays
open, all served by werkzeug's server on loopback, so that other work on the machine weighs on all alike. A bare page is
a Flask route with neither ledger nor log: one returns the same bytes, the other fills a template of as many lines.
`--write` puts the table into docs/speed.md.
"""

import argparse
import gc
import http.client
import logging
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import structlog
from flask import Flask, render_template_string
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from benchmarks import pages_ledger
from benchmarks.measure import Row
from benchmarks.tables import lines_of, write_table
from claims.domain.verdict import Status
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.reviewing import NewReview, add_review
from claims.settings import Settings

_TABLES = Path(__file__).resolve().parents[1] / "docs" / "speed.md"
_ACCEPT = {"Accept": "text/html"}
_LINES = """<!doctype html><title>{{ title }}</title><main>
{% for line in lines %}<article class="line">
<p>{{ line.status }}</p>
<h3><a href="/claims/{{ line.id }}">{{ line.text }}</a></h3>
<p>{{ line.kind }} {{ line.publisher }} {{ line.day }}</p>
<p>{{ line.why }}</p></article>
{% endfor %}{{ rest }}</main>"""


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # the connection stays open

    def log_request(self, *_: object) -> None:
        pass


def main() -> int:
    """Measure, show, and write the table where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims on the ledger (default 100,000)")
    parser.add_argument("--repeat", type=int, default=200, help="times each page is asked for; the median counts")
    parser.add_argument("--write", action="store_true", help=f"put the table into {_TABLES.name}")
    args = parser.parse_args()
    found = measure(args.claims, args.repeat)
    for row in found:
        print(f"{row.what:<58}  {row.value:>12,.3g} {row.unit:<9}  {row.note}")
    if args.write:
        write_table(_TABLES, f"pages with {args.claims} claims", lines_of(found))
    return 0


def measure(count: int, repeat: int) -> list[Row]:
    """Every page beside the bare ones."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    gc.set_threshold(100_000, 50, 100)  # as claims/__main__.py has it
    with tempfile.TemporaryDirectory(prefix="claimdesk-pages-") as folder, ExitStack() as stack:
        desk = replace(
            open_desk(Settings(database_url=f"sqlite:///{folder}/ledger.db")), clock=lambda: pages_ledger.NOW
        )
        stack.callback(close_desk, desk)
        some = pages_ledger.fill(desk, count)
        desk.index.catch_up()
        ours = stack.enter_context(_served(create_app(desk=desk)))
        found: list[Row] = []
        for what, path in {
            "the desk": "/",
            "the desk, pending claims only": "/?status=pending",
            "the desk, a claim searched for": "/?q=" + "+".join(some.claim.text.split()[:3]),
            "the desk, half a word and one letter wrong": "/?q=" + "+".join(_mistyped(some.claim.text)),
            "a claim": f"/claims/{some.claim.id}",
            "the review desk": "/review",
            "promises": "/promises",
            "promises, a month of one claimant": "/promises?month=2025-06&claimant=Mayor+of+Town+0",
            "publishers": "/publishers",
            "publishers, by a part of their names": "/publishers?q=town+19",
        }.items():
            found += _beside_bare(what, path, ours, repeat, desk)
        for what, path in (
            ("desk", "/"),
            ("review desk", "/review"),
            ("promises", "/promises"),
            ("publishers", "/publishers"),
        ):
            found.append(_just_changed(what, path, ours, desk))
    return found


def _mistyped(text: str) -> list[str]:
    """A long word of a text without a letter, and half of another."""
    first, second = sorted(filter(str.isalpha, text.split()), key=len)[-2:]
    return [first[:2] + first[3:], second[: len(second) - 2]]


def _beside_bare(what: str, path: str, ours: http.client.HTTPConnection, repeat: int, desk: Desk) -> list[Row]:
    page = _ask(ours, path)
    with ExitStack() as stack:
        same = stack.enter_context(_served(_bare(lambda: page)))
        filled = stack.enter_context(_served(_bare(_template(desk, len(page)))))
        asked = {"ours": (ours, path), "same": (same, "/"), "filled": (filled, "/")}
        took: Mapping[str, list[float]] = {name: [] for name in asked}
        for turn in range(repeat + 20):
            for name, (connection, address) in asked.items():
                start = time.perf_counter()
                _ask(connection, address)
                if turn >= 20:
                    took[name].append((time.perf_counter() - start) * 1000)
    ms = {name: statistics.median(times) for name, times in took.items()}
    return [
        Row(what, ms["ours"], "ms", f"{len(page) / 1000:.0f} kB"),
        Row(
            "... a bare route that returns the same bytes",
            ms["same"],
            "ms",
            f"{ms['ours'] / ms['same']:.1f} times that",
        ),
        Row(
            "... one that fills a template as large", ms["filled"], "ms", f"{ms['ours'] / ms['filled']:.1f} times that"
        ),
    ]


def _just_changed(what: str, path: str, ours: http.client.HTTPConnection, desk: Desk) -> Row:
    """How long a page takes when a person has just decided on a claim, so that all is counted anew."""
    took = []
    for number in range(15):
        new = NewReview(reviewer="Ann", reason="Seen.", status=Status.CONFIRMED)
        add_review(desk, f"c{100 + number:020x}", new)
        start = time.perf_counter()
        _ask(ours, path)
        took.append((time.perf_counter() - start) * 1000)
    return Row(f"the {what}, just after a decision", statistics.median(took), "ms", "everything counted anew")


def _template(desk: Desk, size: int) -> Callable[[], str]:
    """A view that fills a plain template with lines in memory; what it lacks to the size is text."""
    lines = [
        {"id": t.claim.id, "text": t.claim.text, "status": t.verdict.status, "kind": t.claim.kind,
         "publisher": t.claim.publisher, "day": t.claim.claimed.day, "why": t.verdict.summary}
        for t in desk.store.claims([f"c{number:020x}" for number in range(20)]).values()
    ]  # fmt: skip
    app = Flask("bare")
    with app.app_context():
        rest = "x" * max(0, size - len(render_template_string(_LINES, title="", lines=lines, rest="")))
    return lambda: render_template_string(_LINES, title="", lines=lines, rest=rest)


def _bare(view: Callable[[], str | bytes]) -> Flask:
    app = Flask("bare")
    app.add_url_rule("/", "page", view)
    return app


@contextmanager
def _served(app: Flask) -> Iterator[http.client.HTTPConnection]:
    """A connection to an application that is served on loopback."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    try:
        yield connection
    finally:
        connection.close()
        server.shutdown()
        thread.join()


def _ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers=_ACCEPT)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


if __name__ == "__main__":
    sys.exit(main())
