import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import cli


def test_a_small_ledger_has_no_folder_yet(ledger, tmp_path):
    told = ledger("index", "status")
    assert told.exit_code == 0
    assert "ledger.db.index; the database is at change" in told.stdout
    assert not (tmp_path / "ledger.db.index").exists()


def test_a_rebuilt_index_agrees_with_the_ledger(ledger, tmp_path):
    told = ledger("index", "rebuild")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "2 articles and 0 texts are in the index, kept in ledger.db.index." in told.stdout
    assert (tmp_path / "ledger.db.index").is_dir()
    checked = json.loads(ledger("index", "status", "--check", "--json").stdout)
    assert checked["disagreements"] == []
    assert checked["articles"]["texts"] == 2
    assert checked["articles"]["behind"] == checked["claims"]["behind"] == 0


def test_an_index_that_disagrees_is_told_apart(ledger, tmp_path, monkeypatch):
    ledger("index", "rebuild")
    monkeypatch.setattr("claims.index.live.digest_or_none", lambda _: 1)
    told = ledger("index", "status", "--check")
    assert told.exit_code == 1
    assert "index rebuild" in told.stderr


def test_articles_are_held_against_claims_that_a_deleted_index_had(ledger, tmp_path):
    ledger("index", "rebuild")
    shutil.rmtree(tmp_path / "ledger.db.index")
    told = ledger("claims", "--q", "branches in Marlfield")
    assert "Harrow Bank" in told.stdout


def test_the_index_folder_can_be_set(ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMS_INDEX_DIR", str(tmp_path / "elsewhere"))
    assert "kept in elsewhere/" in ledger("index", "rebuild").stdout
    assert not (tmp_path / "ledger.db.index").exists()
    (folder,) = (tmp_path / "elsewhere").iterdir()
    assert len(folder.name) == 16


def test_a_ledger_in_memory_has_its_index_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, ["--database", "sqlite:///:memory:", "index", "status"])
    assert "Kept in memory" in told.stdout
    assert list(tmp_path.iterdir()) == []
