"""Writes claims/extract/data/small_words.txt: English words that the news writes small.

    python -m training.casing

A capital proves a name only if the word is not ordinary English. Which words are is counted in running
text: a word is listed if at least FEWEST texts write it small, and more texts do than give it a capital
inside a sentence. Counts only, no text; see docs/models/names.md.
"""

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.evaluation import FOLDER, missing, rows

FEWEST = 3  # texts; what fewer write small may be a slip of the pen
SHORTEST, LONGEST = 3, 20  # letters
NEEDS = ("data/polnear/train.jsonl.gz", "data/fnc1/train_bodies.csv.gz", "data/arc/arc_bodies.csv.gz")
OUT = Path(__file__).parents[1] / "claims/extract/data/small_words.txt"
_HEAD = """\
# English words, in every form, that news texts write small: a capital at the head of a sentence or in a headline
# makes no name of them. Written by training/casing.py from {texts} texts of PolNeAR, FNC-1 and ARC (train parts).
"""
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")  # a capital that no sentence's head explains
_SMALL = re.compile(r"(?<![\w@#.'’&/-])[a-z]+(?![\w@/]|[.&'’-]\w)")


def main() -> int:
    """Count, and write the list."""
    if absent := missing(NEEDS):
        sys.stderr.write(f"not there: {', '.join(absent)}\n")
        return 1
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    texts = 0
    for text in _texts():
        texts += 1
        small.update(set(_SMALL.findall(text)))
        capital.update({word.lower() for word in _INSIDE.findall(text)})
    listed = sorted(
        word
        for word, count in small.items()
        if count >= FEWEST and count > capital[word] and SHORTEST <= len(word) <= LONGEST
    )
    lines = (" ".join(listed[at : at + 20]) for at in range(0, len(listed), 20))
    OUT.write_text(_HEAD.format(texts=texts) + "\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(listed)} words of {texts} texts written to {OUT}\n")
    return 0


def _texts() -> Iterator[str]:
    for row in rows(NEEDS[0]):
        yield row["text"]
    for path in NEEDS[1:]:
        with gzip.open(FOLDER / path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["articleBody"]


if __name__ == "__main__":
    sys.exit(main())
