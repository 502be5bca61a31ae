"""Which database a URL names, and what is shown of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.errors import InvalidInput
from claims.store.urls import MEMORY, PostgresServer, SqliteFile, mask_password, parse_url


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("sqlite:///claims.db", SqliteFile("claims.db")),
        ("sqlite:///data/claims.db", SqliteFile("data/claims.db")),
        ("sqlite:////var/lib/claims.db", SqliteFile("/var/lib/claims.db")),
        ("sqlite:///with space & %20.db", SqliteFile("with space & %20.db")),
        ("sqlite:///:memory:", SqliteFile(MEMORY)),
        ("postgresql://u:p@h:5432/d", PostgresServer("postgresql://u:p@h:5432/d")),
        ("postgres://u@h/d?sslmode=require", PostgresServer("postgresql://u@h/d?sslmode=require")),
    ],
)
def test_a_url_names_a_database(url, target):
    assert parse_url(url) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "claims.db",
        "sqlite:",
        "sqlite://",
        "sqlite:///",
        "sqlite://claims.db",
        "sqlite:///claims.db?mode=ro",
        "sqlite:///a\0b",
        "SQLITE:///claims.db",
        "mysql://u:secret@h/d",
        "postgresql+psycopg://u:secret@h/d",
        "host=h password=secret",
    ],
)
def test_any_other_is_refused_with_the_forms_that_are_accepted(url):
    with pytest.raises(InvalidInput) as refused:
        parse_url(url)
    assert "sqlite:///claims.db" in str(refused.value)
    assert "postgresql://" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://desk:secret@db.example.org:5432/claims", "postgresql://desk:***@db.example.org:5432/claims"),
        ("postgresql://desk@db/claims", "postgresql://desk:***@db/claims"),
        ("postgresql://db/claims?user=desk&password=secret", "postgresql://db/claims"),
        ("postgresql://desk:se?cr@et/x@db/claims", "postgresql://desk:***@db/claims"),
        ("sqlite:///claims.db", "sqlite:///claims.db"),
    ],
)
def test_a_url_is_shown_without_its_password(url, shown):
    assert mask_password(url) == shown


@given(
    password=st.text(min_size=1).map(lambda text: f"sec{text}ret"),
    tail=st.sampled_from(["db/claims", "db?a=b@c", "[::1]/d"]),
)
def test_no_password_is_ever_shown(password, tail):
    shown = mask_password(f"postgresql://desk:{password}@{tail}")
    assert "sec" not in shown
    assert "ret" not in shown


@given(st.text())
def test_any_text_is_a_database_or_refused(url):
    with suppress(InvalidInput):
        assert parse_url(url)
