"""Forty reprints and ten citations of one report are one origin, and the tree shows which leads back to which."""

import pytest

from claims.domain.verdict import Rule, Status
from claims.services.ledger import get_claim
from claims.services.origin_tree import origin_trees
from claims.services.withdrawing import withdraw_article

CLAIM = "The Dunmere bridge will close in September 2025"
REPORT = (
    "The Dunmere bridge will close in September 2025. Engineers found rust in eleven of its cables last winter, and "
    "traffic will have to go round by Halden, which takes a quarter of an hour longer."
)


@pytest.fixture
def claim_id(newsroom):
    return newsroom.claim(CLAIM, "2025-03-03", publisher="Market Whisper").claim.id


def test_forty_reprints_and_ten_citations_of_one_report_are_one_origin(newsroom, claim_id):
    newsroom.article(REPORT, "2025-03-05", publisher="Calder Radio")
    for number in range(40):
        newsroom.article(REPORT, "2025-03-06", publisher=f"Paper {number}")
    for number in range(10):
        text = f"The Dunmere bridge will close in September 2025, Calder Radio reported. It is number {number}."
        newsroom.article(text, "2025-03-07", publisher=f"Outlet {number}")
    tracked = get_claim(newsroom.desk, claim_id)
    assert (tracked.verdict.status, tracked.verdict.rule) == (Status.PENDING, Rule.OPEN)
    assert tracked.verdict.supports == 1
    (tree,) = origin_trees(newsroom.desk, claim_id).origins
    assert (tree.name, tree.articles) == ("Calder Radio", 51)
    (root,) = tree.led_here
    assert root.article.publisher == "Calder Radio"
    assert len(root.led_here) > 40  # the reprints, and the first of the citations, which print one another


@pytest.mark.parametrize("backwards", [False, True])
def test_a_citation_of_a_citation_leads_back_to_the_first_of_them_whatever_came_in_first(newsroom, claim_id, backwards):
    told = [
        (REPORT, "Calder Radio"),
        ("According to Calder Radio, the Dunmere bridge will close in September 2025.", "Vale Herald"),
        ("The Dunmere bridge will close in September 2025, Vale Herald reported on Friday.", "Town Voice"),
    ]
    for text, publisher in reversed(told) if backwards else told:
        newsroom.article(text, "2025-03-07", publisher=publisher, told_on="2025-03-09")
    (tree,) = origin_trees(newsroom.desk, claim_id).origins
    assert (tree.key, tree.articles) == ("publisher:calder radio", 3)
    denial = newsroom.article(
        "The Dunmere bridge will not close in September 2025.", "2025-03-08", told_on="2025-03-09"
    )
    withdraw_article(newsroom.desk, denial.article.id, "Another bridge.")  # so that all are traced again
    tree = origin_trees(newsroom.desk, claim_id).origins[0]
    (calder,) = tree.led_here
    (vale,) = calder.led_here
    assert (tree.key, [node.article.publisher for node in vale.led_here]) == ("publisher:calder radio", ["Town Voice"])
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.PENDING


def test_the_first_report_stands_first_with_what_relays_it(newsroom):
    intake = newsroom.article(REPORT, "2025-03-03", publisher="Market Whisper")
    claim_id = intake.claims[0].claim.id
    newsroom.article("According to Market Whisper, the Dunmere bridge will close in September 2025.", "2025-03-05")
    newsroom.article("The Dunmere bridge will not close in September 2025.", "2025-03-06", publisher="Vale Herald")
    first, other = origin_trees(newsroom.desk, claim_id).origins
    assert (first.name, first.is_first_report, first.articles) == ("Market Whisper", True, 2)
    assert (other.name, other.is_first_report, other.articles) == ("Vale Herald", False, 1)
    assert first.led_here[0].led_here[0].article.publisher == "Dale Post"
