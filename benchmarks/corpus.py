"""Texts to measure with, made up with a fixed seed: no two alike, with the words of business news."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

_FIRST = [
    "Arden",
    "Belmar",
    "Corvo",
    "Dellin",
    "Estra",
    "Fennick",
    "Gallow",
    "Harven",
    "Ister",
    "Jorvik",
    "Kestrel",
    "Lorne",
    "Merrow",
    "Nolan",
    "Orsk",
    "Pellam",
]
_SECOND = [
    "Foods",
    "Bank",
    "Steel",
    "Energy",
    "Media",
    "Motors",
    "Shipping",
    "Systems",
    "Pharma",
    "Retail",
    "Games",
    "Chemicals",
    "Airways",
    "Homes",
]
_PLACES = [
    "Tarn",
    "Belmore",
    "Gosforth",
    "Isla",
    "Reeve",
    "Aurel",
    "Wexmoor",
    "Kilbride",
    "Ansty",
    "Porthia",
    "Dunmere",
    "Calder",
]
_DEEDS = (
    "will buy {other} for ${n} million",
    "plans to build a plant in {place} for {n} million euros",
    "will close its {place} branch by the end of {year}",
    "said its sales rose {n}.4% in {year}",
    "has cut {n} jobs at its {place} works",
    "promised to deliver {n},000 meters to {place} within three months",
    "denied that it had sold its stake in {other} for {n} million pounds",
    "won a ${n} million contract to supply {other}",
)
_FILLER = (
    "The talks had gone on for longer than either side expected, people in the trade said.",
    "Its shares had moved little in the days before.",
    "The market has grown used to news of this kind.",
    "A spokesman for {other} did not answer a request for comment.",
    "Rivals in {place} have watched the matter with some unease.",
    "Nobody could say how the plan would be paid for, and the board has yet to meet about it.",
    "The union that speaks for workers in {place} called for more details on Tuesday.",
)


def sentence(random_: random.Random, template: str) -> str:
    """One sentence about companies that do not exist."""
    return template.format(
        other=_company(random_),
        place=random_.choice(_PLACES),
        n=random_.randint(2, 990),
        year=random_.randint(2019, 2027),
    )


def _company(random_: random.Random) -> str:
    return f"{random_.choice(_FIRST)} {random_.choice(_SECOND)}"


def claims(count: int, seed: int = 1) -> Iterator[str]:
    """`count` claims."""
    random_ = random.Random(seed)
    for _ in range(count):
        yield f"{_company(random_)} {sentence(random_, random_.choice(_DEEDS))}"


def article(words: int = 500, seed: int = 2) -> str:
    """A text of about `words` words, every third sentence a claim."""
    random_ = random.Random(seed)
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < words:
        if len(sentences) % 3 == 0:
            sentences.append(f"{_company(random_)} {sentence(random_, random_.choice(_DEEDS))}.")
        else:
            sentences.append(sentence(random_, random_.choice(_FILLER)))
    return "\n".join(" ".join(sentences[i : i + 4]) + "\n" for i in range(0, len(sentences), 4))


def day(number: int) -> date:
    """A day in 2025, by number."""
    return date(2025, 1, 1) + timedelta(days=number % 300)
