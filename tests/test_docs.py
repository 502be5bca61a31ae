"""The documentation is true: its examples run, its links lead somewhere, and it leaves nothing out."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin

from app import create_app
from claims.api.errors import PROBLEMS
from claims.cli import cli
from claims.domain.notice import NoticeKind
from claims.services.desk import close_desk, open_desk
from claims.settings import Settings
from tests.docs import write_cli, write_http

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in ("build", "node_modules") for part in path.relative_to(ROOT).parts)
)

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_NAMES_IN_A_FILE = re.compile(r"`(\w+)`(?: and\s+`(\w+)`)? in\s+`([\w./]+)`")
_MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|work|tmp|Users|mnt)/")


def read(path: Path) -> str:
    return path.read_text("utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose_of(path: Path) -> str:
    """The page without its code blocks."""
    return _FENCE.sub("", read(path))


def anchors_of(path: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    titles = (re.sub(r"[`*]", "", title.strip().lower()) for title in _HEADING.findall(prose_of(path)))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


# examples


def test_the_command_line_answers_as_its_manual_says():
    assert write_cli.current() == read(write_cli.DOCUMENT), (
        "run `python -m tests.docs.write_cli` and look at what changed"
    )


@pytest.mark.parametrize("document", write_http.DOCUMENTS, ids=name_of)
def test_the_server_answers_as_its_manual_says(document):
    assert write_http.current(document) == read(document), (
        "run `python -m tests.docs.write_http` and look at what changed"
    )


# links


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page):
    lost = []
    for link in _LINK.findall(prose_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_speaks_of_one_machine(page):
    assert _MACHINE_PATH.findall(read(page)) == []


# nothing is left out


def commands(of: click.Command, name: str) -> Iterator[str]:
    yield name
    if isinstance(of, click.Group):
        for sub, command in of.commands.items():
            yield from commands(command, f"{name} {sub}")


@pytest.mark.parametrize("command", list(commands(cli, "python -m claims")))
def test_every_command_is_shown_with_its_help(command):
    assert f"\n$ {command} --help\n" in read(DOCS / "cli.md")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path_factory.mktemp('docs') / 'claims.db'}"))
    yield create_app(desk=desk)
    close_desk(desk)


def test_every_route_is_a_heading_of_the_http_manual(app):
    headings = "\n".join(_HEADING.findall(prose_of(DOCS / "http.md")))
    told = set(re.findall(r"`([A-Z]+ /\S*)`", headings))
    served = {
        f"{method} {FlaskPlugin.flaskpath2openapi(rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "docs.docs_asset" and not rule.endpoint.startswith("pages.")
    }
    served.add("GET /")  # a page, which programs are told at too
    assert told == served


def test_every_problem_type_is_explained_with_its_status():
    rows = re.findall(r"^\| `(/problems/[a-z-]+)` \| (\d+) \|", read(DOCS / "problems.md"), re.MULTILINE)
    assert rows == [(problem.type, str(problem.status)) for problem in PROBLEMS]
    for problem in PROBLEMS:
        page = read(DOCS / "problems" / f"{problem.slug}.md")
        assert page.startswith(f"# {problem.title}\n\n`{problem.type}`, status {problem.status}\n")


def test_every_event_that_subscribers_are_told_of_is_explained():
    rows = re.findall(r"^\| `([a-z_.]+)` \|", read(DOCS / "subscriptions.md"), re.MULTILINE)
    assert rows == list(NoticeKind)


def test_every_folder_of_the_code_has_a_readme():
    folders = [path for path in (ROOT / "claims").iterdir() if path.is_dir() and any(path.glob("*.py"))]
    assert [name_of(path) for path in [*folders, ROOT / "schemas"] if not (path / "README.md").exists()] == []


# what extending.md names is there


def test_every_path_to_touch_exists():
    named = [code for code in _CODE.findall(prose_of(DOCS / "extending.md")) if "/" in code]
    assert len(named) > 50
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_list_to_touch_is_in_its_file():
    named = [
        (name, path)
        for first, second, path in _NAMES_IN_A_FILE.findall(prose_of(DOCS / "extending.md"))
        for name in (first, second)
        if name
    ]
    assert len(named) > 20
    defined = r"^(?:\s*def |class )?{}\b|^    {}:"
    missing = [
        (name, path)
        for name, path in named
        if not re.search(defined.format(name, name), read(ROOT / path), re.MULTILINE)
    ]
    assert missing == []
