"""Which articles a claim finds, as whole articles and by their sentences: python -m benchmarks.articles

Real articles (FNC-1, PolNeAR; train) and copies of them with other names, numbers and words are indexed both ways, in
memory. In some of the copies a sentence is hidden that speaks of a claim: a near-copy, a post or a sentence of a debate
that fact-checkers held to be of it (CheckThat! 2A and 2B). The claim is asked for; so are headlines that agree with an
article of FNC-1.
"""

import argparse
import csv
import gzip
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks import varied
from benchmarks.evaluation import FOLDER, missing, rows
from claims.index import Collection, Form

_CLAIMS = "data/claims-corpus/claims.jsonl.gz"
_BODIES, _STANCES = "data/fnc1/train_bodies.csv.gz", "data/fnc1/train_stances.csv.gz"
_NEWS = "data/polnear/train.jsonl.gz"
_TASKS = ("checkthat-2a", "checkthat-2b")
_ASKED = 300  # claims of each kind
_AT = (5, 10, 50)  # articles that a re-check reads, an intake, and a new claim
_FEWEST = 5  # sentences of an article
_MOST_CHARS = 6_000
_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Asked:
    """A claim of a kind, and the numbers of the articles that speak of it."""

    kind: str
    claim: str
    right: frozenset[int]


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="articles on file (default 100,000)")
    count = parser.parse_args().articles
    if gone := missing([_CLAIMS, _BODIES, _STANCES, _NEWS, *(f"data/{task}/vclaims.jsonl.gz" for task in _TASKS)]):
        print(f"{gone[0]} is not there (set EVALUATION_DATA)", file=sys.stderr)
        return 1
    articles, asked = _articles(count)
    for name, form in (("whole", Form(keep_texts=False)), ("by sentence", Form(keep_texts=False, in_parts=True))):
        started = time.process_time()
        collection = Collection(form)
        collection.update((str(number), " ".join(sentences)) for number, sentences in enumerate(articles))
        collection.nominate("the first question pays for the commit", 1)
        print(f"{name}: {count / (time.process_time() - started):,.0f} articles a second of processor time")
        for line in _found(collection, asked):
            print(f"  {line}", flush=True)
    return 0


def _found(collection: Collection, asked: Sequence[Asked]) -> Iterator[str]:
    shares: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    took = []
    for each in asked:
        started = time.process_time()
        found = [int(candidate.id) for candidate in collection.nominate(each.claim, max(_AT))]
        took.append((time.process_time() - started) * 1000)
        for at in _AT:
            shares[each.kind][at].append(len(each.right & set(found[:at])) / len(each.right))
    yield f"{statistics.mean(took):.2f} ms of processor time a claim"
    for kind, by in shares.items():
        yield f"{kind}: " + ", ".join(f"{statistics.mean(by[at]):.1%} among {at}" for at in _AT)


def _articles(count: int) -> tuple[list[list[str]], list[Asked]]:
    """So many articles as sentences, and what is asked of them."""
    random_ = random.Random(3)
    bodies = {row["Body ID"]: row["articleBody"] for row in _table(_BODIES)}
    named = [*bodies.items(), *(("", row["text"]) for row in rows(_NEWS))]
    real = [(name, cut) for name, text in named if len(cut := _sentences(text)) >= _FEWEST]
    articles = [list(sentences) for _, sentences in real]
    split = [[varied.parts(sentence) for sentence in sentences] for _, sentences in real]
    pools = varied.pools([parts for sentences in split for parts in sentences])
    for number in range(count - len(real)):
        articles.append([varied.vary(parts, random_, pools) for parts in split[number % len(split)]])
    places = iter(random_.sample(range(len(real), count), (1 + len(_TASKS)) * _ASKED))
    asked = []
    for kind, claim, sentence in _hidden(random_):
        article = articles[number := next(places)]
        article.insert(random_.randrange(2, len(article) + 1), sentence)
        asked.append(Asked(kind, claim, frozenset({number})))
    return articles, [*asked, *_headlines({name: number for number, (name, _) in enumerate(real)}, random_)]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _END.split(text[:_MOST_CHARS]) if len(sentence) > 20]


def _hidden(random_: random.Random) -> Iterator[tuple[str, str, str]]:
    """The kind, a claim, and a sentence that speaks of it."""
    for row in random_.sample(list(rows(_CLAIMS)), _ASKED):
        yield "near-copy", row["claim"], varied.near_copy(row["claim"], random_)
    for task in _TASKS:
        claims = {row["id"]: row["claim"] for row in rows(f"data/{task}/vclaims.jsonl.gz")}
        pairs = []
        for part in ("train", "dev"):
            texts = {row["id"]: " ".join(row["text"].split()) for row in rows(f"data/{task}/{part}_queries.jsonl")}
            for line in (FOLDER / f"data/{task}/{part}_qrels.tsv").read_text("utf-8").splitlines():
                query, _, claim, relevant = line.split()
                if relevant != "0" and query in texts and claim in claims:
                    pairs.append((claims[claim], texts[query]))
        yield from ((task, claim, text) for claim, text in random_.sample(pairs, _ASKED))


def _headlines(places: dict[str, int], random_: random.Random) -> list[Asked]:
    agreeing: dict[str, set[int]] = defaultdict(set)
    for row in _table(_STANCES):
        if row["Stance"] == "agree" and row["Body ID"] in places:
            agreeing[row["Headline"]].add(places[row["Body ID"]])
    chosen = random_.sample(sorted(agreeing.items()), _ASKED)
    return [Asked("headline of FNC-1", headline, frozenset(right)) for headline, right in chosen]


@cache
def _table(path: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with gzip.open(FOLDER / path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    sys.exit(main())
