import json

import pytest

from claims.cli import output
from claims.cli.output import cut_to, plain, table, to_json


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("two\nlines\tof", "two lines of"),
        ("bell\x07 del\x7f", "bell\\x07 del\\x7f"),
        ("c1 \x9b31m", "c1 \\x9b31m"),
        ("turned \u202egnuoy", "turned \\u202egnuoy"),
        ("half \ud83d", "half \\ud83d"),
        ("hidden\u200b", "hidden\\u200b"),
        ("café 한국 “ok” 🙂", "café 한국 “ok” 🙂"),
    ],
)
def test_nothing_that_a_terminal_would_obey_is_printed(hostile, shown):
    assert plain(hostile) == shown


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x7f", "\x9b", "\u202e", "\ud83d", "한"])
def test_json_is_ascii_and_means_the_same(hostile):
    line = to_json({"text": hostile})
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["text"] == hostile


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a b c d", 5, "a b…"),
        ("한국은행", 8, "한국은행"),
        ("한국은행", 7, "한국은…"),
    ],
)
def test_a_text_is_cut_by_the_columns_that_it_takes(text, width, shown):
    assert cut_to(text, width) == shown


def test_a_table_fits_the_terminal_by_cutting_the_columns_that_give_way(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    table(("ID", "CLAIM"), [("c0123456789", "Harrow Bank will open 40 branches soon"), ("c1", "short")], cut=("CLAIM",))
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["ID           CLAIM", "c0123456789  Harrow Bank will open 40 b…", "c1           short"]
    assert max(map(len, lines)) <= 40


def test_a_table_that_goes_into_a_file_is_not_cut(monkeypatch, capsys):
    monkeypatch.delenv("COLUMNS", raising=False)
    table(("CLAIM",), [("x" * 500,)], cut=("CLAIM",))
    assert "x" * 500 in capsys.readouterr().out


def test_an_empty_table_is_its_heads(capsys):
    table(("ID", "CLAIM"), [])
    assert capsys.readouterr().out == "ID  CLAIM\n"


def test_no_color_takes_the_colours_away(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert output._colours() is False
