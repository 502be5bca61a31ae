"""In which truth conditions two texts differ: fixtures/golden/matches.jsonl, a claim and a sentence a row.

A row's `relation` is "same", "related" (of the same matter, and another claim) or "different", where `varied` names
the one condition in which the sentence was made to differ.
"""

from datetime import date
from typing import Any

import pytest

from claims.domain.claim import Claim, Kind
from claims.domain.condition import Finding
from claims.domain.moment import Moment
from claims.extract import glance
from claims.match import conditions_of, nearest_sentence
from tests.golden import rows, strong

TOLD_ON = date(2026, 3, 2)
RIGHT_WEAK_ROWS = 0

# Where a difference may show too: another doer of a deed is another party, and "rejected" for "approved" another deed.
SHOWN = {
    "who": {"who", "what"},
    "direction": {"direction", "who"},
    "polarity": {"polarity", "action"},
    "where": {"where", "who", "what"},
}


def is_right(row: dict[str, Any]) -> bool:
    told = glance(row["text"], TOLD_ON)
    claim = Claim(
        id="c",
        text=row["text"],
        kind=Kind.STATEMENT,
        claimed=Moment(TOLD_ON),
        quantities=told.quantities,
        dates=told.dates,
        entities=tuple(entity.name for entity in told.entities),
    )
    conditions = conditions_of(claim, glance(row["told"], TOLD_ON))
    differing = {c.name for c in conditions if c.differs}
    if row["relation"] == "same":
        return not differing
    if row["relation"] == "related":
        return bool(differing) or not {"who", "action", "what"} <= {c.name for c in conditions if c.agrees}
    return not differing.isdisjoint(SHOWN.get(row["varied"], {row["varied"]}))


@pytest.mark.parametrize("row", strong("matches"))
def test_a_sentence_agrees_and_differs_as_a_careful_reader_finds(row: dict[str, Any]) -> None:
    assert is_right(row)


def test_hard_pairs_come_out_no_worse_than_before() -> None:
    assert sum(map(is_right, rows("matches", "weak"))) >= RIGHT_WEAK_ROWS


def test_what_one_side_leaves_open_is_not_listed() -> None:
    claim = Claim(id="c", text="Oslo will ban cars", kind=Kind.STATEMENT, claimed=Moment(TOLD_ON))
    conditions = conditions_of(claim, glance("Rain is expected.", TOLD_ON))
    assert all(c.finding is not Finding.UNKNOWN and c.detail.endswith(".") for c in conditions)


def test_the_sentence_of_a_text_that_tells_most_of_a_claim_is_compared() -> None:
    text = "What a week! The mill in Oxley will shut. More soon. — Ada Lund (@ada) May 3, 2026"
    assert nearest_sentence(text, "Halden Paper will shut its mill in Oxley").strip() == "The mill in Oxley will shut."


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "x" * 300_000, "((" * 9_999, "?! " * 9_999])
def test_odd_texts_have_conditions_too(odd: str) -> None:
    claim = Claim(id="c", text=odd, kind=Kind.STATEMENT, claimed=Moment(TOLD_ON))
    assert isinstance(conditions_of(claim, glance(nearest_sentence(odd, odd), TOLD_ON)), tuple)
