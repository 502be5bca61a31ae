"""Claims in any number, made from real ones by varying their names, numbers and words; a fixed seed."""

import random
import re
from collections.abc import Iterator

from benchmarks import corpus
from benchmarks.evaluation import missing, rows

_REAL = "data/claims-corpus/claims.jsonl.gz"
_VARIED = 0.25  # of the words that are neither names nor short
_WORD = re.compile(r"\w+(?:['’]\w+)?|\W+")


def claims(count: int, seed: int = 7) -> Iterator[str]:
    """`count` claims: real ones and copies where the evaluation data is there, else those of `corpus`."""
    if missing([_REAL]):
        yield from corpus.claims(count, seed)
        return
    real = [row["claim"] for row in rows(_REAL)]
    yield from with_copies(real, count, seed)


def with_copies(real: list[str], count: int, seed: int = 7) -> Iterator[str]:
    """`count` texts: the real ones, then copies with other names and numbers, and other words in one place of four."""
    yield from real[:count]
    random_ = random.Random(seed)
    split = [parts(text) for text in real]
    found = pools(split)
    for number in range(max(0, count - len(real))):
        yield vary(split[number % len(split)], random_, found)


def near_copy(text: str, random_: random.Random) -> str:
    """The text as another outlet may print it: begun otherwise, and without one of its words."""
    words = text.rstrip(" .").split()
    if len(words) > 6:
        del words[random_.randrange(2, len(words) - 1)]
    return f"Officials confirmed on Tuesday that {' '.join(words)}."


def parts(text: str) -> list[str]:
    """A text in words and what stands between them."""
    return _WORD.findall(text)


def pools(split: list[list[str]]) -> tuple[list[str], list[str]]:
    """Names and other words as often as they occur, from every seventh text."""
    found = [part for told in split[::7] for part in told[2:] if part[0].isalpha()]
    return [w for w in found if w[0].isupper()], [w for w in found if w[0].islower() and len(w) > 3]


def vary(told: list[str], random_: random.Random, pools: tuple[list[str], list[str]]) -> str:
    """A text with other names and numbers, and other words in one place of four."""
    return "".join(_vary(part, random_, *pools) for part in told)


def _vary(part: str, random_: random.Random, names: list[str], words: list[str]) -> str:
    if part[0].isdigit():
        return str(random_.randrange(2, 10 ** min(len(part) + 1, 7)))
    if part[0].isupper():
        return random_.choice(names)
    is_kept = not part[0].isalpha() or len(part) <= 3 or random_.random() > _VARIED
    return part if is_kept else random_.choice(words)
