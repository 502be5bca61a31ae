"""What thousands of articles on one claim cost: python -m benchmarks.crowds

Three crowds come in one after the other, on a ledger of their own: papers that reprint one report, each a little
differently; papers that cite it ("Market Whisper reported"); papers that report the same in words of their own. The
hundredth intake is held against the last. Then what people decide of a claim with so much evidence: withdrawing its
first article, merging it, and an earlier first report that arrives last.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from tqdm import tqdm

from benchmarks import corpus
from benchmarks.measure import Row
from claims.domain.moment import Moment
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.grouping import By, merge_claims
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim
from claims.services.withdrawing import withdraw_article
from claims.settings import Settings

_DAY = date(2026, 1, 1)
_LINES = 8  # of the report that is reprinted, every other one blank
_DAYS = 200  # over which a crowd spreads
_WINDOW = 50  # intakes to either side of the one that is timed
_FIRST = "Market Whisper"
_CLAIM = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million"
_REPORT = f"{_CLAIM}, people close to the talks said. The chain has forty shops and employs nine hundred people."
_OTHER = "The founder of a chain of bakers wants to sell forty shops to a rival."
_CITED = (
    "Corvo Foods may buy Merrow & Daughters, {outlet} reported on {day}.",
    "According to {outlet}, Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million.",
    "{outlet} reported that Corvo Foods is to buy Merrow & Daughters for £310 million.",
)
_TOLD = (
    "Corvo Foods has bought the bakery chain Merrow & Daughters for £310 million.",
    "Merrow & Daughters was bought by Corvo Foods for £310 million on {day}.",
    "Corvo Foods completed its purchase of Merrow & Daughters, the bakers, for 310 million pounds on {day}.",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

Make = Callable[[int, random.Random], str]


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowds", description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000, help="in each crowd (default 5,000)")
    parser.add_argument("--evidence", type=int, default=2_000, help="of a claim that people decide on (default 2,000)")
    parser.add_argument("--database", help="a PostgreSQL URL, of a schema that is empty before each crowd")
    parser.add_argument("crowds", nargs="*", help=f"of {', '.join(CROWDS)} and decisions (default all)")
    args = parser.parse_args()
    rows: list[Row] = []
    for name in args.crowds or [*CROWDS, "decisions"]:
        if name in CROWDS:
            rows += intake(name, CROWDS[name], args.articles, args.database)
        else:
            rows += decisions(args.evidence // 4, args.database) + decisions(args.evidence, args.database)
    for row in rows:
        print(f"{row.what:<66}  {row.value:>9,.1f} {row.unit:<4}  {row.note}")
    return 0


def intake(name: str, make: Make, most: int, database: str | None = None) -> list[Row]:
    """What the hundredth and the last article of a crowd take to come in."""
    random_ = random.Random(11)
    times = []
    clock = time.process_time if database is None else time.perf_counter  # other work disturbs the former least
    with desk_over(database) as desk:
        for number in tqdm(range(most), name, unit=" articles"):
            submission = article(make(number, random_), number, most)
            start = clock()
            ingest_article(desk, submission)
            times.append((clock() - start) * 1000)
        told = max(desk.store.count_evidence(tracked.claim.id) for tracked in desk.store.all_claims())
    early = statistics.median(times[100 - _WINDOW : 100 + _WINDOW])
    late = statistics.median(times[-2 * _WINDOW :])
    return [
        Row(f"{name}: intake of the 100th", early, "ms", "median of a hundred around it"),
        Row(f"{name}: intake of the {most:,}th", late, "ms", f"one claim has {told:,} pieces of evidence"),
        Row("... of that", late / early, "x"),
    ]


def decisions(pieces: int, database: str | None = None) -> list[Row]:
    """What it takes to decide on a claim with so many pieces of evidence."""
    random_ = random.Random(5)
    with desk_over(database) as desk:
        other, _ = add_claim(desk, NewClaim(text=_OTHER, claimed=Moment(_DAY)))
        first = ingest_article(desk, article(_REPORT, 0, pieces))
        cited = ingest_article(desk, article(_report(1, random_), 1, pieces)).article
        for number in tqdm(range(2, pieces), "evidence", unit=" articles"):
            text = _report(number, random_) if number % 2 else _citation(number, random_, cited.publisher)
            ingest_article(desk, article(text, number, pieces))
        claim_id = max(first.claims, key=lambda tracked: desk.store.count_evidence(tracked.claim.id)).claim.id
        told = desk.store.count_evidence(claim_id)
        withdrawn = _seconds(lambda: withdraw_article(desk, cited.id, "It was made up."))
        earlier = Submission(text=_REPORT, publisher="Sund Courier", published=Moment(_DAY - timedelta(days=9)))
        arrived = _seconds(lambda: ingest_article(desk, earlier))
        by = By(reviewer="R. Oduya", reason="They are one.")
        merged = _seconds(lambda: merge_claims(desk, claim_id, other.claim.id, by))
    each = f"{told:,} pieces of evidence"
    return [
        Row(
            f"withdrawing an article that half of them cite, of a claim with {each}",
            withdrawn,
            "s",
            per_piece(withdrawn, told),
        ),
        Row(f"an earlier first report of a claim with {each}", arrived, "s", per_piece(arrived, told)),
        Row(f"merging a claim with {each}", merged, "s", per_piece(merged, told)),
    ]


def per_piece(seconds: float, pieces: int) -> str:
    """The time for each piece, in words."""
    return f"{seconds * 1000 / pieces:.2f} ms a piece"


def article(text: str, number: int, most: int) -> Submission:
    """The article of that number in a crowd of so many, each by a paper of its own."""
    published = Moment(_DAY + timedelta(days=number * _DAYS // most))
    publisher = f"Paper {number}" if number else _FIRST
    return Submission(text=text, publisher=publisher, published=published, title=f"Title {number}")


def reworded(text: str, share: float, random_: random.Random) -> str:
    """The text with this share of its words replaced."""
    words = text.split(" ")
    others = text.split()
    return " ".join(random_.choice(others) if random_.random() < share else word for word in words)


def framed(text: str, random_: random.Random) -> str:
    """The text with another byline and a line of the house below it."""
    house = f"The {corpus.day(random_.randrange(300))} Courier"
    return f"By our correspondent in town, for {house}.\n\n{text}\n\nRead more of this in {house}, and in its letters."


@contextmanager
def desk_over(database: str | None = None) -> Iterator[Desk]:
    """A desk over an empty ledger, in late 2026: in a SQLite file, or in a schema of its own in the database."""
    now = datetime(2026, 12, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="claimdesk-crowds-") as folder, _url(folder, database) as url:
        desk = open_desk(Settings(database_url=url), clock=lambda: now)
        try:
            yield desk
        finally:
            close_desk(desk)


@contextmanager
def _url(folder: str, database: str | None) -> Iterator[str]:
    if database is None:
        yield f"sqlite:///{folder}/ledger.db"
        return
    import psycopg

    schema = "crowds"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        connection.execute(f"CREATE SCHEMA {schema}")
        try:
            yield f"{database}{'&' if '?' in database else '?'}options=-csearch_path%3D{schema}"
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _reprint(number: int, random_: random.Random) -> str:
    report = "\n".join(corpus.article(seed=3).split("\n")[:_LINES])
    return framed(reworded(report, 0.002, random_), random_) if number else report


def _citation(number: int, random_: random.Random, outlet: str | None = _FIRST) -> str:
    cited = random_.choice(_CITED).format(outlet=outlet, day=random_.choice(_WEEKDAYS))
    return f"{cited}\n\n{_own_words(number)}" if number else _REPORT


def _report(number: int, random_: random.Random) -> str:
    told = random_.choice(_TOLD).format(day=random_.choice(_WEEKDAYS))
    return f"{told}\n\n{_own_words(number)}" if number else _REPORT


def _own_words(number: int) -> str:
    """Two hundred words that no other article of the crowd has."""
    return corpus.article(200, seed=1_000 + number)


CROWDS: dict[str, Make] = {"reprints": _reprint, "citations": _citation, "reports": _report}


if __name__ == "__main__":
    sys.exit(main())
