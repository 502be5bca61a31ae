"""Many writers at once, in one server and in several processes: all is kept, nothing twice, nobody is turned away."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import create_app
from claims.services.desk import close_desk, open_desk
from claims.settings import Settings
from claims.store import open_store

ROOT = Path(__file__).resolve().parents[1]


def article(number: int, publisher: str = "Harbour Post") -> dict[str, str]:
    text = f"Norvale said on Monday that it will open {number} depots in Haverby by May 2024."
    return {"text": text, "publisher": publisher, "published_at": "2024-03-04"}


@pytest.fixture
def desk(database_url):
    opened = open_desk(Settings(database_url=database_url))
    yield opened
    close_desk(opened)


def test_of_threads_that_hand_in_the_same_one_puts_it_on_file(desk):
    application = create_app(desk=desk)

    def hand_in(name: str) -> list[tuple[str, int, str]]:
        client = application.test_client()
        told = []
        for n in range(5):
            for kind, body in (
                ("shared article", article(n + 2)),
                ("own article", article(n + 2, name)),
                ("shared claim", {"text": f"Corvo Foods will close {n + 2} mills.", "claimed_at": "2024-03-04"}),
                ("own claim", {"text": f"{name} Foods will close {n + 2} mills.", "claimed_at": "2024-03-04"}),
            ):
                response = client.post(f"/api/v1/{kind.split()[1]}s", json=body)
                told.append((kind, response.status_code, str(n)))
        return told

    names = ("Alder", "Birch", "Cedar", "Daphne")
    with ThreadPoolExecutor(len(names)) as pool:
        told = [line for lines in pool.map(hand_in, names) for line in lines]
    assert {status for _, status, _ in told} == {200, 201}
    made = Counter((kind, n) for kind, status, n in told if status == 201)
    assert {number for (kind, _), number in made.items() if kind.startswith("shared")} == {1}
    assert {number for (kind, _), number in made.items() if kind.startswith("own")} == {len(names)}
    stats = application.test_client().get("/api/v1/stats").get_json()
    assert stats["articles"] == 5 + 5 * len(names)


@pytest.mark.slow
def test_of_processes_that_ingest_the_same_one_puts_it_on_file(sqlite_url, tmp_path):
    commands = []
    for name in ("Alder", "Birch"):
        lines = [json.dumps(each) for n in range(20) for each in (article(n + 2), article(n + 2, name))]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
        commands.append(
            [sys.executable, "-m", "claims", "--database", sqlite_url, "ingest", f"{tmp_path}/{name}.jsonl"]
        )
    running = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"COLUMNS": "80"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    told = [process.communicate(timeout=60) for process in running]
    assert [(process.returncode, errors) for process, (_, errors) in zip(running, told, strict=True)] == [
        (0, ""),
        (0, ""),
    ]
    last = [output.splitlines()[-1].split() for output, _ in told]
    assert sum(int(words[0]) for words in last) == 60  # new
    assert sum(int(words[2]) for words in last) == 20  # on file already
    store = open_store(sqlite_url)
    assert sum(1 for _ in store.all_articles()) == 60
    store.close()
