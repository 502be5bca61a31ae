"""Bringing a database to the present schema: numbered SQL files, forward only, at every opening.

Our own runner rather than playhouse.migrations: that one takes no lock, lets a database of a later
version pass, and runs each step in a transaction of its own, where all of ours share one.
"""

from collections.abc import Mapping
from pathlib import Path

from claims.domain.errors import StoreUnavailable
from claims.store.connection import Connection
from claims.store.tables import Migration

_FOLDER = Path(__file__).parent / "migrations"


def migrate(connection: Connection, types: dict[str, str]) -> None:
    """Run the migrations that the database has not seen: all or none, in one transaction.

    A transaction is the only writer, so of two processes that open a new database one makes the tables and
    the other finds them made.

    `types` fills the {placeholders} of the files. Raises StoreUnavailable for a database that has seen a
    migration unknown here: it belongs to a newer Claimdesk.
    """
    with connection.transaction():
        known = known_migrations()
        connection.script(
            f"CREATE TABLE IF NOT EXISTS migrations (name {types['text']} PRIMARY KEY, "
            f"applied_at {types['text']} NOT NULL DEFAULT (CAST(CURRENT_TIMESTAMP AS TEXT)))"
        )
        applied = _applied(connection)
        for name, path in known.items():
            if name not in applied:
                for statement in _statements(path.read_text("utf-8"), types):
                    connection.script(statement)
                connection.insert(Migration, {"name": name})


def known_migrations() -> Mapping[str, Path]:
    """The migrations of this version by name, in their order."""
    return {path.stem: path for path in sorted(_FOLDER.glob("[0-9]*.sql"))}


def check_schema(connection: Connection) -> None:
    """See whether the tables are those of this version. Raises StoreUnavailable."""
    if missing := sorted(known_migrations().keys() - _applied(connection)):
        raise StoreUnavailable(f"{connection.name} lacks the migration {missing[0]}; restart Claimdesk to run it.")


def _applied(connection: Connection) -> set[str]:
    """The migrations that the database has seen. Raises StoreUnavailable where one is unknown here."""
    applied = {name for (name,) in connection.fetch(Migration.select(Migration.name))}
    if unknown := sorted(applied - known_migrations().keys()):
        raise StoreUnavailable(
            f"{connection.name} was written by a newer Claimdesk (it has {unknown[0]}); "
            "update this one, or open a copy from before."
        )
    return applied


def _statements(sql: str, types: dict[str, str]) -> list[str]:
    lines = [line for line in sql.splitlines() if not line.lstrip().startswith("--")]
    filled = "\n".join(lines)
    for name, type_ in types.items():
        filled = filled.replace(f"{{{name}}}", type_)
    return [statement for part in filled.split(";\n") if (statement := part.strip().rstrip(";"))]
