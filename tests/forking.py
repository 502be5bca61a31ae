"""A process that starts `python -m claims` again and again without waiting for Python to import it each time.

Each command is a process of its own, forked before anything was opened. For each line of JSON on standard input
(`{"arguments": [...], "out": a file}`) the command's pid is printed, and it is left to run; at the end of the input
the process ends.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[1]


class Command:
    """A command that was started."""

    def __init__(self, pid: int, out: Path) -> None:
        self.pid = pid
        self._out = out

    def kill(self) -> None:
        """End it, if it still runs, as nothing can prevent."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    @property
    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return self._out.with_suffix(".ended").exists()

    def wait(self) -> tuple[int, str]:
        """Its exit code, minus the signal that killed it, and all that it said."""
        until = time.monotonic() + 120
        while not self.has_ended and time.monotonic() < until:
            time.sleep(0.002)
        return int(self._out.with_suffix(".ended").read_text()), self._out.read_text()


class Forker:
    """Starts commands."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in: IO[str] = process.stdin
        self._out: IO[str] = process.stdout
        self._folder = folder
        self._number = 0

    def start(self, *arguments: str) -> Command:
        """`python -m claims` with arguments."""
        self._number += 1
        out = self._folder / f"{self._number}.out"
        print(json.dumps({"arguments": arguments, "out": str(out)}), file=self._in, flush=True)
        return Command(int(self._out.readline()), out)


@contextmanager
def forker(folder: Path, **settings: str) -> Iterator[Forker]:
    """A forker that keeps in `folder` what its commands say, whose environment has these settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking"],
        cwd=ROOT,
        env=own | settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Forker(process, folder)


def _serve() -> None:
    from claims.extract import read
    from claims.services import bulk, worker  # noqa: F401 -- nearly all that a command imports
    from claims.stance.model import weighing  # noqa: F401

    read("Harrow Bank will open 40 branches by the end of May.", date(2025, 3, 3), "")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        if not os.fork():
            _keep(asked["arguments"], Path(asked["out"]))


def _keep(arguments: list[str], out: Path) -> NoReturn:
    """Start a command, tell its pid, and write down how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out.touch()
    pid = os.fork()
    if not pid:
        _run(arguments, out)
    print(pid, flush=True)
    ended = out.with_suffix(".new")
    ended.write_text(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
    ended.rename(out.with_suffix(".ended"))
    os._exit(0)


def _run(arguments: list[str], out: Path) -> NoReturn:
    from claims.cli import cli

    said = os.open(out, os.O_WRONLY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(ours, theirs)
    try:
        cli(arguments, prog_name="python -m claims")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
