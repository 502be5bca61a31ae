"""A policy is tried on the whole ledger before it is used, and a bad one is named by its field."""

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.verdict import Policy, Rule, Status
from claims.services.exchange import export_ledger
from claims.services.ledger import get_claim
from claims.services.trial import read_policy, try_policy


@pytest.fixture
def claim_id(newsroom):
    claim_id = newsroom.claim("The Dunmere bridge collapsed on 3 March 2025", "2025-03-04").claim.id
    newsroom.article("The Dunmere bridge collapsed on 3 March 2025.", "2025-03-05", publisher="Calder Radio")
    newsroom.article("On 3 March 2025 the bridge at Dunmere collapsed.", "2025-03-06", publisher="Vale Herald")
    assert get_claim(newsroom.desk, claim_id).verdict.rule is Rule.CORROBORATED
    return claim_id


def test_it_shows_what_would_change_and_writes_nothing(newsroom, claim_id):
    before = list(export_ledger(newsroom.desk))
    trial = try_policy(newsroom.desk, Policy(independent_origins=3))
    (change,) = trial.changes
    assert (change.claim.claim.id, change.before.status, change.after.status) == (
        claim_id,
        Status.CONFIRMED,
        Status.PENDING,
    )
    assert (trial.looked_at, trial.fields) == (1, (("independent_origins", 2, 3),))
    assert list(export_ledger(newsroom.desk)) == before


def test_the_policy_in_force_changes_nothing(newsroom, claim_id):
    assert try_policy(newsroom.desk, Policy()).changes == ()


def test_with_another_tolerance_articles_are_judged_again(newsroom):
    claim_id = newsroom.claim("Corvo Foods bought Merrow & Daughters for $400 million", "2025-02-03").claim.id
    newsroom.article("Corvo Foods said it bought Merrow & Daughters for £330 million.", "2025-02-17")
    assert get_claim(newsroom.desk, claim_id).verdict.status is Status.CONFIRMED
    (change,) = try_policy(newsroom.desk, Policy(money_tolerance=0)).changes
    assert change.after.status is Status.DENIED


def test_a_file_gives_the_fields_that_differ():
    assert read_policy("grace_days = 0\nmoney_tolerance = 0.1", Policy()) == Policy(grace_days=0, money_tolerance=0.1)
    assert read_policy('{"grace_days": 0}', Policy(), as_json=True) == Policy(grace_days=0)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("grace_day = 1", "grace_day"),
        ("grace_days = 1.5", "grace_days"),
        ("grace_days = true", "grace_days"),
        ('grace_days = "3"', "grace_days"),
        ("grace_days = -1", "grace_days"),
        ("independent_origins = 0", "independent_origins"),
        ("money_tolerance = nan", "money_tolerance"),
        ("money_tolerance = 2", "money_tolerance"),
        ("check_old_days = 99999999999999999999", "check_old_days"),
        ("grace_days", "policy"),
    ],
)
def test_a_bad_one_is_named_by_its_field(text, field):
    with pytest.raises(InvalidInput) as refused:
        read_policy(text, Policy())
    assert list(refused.value.errors) == [field]
    assert field.split("_")[0] in str(refused.value)
