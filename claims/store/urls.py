"""Which database a URL names."""

import re
from dataclasses import dataclass

from claims.domain.errors import InvalidInput

MEMORY = ":memory:"
_PARAMETERS = re.compile(r"[?&].*", re.DOTALL)
_FORMS = (
    "sqlite:///claims.db (a file beside the working directory), sqlite:////var/lib/claims.db (an absolute path), "
    "sqlite:///:memory: or postgresql://user:password@host:5432/database"
)


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A SQLite database: the path of its file, or MEMORY."""

    path: str


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A PostgreSQL database: a connection URL as libpq reads it."""

    url: str


def parse_url(url: str) -> SqliteFile | PostgresServer:
    """What `url` names. Raises InvalidInput, naming the accepted forms and no password, for anything else."""
    if "\0" not in url:
        if url.startswith(("postgresql://", "postgres://")):
            return PostgresServer("postgresql://" + url.split("://", 1)[1])
        path = url.removeprefix("sqlite:///")
        if path != url and path and "?" not in path:
            return SqliteFile(path)
    raise InvalidInput(f"{mask_password(url)!r} names no database; use {_FORMS}.")


def mask_password(url: str) -> str:
    """The URL as it may be shown and logged: without password and parameters, at most 200 characters.

    A password may hold any sign, so everything up to the last @ is taken for user and password.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        return "***"
    credentials, at, place = rest.rpartition("@")
    user = credentials.partition(":")[0] + ":***@" if at else ""
    return f"{scheme}://{user}{_PARAMETERS.sub('', place)}"[:200]
