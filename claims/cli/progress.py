"""The progress bar: on standard error, and only where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(of: str, *, beside_lines: bool = False) -> Iterator[Callable[[int, int | None], None]]:
    """A function to call with how many `of` (articles, claims) are done, and of how many where that is known.

    `beside_lines` is for a command that prints as it goes: on the same terminal its lines show the progress.
    """
    if not sys.stderr.isatty() or (beside_lines and sys.stdout.isatty()):
        yield lambda _done, _total: None
        return
    from tqdm import tqdm

    with tqdm(unit=f" {of}", leave=False, file=sys.stderr) as bar:

        def show(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
