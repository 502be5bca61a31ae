"""Passages that support a claim, with one turn that takes the support away: none may support it any more."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.compare.claim_side import ClaimSide, claim_side
from claims.domain.claim import Claim
from claims.domain.evidence import Stance
from claims.domain.mention import Comparator
from tests.golden import rows
from tests.stance.judged import article_of, claim_of, judged

_STRANGER = "Quorum Vale"
_ELSEWHERE = "Tornby"
_NOT = (
    "It is not true that {}",
    "It is untrue that {}",
    "Officials denied that {}",
    "There is no truth in reports that {}",
)
_OPEN = (
    "It is unclear whether {}",
    "Rivals hope that {}",
    "Nobody knows whether {}",
    "{}, a rumour on a fan site claims.",
    "{}?",
)
_SUPPORTING = [row for row in rows("contrast", "strong") if row["stance"] == "supports"]
_DIGITS = re.compile(r"\d+")


def sides_of(row: dict[str, Any]) -> tuple[Claim, ClaimSide]:
    claim = claim_of(row["claim"], date.fromisoformat(row["claimed_on"]))
    return claim, claim_side(claim)


def stance_of(claim: Claim, text: str, row: dict[str, Any]) -> Stance:
    return judged(claim, article_of(text, date.fromisoformat(row["told_on"]))).stance


@pytest.mark.parametrize("row", _SUPPORTING, ids=lambda row: row["text"][:60])
def test_a_passage_that_is_denied_left_open_or_told_of_others_does_not_support(row: dict[str, Any]) -> None:
    claim, side = sides_of(row)
    passage = row["text"]
    turned = [form.format(passage.rstrip(".")) for form in (*_NOT, *_OPEN)]
    turned += [passage.replace(actor.text, _STRANGER) for actor in side.actors[:1] if actor.text in passage]
    turned += [passage.replace(place.text, _ELSEWHERE) for place in side.places[:1] if place.text in passage]
    for text in turned:
        assert stance_of(claim, text, row) is not Stance.SUPPORTS, text


_BOUNDS = {"exceed"}  # what exceeds a figure may be any greater one
_WITH_FIGURES = [
    row
    for row in _SUPPORTING
    for claim, side in (sides_of(row),)
    if any(q.span.text in row["text"] and q.comparator is Comparator.EQUAL for q in claim.quantities)
    if side.frame is None or not side.frame.classes & _BOUNDS
]


@settings(max_examples=150)
@given(st.sampled_from(_WITH_FIGURES), st.sampled_from([2, 3, 5, 10]), st.booleans())
def test_a_passage_with_another_figure_does_not_support(row: dict[str, Any], factor: int, grown: bool) -> None:
    claim, _ = sides_of(row)
    figure = next(q for q in claim.quantities if q.span.text in row["text"])
    number = _DIGITS.search(figure.span.text)
    if number is None or (not grown and int(number.group()) < factor):
        return
    other = int(number.group()) * factor if grown else int(number.group()) // factor
    printed = figure.span.text[: number.start()] + str(other) + figure.span.text[number.end() :]
    text = row["text"].replace(figure.span.text, printed)
    assert stance_of(claim, text, row) is not Stance.SUPPORTS, text


_WITH_YEARS = [
    row for row in _SUPPORTING if re.search(r"\b20\d\d\b", row["claim"]) and re.search(r"\b20\d\d\b", row["text"])
]


@settings(max_examples=60)
@given(st.sampled_from(_WITH_YEARS), st.sampled_from([-9, -5, 4, 8]))
def test_a_passage_of_another_year_does_not_support(row: dict[str, Any], step: int) -> None:
    claim, _ = sides_of(row)
    year = re.search(r"\b20\d\d\b", row["claim"])
    assert year is not None
    text = row["text"].replace(year.group(), str(int(year.group()) + step))
    if text != row["text"]:
        assert stance_of(claim, text, row) is not Stance.SUPPORTS, text


_NO_PARTY = (", ", '"', "its ", "the ", "The ")  # before what is a thing or an aside, and no party to the deed
_SYMMETRIC = {"merge", "meet", "contract", "sign", "level", "join"}  # deeds that either does with the other
_WITH_ROLES = [
    (row, side.actors[0].text, side.others[0].text)
    for row in _SUPPORTING
    for side in (sides_of(row)[1],)
    if side.actors and side.others and side.frame is not None and not side.frame.classes & _SYMMETRIC
    if side.actors[0].text in row["text"] and side.others[0].text in row["text"]
    if not any(f"{before}{side.others[0].text}" in row["text"] for before in _NO_PARTY)
]


@pytest.mark.parametrize(("row", "one", "other"), _WITH_ROLES, ids=lambda value: str(value)[-40:])
def test_a_passage_with_the_parts_turned_does_not_support(row: dict[str, Any], one: str, other: str) -> None:
    claim, _ = sides_of(row)
    text = row["text"].replace(one, "\0").replace(other, one).replace("\0", other)
    assert stance_of(claim, text, row) is not Stance.SUPPORTS, text
