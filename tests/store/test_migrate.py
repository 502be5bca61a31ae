"""Migrations: forward, by themselves, all or none, and never over a newer database."""

import re
from pathlib import Path

import pytest

from claims.domain.errors import StoreUnavailable
from claims.store import migrate as migrating
from claims.store import open_store
from claims.store.tables import TABLES
from tests.values import NOW, a_claim, a_piece, an_appearance, an_article


def tables(store):
    """The columns of every table."""
    return {
        model._meta.table_name: [column.name for column in store._db._database.get_columns(model._meta.table_name)]
        for model in TABLES
    }


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder of migrations to add to."""
    copy = tmp_path / "migrations"
    copy.mkdir()
    for file in migrating._FOLDER.glob("*.sql"):
        (copy / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(migrating, "_FOLDER", copy)
    return copy


def test_queries_know_the_columns_that_the_migrations_make(store):
    with store.session():
        made = tables(store)
    assert {name: sorted(columns) for name, columns in made.items()} == {
        model._meta.table_name: sorted(model._meta.columns) for model in TABLES
    }


def test_a_database_notes_what_it_has_seen(store):
    names = [path.stem for path in sorted(migrating._FOLDER.glob("*.sql"))]
    assert [name for name, _ in store._db.script("SELECT name, applied_at FROM migrations ORDER BY name")] == names
    assert all(re.match(r"\d{4}-\d\d-\d\d", at) for (at,) in store._db.script("SELECT applied_at FROM migrations"))


def test_opening_again_changes_nothing(store, database_url):
    store.add_claim(a_claim())
    again = open_store(database_url)
    assert again.claim("c1") == a_claim()
    again.close()


def test_an_older_database_is_brought_forward(store, database_url, folder):
    store.add_claim(a_claim())
    store.close()
    (folder / "0902_notes.sql").write_text(
        "-- For the {text} of notes;\nALTER TABLE claims ADD COLUMN note {text};\n\nUPDATE claims SET note = 'old';\n"
    )
    newer = open_store(database_url)
    assert [tuple(row) for row in newer._db.script("SELECT id, note FROM claims")] == [("c1", "old")]
    newer.close()


def test_what_hung_on_claims_before_it_was_counted_is_counted(store, database_url):
    store.add_article(an_article("a1"), NOW)
    store.add_claim(a_claim())
    store.add_appearance(an_appearance("c1", "a1"))
    store.put_evidence(a_piece())
    for count in ("appearance_count", "evidence_count"):
        store._db.script(f"ALTER TABLE claims DROP COLUMN {count}")
    store._db.script("DROP INDEX evidence_speaking")
    store._db.script("DELETE FROM migrations WHERE name = '0005_counts'")
    store.close()
    newer = open_store(database_url)
    assert (newer.claim("c1").appearances, newer.count_evidence("c1")) == (1, 1)
    newer.close()


def test_a_newer_database_is_left_alone(store, database_url, folder):
    store.close()
    (folder / "0902_notes.sql").write_text("CREATE TABLE notes (id {text});\n")
    open_store(database_url).close()
    (folder / "0902_notes.sql").unlink()
    with pytest.raises(StoreUnavailable, match=r"newer Claimdesk.*0902_notes"):
        open_store(database_url)


def test_a_migration_that_fails_leaves_nothing_behind(store, database_url, folder):
    store.close()
    (folder / "0902_notes.sql").write_text("CREATE TABLE notes (id {text});\n")
    (folder / "0903_wrong.sql").write_text(
        "CREATE TABLE more (id {text});\n\nALTER TABLE nothing ADD COLUMN x {text};\n"
    )
    with pytest.raises(StoreUnavailable):
        open_store(database_url)
    (folder / "0903_wrong.sql").unlink()
    again = open_store(database_url)
    assert [tuple(row) for row in again._db.script("SELECT COUNT(*) FROM notes")] == [(0,)]
    with pytest.raises(StoreUnavailable):
        again._db.script("SELECT COUNT(*) FROM more")
    again.close()


def test_migrations_are_numbered_without_gap():
    numbers = [int(path.stem.split("_")[0]) for path in sorted(migrating._FOLDER.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("status = 'pending' ORDER BY claimed DESC, id DESC", "claims_status"),
        ("kind = 'event' ORDER BY claimed DESC, id DESC", "claims_kind"),
        ("overdue = 1 ORDER BY claimed DESC, id DESC", "claims_overdue"),
        ("rule = 'disputed' ORDER BY claimed DESC, id DESC", "claims_rule"),
        ("claimant_key = 'x' ORDER BY claimed DESC, id DESC", "claims_claimant"),
        ("publisher_key = 'x' ORDER BY claimed DESC, id DESC", "claims_publisher"),
        ("claimed >= '2026' ORDER BY claimed, id", "claims_claimed"),
        ("1 = 1 ORDER BY updated_at DESC, id DESC", "claims_updated"),
        ("1 = 1 ORDER BY created_at DESC, id DESC", "claims_created"),
        ("1 = 1 ORDER BY COALESCE(deadline, '~'), id", "claims_deadline"),
        (
            "COALESCE(deadline, '~') >= '2026' AND COALESCE(deadline, '~') < '~' ORDER BY COALESCE(deadline, '~'), id",
            "claims_deadline",
        ),
        (
            "(COALESCE(next_check_at, '~'), id) > ('2026', 'c') ORDER BY COALESCE(next_check_at, '~'), id",
            "claims_next_check",
        ),
        ("next_check_at <= '2026' AND id > 'c' ORDER BY id", "claims_due"),
    ],
)
def test_filters_and_orders_go_by_an_index(sqlite_store, query, index):
    plan = sqlite_store._db.script(f"EXPLAIN QUERY PLAN SELECT * FROM claims WHERE deleted_at IS NULL AND {query}")
    steps = " ".join(row[-1] for row in plan)
    assert index in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (
            "SELECT * FROM deliveries WHERE subscription_id = 's' AND state = 'waiting' AND next_attempt_at <= '2026' "
            "ORDER BY number",
            "deliveries_state",
        ),
        (
            "SELECT * FROM deliveries WHERE subscription_id = 's' ORDER BY created_at DESC, id DESC",
            "deliveries_subscription",
        ),
        ("SELECT state, COUNT(*) FROM deliveries GROUP BY state", "deliveries_state"),
        (
            "SELECT h.* FROM history h JOIN claims c ON c.id = h.claim_id WHERE c.deleted_at IS NULL "
            "ORDER BY h.at DESC, h.id DESC",
            "history_at",
        ),
    ],
)
def test_what_is_told_is_found_by_an_index(sqlite_store, query, index):
    steps = " ".join(row[-1] for row in sqlite_store._db.script(f"EXPLAIN QUERY PLAN {query}"))
    assert index in steps
    assert "TEMP B-TREE" not in steps
