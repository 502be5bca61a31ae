"""Pages and feeds from the web, safely.

Addresses come from people and from pages, so each is held against a policy before anything connects:
http and https only, no address inside the network (private, loopback, link-local ...), checked on what the
name resolves to and again on every redirect. A host named in `fetch_allow_hosts` may be anywhere and on
any port; a redirect away from it is held against the policy like any other. What is asked politely, by robots.txt
and with gaps between, is in visitor.py.
"""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import ip_network
from urllib.parse import urljoin, urlsplit

import httpx
from ssrfguard import Policy
from ssrfguard.errors import BlockedAddressError, BlockedURLError, SSRFGuardError
from ssrfguard.httpx import AsyncClient

from claims import __version__
from claims.domain.errors import FetchFailed, InvalidInput
from claims.services.headers import charset_of, media_type_of, short_header, wait_of
from claims.settings import Settings

PRODUCT = "Claimdesk"  # by this name robots.txt speaks of us

_MAX_REDIRECTS = 5
_FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)  # of the 4xx
_EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_LONGEST_CONTACT = 200  # characters
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain,*/*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that is known here, to be told only of another one."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was at an address: `url` after redirects, `content_type` in lower case without parameters, or "".

    `charset` is what the HTTP header names. `moved_to` is the address that permanent redirects lead to, None where
    there were none. `unchanged` says that the server has no other version than the one known, and `body` is empty.
    `robots` is what robots.txt says of it, in one sentence, where that was asked.
    """

    url: str
    content_type: str
    body: bytes
    charset: str | None = None
    validators: Validators = NOTHING_KNOWN
    moved_to: str | None = None
    unchanged: bool = False
    robots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How something is fetched: `known` for another version only; `cut` takes the first `max_bytes` of a longer body.

    `before` is called with each address before it is asked for, those of redirects too; it may wait, or raise.
    """

    known: Validators = NOTHING_KNOWN
    before: Callable[[str], None] = lambda _: None
    max_bytes: int | None = None  # None is that of the settings
    cut: bool = False


def fetch(url: str, settings: Settings, wanted: Wanted | None = None) -> Fetched:
    """Fetch one page or feed. Raises FetchFailed saying why and what to do.

    Its requests take `fetch_timeout_seconds` in all (looking up a name that hangs has the system's own limit), and
    at most twice `fetch_max_bytes` of memory, unpacked.
    """
    wanted = wanted or Wanted()
    left, moved_to, for_good = settings.fetch_timeout_seconds, None, True
    for _ in range(_MAX_REDIRECTS + 1):
        wanted.before(url)
        began = time.monotonic()
        found = _ask_in_time(url, settings, wanted, left)
        left -= time.monotonic() - began
        if isinstance(found, Fetched):
            return replace(found, moved_to=moved_to)
        for_good = for_good and found.for_good
        url = found.to
        moved_to = url if for_good else moved_to
    raise FetchFailed(f"{shown(url)} was reached after more than {_MAX_REDIRECTS} redirects; give the final address.")


def user_agent(settings: Settings) -> str:
    """How requests say who asks. Raises InvalidInput for a contact that no header can hold."""
    contact = settings.fetch_contact.strip()
    if not contact:
        return f"{PRODUCT}/{__version__}"
    is_plain = contact.isascii() and contact.isprintable() and not set(contact) & set("()")
    if not is_plain or len(contact) > _LONGEST_CONTACT:
        raise InvalidInput(
            "CLAIMS_FETCH_CONTACT must be an address of a page or of mail, in ASCII, without brackets, "
            f"of {_LONGEST_CONTACT} characters at most."
        )
    return f"{PRODUCT}/{__version__} (+{contact})"


@dataclass(frozen=True, slots=True)
class _Redirect:
    to: str
    for_good: bool


def _ask_in_time(url: str, settings: Settings, wanted: Wanted, seconds: float) -> "Fetched | _Redirect":
    try:
        return asyncio.run(_ask(url, settings, wanted, seconds))
    except TimeoutError:
        raise FetchFailed(f"{shown(url)} did not answer in full within {settings.fetch_timeout_seconds:g} s.") from None
    except (BlockedURLError, BlockedAddressError) as error:
        raise FetchFailed(f"{shown(url)} may not be fetched: {error.reason}.", lasting=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, SSRFGuardError, UnicodeError, ValueError) as error:
        raise FetchFailed(f"{shown(url)} could not be fetched: {str(error)[:200] or type(error).__name__}.") from None


async def _ask(url: str, settings: Settings, wanted: Wanted, seconds: float) -> "Fetched | _Redirect":
    """One request and its answer."""
    async with (
        asyncio.timeout(max(seconds, 0)),
        AsyncClient(
            policy=reachable(url, settings.fetch_allow_hosts),
            headers=_headers(settings, wanted.known),
            trust_env=False,
            timeout=None,
        ) as client,
        client.stream("GET", url) as response,
    ):
        if response.has_redirect_location:
            to = redirected(str(response.url), response.headers["location"])
            return _Redirect(to, response.status_code in _FOR_GOOD)
        return await _read(response, wanted, wanted.max_bytes or settings.fetch_max_bytes)


def _headers(settings: Settings, known: Validators) -> dict[str, str]:
    headers = {
        "User-Agent": user_agent(settings),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",  # the one that is unpacked here, under the limit
    }
    if known.etag is not None:
        headers["If-None-Match"] = known.etag
    if known.last_modified is not None:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def redirected(url: str, location: str) -> str:
    """Where a redirect leads. Raises FetchFailed where it would give up the encryption of https."""
    to = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(to).scheme == "http":
        raise FetchFailed(f"{shown(url)} redirects from https to {shown(to)}, which is refused.", lasting=True)
    return to


def reachable(url: str, allow_hosts: Collection[str]) -> Policy:
    """What one request may reach: nothing inside the network, but for the hosts of `allow_hosts`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host in {allowed.casefold().rstrip(".") for allowed in allow_hosts}:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        # The host is held against the list once more where it is connected to.
        return Policy(allowed_networks=_EVERYWHERE, allowed_ports=frozenset({port}), allowed_hosts=frozenset({host}))
    return Policy()


async def _read(response: httpx.Response, wanted: Wanted, max_bytes: int) -> Fetched:
    url, headers = str(response.url), response.headers
    validators = Validators(short_header(headers.get("etag")), short_header(headers.get("last-modified")))
    if response.status_code == HTTPStatus.NOT_MODIFIED and wanted.known != NOTHING_KNOWN:
        return Fetched(url, "", b"", validators=validators, unchanged=True)
    if response.status_code != HTTPStatus.OK:
        raise _refusal(response)
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchFailed(f"{shown(url)} is packed as {encoding[:40]!r} although only gzip was asked for.")
    body = bytearray()
    raw = response.aiter_raw()
    async for piece in _unpacked(raw, max_bytes, url) if encoding.endswith("gzip") else raw:
        body += piece
        if len(body) > max_bytes and wanted.cut:
            del body[max_bytes:]
            break
        if len(body) > max_bytes:
            message = f"{shown(url)} is larger than {max_bytes:,} bytes; hand in its text instead."
            raise FetchFailed(message, lasting=True)
    content_type = headers.get("content-type", "")
    return Fetched(url, media_type_of(content_type), bytes(body), charset_of(content_type), validators)


def _refusal(response: httpx.Response) -> FetchFailed:
    status = response.status_code
    said = f"{shown(str(response.url))} answered {status} {response.reason_phrase}.".replace(" .", ".")
    lasting = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _PASSING
    return FetchFailed(said, status=status, wait=wait_of(status, response.headers, datetime.now(UTC)), lasting=lasting)


async def _unpacked(raw: AsyncIterator[bytes], max_bytes: int, url: str) -> AsyncIterator[bytes]:
    """gzip as it comes in; no step makes more than one byte over the limit."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        async for piece in raw:
            yield unpack.decompress(piece, max_bytes + 1)
            if unpack.eof:
                return
    except zlib.error:
        raise FetchFailed(f"{shown(url)} sent gzip data that cannot be unpacked.") from None
    raise FetchFailed(f"{shown(url)} broke off in the middle of its gzip data.")


def shown(url: str) -> str:
    """The address for a message: not too long, nothing a terminal would obey, no password."""
    printable = "".join(char if char.isprintable() else "?" for char in url[:200])
    scheme, separator, rest = printable.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}" or "An empty address"
