"""Write the answers in docs/cli.md anew: `python -m tests.docs.write_cli`."""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from click.testing import CliRunner

from claims.cli import cli
from tests.docs.transcript import ROOT, Answer, rewritten, the_same_each_time

DOCUMENT = ROOT / "docs" / "cli.md"
_COLUMNS = "100"
_FREE_PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+")


def current() -> str:
    """The document as it should be."""
    with _terminal() as answer:
        return rewritten(DOCUMENT.read_text("utf-8"), answer)


@contextmanager
def _terminal() -> Iterator[Answer]:
    """What a terminal answers, in an empty folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    with (
        TemporaryDirectory(prefix="claimdesk-docs-") as folder,
        the_same_each_time(),
        chdir(folder),
        patch.dict(os.environ, own | {"COLUMNS": _COLUMNS}, clear=True),
        patch("claims.cli.serve._run", lambda _settings, listener: listener.close()),
    ):
        yield _answer


def _answer(command: str, _: str) -> str:
    """What a pipeline of the programs below prints."""
    words = shlex.shlex(command, posix=True, punctuation_chars="|>")
    words.whitespace_split = True
    told: str = ""
    for is_pipe, stage in groupby(words, "|".__eq__):
        if not is_pipe:
            told = _run(list(stage), told)
    return _FREE_PORT.sub("41237", told)


def _run(program: list[str], given: str) -> str:
    """What one program makes of its standard input."""
    match program:
        case ["python", "-m", "claims", *arguments]:
            return CliRunner().invoke(cli, arguments, input=given, prog_name="python -m claims").output
        case ["echo", text, ">" | ">>" as how, file]:
            with Path(file).open("w" if how == ">" else "a", encoding="utf-8") as out:
                out.write(f"{text}\n")
            return ""
        case ["echo", text]:
            return f"{text}\n"
        case ["head", "-n", number]:
            return "\n".join(given.splitlines()[: int(number)])
        case ["cut", "-c", reach]:
            return "\n".join(line[: int(reach.removeprefix("1-"))] for line in given.splitlines())
    raise ValueError(f"The documentation has a command that is not known here: {shlex.join(program)}")


if __name__ == "__main__":
    DOCUMENT.write_text(current(), "utf-8")
