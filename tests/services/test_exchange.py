"""A ledger goes out as lines and comes back the same."""

import json

import pytest

from claims.domain.verdict import Status
from claims.services.desk import close_desk, open_desk
from claims.services.exchange import export_ledger, import_ledger
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.settings import Settings


@pytest.fixture
def lines(newsroom):
    newsroom.article("Corvo Foods will buy Merrow & Daughters for £310 million, sources said.", "2025-02-03")
    newsroom.article("Corvo Foods denied that it would buy Merrow & Daughters.", "2025-02-05", publisher="Vale Herald")
    claim_id = newsroom.claim("Lorne Bank promised to refund customers by the end of May 2025", "2025-04-02").claim.id
    made, _ = add_review(newsroom.desk, claim_id, NewReview(reviewer="Desk", reason="Seen.", status=Status.CONFIRMED))
    withdraw_review(newsroom.desk, claim_id, made.id)
    return list(export_ledger(newsroom.desk))


@pytest.fixture
def empty(tmp_path):
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/other.db"))
    yield desk
    close_desk(desk)


def test_out_in_and_out_again_gives_the_same_lines(lines, empty):
    report = import_ledger(empty, lines)
    assert (report.imported, report.skipped, report.errors) == (len(lines), 0, ())
    assert list(export_ledger(empty)) == lines
    assert {json.loads(line)["type"] for line in lines} == {
        "article",
        "claim",
        "appearance",
        "evidence",
        "review",
        "change",
    }


def test_a_second_import_changes_nothing(lines, empty):
    import_ledger(empty, lines)
    report = import_ledger(empty, lines)
    assert (report.imported, report.skipped) == (0, len(lines))
    assert list(export_ledger(empty)) == lines


def test_bad_lines_are_named_by_number_and_the_others_go_in(lines, empty):
    bad = [
        "not json",
        '{"type": "rumour", "value": {}}',
        '{"type": "claim", "value": {"claim": 3}}',
        "[" * 100_000,
        next(line for line in lines if '"type": "review"' in line).replace('"claim_id": "c', '"claim_id": "cx'),
    ]
    report = import_ledger(empty, [*bad, "", *lines])
    assert [number for number, _ in report.errors] == [1, 2, 3, 4, 5]
    assert report.imported == len(lines)
