"""Texts to measure with, made up with a fixed seed: no two alike, with the words of business news."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

_SYLLABLES = "ar bel cor del es fen gal har is jor kes lor mer nol or pel quin ros sel tam ul ver wen yar zan".split()  # noqa: SIM905
_TRADES = "Foods Bank Steel Energy Media Motors Shipping Systems Pharma Retail Games Chemicals Airways Homes".split()  # noqa: SIM905
_DEEDS = (
    "will buy {other} for ${n} million",
    "plans to build a {thing} plant in {place} for {n} million euros",
    "will close its {place} {thing} works by the end of {year}",
    "said its sales of {thing} rose {n}.4% in {year}",
    "has cut {n} jobs at its {place} laboratory",
    "promised to deliver {n},000 tonnes of {thing} to {place} within three months",
    "denied that it had sold its stake in {other} for {n} million pounds",
    "won a ${n} million contract to supply {other} with {thing}",
    "is suing {other} over a patent on {thing}",
    "has recalled {n},000 units of {thing} sold in {place}",
    "named the head of its {place} office as chief executive",
    "borrowed {n} million euros to refit its {thing} fleet",
)
_THINGS = [
    "battery",
    "camera",
    "turbine",
    "syrup",
    "cement",
    "paper",
    "bicycle",
    "vaccine",
    "tyre",
    "carpet",
    "engine",
    "lens",
    "fertiliser",
    "satellite",
    "cable",
    "chocolate",
    "furniture",
    "tractor",
    "uniform",
    "glass",
    "insulin",
    "toy",
    "shoe",
    "yacht",
    "printer",
    "barley",
    "copper",
    "detergent",
    "piano",
]
_FILLER = (
    "Such questions are familiar to {other}, whose {thing} department is the pride of {place}.",
    "People in {place} are used to news of this kind from {other}, and some of them are tired of it.",
    "Few in the {thing} business seem surprised, though {place} is a long way from {other} in every sense.",
    "There is some unease in {place}, where the {thing} business is more than a business.",
    "Perhaps {other} is right about {thing}, and perhaps {place} is right as well.",
    "Why {thing} matters so much to {other} is a story of its own, as anybody in {place} can tell.",
    "The mood in {place} is hard to describe, and {other} is only a part of it.",
    "Nobody in {place} is quite sure what {thing} means to {other} these days.",
)


def claims(count: int, seed: int = 1) -> Iterator[str]:
    """`count` claims."""
    random_ = random.Random(seed)
    for _ in range(count):
        yield _claim(random_)


def article(words: int = 500, seed: int = 2) -> str:
    """A text of about `words` words: every third sentence is a claim, and the first is on the ledger of seed 1."""
    random_ = random.Random(seed)
    known = list(claims(1 + seed % 500))[-1]
    sentences = [f"{known}, the company said on Monday."]
    while sum(len(s.split()) for s in sentences) < words:
        if len(sentences) % 3 == 0:
            sentences.append(f"{_claim(random_)}.")
        else:
            sentences.append(_fill(random_, random_.choice(_FILLER)))
    return "\n".join(" ".join(sentences[i : i + 4]) + "\n" for i in range(0, len(sentences), 4))


def day(number: int) -> date:
    """A day in 2025, by number."""
    return date(2025, 1, 1) + timedelta(days=number % 300)


def _claim(random_: random.Random) -> str:
    return f"{_company(random_)} {_fill(random_, random_.choice(_DEEDS))}"


def _fill(random_: random.Random, template: str) -> str:
    return template.format(
        other=_company(random_),
        place=_place(random_),
        thing=random_.choice(_THINGS),
        n=random_.randint(2, 990),
        year=random_.randint(2019, 2027),
    )


def _company(random_: random.Random) -> str:
    return f"{_name(random_)} {random_.choice(_TRADES)}"


def _name(random_: random.Random) -> str:
    """A name of two or three syllables: some ten thousand of them."""
    return "".join(random_.choices(_SYLLABLES, k=random_.choice((2, 3, 3)))).capitalize()


def _place(random_: random.Random) -> str:
    """A name that no company has."""
    return _name(random_) + random_.choice(("ton", "ham", "burg", "mouth"))
