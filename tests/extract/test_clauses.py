"""Where a sentence divides into claims, and what its parts share."""

import pytest

from claims.extract.clauses import parts_of
from claims.extract.words import split_words


def parts(text: str, frame: str = "") -> list[str]:
    """The parts of a sentence, each with what it shares in front; `frame` is what only says who tells it."""
    words = split_words(text)
    teller = len(split_words(frame.partition(" said")[0])) if frame else 0
    divided = parts_of(words, len(split_words(frame)), teller)
    return [
        " ".join(
            text[words[first].start : words[last - 1].end] for first, last in (*part.shared, (part.first, part.last))
        )
        for part in divided
        if part.last
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Halden will open 25 shops and Brava will close 12", ["Halden will open 25 shops", "Brava will close 12"]),
        ("Halden will cut 300 jobs and close its mill", ["Halden will cut 300 jobs", "Halden will close its mill"]),
        ("Halden opened a shop; the mill closed in May", ["Halden opened a shop", "the mill closed in May"]),
        ("Halden opened 2 shops; and Brava closed 9", ["Halden opened 2 shops", "Brava closed 9"]),
        ("Halden has sold a mill and bought 3 ships", ["Halden has sold a mill", "Halden has bought 3 ships"]),
        ("Halden was fined $5 and ordered to close", ["Halden was fined $5", "Halden was ordered to close"]),
        ("Halden was fined $5 and closed its mill", ["Halden was fined $5", "Halden closed its mill"]),
        ("Halden opened 2 shops, closed 3 and hired 9", ["Halden opened 2 shops", "Halden closed 3", "Halden hired 9"]),
        ("Halden's sales rose 5% while profit fell 3%", ["Halden's sales rose 5%", "Halden's profit fell 3%"]),
        ("In 2024 exports rose 5% and imports fell 2%", ["In 2024 exports rose 5%", "In 2024 imports fell 2%"]),
        ("Halden agreed to sell a mill and to buy 2", ["Halden agreed to sell a mill", "Halden agreed to buy 2"]),
    ],
)  # fmt: skip
def test_each_clause_with_a_verb_of_its_own_is_a_part(text: str, told: list[str]) -> None:
    assert parts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Halden sells lamps, chairs and tables in 40 shops",
        "Halden will open and run 25 shops",
        "Profit rose on higher sales and reduced costs",
        "Halden bought Brava, which makes lamps and sold 90 of them",
        "Sales in Sund and Ostrow rose by 5% and 7% respectively",
        "Halden will pay if the council approves and cuts the tax",
        "Halden will not cut jobs and close its mill",
        "Halden and Brava will merge",
        "Halden sold 400 vans but recalled 90 of them",
        "Profit at Halden rose 8% and sales climbed 4%",
        "and",
        "",
    ],
)
def test_what_only_makes_sense_together_stays_whole(text: str) -> None:
    assert parts(text) == [text][: len(text)]


def test_who_tells_it_goes_for_every_part() -> None:
    assert parts("Halden said it would hire 9 cooks and close its mill", "Halden said") == [
        "Halden said it would hire 9 cooks",
        "Halden said it would close its mill",
    ]
    assert parts("Halden said it would hire 9 cooks and added that a mill would close", "Halden said")[1] == (
        "Halden added that a mill would close"
    )
