import gzip
import json
import os

import pytest
from click.testing import CliRunner

from claims.cli import cli


def test_a_ledger_goes_out_and_in_again_whole(ledger, promise, tmp_path):
    assert ledger("export", "out.jsonl").exit_code == 0
    copy = ["--database", f"sqlite:///{tmp_path / 'copy.db'}"]
    taken = CliRunner().invoke(cli, [*copy, "import", "out.jsonl"])
    assert taken.exit_code == 0
    assert "0 refused" in taken.stdout
    again = CliRunner().invoke(cli, [*copy, "export"])
    assert again.stdout == (tmp_path / "out.jsonl").read_text("utf-8")
    assert promise["id"] in again.stdout


def test_an_import_of_what_is_there_changes_nothing(ledger):
    ledger("export", "out.jsonl")
    assert ledger("import", "out.jsonl").stdout.startswith("0 lines taken in, ")


def test_a_bad_line_is_named_and_the_rest_is_taken_in(ledger, tmp_path):
    ledger("export", "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8")
    taken = CliRunner().invoke(
        cli, ["--database", f"sqlite:///{tmp_path / 'b.db'}", "import", "-"], input="{bad\n" + lines
    )
    assert taken.exit_code == 1
    assert "line 1: " in taken.stderr
    assert "1 refused" in taken.stdout


@pytest.mark.parametrize("name", ["out.jsonl.gz", "claims.csv"])
def test_a_packed_file_is_told_before_any_of_its_lines(run, tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(b"text\nLorne Bank will pay.\n"))
    told = run("import", name)
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert f"gunzip -c {name}" in told.stderr
    assert [each.name for each in tmp_path.glob("*rejected*")] == []


def test_an_export_that_fails_leaves_the_old_file(run, tmp_path, monkeypatch):
    def breaks(_desk, _as_of, _known_at):
        yield "{}"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claims.services.exchange.export_ledger", breaks)
    (tmp_path / "out.jsonl").write_text("old")
    result = run("export", "out.jsonl")
    assert (result.exit_code, result.stderr) == (1, "Error: No space left on device.\n")
    assert (tmp_path / "out.jsonl").read_text() == "old"


def test_an_export_into_a_pipe_or_a_device_leaves_it_what_it_is(ledger, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert ledger("export", "pipe").exit_code == 0
    assert os.read(reader, 100).startswith(b'{"type": "article"')
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_an_export_through_a_link_leaves_the_link(ledger, tmp_path):
    (tmp_path / "latest.jsonl").symlink_to("out.jsonl")
    assert ledger("export", "latest.jsonl").exit_code == 0
    assert (tmp_path / "latest.jsonl").is_symlink()
    assert (tmp_path / "out.jsonl").read_text("utf-8").startswith('{"type": "article"')


def test_a_folder_that_is_not_there_is_named(run):
    result = run("export", "nowhere/out.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: nowhere/out.jsonl")


def test_an_export_to_a_terminal_carries_nothing_it_would_obey(run):
    text = "Harrow Bank\u202e opened 40 branches on Monday."
    run("ingest", "-", stdin=json.dumps({"text": text, "published_at": "2024-03-04"}))
    line = run("export").stdout.splitlines()[0]
    assert "\u202e" not in line
    assert json.loads(line)["value"]["text"] == text


def test_refused_lines_are_kept_beside_the_file_and_go_in_once_they_are_mended(ledger, tmp_path):
    ledger("export", "out.jsonl")
    whole = (tmp_path / "out.jsonl").read_text("utf-8")
    broken = whole.replace('"type": "article"', '"type": "artikel"', 1)
    (tmp_path / "out.jsonl").write_text(broken, "utf-8")
    copy = ["--database", f"sqlite:///{tmp_path / 'copy.db'}"]
    taken = CliRunner().invoke(cli, [*copy, "import", "out.jsonl"])
    assert taken.exit_code == 1
    assert "The refused lines are in out.rejected.jsonl" in taken.stderr
    rejected = tmp_path / "out.rejected.jsonl"
    rejected.write_text(rejected.read_text("utf-8").replace("artikel", "article"), "utf-8")
    assert CliRunner().invoke(cli, [*copy, "import", "out.rejected.jsonl"]).exit_code == 0
    assert CliRunner().invoke(cli, [*copy, "export"]).stdout == whole


def test_no_reject_file_is_made_where_nothing_is_refused(ledger, tmp_path):
    ledger("export", "out.jsonl")
    ledger("import", "out.jsonl")
    assert not (tmp_path / "out.rejected.jsonl").exists()


def test_claims_go_out_as_csv_with_a_mark_on_request_and_come_in_again(ledger, promise, tmp_path):
    assert ledger("export", "--csv", "--bom", "claims.csv").exit_code == 0
    raw = (tmp_path / "claims.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,text,kind,status,")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert ledger("export", "--csv").stdout_bytes == raw.removeprefix(b"\xef\xbb\xbf")
    copy = ["--database", f"sqlite:///{tmp_path / 'copy.db'}"]
    taken = CliRunner().invoke(cli, [*copy, "import", "claims.csv"])
    assert taken.exit_code == 0, taken.output
    assert promise["id"] in CliRunner().invoke(cli, [*copy, "claims", "--json"]).stdout


def test_refused_rows_of_a_sheet_are_kept_as_a_sheet(ledger, tmp_path):
    (tmp_path / "claims.csv").write_text("text,claimed_at\r\nHarrow Bank will pay.,soon\r\n")
    taken = ledger("import", "--rejects", "bad.csv", "claims.csv")
    assert taken.exit_code == 1
    assert "line 2: 'soon' is neither a day" in taken.stderr
    assert (tmp_path / "bad.csv").read_bytes() == b"text,claimed_at\r\nHarrow Bank will pay.,soon\r\n"


def test_options_that_mean_nothing_together_are_wrong_usage(run):
    for wrong in (["--bom"], ["--csv", "--as-of", "2024-01-01"], ["--csv", "--with-reviewer"]):
        assert run("export", *wrong).exit_code == 2
