import io
import sys

import pytest

from claims.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stderr(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    return sys.stderr


def work(**options) -> None:
    with progress("articles", **options) as show:
        for done in range(1, 4):
            show(done, 3)


def test_a_terminal_gets_a_bar(stderr):
    work()
    assert "articles" in stderr.getvalue()


def test_a_file_gets_none(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    work()
    assert sys.stderr.getvalue() == ""


def test_lines_on_the_same_terminal_need_none(stderr, monkeypatch):
    monkeypatch.setattr(sys, "stdout", Terminal())
    work(beside_lines=True)
    assert stderr.getvalue() == ""
