"""`serve`: pages and API, in a process for each core."""

import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from ipaddress import ip_address
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import click

from claims.cli.output import complain, say
from claims.cli.progress import progress
from claims.cli.root import Program, pass_program
from claims.domain.errors import ClaimdeskError, InvalidInput
from claims.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

_LAST_PORT = 65_535
_ARTICLE = '{"text": "Harrow Bank said on Monday that it will open 40 branches by the end of May."}'


@click.command(epilog="Example: python -m claims serve --port 8080")
@click.option("--host", help="The address to listen on.  [default: CLAIMS_HOST, else 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, _LAST_PORT), help="0 takes any free one.  [default: CLAIMS_PORT, else 8000]"
)
@click.option("--insecure", is_flag=True, help="Listen beyond this machine although no key exists yet.")
@pass_program
def serve(program: Program, host: str | None, port: int | None, insecure: bool) -> None:
    """Serve the API until stopped.

    Beyond this machine every request needs a key, so it refuses to start there before one exists.
    """
    settings = program.settings
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    with _listen(settings) as listener:
        _check_keys(program, settings, insecure)
        # Made here, so that all workers know the cookies of each other.
        key = settings.secret_key or secrets.token_hex(32)
        settings = replace(settings, port=listener.getsockname()[1], secret_key=key)
        _tell(settings)
        _run(settings, listener)


def _listen(settings: Settings) -> socket.socket:
    """The bound socket, so that a port in use is known before anything starts."""
    if settings.port > _LAST_PORT:  # the system would take it modulo 65,536
        raise InvalidInput(f"{settings.port} is no port; the last one is {_LAST_PORT}.")
    try:
        family, _, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, UnicodeError) as error:  # the latter for a name that is none of the network's
        why = getattr(error, "strerror", None) or str(error)
        raise ClaimdeskError(
            f"Cannot listen on {settings.host}:{settings.port}: {why}; --host and --port choose another address."
        ) from None


def _check_keys(program: Program, settings: Settings, insecure: bool) -> None:
    """Open the ledger once, so that what is wrong with it is told here, and see whether anybody could get in.

    An index that has to be built is built now, with its progress to be seen.
    """
    from claims.services.access import has_keys

    with program.desk() as desk, progress("changes") as show:
        desk.index.catch_up(show)
        locked_out = not _is_loopback(settings.host) and not has_keys(desk)
    if locked_out and not insecure:
        raise ClaimdeskError(
            f"{settings.host} is reached from elsewhere and no key exists: make one with "
            "`python -m claims keys create --name NAME`, or give --insecure to start all the same."
        )
    if locked_out:
        complain("Warning: no key exists, so every request is refused until one does.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tell(settings: Settings) -> None:
    at = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}"
    key = "" if _is_loopback(settings.host) else " -H 'Authorization: Bearer KEY'"
    say(f"Claimdesk on {at}  (its ledger: {_shown(settings.database_url)}; Ctrl-C stops it)")
    say(f"Open {at}/ in a browser, or try:")
    say(f"  curl{key} {at}/api/v1/claims")
    say(f"  curl{key} '{at}/api/v1/claims?overdue=true'")
    say(f"  curl{key} {at}/api/v1/articles -H 'Content-Type: application/json' -d '{_ARTICLE}'")


def _shown(url: str) -> str:
    """A database URL without user, password and parameters."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2].partition('?')[0]}"


def _run(settings: Settings, listener: socket.socket) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn under this process: some workers, each with many threads."""

        def load_config(self) -> None:
            for name, value in _gunicorn_settings(settings, listener).items():
                self.cfg.set(name, value)

        def load(self) -> "Flask":
            # In the worker, after the fork: the search index has a thread of its own.
            app: Flask = import_module("app").create_app(settings)
            return app

        def run(self) -> None:
            import_module("claims.api.master").Master(self).run()  # as the worker, a part of the door for programs

    with _shared_figures():
        Server().run()


@contextmanager
def _shared_figures() -> Iterator[None]:
    """A folder in which the processes keep the figures for /metrics together, for as long as the server runs."""
    folder = mkdtemp(prefix="claimdesk-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder  # the library reads it when the workers import it
    server = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == server:  # a worker that ends comes by here too
            shutil.rmtree(folder, ignore_errors=True)


def _gunicorn_settings(settings: Settings, listener: socket.socket) -> dict[str, Any]:
    from claims.services.desk import is_in_memory

    return {
        "bind": f"fd://{listener.detach()}",  # gunicorn closes it
        "workers": 1 if is_in_memory(settings) else max(1, settings.workers),
        "worker_class": "claims.api.worker.Worker",
        "threads": max(1, settings.threads) + settings.streams,
        "keepalive": 5,
        "limit_request_line": 8190,  # the longest `q` may take 6,000 when it is escaped
        "forwarded_allow_ips": "",  # nothing here goes by what a proxy says of its client
        "sendfile": False,  # it would wait for a client that does not read, whatever the time-out
        "loglevel": "warning",
        "graceful_timeout": 30,  # for requests that are at work when the server is told to stop
        "timeout": 120,  # without a sign of life, which threads give whatever a request takes
    }
