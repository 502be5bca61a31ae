"""Pages and feeds from the web, safely.

Addresses come from people and from pages, so each is held against a policy before anything connects:
http and https only, no address inside the network (private, loopback, link-local ...), checked on what the
name resolves to and again on every redirect. A host named in `fetch_allow_hosts` may be anywhere and on
any port; a redirect away from it is held against the policy like any other.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_network
from urllib.parse import urljoin, urlsplit

import httpx
from ssrfguard import Policy
from ssrfguard.errors import BlockedAddressError, BlockedURLError, SSRFGuardError
from ssrfguard.httpx import AsyncClient

from claims import __version__
from claims.domain.errors import FetchFailed
from claims.settings import Settings

_MAX_REDIRECTS = 5
_EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_HEADERS = {
    "User-Agent": f"Claimdesk/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip",  # the one that is unpacked here, under the limit
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was at an address: `url` after redirects, `content_type` in lower case without parameters, or ""."""

    url: str
    content_type: str
    body: bytes


def fetch(url: str, settings: Settings) -> Fetched:
    """Fetch one page or feed. Raises FetchFailed saying why and what to do.

    It takes `fetch_timeout_seconds` in all (looking up a name that hangs has the system's own limit), and at
    most twice `fetch_max_bytes` of memory, unpacked.
    """
    try:
        return asyncio.run(_fetch(url, settings))
    except TimeoutError:
        raise FetchFailed(
            f"{_shown(url)} did not answer in full within {settings.fetch_timeout_seconds:g} s."
        ) from None
    except (BlockedURLError, BlockedAddressError) as error:
        raise FetchFailed(f"{_shown(url)} may not be fetched: {error.reason}.") from None
    except (httpx.HTTPError, httpx.InvalidURL, SSRFGuardError, UnicodeError, ValueError) as error:
        raise FetchFailed(f"{_shown(url)} could not be fetched: {str(error)[:200] or type(error).__name__}.") from None


async def _fetch(url: str, settings: Settings) -> Fetched:
    async with asyncio.timeout(settings.fetch_timeout_seconds):
        for _ in range(_MAX_REDIRECTS + 1):
            async with (
                AsyncClient(
                    policy=reachable(url, settings.fetch_allow_hosts), headers=_HEADERS, trust_env=False, timeout=None
                ) as client,
                client.stream("GET", url) as response,
            ):
                if response.has_redirect_location:
                    url = urljoin(str(response.url), response.headers["location"])
                    continue
                return await _read(response, settings.fetch_max_bytes)
    raise FetchFailed(f"{_shown(url)} was reached after more than {_MAX_REDIRECTS} redirects; give the final address.")


def reachable(url: str, allow_hosts: Collection[str]) -> Policy:
    """What one request may reach: nothing inside the network, but for the hosts of `allow_hosts`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host in {allowed.casefold().rstrip(".") for allowed in allow_hosts}:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        # The host is held against the list once more where it is connected to.
        return Policy(allowed_networks=_EVERYWHERE, allowed_ports=frozenset({port}), allowed_hosts=frozenset({host}))
    return Policy()


async def _read(response: httpx.Response, max_bytes: int) -> Fetched:
    url = str(response.url)
    if response.status_code != HTTPStatus.OK:
        raise FetchFailed(f"{_shown(url)} answered {response.status_code} {response.reason_phrase}.".replace(" .", "."))
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchFailed(f"{_shown(url)} is packed as {encoding[:40]!r} although only gzip was asked for.")
    body = bytearray()
    raw = response.aiter_raw()
    async for piece in _unpacked(raw, max_bytes, url) if encoding.endswith("gzip") else raw:
        body += piece
        if len(body) > max_bytes:
            raise FetchFailed(f"{_shown(url)} is larger than {max_bytes:,} bytes; hand in its text instead.")
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(url, content_type, bytes(body))


async def _unpacked(raw: AsyncIterator[bytes], max_bytes: int, url: str) -> AsyncIterator[bytes]:
    """gzip as it comes in; no step makes more than one byte over the limit."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        async for piece in raw:
            yield unpack.decompress(piece, max_bytes + 1)
            if unpack.eof:
                return
    except zlib.error:
        raise FetchFailed(f"{_shown(url)} sent gzip data that cannot be unpacked.") from None
    raise FetchFailed(f"{_shown(url)} broke off in the middle of its gzip data.")


def _shown(url: str) -> str:
    """The address for a message: not too long, nothing a terminal would obey, no password."""
    printable = "".join(char if char.isprintable() else "?" for char in url[:200])
    scheme, separator, rest = printable.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}" or "An empty address"
