"""Documents that show commands and what they answer: their `console` blocks are run and written anew.

In such a block a command begins with "$ " and goes on while a quotation is open; what follows, up to the next
command or the end of the block, is its answer.
"""

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from unittest.mock import patch

from claims.domain.run import Process
from claims.services import desk, runs

Answer = Callable[[str, str], str]  # a command and the answer shown so far; the answer it gives now

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
_PROMPT = "$ "


def rewritten(document: str, answer: Answer) -> str:
    """The document with the answers that its commands give now."""
    lines = iter(document.splitlines())
    out: list[str] = []
    for line in lines:
        out.append(line)
        if line == "```console":
            out += _answered(_block(lines), answer)
            out.append("```")
    return "\n".join(out) + "\n"


def _block(lines: Iterator[str]) -> list[str]:
    block: list[str] = []
    for line in lines:
        if line == "```":
            return block
        block.append(line)
    raise ValueError("A console block is not closed.")


def _answered(block: list[str], answer: Answer) -> Iterator[str]:
    starts = [at for at, line in enumerate(block) if line.startswith(_PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        if start:
            yield ""
        shown_from = next(at for at in range(start + 1, end + 1) if _is_whole("\n".join(block[start:at])))
        command = block[start:shown_from]
        yield from command
        try:
            told = answer("\n".join(command).removeprefix(_PROMPT), "\n".join(block[shown_from:end]).strip())
        except Exception as error:
            error.add_note(f"at {command[0]}")
            raise
        yield from told.rstrip().splitlines()


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:  # a quotation is open
        return False
    return True


@contextmanager
def the_same_each_time() -> Iterator[None]:
    """Have every desk opened meanwhile stand at NOW, and ids and keys that are random count up instead."""
    numbers: defaultdict[int, Iterator[int]] = defaultdict(partial(count, 1))

    def token_hex(size: int) -> str:
        return f"{next(numbers[size]):0{2 * size}x}"

    with ExitStack() as stack:
        stack.enter_context(patch.object(desk, "open_desk", partial(desk.open_desk, clock=lambda: NOW)))
        stack.enter_context(patch.object(runs, "this_process", lambda: Process("ledger-1", 4711)))
        stack.enter_context(patch("secrets.token_hex", token_hex))
        stack.enter_context(patch("secrets.token_urlsafe", lambda size: "k" * size))
        stack.enter_context(patch("secrets.token_bytes", lambda size: b"k" * size))
        yield
