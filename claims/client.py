"""A client of Claimdesk's HTTP interface, in one module that needs httpx and nothing else of Claimdesk.

    from claims.client import Client

    with Client("http://127.0.0.1:8000") as desk:
        intake = desk.add_article(text="...", publisher="Vale Herald", published_at="2026-03-04")
        for claim in desk.claims(status="pending", overdue=True):
            print(claim["text"], claim["summary"])

Answers are the JSON of docs/http.md: the types below name the keys that are always there. Lists are iterators that
fetch page after page. What is refused for a while (429, 503) or gets no answer is asked again, after as long as the
server says or a little longer each time, and is done once however often it was sent; only an edit that may have been
done already is not sent again.

ClientError
├── Unreachable      no answer, after all attempts
└── Refused          an answer that is no success; `status`, and `problem` as RFC 9457 has it
    ├── Invalid      422 and 400: `errors` names each field
    ├── NoAccess     401 and 403: a key is needed, or another one
    ├── Missing      404
    └── Changed      409 and 412: read again before changing it
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Literal, NotRequired, Self, TypedDict, cast
from urllib.parse import quote
from uuid import uuid4

import httpx

Status = Literal["pending", "confirmed", "denied"]

_PREFIX = "/api/v1"
_WAITING = (429, 503)
_REPEATABLE = ("GET", "POST")  # done once however often they are sent, posts by their key
_FIRST_WAIT = 0.5  # seconds; doubled from attempt to attempt
_LONGEST_WAIT = 60.0


class Claim(TypedDict):
    """A claim with where it stands; docs/http.md has all keys."""

    id: str
    text: str
    kind: str
    status: Status
    rule: str
    summary: str
    outcome: str | None
    confidence: float
    overdue: bool
    claimant: str | None
    claimed_at: str
    deadline: dict[str, str] | None
    tags: list[str]
    publisher: str | None
    url: str | None
    version: int


class Article(TypedDict):
    """An article; `text` where one is looked at, not in lists."""

    id: str
    title: str
    publisher: str | None
    published_at: str
    url: str | None
    text: NotRequired[str]


class Intake(TypedDict):
    """What became of an article that was handed in."""

    article: Article
    claims: list[Claim]
    matches: list[dict[str, Any]]
    status_changes: list[dict[str, Any]]


class Matches(TypedDict):
    """What a text says of claims, and which of them it may be about."""

    matches: list[dict[str, Any]]
    ranking: list[dict[str, Any]]


class ClientError(Exception):
    """Base of what this client raises; `str(error)` is one sentence."""


class Unreachable(ClientError):
    """No answer, after all attempts."""


class Refused(ClientError):
    """An answer that is no success."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or f"The server answered {status}."))
        self.status = status
        self.problem = dict(problem)

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return dict(self.problem.get("errors") or {})


class Invalid(Refused):
    """What was sent cannot be used."""


class NoAccess(Refused):
    """A key is needed, or another one."""


class Missing(Refused):
    """Nothing is on file under this id."""


class Changed(Refused):
    """It has changed since it was read, or the two requests exclude each other."""


_ERRORS: dict[int, type[Refused]] = {
    400: Invalid, 401: NoAccess, 403: NoAccess, 404: Missing, 409: Changed, 412: Changed, 413: Invalid, 422: Invalid,
}  # fmt: skip


class Client:
    """A connection to the server at `base_url`, to be closed or used in a `with` block. Safe to share between threads.

    `attempts` counts all, the first too; `timeout` is seconds for each. `transport` is httpx's, for tests.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        attempts: int = 5,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout, transport=transport)
        self._attempts = max(attempts, 1)
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    # articles

    def add_article(self, **fields: Any) -> Intake:
        """Hand in an article: exactly one of `text`, `html`, `url`, and what is known of it. Twice is once."""
        return cast(Intake, self._json("POST", "/articles", body=fields))

    def article(self, article_id: str) -> Article:
        """An article with its text. Raises Missing."""
        return cast(Article, self._json("GET", f"/articles/{_part(article_id)}"))

    def articles(self, **filters: Any) -> Iterator[Article]:
        """Every article that fits, newest publication first: `publisher`, `since`, `until`."""
        return cast(Iterator[Article], self._items("/articles", filters))

    # claims

    def add_claim(self, text: str, **fields: Any) -> Claim:
        """Put a claim on the ledger; one that is there already changes nothing."""
        return cast(Claim, self._json("POST", "/claims", body={"text": text, **fields}))

    def claim(self, claim_id: str, as_of: str | None = None, known_at: str | None = None) -> Claim:
        """A claim as it stands, or as it stood. Raises Missing."""
        return cast(Claim, self._json("GET", _claim(claim_id), {"as_of": as_of, "known_at": known_at}))

    def claims(self, **filters: Any) -> Iterator[Claim]:
        """Every claim that fits: `status`, `kind`, `overdue`, `claimant`, `tag`, `q` and the others of the list."""
        return cast(Iterator[Claim], self._items("/claims", filters))

    def edit_claim(self, claim_id: str, version: int, **changes: Any) -> Claim:
        """Change a claim, unless it has another version by now. Raises Changed, Missing, Invalid."""
        headers = {"If-Match": f'"{version}"'}
        return cast(Claim, self._json("PATCH", _claim(claim_id), body=changes, headers=headers))

    def evidence(self, claim_id: str) -> Iterator[dict[str, Any]]:
        """What articles say of a claim, each piece with why it counts or not."""
        return self._items(f"{_claim(claim_id)}/evidence", {})

    def history(self, claim_id: str) -> Iterator[dict[str, Any]]:
        """Every change of a claim's status."""
        return self._items(f"{_claim(claim_id)}/history", {})

    def review(self, claim_id: str, *, reviewer: str, reason: str, **decision: Any) -> dict[str, Any]:
        """Decide: `status`, or `evidence_id` with `stance` or `match="rejected"`. The answer has the claim."""
        body = {"reviewer": reviewer, "reason": reason, **decision}
        return self._json("POST", f"{_claim(claim_id)}/reviews", body=body)

    def claim_review(self, claim_id: str) -> dict[str, Any]:
        """A decided claim as ClaimReview. Raises Missing for one that is pending."""
        return self._json("GET", f"{_claim(claim_id)}/claimreview")

    # questions and upkeep

    def match(self, text: str, limit: int = 10, **about: Any) -> Matches:
        """What a text says of claims on the ledger, and which it may be about; nothing is stored."""
        return cast(Matches, self._json("POST", "/match", body={"text": text, "limit": limit, **about}))

    def extract(self, text: str, **about: Any) -> list[dict[str, Any]]:
        """The claims in a text; nothing is stored."""
        found: list[dict[str, Any]] = self._json("POST", "/extract", body={"text": text, **about})["claims"]
        return found

    def changes(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """The changes of all claims, those recorded last first."""
        return self._items("/changes", filters)

    def stats(self) -> dict[str, Any]:
        """How much is on file, and how it stands."""
        return self._json("GET", "/stats")

    # how it is asked

    def _items(self, path: str, filters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            page = self._json("GET", path, {**filters, "cursor": cursor})
            yield from page["items"]
            cursor = page.get("next")
            if cursor is None:
                return

    def _json(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The answer's JSON. What is posted has a key of its own, so that sent again it is not done again."""
        params = {name: _plain(value) for name, value in (query or {}).items() if value is not None}
        headers = {"Idempotency-Key": uuid4().hex, **(headers or {})} if method == "POST" else headers
        request = self._http.build_request(method, _PREFIX + path, params=params, json=body, headers=headers)
        response = self._send(request, may_repeat=method in _REPEATABLE)
        try:
            told = response.json()
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ClientError(f"{request.url} was answered, but not by Claimdesk; check the base_url.")
        return told

    def _send(self, request: httpx.Request, *, may_repeat: bool) -> httpx.Response:
        for attempt in range(1, self._attempts + 1):
            is_last = attempt == self._attempts
            try:
                response = self._http.send(request)
            except httpx.ConnectError as error:  # nothing was sent
                if is_last:
                    raise Unreachable(f"{request.url.host} cannot be reached: {error}.") from error
            except httpx.HTTPError as error:
                if is_last or not may_repeat:
                    raise Unreachable(f"{request.url.host} did not answer in full: {error}.") from error
            else:
                if response.is_success:
                    return response
                if is_last or response.status_code not in _WAITING:
                    raise _refusal(response)
                self._sleep(_asked_wait(response) or _wait(attempt))
                continue
            self._sleep(_wait(attempt))
        raise AssertionError("unreachable")


def _refusal(response: httpx.Response) -> Refused:
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    kind = _ERRORS.get(response.status_code, Refused)
    return kind(response.status_code, problem if isinstance(problem, dict) else {})


def _asked_wait(response: httpx.Response) -> float | None:
    """Seconds that the server asks to be left alone for, a minute at most; None where it does not say."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), _LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return float(min(max(seconds, 0.0), _LONGEST_WAIT))


def _wait(attempt: int) -> float:
    """Twice as long each time, and never just as long as another client."""
    return float(min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT) * random.uniform(0.5, 1.0))  # noqa: S311 -- no secret


def _claim(claim_id: str) -> str:
    return f"/claims/{_part(claim_id)}"


def _part(id_: str) -> str:
    """An id as a part of an address."""
    return quote(id_, safe="")


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
