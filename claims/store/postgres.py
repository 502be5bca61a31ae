"""PostgreSQL: one ledger for API processes and workers on many hosts."""

from playhouse.pool import PooledPostgresqlDatabase
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from claims.domain.errors import InvalidInput
from claims.store.connection import Connection
from claims.store.migrate import migrate
from claims.store.urls import mask_password

_TYPES = {
    # By code point as in SQLite, whatever the locale of the database.
    "text": 'TEXT COLLATE "C"',
    "serial": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "clustered": "",
}
_MAX_CONNECTIONS = 32
_STALE_SECONDS = 300
_CONNECT_SECONDS = 10

# A query that a module keeps finds few rows by its keys, whatever these are; planning it each time takes longer.
_ONE_PLAN = "-c plan_cache_mode=force_generic_plan"

# One writer at a time in a ledger (a schema), across processes and hosts, until the transaction ends.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('claimdesk'), hashtext(current_schema()))"

_FREEZE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def open_postgres(url: str, busy_timeout_ms: int) -> Connection:
    """The database at a URL.

    Raises InvalidInput for a URL that libpq cannot read, and StoreUnavailable where the database cannot
    be reached, written or brought to the present schema.
    """
    shown = mask_password(url)
    try:
        given = conninfo_to_dict(url)
    except ProgrammingError:
        raise InvalidInput(f"{shown!r} cannot be read as a PostgreSQL URL; check its parameters.") from None
    database = PooledPostgresqlDatabase(  # type: ignore[no-untyped-call]
        url,
        prefer_psycopg3=True,
        max_connections=_MAX_CONNECTIONS,
        stale_timeout=_STALE_SECONDS,
        timeout=max(busy_timeout_ms, 1) / 1000,  # for a connection of the pool; 0 would mean for ever
        encoding="utf8",
        # After waiting for the writer's lock a transaction has to see what the writer before it has left.
        isolation_level="READ COMMITTED",
        connect_timeout=given.get("connect_timeout") or _CONNECT_SECONDS,
        options=f"{given.get('options') or ''} -c lock_timeout={busy_timeout_ms} {_ONE_PLAN}".strip(),
    )
    connection = Connection(database, shown, busy_timeout_ms, _LOCK, _FREEZE)
    with connection.closed_on_failure():
        migrate(connection, _TYPES)
    return connection
