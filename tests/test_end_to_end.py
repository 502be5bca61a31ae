"""One whole run through a real server process on a real socket, with the re-check beside it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORT = "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million, people close to the talks said."
CONFIRMATION = (
    "Corvo Foods has agreed to acquire the bakery chain Merrow & Daughters for 310 million pounds, it said on Monday."
)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def environment(tmp_path):
    return {**os.environ, "CLAIMS_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.db"}


def run(tmp_path, *arguments):
    command = [sys.executable, "-m", "claims", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def server(tmp_path):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "claims", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        try:
            for _ in range(200):
                try:
                    assert client.get("/readyz").status_code == 200
                    break
                except httpx.TransportError:
                    assert process.poll() is None, process.stdout.read()
                    time.sleep(0.05)
            yield client
        finally:
            client.close()  # a stopping server gives open connections two seconds
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate(timeout=20)


def test_an_article_a_claim_a_later_article_a_status_and_a_recheck(server, tmp_path):
    posted = server.post(
        "/api/v1/articles", json={"text": REPORT, "publisher": "Market Whisper", "published_at": "2025-02-03"}
    )
    assert posted.status_code == 201
    (claim,) = posted.json()["claims"]
    assert (claim["status"], claim["rule"]) == ("pending", "open")

    later = server.post(
        "/api/v1/articles", json={"text": CONFIRMATION, "publisher": "Vale Herald", "published_at": "2025-02-17"}
    )
    (change,) = later.json()["status_changes"]
    assert (change["claim_id"], change["from"], change["to"]) == (claim["id"], "pending", "confirmed")

    now = server.get(f"/api/v1/claims/{claim['id']}").json()
    assert (now["status"], now["rule"]) == ("confirmed", "official")
    then = server.get(f"/api/v1/claims/{claim['id']}", params={"as_of": "2025-02-10"}).json()
    assert then["status"] == "pending"

    promise = {"text": "Lorne Bank promised to refund customers by the end of June 2025", "claimed_at": "2025-04-02"}
    added = server.post("/api/v1/claims", json=promise)
    assert added.status_code == 201
    assert added.json()["overdue"] is True

    checked = run(tmp_path, "recheck", "--json", "--as-of", "2025-05-01")
    assert checked.returncode == 0, checked.stderr
    report = json.loads(checked.stdout)
    assert report["looked_at"] == 2
    assert server.get(f"/api/v1/claims/{added.json()['id']}").json()["overdue"] is False

    shown = run(tmp_path, "show", claim["id"])
    assert shown.returncode == 0
    assert "confirmed" in shown.stdout
    assert "Vale Herald" in shown.stdout


def test_a_port_in_use_is_named_in_one_line(server, tmp_path):
    refused = run(tmp_path, "serve", "--port", str(server.base_url.port))
    assert refused.returncode == 1
    assert str(server.base_url.port) in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "Traceback" not in refused.stderr
