import json
import os

import pytest

from tests.cli.conftest import BACKGROUND, DENIAL, OPENING


def test_what_came_in_is_told_with_each_change_and_its_reason(run, tmp_path):
    opening = {"text": f"{OPENING} {BACKGROUND}", "published_at": "2024-03-04", "publisher": "A"}
    (tmp_path / "opening.jsonl").write_text(json.dumps(opening))
    (tmp_path / "denial.jsonl").write_text(json.dumps({"text": DENIAL, "published_at": "2024-03-08", "publisher": "B"}))
    first = run("ingest", "opening.jsonl")
    assert first.exit_code == 0
    assert "opening.jsonl:1" in first.stdout
    assert "1 new, 0 on file already, 0 failed." in first.stdout
    second = run("ingest", "denial.jsonl")
    assert "-> denied: " in second.stdout


def test_the_same_article_again_changes_nothing(ledger):
    result = ledger("ingest", "story.jsonl")
    assert result.exit_code == 0
    assert "0 new, 2 on file already, 0 failed." in result.stdout


def test_a_bad_line_is_reported_and_the_rest_goes_on(run):
    result = run("ingest", "-", stdin=json.dumps({"text": OPENING}) + "\n{bad\n" + json.dumps({"text": DENIAL}))
    assert result.exit_code == 1
    assert "standard input:2: The line is not JSON" in result.stderr
    assert "2 new, 0 on file already, 1 failed." in result.stdout


def test_files_of_every_kind_in_a_folder_are_read(run, tmp_path):
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(OPENING)
    (folder / "b.html").write_text(f"<html><body><p>{DENIAL}</p></body></html>")
    (folder / "c.png").write_bytes(b"\x89PNG\0")
    result = run("ingest", "in")
    assert "2 new, 0 on file already, 0 failed." in result.stdout


def test_a_folder_of_odd_things_is_read_as_far_as_it_goes(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(OPENING)
    (folder / "name\x1b[2J\n.txt").write_text(DENIAL)
    (folder / "latin.txt").write_bytes("The Café Rouvel will open 5 branches in May 2030.".encode("latin-1"))
    (folder / "wide.txt").write_bytes("Orran Bank will open 6 branches in May 2030.".encode("utf-16"))
    (folder / "lines.jsonl").write_text("[" * 100_000 + "\n" + '{"text": 5}\n{"text": "\\ud800"}\n')
    for name, raw in (
        ("empty.txt", b""),
        ("nul.txt", b"a\0b"),
        ("random.txt", bytes(range(256)) * 9),
        ("no.xml", b"<a"),
    ):
        (folder / name).write_bytes(raw)
    (folder / "huge.txt").write_bytes(b"word " * 1_000_000)
    (folder / "dangling.txt").symlink_to("nowhere")
    (folder / "loop").symlink_to(folder)
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    result = run("ingest", "in")
    assert result.exit_code == 1
    assert "4 new, 0 on file already, 8 failed." in result.stdout
    assert len(result.stderr.splitlines()) == 8
    assert "\x1b" not in result.output
    assert "Unexpected" not in result.stderr


def test_an_address_that_may_not_be_fetched_is_reported(run):
    result = run("ingest", "http://127.0.0.1:9/")
    assert result.exit_code == 1
    assert "may not be fetched" in result.stderr


def test_a_file_that_is_not_there_is_named(run):
    result = run("ingest", "nowhere.txt")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_place_without_a_name_is_not_this_folder(run, tmp_path, nothing):
    (tmp_path / "article.txt").write_text(OPENING)
    result = run("ingest", nothing)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: Name a file")


def test_json_gives_a_line_for_each_article(run):
    result = run("ingest", "--json", "-", stdin=json.dumps({"text": OPENING, "published_at": "2024-03-04"}) + "\n{bad")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["created"] is True
    assert first["article"]["published_at"] == "2024-03-04"
    assert first["claims"][0]["status"] == "pending"
    assert second["where"] == "standard input:2"


def test_a_hostile_title_does_not_reach_the_terminal(run):
    line = json.dumps({"text": OPENING, "title": "Bank\u202e news", "publisher": "A\u009bB"})
    assert "\u202e" not in run("ingest", "-", stdin=line).stdout
