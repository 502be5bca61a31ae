"""The files that make a container name what is there, and it is enough to run."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from claims.settings import Settings

ROOT = Path(__file__).parents[1]
SETTINGS = {f"CLAIMS_{name.upper()}" for name in Settings.__slots__}


def copied() -> list[tuple[str, str]]:
    """What the Dockerfile copies: from where to where."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    pairs = []
    for line in lines:
        if line.startswith("COPY "):
            *sources, place = shlex.split(line)[1:]
            pairs += [(source, place if len(sources) == 1 and place != "./" else source) for source in sources]
    return pairs


def test_what_is_copied_is_not_kept_out_of_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {f"!{source}" for source, _ in copied()} == {line for line in ignored if line.startswith("!")}


@pytest.mark.slow
def test_what_is_copied_is_enough_to_run(tmp_path: Path) -> None:
    for source, place in copied():
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, tmp_path / place)
    script = (
        "from app import create_app; from claims.settings import Settings; "
        "client = create_app(Settings(database_url='sqlite:///claims.db')).test_client(); "
        "print([client.get(path).status_code for path in "
        "('/readyz', '/api/v1/claims', '/api/v1/openapi.json', '/problems/conflict')])"
    )
    for program in (["-m", "claims", "demo"], ["-c", script]):
        told = subprocess.run(
            [sys.executable, *program], cwd=tmp_path, env={}, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
    assert told.stdout == "[200, 200, 200, 200]\n"


def test_the_settings_named_are_settings() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    named = set(re.findall(r"\bCLAIMS_\w+", (ROOT / "Dockerfile").read_text("utf-8")))
    assert named | set(composed["services"]["server"]["environment"]) <= SETTINGS
    assert composed["services"]["server"]["depends_on"]["database"]["condition"] == "service_healthy"
