"""What stands in the place of whom or what a claim names."""

from datetime import date

import pytest

from claims.compare import Comparison, compare
from claims.compare.kinds import are_siblings
from claims.extract.reading import read
from tests.stance.judged import claim_of

DAY = date(2025, 3, 17)


def compared(claim: str, sentence: str) -> Comparison:
    reading = read(sentence, DAY, "")
    return compare(claim_of(claim, date(2025, 3, 3)), reading.sentences[0], reading, DAY)


@pytest.mark.parametrize(
    ("claim", "sentence", "name"),
    [
        (
            "Reyl beat Quist in the semi-final of the Lorne Cup",
            "Reyl beat Quist in the quarter-final of the Cup.",
            "what",
        ),
        (
            "Saltmere Airport cancelled its plan for a runway",
            "Saltmere Airport cancelled its plan for a car park.",
            "what",
        ),
        (
            "Inflation in Poland slowed to 3.4% in May",
            "Inflation in Hungary slowed to 3.4% in May, unlike Poland's.",
            "where",
        ),
        ("Pilots at Nordfly will strike", "Mechanics at Nordfly will strike, and the pilots will vote.", "who"),
        ("Kole knew of the missing money", "Kole's deputy knew of the missing money.", "who"),
        ("Fruvic joined Almeria from Rheintal", "Fruvic joined Rheintal from Almeria.", "direction"),
        ("Lake Tarn fell to its second-lowest level", "Lake Tarn fell to its fifth-lowest level.", "amount"),
        (
            "A court sentenced Boom to four years in prison",
            "A court sentenced Boom to fourteen months in prison.",
            "amount",
        ),
        ("The Rhonda museum sold its clocks", "In 1987 the Rhonda museum sold its clocks.", "when"),
    ],
)
def test_what_stands_in_its_place_differs(claim: str, sentence: str, name: str) -> None:
    found = {c.name: c for c in compared(claim, sentence).conditions}
    assert found[name].differs, found[name]


def test_who_is_shut_out_of_a_deed_done_once_is_supplanted() -> None:
    claim = "Aurelis sold its pizza business to Bexley Hill"
    assert compared(claim, "Aurelis sold its pizza business to Demirhan, after Bexley Hill had pulled out.").supplanted
    assert not compared(
        claim, "Aurelis sold its tea business to Demirhan, after Bexley Hill had pulled out."
    ).supplanted


def test_two_nouns_of_one_kind_are_siblings_unless_news_uses_one_for_the_other() -> None:
    assert are_siblings("pilot", "mechanic")
    assert not are_siblings("pilot", "bridg")
    assert not are_siblings("fir", "wildfir")
