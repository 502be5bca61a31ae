import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from claims import __version__
from claims.cli import cli

ROOT = Path(__file__).parents[2]


def commands(group=cli, path=()):
    for name, command in group.commands.items():
        yield (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


COMMANDS = list(commands())
ENDLESS = {("serve",), ("demo",), ("worker",)}  # or nearly so


def python(*arguments):
    """`python -m claims` in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLAIMS_")}
    command = [sys.executable, "-m", "claims", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(run, path):
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert "Example: python -m claims " in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    "path", [path for path in COMMANDS if path not in {("serve",), ("demo",), ("worker",)}], ids=" ".join
)
def test_the_example_in_the_help_is_one_that_the_command_takes(run, tmp_path, path):
    words = " ".join(run(*path, "--help").stdout.partition("python -m claims ")[2].split())
    given, _, from_file = words.partition(" < ")
    for name in ("articles.jsonl", "claims.jsonl", "texts.jsonl", "pairs.jsonl", "sentences.jsonl", "ledger.jsonl"):
        (tmp_path / name).touch()
    (tmp_path / "articles").mkdir()
    (tmp_path / "today.jsonl").touch()
    result = run(*shlex.split(given), stdin="" if from_file else None)
    assert result.exit_code != 2, result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("claims", "--status", "maybe"),
        ("claims", "--nonsense"),
        ("recheck", "--as-of", "soon"),
        ("recheck", "--limit", "0"),
        ("claims", "--limit", "9" * 30),
        ("claims", "--since", "2024-02-30"),
        ("serve", "--port", "65536"),
        ("show",),
        ("ingest",),
        ("match",),
        ("keys", "create"),
        ("extract", "no such file"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_a_failure_is_one_line_and_exits_with_1(run):
    result = run("show", "c0")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: There is no claim 'c0' on the ledger.\n"


def test_a_database_that_is_none_is_one_line_too(run):
    result = run("--database", "mysql://desk:secret@host/db", "claims")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert "secret" not in result.stderr


def test_debug_shows_where_a_failure_comes_from(run):
    assert run("--debug", "show", "c0").exception.__class__.__name__ == "NotFound"


def test_a_setting_that_cannot_be_read_is_named(run, monkeypatch):
    monkeypatch.setenv("CLAIMS_PORT", "eighty")
    result = run("claims")
    assert result.exit_code == 1
    assert "CLAIMS_PORT" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("PORTS", "80"), ("GRACE_DAYS", "-1"), ("FETCH_TIMEOUT_SECONDS", "nan"), ("THREADS", "1e3")]
)
def test_a_setting_that_is_none_or_out_of_bounds_is_named(run, monkeypatch, name, value):
    monkeypatch.setenv(f"CLAIMS_{name}", value)
    result = run("claims")
    assert result.exit_code == 1
    assert f"CLAIMS_{name}" in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_database_of_the_environment_is_used_where_none_is_given(monkeypatch, tmp_path):
    from click.testing import CliRunner

    monkeypatch.setenv("CLAIMS_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert CliRunner().invoke(cli, ["claims"]).exit_code == 0
    assert (tmp_path / "other.db").exists()


def test_the_version_is_told(run):
    assert __version__ in run("--version").stdout


def test_help_loads_none_of_the_heavy_libraries():
    heavy = "{'flask', 'marshmallow', 'peewee', 'trafilatura', 'rapidfuzz', 'tantivy', 'httpx', 'gunicorn', 'tqdm'}"
    code = f"import sys, claims.cli; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_reader_that_goes_away_is_met_with_silence(tmp_path):
    lines = "".join(json.dumps({"id": n, "text": "40 branches opened."}) + "\n" for n in range(3_000))
    (tmp_path / "in.jsonl").write_text(lines)
    command = f"{sys.executable} -m claims quantities {tmp_path / 'in.jsonl'} | head -n 1"
    told = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stderr == ""
    assert json.loads(told.stdout)["id"] == 0


def test_an_interrupt_ends_a_command_in_one_word():
    process = subprocess.Popen(
        [sys.executable, "-m", "claims", "extract"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 -- no threads here
    )
    process.stdin.write('{"id": 1, "text": "Norvale will open 40 depots by May."}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith('{"id": 1')
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors.strip()) == (1, "Aborted!")


def test_the_command_runs_from_any_folder(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "claims", "--database", "sqlite:///here.db", "claims", "--json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == '{"items": [], "next": null}\n'
    assert (tmp_path / "here.db").exists()


def test_the_command_runs_as_a_module(tmp_path):
    told = python("--database", f"sqlite:///{tmp_path / 'a.db'}", "claims", "--json")
    assert (told.returncode, json.loads(told.stdout), told.stderr) == (0, {"items": [], "next": None}, "")
