"""robots.txt (RFC 9309): whether a site allows an address to be fetched, and how slowly.

The file is fetched as safely as anything else and remembered in the ledger's database for a day, so that a run that
cron starts every few minutes does not ask for it each time. Protego reads it: unlike the standard library's parser
it knows wildcards, and that the longest rule decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from claims.domain.errors import FetchFailed
from claims.domain.robots import RobotsFile
from claims.services.fetch import PRODUCT, Fetched
from claims.store.base import Store

MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are read, and what is beyond is not

_GOOD_FOR = timedelta(days=1)
_REFUSED_FOR = timedelta(minutes=30)  # where it could not be had
_LONGEST_DELAY = 30.0  # seconds; a site that asks for more is asked every 30 seconds all the same
_AGENT_FIELDS = (["user-agent"], ["useragent"], ["user", "agent"])

AskForFile = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Permission:
    """That an address may be fetched: why, in one sentence, and how many seconds the site wants between requests."""

    reason: str
    delay: float = 0.0


def ask_robots(store: Store, url: str, ask: AskForFile, now: datetime) -> Permission:
    """Whether the site allows `url`. `ask` fetches a robots.txt that is not remembered.

    Raises FetchFailed where the site does not allow it, or its robots.txt cannot be had for now.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
    file = store.robots(origin, now)
    if file is None:
        file = _fetched(origin, ask, now)
        with store.apart(), store.transaction():  # good to know whatever becomes of the page, which is fetched next
            store.put_robots(file, now)
    if file.text is None:
        message = f"{file.found} Until that is clear, nothing is fetched there; set CLAIMS_FETCH_ROBOTS=off to do so."
        raise FetchFailed(message, wait=file.until - now)
    return _judged(file, url)


def _fetched(origin: str, ask: AskForFile, now: datetime) -> RobotsFile:
    """What is at the site's /robots.txt: RFC 9309, 2.3.1, has what each failure means."""
    try:
        raw = ask(f"{origin}/robots.txt").body
    except FetchFailed as error:
        if error.lasting and error.status is None:  # what may not be asked for its robots.txt may not be fetched either
            raise
        status = error.status or 0
        refused = status < HTTPStatus.BAD_REQUEST or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if refused or status == HTTPStatus.TOO_MANY_REQUESTS:
            until = now + max(_REFUSED_FOR, error.wait or _REFUSED_FOR)
            return RobotsFile(origin=origin, text=None, found=f"robots.txt cannot be had: {error}", until=until)
        return RobotsFile(origin=origin, text="", found=f"{origin} has no robots.txt.", until=now + _GOOD_FOR)
    text = _essential(raw.decode("utf-8", "replace"))
    return RobotsFile(origin=origin, text=text, found=f"The robots.txt of {origin} allows it.", until=now + _GOOD_FOR)


def _essential(text: str) -> str:
    """The file without comments, and with one name for all visitors but us.

    Every rule counts for every name in front of it, so that a small file of many names and rules would become a
    huge one in memory.
    """
    lines: list[str] = []
    for raw in text.removeprefix("\ufeff").replace("\0", " ").splitlines():
        line = raw.partition("#")[0].strip()
        words = line.replace(":", " ", 1).lower().split()
        field = next((known for known in _AGENT_FIELDS if words[: len(known)] == known), None)
        if field is not None:
            name = " ".join(words[len(field) :]).partition("/")[0]
            line = f"User-agent: {name if name in ('*', PRODUCT.lower()) else 'others'}"
        if line and not (field is not None and lines and lines[-1] == line):
            lines.append(line)
    return "\n".join(lines)


def _judged(file: RobotsFile, url: str) -> Permission:
    if not file.text:
        return Permission(file.found)
    from protego import Protego

    rules = Protego.parse(file.text)
    if not rules.can_fetch(url, PRODUCT):
        message = f"The robots.txt of {file.origin} does not allow {urlsplit(url).path[:200] or '/'}; hand in its text."
        raise FetchFailed(message, lasting=True)
    delay = min(rules.crawl_delay(PRODUCT) or 0.0, _LONGEST_DELAY)
    return Permission(file.found if not delay else f"{file.found[:-1]}, every {delay:g} seconds.", delay)
