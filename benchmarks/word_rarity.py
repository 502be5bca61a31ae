"""Writes claims/match/data/word_rarity.txt: how telling each common English stem is, from news texts.

    python -m benchmarks.word_rarity DATA

Counts the sentences of FNC-1 bodies, PolNeAR articles, UCI headlines and stored claims that hold a
stem in lower case. Names do not enter: a stem counts only if it is written small more often than not, and
handles, addresses, words with capitals inside and whatever only headlines have are left out.
"""

import csv
import gzip
import io
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claims.compare.words import stem

_TELLING = 20  # sentences; what stands in fewer is as telling as a name
_FEWEST = 5  # sentences; what stands in fewer may be a slip of the pen
_HANDLE_OR_ADDRESS = re.compile(r"[@#]\w+|https?://\S+|pic\.\S+|\w+\.(?:com|org|net)\S*")
_OUT = Path(__file__).parents[1] / "claims/match/data/word_rarity.txt"
_HEAD = """\
# How telling English words are, for stems in at least {fewest} of {sentences} sentences: ln(N/n) / ln(N/{telling}), at
# most 1; 0 for a word of every sentence. Not listed: names, and what is rarer. Written by benchmarks/word_rarity.py
# from FNC-1 bodies (train), PolNeAR (train), UCI News Aggregator headlines (CC BY 4.0) and the stored claims of
# CheckThat! 2020-2021, LIAR and ClaimsKG; counts only, no text. Each line: rarity, then its stems.
"""


def main(data: Path) -> None:
    """Count, and write the table."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    sentences = 0
    for text in _texts(data):
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", _HANDLE_OR_ADDRESS.sub(" ", text)):
            sentences += 1
            words = set(re.findall(r"[^\W\d_]+", sentence))
            small.update({stem(w) for w in words if w.islower()})
            capital.update({stem(w.lower()) for w in words if w[0].isupper()})
    for title in _field(data / "headlines-uci/dev.jsonl.gz", "title"):
        sentences += 1
        small.update({s for w in set(re.findall(r"[^\W\d_]+", title.lower())) if (s := stem(w)) in small})
    groups: dict[str, list[str]] = {}
    for word, count in small.items():
        if count >= _FEWEST and 2 * count > capital[word]:
            rarity = min(1.0, math.log(sentences / count) / math.log(sentences / _TELLING))
            groups.setdefault(f"{rarity:.2f}", []).append(word)
    lines = [f"{rarity} {' '.join(sorted(words))}" for rarity, words in sorted(groups.items())]
    _OUT.write_text(
        _HEAD.format(fewest=_FEWEST, telling=_TELLING, sentences=sentences) + "\n".join(lines) + "\n", "utf-8"
    )
    print(f"{sum(map(len, groups.values()))} stems of {sentences} sentences written to {_OUT}")


def _texts(data: Path) -> Iterator[str]:
    with gzip.open(data / "fnc1/train_bodies.csv.gz", "rt", encoding="utf-8") as file:
        yield from (row["articleBody"] for row in csv.DictReader(io.StringIO(file.read())))
    yield from _field(data / "polnear/train.jsonl.gz", "text")
    yield from _field(data / "claims-corpus/claims.jsonl.gz", "claim")


def _field(path: Path, name: str) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)[name] for line in lines)


if __name__ == "__main__":
    csv.field_size_limit(10**8)
    main(Path(sys.argv[1]))
