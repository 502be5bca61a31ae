"""The units of systemd in the manual are ones that systemd takes, and the line for cron one that a shell does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.transcript import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text("utf-8")
_UNIT = re.compile(r"^```ini\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UNITS = {Path(path).name: text for path, text in _UNIT.findall(MANUAL)}
(LINE,) = re.findall(r"^```cron\n(.+)\n```$", MANUAL, re.MULTILINE)


def test_there_is_one_for_each_way_to_start_it():
    assert set(UNITS) == {"claimdesk-recheck.service", "claimdesk-recheck.timer", "claimdesk-worker.service"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_them(tmp_path):
    for name, text in UNITS.items():
        # What it starts has to be there.
        there = text.replace("/opt/claimdesk/.venv/bin/python", sys.executable).replace("User=claimdesk\n", "")
        (tmp_path / name).write_text(there)
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_a_shell_with_the_environment_of_cron_runs_its_line(tmp_path):
    times, _, command = LINE.partition("  ")
    assert len(times.split()) == 5
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "claims").symlink_to(ROOT / "claims")
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    environment = {"HOME": str(tmp_path), "LOGNAME": "claimdesk", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    for _ in range(2):
        command = command.replace("/opt/claimdesk", str(tmp_path))
        told = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    first, second = (tmp_path / "recheck.log").read_text().splitlines()
    assert first.endswith("looked at 0, changed 0, overdue 0.")
    assert second.endswith("looked at 0, changed 0, overdue 0.")
