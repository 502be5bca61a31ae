"""The index follows the ledger: what is kept where, and what is found when."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from claims.services import follow
from claims.services.follow import Follower, index_folder
from claims.store import open_store
from tests.values import NOW, a_claim, an_article


@pytest.fixture
def few(monkeypatch):
    """So little is kept beside the base that a few claims bring it forward."""
    monkeypatch.setattr(follow, "_RECENT_CLAIMS", 10)
    monkeypatch.setattr(follow, "_RECENT_ARTICLES", 4)


@pytest.mark.parametrize(
    ("url", "index_dir", "folder"),
    [
        ("sqlite:////data/claims.db", "", "/data/claims.db.index"),
        ("sqlite:///:memory:", "", None),
        ("sqlite:///:memory:", "/var/index", None),
        ("postgresql://desk:secret@host/claims", "", None),
    ],
)
def test_where_the_index_of_a_database_is(url, index_dir, folder):
    assert index_folder(url, index_dir) == (None if folder is None else Path(folder))


def test_databases_that_share_a_folder_have_one_of_their_own_in_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def place(url: str) -> Path | None:
        return index_folder(url, "index")

    assert place("postgresql://a:b@host/claims").parent == tmp_path / "index"
    assert place("postgresql://a:b@host/claims") == place("postgres://c:d@host/claims")
    urls = ["postgresql://host/one", "postgresql://host/two", "postgresql://host/two?options=x", "sqlite:///one.db"]
    assert len({place(url) for url in urls}) == len(urls)
    assert place("sqlite:///one.db") == place(f"sqlite:///{tmp_path}/one.db")


def test_claims_and_articles_are_kept_apart(store):
    store.add_claim(a_claim("c1"))
    store.add_article(an_article("a1", text="The ferry will reopen."), NOW)
    index = Follower(store)
    index.catch_up()
    assert [[c.id for c in hits] for hits in index.nominate_claims(["ferry", "the reopened ferry"], 5)] == [["c1"]] * 2
    assert [c.id for c in index.nominate_articles("ferry", 5)] == ["a1"]
    index.close()


def test_the_base_goes_forward_beside_what_is_going_on(store, tmp_path, few):
    index = Follower(store, tmp_path / "index")
    for number in range(8):
        store.add_claim(a_claim(f"c{number}"))
    for number in range(3):
        store.add_article(an_article(f"a{number}"), NOW)
    index.catch_up()
    assert {c.id for c in index.nominate_articles("ferry", 20)} == {"a0", "a1", "a2"}
    index.close()
    states = index.look()
    assert {name: (state.texts, state.behind) for name, state in states.items()} == {
        "claims": (8, 0),
        "articles": (3, 0),
        "texts": (0, 0),
    }


def test_in_memory_the_base_goes_forward_without_another_connection(few):
    store = open_store("sqlite:///:memory:")
    index = Follower(store)
    with store.session():
        for number in range(30):
            store.add_claim(a_claim(f"c{number}"))
            index.catch_up()
        index.close()
    assert index.look()["claims"].texts > 0
    assert list(index.disagreements()) == []
    store.close()


def test_what_is_not_committed_is_not_taken_up(store):
    store.add_claim(a_claim("c1"))
    index = Follower(store)
    with suppress(RuntimeError), store.transaction():
        store.add_claim(a_claim("c2"))
        index.catch_up()
        assert [c.id for c in next(index.nominate_claims(["ferry"], 5))] == ["c1"]
        raise RuntimeError
    store.add_claim(a_claim("c3"))
    index.catch_up()
    assert {c.id for c in next(index.nominate_claims(["ferry"], 5))} == {"c1", "c3"}
    index.close()


def test_of_many_claims_the_answers_come_in_the_order_of_the_texts(store, monkeypatch):
    monkeypatch.setattr(follow, "_WORTH_A_THREAD", 0)
    with store.transaction():
        for number in range(30):
            store.add_claim(a_claim(f"c{number}", text=f"Line x{number} will reopen"))
    index = Follower(store)
    index.catch_up()
    asked = [f"the line x{number}" for number in range(30)]
    assert [hits[0].id for hits in index.nominate_claims(asked, 3)] == [f"c{n}" for n in range(30)]
    index.close()


def test_the_index_of_another_version_is_thrown_away_when_nobody_has_used_it_for_long(store, tmp_path, few):
    for name, days in (("0ld", 30), ("newer", 1)):
        (tmp_path / name).mkdir()
        then = (tmp_path / name).stat().st_mtime - days * 86_400
        os.utime(tmp_path / name, (then, then))
    index = Follower(store, tmp_path)
    for number in range(8):
        store.add_claim(a_claim(f"c{number}"))
    index.catch_up()
    index.close()
    assert {place.name for place in tmp_path.iterdir() if place.is_dir()} >= {"newer", follow.layout()}
    assert not (tmp_path / "0ld").exists()
