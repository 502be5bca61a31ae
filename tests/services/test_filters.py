"""What the filters compute; tests/cli/test_filters.py has their lines in and out."""

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.evidence import Stance
from claims.services.filters import Item, Matcher, attributions_of, read_items, stance_of, worthiness_of


def test_an_attribution_over_two_sentences_is_given_once():
    text = "“We have four kilns. They are cold,” Ilse Brandt said. Maren Oduya said that they will be lit in May."
    told = attributions_of(Item({"text": text}))
    assert len(told) == len(set(told))
    assert [a.speaker for a in told] == ["Ilse Brandt", "Maren Oduya"]


def test_the_best_statement_of_a_text_counts():
    claim = "Harrow Bank will open 40 branches by May."
    assert worthiness_of(Item({"text": f"Good evening. {claim}"})) == worthiness_of(Item({"text": claim}))
    assert worthiness_of(Item({"text": ""})) == (0.0, False)


def test_an_article_from_before_its_claim_is_judged_by_its_words_all_the_same():
    fields = {"claim": "Harrow Bank opened 40 branches.", "text": "Harrow Bank opened 40 branches.", "publisher": "A"}
    judgement = stance_of(Item({**fields, "claimed_at": "2024-03-04", "published_at": "2024-03-01"}))
    assert judgement.stance in set(Stance)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": None},
        {"text": "x", "published_at": 5},
        {"text": "x", "published_at": "soon"},
        {"text": "x", "title": []},
    ],
)
def test_a_field_that_is_missing_or_of_another_kind_is_named(fields):
    with pytest.raises(InvalidInput) as refused:
        stance_of(Item({"claim": "It opened.", **fields}))
    assert len(refused.value.errors) == 1


def test_matches_beyond_what_the_index_usually_nominates_can_be_asked_for():
    lines = [f'{{"id": "c{n}", "text": "Harrow Bank opened branch {n}."}}' for n in range(80)]
    matcher = Matcher(lines, 1_000)
    assert len(matcher.matches(Item({"text": "Harrow Bank opened a branch."}), 70)) == 70


def test_lines_keep_their_numbers():
    assert [number for number, _ in read_items(["", "{}", " ", "["], 100)] == [2, 4]
