"""`serve` as a real process on a real port."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.served import serving

ROOT = Path(__file__).parents[2]


@pytest.fixture
def command(database):
    return [sys.executable, "-m", "claims", "--database", database, "serve"]


@pytest.mark.slow
def test_it_says_where_it_is_answers_there_and_stops_when_told(command):
    process = subprocess.Popen(
        [*command, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        head = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", head)[0]
        assert [process.stdout.readline().split()[0] for _ in range(4)] == ["Open", "curl", "curl", "curl"]
        with urllib.request.urlopen(f"{address}/api/v1/claims", timeout=20) as answer:
            assert json.load(answer) == {"items": [], "next": None}
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.slow
def test_its_processes_count_requests_together_and_leave_nothing_behind(database, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving(database) as server:
        for _ in range(30):
            server.ask("GET", "/api/v1/stats")
        assert len(server.workers()) == 2
        for _ in range(6):
            with closing(server.connect()) as connection:
                connection.request("GET", "/metrics")
                told = connection.getresponse().read().decode()
            labels = 'method="GET",route="/api/v1/stats",status="200"'
            assert f"claimdesk_request_seconds_count{{{labels}}} 30.0\n" in told
            assert 'claimdesk_claims{status="pending"} 0.0\n' in told
        assert server.stop() == 0
    assert list(tmp_path.glob("claimdesk-*")) == []


def test_a_port_in_use_is_one_line(command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = subprocess.run([*command, "--port", str(port)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith(f"Error: Cannot listen on 127.0.0.1:{port}: Address already in use")
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "a" * 300, "two words", "name\x1b[2J"])
def test_an_address_that_is_not_ours_is_one_line(run, host):
    result = run("serve", "--host", host, "--port", "0")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: Cannot listen on ")
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


def test_beyond_this_machine_it_refuses_to_start_without_a_key(run):
    result = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert result.exit_code == 1
    assert "no key exists" in result.stderr
    assert "keys create" in result.stderr


@pytest.fixture
def started(monkeypatch):
    """What would be served, without serving it."""
    seen = []

    monkeypatch.setattr("claims.cli.serve._run", lambda settings, _listener: seen.append(settings))
    return seen


def test_a_key_or_insecure_lets_it_start_there(run, started):
    result = run("serve", "--host", "0.0.0.0", "--port", "0", "--insecure")
    assert "Warning: no key exists" in result.stderr
    run("keys", "create", "--name", "desk")
    assert run("serve", "--host", "0.0.0.0", "--port", "0").stderr == ""
    assert [settings.host for settings in started] == ["0.0.0.0", "0.0.0.0"]


def test_host_and_port_of_the_environment_are_used(run, started, monkeypatch):
    monkeypatch.setenv("CLAIMS_HOST", "localhost")
    monkeypatch.setenv("CLAIMS_PORT", "0")
    result = run("serve")
    assert result.exit_code == 0, result.output
    assert started[0].host == "localhost"
    assert f":{started[0].port}/api/v1/claims" in result.stdout


def test_a_port_beyond_the_last_one_is_refused(run, started, monkeypatch):
    monkeypatch.setenv("CLAIMS_PORT", "65536")
    result = run("serve")
    assert (result.exit_code, started) == (1, [])
    assert result.stderr == "Error: 65536 is no port; the last one is 65535.\n"


def test_no_password_of_the_database_is_shown():
    from claims.cli.serve import _shown

    assert _shown("postgresql://desk:se@cret@db.example/claims?password=x") == "postgresql://db.example/claims"
    assert _shown("sqlite:///claims.db") == "sqlite:///claims.db"
