"""What the command line prints: text, tables and JSON without anything that a terminal would obey.

Texts come from articles, and so from anybody: a control character in one could rewrite the screen, and a
mark of direction turn a name round.
"""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_GAP = "  "
_NARROWEST = 12  # of a column that is cut to fit
_COLOURS = {"confirmed": "green", "denied": "red", "pending": "yellow", "overdue": "magenta"}


def plain(text: str) -> str:
    """The text on one line, with an escape for every character that is not to be seen."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if unicodedata.category(char) not in _ESCAPED else _escape(char) for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def say(text: str = "") -> None:
    """A line on standard output. The text is one of ours: what it quotes went through `plain`."""
    click.echo(text, color=_colours())


def complain(text: str) -> None:
    """A line on standard error."""
    click.echo(plain(text), err=True)


def say_json(value: Any) -> None:
    """A value as one line of JSON, in ASCII throughout, so that nothing in it reaches a terminal unescaped."""
    click.echo(to_json(value))


def to_json(value: Any) -> str:
    """The value as one line of JSON in ASCII."""
    return json.dumps(value).replace("\x7f", "\\u007f")


def coloured(status: str) -> str:
    """A status in its colour, where colours are shown."""
    return click.style(status, fg=_COLOURS[status]) if status in _COLOURS else status


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], cut: Sequence[str] = ()) -> None:
    """Print rows under their heads, columns aligned; those named in `cut` give way to fit a terminal's width."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(_width(row[n]) for row in [list(heads), *cells]) for n in range(len(heads))]
    _fit(widths, [n for n, head in enumerate(heads) if head in cut])
    for number, row in enumerate([list(heads), *cells]):
        line = []
        for cell, width in zip(row, widths, strict=True):
            shown = cut_to(cell, width)
            line.append((coloured(shown) if number else shown) + " " * (width - _width(shown)))
        say(_GAP.join(line).rstrip())


def _fit(widths: list[int], elastic: Sequence[int]) -> None:
    """Take what is too wide for the terminal from the widest of the columns that give way."""
    room = terminal_width()
    while room is not None and elastic and sum(widths) + len(_GAP) * (len(widths) - 1) > room:
        widest = max(elastic, key=lambda n: widths[n])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1


def terminal_width() -> int | None:
    """Columns of the terminal; None where standard output is not one and COLUMNS does not say."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def cut_to(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it takes more than `width` columns."""
    if _width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def _width(text: str) -> int:
    """Columns that the text takes: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def _colours() -> bool | None:
    """None lets click decide: colours on a terminal, none elsewhere."""
    return False if os.environ.get("NO_COLOR") else None
