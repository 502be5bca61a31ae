"""schemathesis reads the description and asks a real server all that it makes of it, in all its phases."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import serving

_CONFIG = Path(__file__).with_name("schemathesis.toml")
_EXAMPLES = 3  # made up for each operation by each phase that makes some up; a run by hand may take more


@pytest.mark.slow
def test_schemathesis_finds_nothing(sqlite_url: str, tmp_path: Path) -> None:
    # The stream has no end by which an answer could be told; its test is that of `serve`.
    options = (
        f"--phases examples,coverage,fuzzing,stateful --max-examples {_EXAMPLES} --seed 7 --no-color "
        "--exclude-path /api/v1/changes/stream"
    )
    run = ["-c", "from schemathesis.cli import schemathesis; schemathesis()"]
    with serving(sqlite_url, FETCH_TIMEOUT_SECONDS="1") as server:
        described = f"http://127.0.0.1:{server.port}/api/v1/openapi.json"
        found = subprocess.run(
            [sys.executable, *run, "--config-file", str(_CONFIG), "run", described, *options.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert found.returncode == 0, found.stdout[-6_000:]
    assert "Tested: " in found.stdout
