"""A ledger goes out as lines and comes back the same."""

import gc
import io
import json
import re
import threading
import tracemalloc
from dataclasses import replace

import pytest

from claims.domain.verdict import Status
from claims.services.desk import close_desk, open_desk
from claims.services.exchange import export_ledger, import_ledger
from claims.services.grouping import By, merge_claims, undo_regrouping
from claims.services.outlets import With, rule_outlet, undo_ruling
from claims.services.reviewing import NewReview, add_review, withdraw_review
from claims.services.similar import TextQuery, find_similar, forget_text, keep_text
from claims.services.withdrawing import withdraw_article
from claims.settings import Settings
from tests.values import a_change, a_claim

BY = By(reviewer="Desk", reason="Seen.")


@pytest.fixture
def merge(newsroom):
    """A newsroom with something of everything on file, two claims merged among it."""
    newsroom.article("Corvo Foods will buy Merrow & Daughters for £310 million, sources said.", "2025-02-03")
    denial = "Corvo Foods denied that it would buy Merrow & Daughters."
    newsroom.article(denial, "2025-02-05", publisher="Vale Herald")
    reprint = newsroom.article(denial, "2025-02-06", publisher="Calder Post").article
    withdraw_article(newsroom.desk, reprint.id, "Taken down.", "Desk")
    newsroom.claim("Lorne Bank will reopen its Sund branch at 9am on 5 May 2025", "2025-04-02")
    kept = newsroom.claim("Lorne Bank promised to refund customers by the end of May 2025", "2025-04-02").claim.id
    made, _ = add_review(newsroom.desk, kept, NewReview(reviewer="Desk", reason="Seen.", status=Status.CONFIRMED))
    withdraw_review(newsroom.desk, kept, made.id, "Ben", "Read it wrongly.")
    other = newsroom.claim("Lorne Bank is to refund its customers in May 2025", "2025-04-03").claim.id
    add_review(newsroom.desk, other, NewReview(reviewer="Desk", reason="Seen.", status=Status.DENIED))
    undone = rule_outlet(newsroom.desk, "Calder Post", With.FAMILY, "Vale", BY).ruling
    undo_ruling(newsroom.desk, undone.id, BY)
    rule_outlet(newsroom.desk, "Calder Post", With.OUTLET, "Vale Herald", BY)
    keep_text(newsroom.desk, "The ferry is late.", {"team": [1, 2]}, "item-1", "en")
    forget_text(newsroom.desk, keep_text(newsroom.desk, "Forgotten.", {}).id)
    return merge_claims(newsroom.desk, other, kept, BY).regrouping


@pytest.fixture
def lines(newsroom, merge):
    return list(export_ledger(newsroom.desk))


@pytest.fixture
def empty(tmp_path):
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/other.db"))
    yield desk
    close_desk(desk)


def test_out_in_and_out_again_gives_the_same_lines(lines, empty):
    report = import_ledger(empty, lines)
    assert (report.imported, report.skipped, report.refused) == (len(lines), 0, 0)
    assert list(export_ledger(empty)) == lines
    kinds = {"article", "claim", "appearance", "evidence", "review", "change", "regrouping", "ruling", "text"}
    assert {json.loads(line)["type"] for line in lines} == kinds


def test_a_merge_is_undone_in_the_copy_as_in_the_ledger_it_came_from(newsroom, merge, lines, empty):
    import_ledger(empty, lines)
    empty = replace(empty, clock=newsroom.desk.clock)
    for desk in (newsroom.desk, empty):
        undo_regrouping(desk, merge.claim_id, merge.id, BY)

    def told(desk):
        return [(c.before, c.after, c.note) for c in desk.store.history(merge.claim_id)]

    assert told(empty) == told(newsroom.desk)
    assert len(told(empty)) > 2
    assert empty.store.claim(merge.claim_id).verdict == newsroom.desk.store.claim(merge.claim_id).verdict


def test_what_people_decided_of_outlets_holds_in_the_copy(newsroom, lines, empty):
    import_ledger(empty, lines)
    assert empty.store.rulings() == newsroom.desk.store.rulings()
    assert empty.store.all_rulings() == newsroom.desk.store.all_rulings()
    assert len(empty.store.all_rulings()) == 2


def test_a_text_kept_for_others_is_found_in_the_copy(lines, empty):
    import_ledger(empty, lines)
    assert [found.kept.id for found in find_similar(empty, TextQuery(text="The ferry is late", threshold=0.5))] == [
        "item-1"
    ]


@pytest.mark.parametrize("confidence", ["NaN", "Infinity", "1e308"])
def test_a_number_that_none_of_ours_can_be_is_refused(lines, empty, confidence):
    line = next(line for line in lines if line.startswith('{"type": "claim"'))
    broken = re.sub(r'"confidence": [0-9.]+', f'"confidence": {confidence}', line)
    told = []
    assert import_ledger(empty, [broken], told.append).refused == 1
    assert "larger than any" in told[0].message


def test_a_claim_that_would_be_merged_into_itself_is_refused(lines, empty):
    claims = [json.loads(line) for line in lines if line.startswith('{"type": "claim"')]
    first, second = [each for each in claims if each["value"]["claim"]["article_id"] is None][:2]
    first["value"]["merged_into"] = second["value"]["claim"]["id"]
    second["value"]["merged_into"] = first["value"]["claim"]["id"]
    told = []
    report = import_ledger(empty, map(json.dumps, (first, second)), told.append)
    assert (report.imported, report.refused) == (1, 1)
    second["value"]["merged_into"] = second["value"]["claim"]["id"]
    assert import_ledger(empty, [json.dumps(second)], told.append).refused == 1
    assert all("merged into itself" in refused.message for refused in told)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_instant_that_has_no_day_in_utc_is_refused_with_its_line(lines, empty, at):
    data = json.loads(lines[0])
    told = []
    report = import_ledger(empty, [json.dumps(data | {"added_at": at}), *lines], told.append)
    assert (report.imported, [refused.line for refused in told]) == (len(lines), [1])
    assert "added_at" in told[0].message


@pytest.mark.parametrize("wrong", [{"publisher": " "}, {"counts_with": "nonsense"}, {"counts_with": "family:"}])
def test_a_decision_on_no_outlet_or_for_no_origin_is_refused(lines, empty, wrong):
    data = json.loads(next(line for line in lines if '"type": "ruling"' in line))
    data["value"] |= wrong
    told = []
    report = import_ledger(empty, [json.dumps(data)], told.append)
    assert (report.imported, report.refused) == (0, 1)
    assert told[0].message
    assert empty.store.all_rulings() == []


@pytest.mark.parametrize("context", ["[]", "{", ""])
def test_a_text_with_a_context_that_is_no_object_is_refused(lines, empty, context):
    line = next(line for line in lines if '"type": "text"' in line)
    data = json.loads(line)
    data["value"]["contexts"] = [context]
    report = import_ledger(empty, [json.dumps(data)])
    assert (report.imported, report.refused) == (0, 1)
    assert list(export_ledger(empty)) == []


def test_a_second_import_changes_nothing(lines, empty):
    import_ledger(empty, lines)
    report = import_ledger(empty, lines)
    assert (report.imported, report.skipped) == (0, len(lines))
    assert list(export_ledger(empty)) == lines


def test_bad_lines_are_named_by_number_and_handed_back_and_the_others_go_in(lines, empty):
    bad = [
        "not json",
        '{"type": "rumour", "value": {}}',
        '{"type": "claim", "value": {"claim": 3}}',
        "[" * 100_000,
        next(line for line in lines if '"type": "review"' in line).replace('"claim_id": "c', '"claim_id": "cx'),
        next(line for line in lines if '"type": "claim"' in line).replace('"version": ', '"version": 9' + 30 * "0"),
        '{"type": "article", "value": ' * 500,
        "[1]",
    ]
    refused = []
    report = import_ledger(empty, [*bad, "", *lines], refused.append)
    assert [row.line for row in refused] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row.raw.decode() for row in refused] == [line + "\n" for line in bad]
    assert all(row.message.endswith((".", ")")) for row in refused)
    assert (report.imported, report.refused) == (len(lines), 8)
    assert list(export_ledger(empty)) == lines


def test_a_line_longer_than_any_export_has_is_refused_without_being_kept(lines, tmp_path):
    small = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/small.db", max_text_chars=1_000))
    refused = []
    file = io.BytesIO(b'{"type": "' + b"x" * 3_000_000 + b"\n" + "\n".join(lines).encode())
    report = import_ledger(small, file, refused.append)
    close_desk(small)
    assert [(row.line, row.raw) for row in refused] == [(1, None)]
    assert report.imported == len(lines)


def test_an_export_does_not_see_what_comes_in_meanwhile(newsroom, merge, lines):
    out = export_ledger(newsroom.desk)
    first = next(out)
    late = ("Norvale opened a depot in Haverby on Monday, the mayor said.", "2025-06-02")
    writer = threading.Thread(target=newsroom.article, args=late)  # a connection of its own
    writer.start()
    writer.join()
    assert [first, *out] == lines
    assert len(list(export_ledger(newsroom.desk))) > len(lines)


@pytest.fixture
def filled(empty):
    def fill(upto):
        with empty.store.transaction():
            for number in range(len(list(empty.store.all_claims())), upto):
                empty.store.add_claim(a_claim(f"c{number:05}"))
                empty.store.add_change(a_change(f"h{number:05}", f"c{number:05}"))
        return empty

    return fill


def peak_of(work):
    rarely = gc.get_threshold()
    gc.freeze()  # garbage is collected the later, the more of what earlier tests left is alive
    gc.set_threshold(500, 2, 2)
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*rarely)
        gc.unfreeze()


def test_memory_does_not_grow_with_the_ledger(filled, tmp_path):
    def out(upto):
        desk = filled(upto)
        return peak_of(lambda: [None for _ in export_ledger(desk) if False])

    out(250)  # what is made once: statements, types
    few, many = out(500), out(2_000)
    assert many < 1.2 * few

    text = io.BytesIO("\n".join(export_ledger(filled(2_000))).encode())
    copies = [open_desk(Settings(database_url=f"sqlite:///{tmp_path}/copy{n}.db")) for n in range(3)]
    warm, some, all_of_it = (
        peak_of(lambda desk=desk, part=part: import_ledger(desk, io.BytesIO(part)))
        for desk, part in zip(
            copies, (text.getvalue()[:90_000], text.getvalue()[:400_000], text.getvalue()), strict=True
        )
    )
    for desk in copies:
        close_desk(desk)
    assert warm
    assert all_of_it < 1.2 * some + len(text.getvalue()) / 10
