"""Every limit and choice in one place, read once from the environment and passed in.

Nothing else in Claimdesk reads environment variables. docs/operations.md lists them all; a test
holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.domain.errors import InvalidInput
from claims.domain.verdict import Policy

_PREFIX = "CLAIMS_"
_SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may set; each field is CLAIMS_ and its name in capitals."""

    database_url: str = "sqlite:///claims.db"
    index_dir: str = ""  # where the search index is kept; "" is beside a SQLite file, and in memory with PostgreSQL
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2  # processes of the server; one for each core does well
    threads: int = 8  # of each process, for requests
    streams: int = 16  # of each process, for those who watch changes; each has a thread of its own
    rate_limit_key: str = "1200 per minute"  # requests of one key; "" does not limit them
    rate_limit_address: str = "300 per minute"  # requests without a good key from one address
    rate_limit_storage: str = field(default="memory://", repr=False)  # or redis://, where several processes count
    proxies: int = 0  # in front of the server, whose word on the client's address is taken
    cors_origins: tuple[str, ...] = ()  # sites whose pages may ask with a key; none by default
    max_text_chars: int = 1_000_000  # of an article's text or page source; about 150,000 words
    max_body_bytes: int = 4_000_000  # of a request; larger ones are refused unread
    max_claim_chars: int = 2_000  # of a claim's text
    page_size: int = 50  # items of a list when the caller names no limit
    max_page_size: int = 500
    candidates: int = 8  # claims the index nominates for a sentence
    semantic: bool = False  # whether a small transformer ranks claims too; an optional extra
    fetch_timeout_seconds: float = 15.0
    fetch_max_bytes: int = 5_000_000
    fetch_allow_hosts: tuple[str, ...] = ()  # hosts on private addresses that may be fetched all the same
    fetch_contact: str = ""  # a page or mail address for whoever wonders who asks; part of the user agent
    fetch_robots: bool = True  # whether robots.txt is respected
    fetch_gap_seconds: float = 1.0  # between two requests of this process to one host
    feed_interval_minutes: int = 15  # between two polls of a feed that has no interval of its own
    feed_min_interval_minutes: int = 5  # the shortest that a feed may have
    feed_max_failures: int = 10  # polls in a row that may fail before a feed is set aside
    feed_max_entries: int = 100  # entries of a feed that a poll looks at, the newest
    feed_first_entries: int = 20  # entries that the first poll of a feed takes in, the newest
    desk_name: str = "Claimdesk"  # in whose name decided claims are published
    public_url: str = ""  # under which people reach this server, for links in what is sent; "" leaves links out
    secret_key: str = field(default="", repr=False)  # signs the cookies of pages; "" makes one at each start
    webhook_timeout_seconds: float = 20.0  # for a webhook to be answered
    webhook_allow_hosts: tuple[str, ...] = ()  # hosts of webhooks that may be inside the network, on any port
    smtp_url: str = field(default="", repr=False)  # smtp://, starttls:// or smtps://user:password@host:port
    mail_from: str = ""  # whom mail comes from
    min_free_bytes: int = 100_000_000  # on the disks of ledger and index; with less the server is not ready
    busy_timeout_ms: int = 30_000  # how long a write waits for those before it
    store_patience_seconds: float = 60.0  # how long a re-check or a worker waits for a database that is away
    worker_threads: int = 2  # of `python -m claims worker`; a re-check takes one of them
    recheck_interval_minutes: float = 5.0  # between two re-checks that the worker plans; 0 leaves them to cron
    policy: Policy = field(default_factory=Policy)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Settings from CLAIMS_* variables; a policy number is CLAIMS_GRACE_DAYS and so on.

        Raises InvalidInput naming the variable that cannot be read or is not known.
        """
        given = {k.removeprefix(_PREFIX).lower(): v for k, v in environ.items() if k.startswith(_PREFIX)}
        policy = _policy(_typed(given, _defaults(Policy())))
        own = _typed(given, {k: v for k, v in _defaults(cls()).items() if k != "policy"})
        if given:
            raise InvalidInput(f"No such setting: {', '.join(sorted(_PREFIX + k.upper() for k in given))}.")
        return cls(policy=policy, **own)


def _policy(given: dict[str, Any]) -> Policy:
    try:
        return Policy(**given)
    except InvalidInput as error:
        names = ", ".join(_PREFIX + name.upper() for name in error.errors)
        raise InvalidInput(f"{names} cannot be used: {error}") from None


def _defaults(of: object) -> dict[str, object]:
    return {name: getattr(of, name) for name in of.__slots__}  # type: ignore[attr-defined]


def _typed(given: dict[str, str], defaults: dict[str, object]) -> dict[str, Any]:
    """Take the known names out of `given`, each read as the type of its default."""
    values: dict[str, object] = {}
    for name, default in defaults.items():
        if name not in given:
            continue
        text = given.pop(name)
        try:
            values[name] = _read(text, default)
        except (ValueError, KeyError):
            wanted = {int: "a whole number", float: "a number", bool: "on or off"}.get(type(default), "text")
            raise InvalidInput(f"{_PREFIX}{name.upper()} must be {wanted}, not {text!r}.") from None
    return values


def _read(text: str, like: object) -> object:
    if isinstance(like, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(like, bool):
        return _SWITCH[text]
    if isinstance(like, int | float):
        value = type(like)(text)
        if not value >= 0 or value == float("inf"):
            raise ValueError(text)
        return value
    return text
