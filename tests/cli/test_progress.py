import io
import sys

from claims.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch, stderr, stdout=None, **options) -> str:
    """What three articles show on standard error."""
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(sys, "stdout", stdout or io.StringIO())
    with progress("articles", **options) as show:
        for done in range(1, 4):
            show(done, 3)
    return stderr.getvalue()


def test_a_terminal_gets_a_bar(monkeypatch):
    assert "articles" in shown(monkeypatch, Terminal())


def test_a_file_gets_none(monkeypatch):
    assert shown(monkeypatch, io.StringIO()) == ""


def test_lines_on_the_same_terminal_need_none(monkeypatch):
    assert shown(monkeypatch, Terminal(), Terminal(), beside_lines=True) == ""
    assert shown(monkeypatch, Terminal(), io.StringIO(), beside_lines=True) != ""
