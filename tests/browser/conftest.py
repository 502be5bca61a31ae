"""A real browser, Debian's Chromium moved by Playwright, and the application served to it on loopback."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from claims.services.demo import play_demo
from claims.services.desk import Desk, close_desk, open_desk
from claims.settings import Settings

NOW = datetime(2022, 10, 20, 9, 0, tzinfo=UTC)  # the demonstration has been told by then
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """The browser of this machine. Raises LookupError where it has none."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        raise LookupError("No browser is found: on Debian, apt-get install chromium.")
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []  # its sandbox does not start for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=alone)
        yield browser
        browser.close()


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The application over a desk; the address at which it answers."""
    server = make_server("127.0.0.1", 0, create_app(desk=desk), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")  # no longer: while it is open its loop runs, and nothing else here could run one
def browser() -> Iterator[Browser]:
    try:
        with opened_browser() as browser:
            yield browser
    except LookupError as why:
        pytest.skip(str(why))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the demonstration in it, to be copied."""
    path = tmp_path_factory.mktemp("demonstration") / "ledger.db"
    desk = open_desk(Settings(database_url=f"sqlite:///{path}"))
    for _ in play_demo(desk):
        pass
    close_desk(desk)
    return path


@pytest.fixture
def desk(tmp_path: Path, demonstration: Path) -> Iterator[Desk]:
    """A desk over a copy of the demonstration, on a fixed day."""
    copy = tmp_path / "ledger.db"
    shutil.copy(demonstration, copy)
    opened = open_desk(Settings(database_url=f"sqlite:///{copy}"), clock=lambda: NOW)
    yield opened
    close_desk(opened)


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    with served(desk) as at:
        yield at


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page at an address of the application; whatever goes wrong in it fails the test."""
    contexts, wrong = [], []

    def go(path: str = "/", *, width: int = 1440, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            base_url=address,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []
