"""What is particular to PostgreSQL: lost connections, locks, and servers that cannot be reached."""

from urllib.parse import quote

import psycopg
import pytest

from claims.domain.errors import InvalidInput, StoreUnavailable
from claims.store import open_store
from tests.values import NOW, a_claim, an_article


@pytest.fixture
def postgres_store(postgres_url):
    store = open_store(postgres_url, busy_timeout_ms=300)
    yield store
    store.close()


def cut(postgres_server, store):
    """End the connections of a store from the server's side, as a restart would."""
    (pid,) = store._db.script("SELECT pg_backend_pid()")[0]
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])


@pytest.mark.parametrize(
    "url", ["postgresql://desk:secret@127.0.0.1:1/claims", "postgresql://desk:secret@nowhere.invalid/claims"]
)
def test_a_server_out_of_reach(url):
    with pytest.raises(StoreUnavailable, match="cannot be reached") as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


def test_a_url_that_the_driver_cannot_read():
    with pytest.raises(InvalidInput) as refused:
        open_store("postgresql://desk:secret@h/claims?nonsense=1")
    assert "secret" not in str(refused.value)


def test_a_database_that_does_not_exist(postgres_url):
    with pytest.raises(StoreUnavailable, match="is not there"):
        open_store(postgres_url.replace("/postgres?", "/missing?"))


def test_a_lost_connection_is_told_and_then_replaced(postgres_server, postgres_store):
    with postgres_store.session():
        cut(postgres_server, postgres_store)
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            postgres_store.claim("c1")
    assert postgres_store.claim("c1") is None


def test_a_connection_lost_between_two_sessions_is_replaced_unnoticed(postgres_server, postgres_store):
    cut(postgres_server, postgres_store)
    assert postgres_store.claim("c1") is None


def test_a_transaction_on_a_lost_connection_kept_nothing(postgres_server, postgres_store):
    def write():
        with postgres_store.transaction():
            postgres_store.add_claim(a_claim("c1"))
            cut(postgres_server, postgres_store)
            postgres_store.add_claim(a_claim("c2"))

    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        write()
    assert list(postgres_store.all_claims()) == []


def test_a_writer_waits_for_another_as_long_as_it_may(postgres_url, postgres_store):
    other = open_store(postgres_url)
    with other.transaction():
        other.add_claim(a_claim("c1"))
        with pytest.raises(StoreUnavailable, match="busy"):
            postgres_store.add_claim(a_claim("c2"))
        assert postgres_store.claim("c1") is None  # reading goes on beside a writer
    assert postgres_store.add_claim(a_claim("c2"))
    other.close()


def test_the_isolation_that_a_database_prefers_does_not_matter(postgres_url):
    strict = postgres_url + quote(" -c default_transaction_isolation=serializable")
    store = open_store(strict)
    with store.transaction():
        assert [tuple(row) for row in store._db.script("SHOW transaction_isolation")] == [("read committed",)]
    store.close()


def test_ledgers_in_two_schemas_do_not_wait_for_each_other(postgres_server, postgres_store):
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA test_neighbour")
        join = "&" if "?" in postgres_server else "?"
        other = open_store(f"{postgres_server}{join}options=-csearch_path%3Dtest_neighbour", busy_timeout_ms=300)
        with other.transaction():
            assert postgres_store.add_article(an_article(), NOW)
        other.close()
        connection.execute("DROP SCHEMA test_neighbour CASCADE")
