"""The page on how a status comes about tells what a run tells, one example for each rule."""

import pytest

from claims.domain.verdict import Rule
from tests.docs.write_status import DOCUMENT, EXAMPLES, Example, current, verdict_of


def test_every_rule_has_an_example():
    assert {example.rule for example in EXAMPLES} == set(Rule)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_is_decided_by_its_rule(example: Example):
    assert verdict_of(example).rule is example.rule


def test_the_page_is_what_a_run_writes():
    assert DOCUMENT.read_text("utf-8") == current(), "Write it anew: python -m tests.docs.write_status"
