"""Webhooks, in the form of Standard Webhooks 1.0.0: one signed POST, and what became of it.

Addresses come from people, so the policy of fetch.py holds for them as for pages: nothing inside the network but
hosts named in `webhook_allow_hosts`, no redirect followed. Only those may be asked without TLS. Of an answer nothing
is read but its status and `retry-after`.
"""

import asyncio
import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from http import HTTPStatus
from typing import Any

import httpx
from ssrfguard import Policy
from ssrfguard.errors import BlockedAddressError, BlockedURLError, SSRFGuardError
from ssrfguard.httpx import AsyncClient
from standardwebhooks import Webhook

from claims.domain.errors import InvalidInput
from claims.domain.moment import format_instant
from claims.domain.notice import Notice
from claims.domain.text import in_one_line
from claims.services.addresses import claim_address, claim_page
from claims.services.fetch import reachable, user_agent
from claims.services.headers import retry_after
from claims.settings import Settings

TEST = "subscription.test"  # the event type of a test
_MOST_BYTES = 20_000  # of a body
_LONGEST_TEXTS = (2_000, 500, 100, 20)  # characters of one text in it; the first at which the body is small enough
_MOST_TAGS = 50
_LONGEST_ERROR = 200  # characters
_THROTTLING = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How an attempt ended: `error` is None where the receiver took it, else one sentence.

    `gone` says that it wants no more, `throttled` that it wants to be left alone, `retry_after` for how long.
    """

    error: str | None = None
    gone: bool = False
    throttled: bool = False
    retry_after: timedelta | None = None

    @property
    def ok(self) -> bool:
        """Whether the receiver took it."""
        return self.error is None


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: its id, which stays the same however often it is sent, and its body."""

    id: str
    body: str


def message_of(notice: Notice, settings: Settings) -> Message:
    """The message that tells of a change; the same for the same notice, and under 20 kB."""
    body = ""
    for longest in _LONGEST_TEXTS:
        body = _body(notice.kind, notice.at, _data(notice, settings, partial(in_one_line, longest=longest)))
        if len(body.encode()) < _MOST_BYTES:
            break
    return Message(notice.id, body)


def _data(notice: Notice, settings: Settings, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "claim_id": notice.claim_id,
        "text": shown(notice.text),
        "claimant": notice.claimant and shown(notice.claimant),
        "tags": [shown(tag) for tag in notice.tags[:_MOST_TAGS]],
        "deadline": notice.deadline and notice.deadline.isoformat(),
        "from": notice.before,
        "to": notice.after,
        "rule": notice.rule,
        "outcome": notice.outcome,
        "overdue": notice.overdue,
        "summary": shown(notice.summary),
        "article_id": notice.article_id,
        "published_at": notice.published and notice.published.iso(),
        "url": claim_address(settings.public_url, notice.claim_id) if settings.public_url else None,
        "page": claim_page(settings.public_url, notice.claim_id) if settings.public_url else None,
    }


def trial_message(subscription_id: str, message_id: str, at: datetime) -> Message:
    """A message that tells of nothing."""
    return Message(message_id, _body(TEST, at, {"subscription_id": subscription_id}))


def _body(kind: str, at: datetime, data: Mapping[str, Any]) -> str:
    event = {"type": kind, "timestamp": format_instant(at), "data": data}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def check_webhook(url: str, settings: Settings) -> None:
    """Raise InvalidInput for an address that nothing would be sent to, whatever its name leads to."""
    try:
        _policy(url, settings).check_url(url)
    except (SSRFGuardError, ValueError) as error:
        raise InvalidInput.of("url", f"No webhook can be sent there: {_why(error)}.") from None


def send_webhook(url: str, message: Message, secrets: Sequence[str], at: datetime, settings: Settings) -> Sent:
    """Post a message, signed with each of the secrets, and say what became of it. `at` is the instant of the attempt.

    It takes `webhook_timeout_seconds` at most (looking up a name that hangs has the system's own limit), and fails
    with an answer, never with an error.
    """
    signatures = [Webhook(secret).sign(message.id, at, message.body) for secret in secrets]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": user_agent(settings),
        "webhook-id": message.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    try:
        return asyncio.run(_post(url, message.body.encode(), headers, at, settings))
    except TimeoutError:
        return Sent(error=f"It did not answer within {settings.webhook_timeout_seconds:g} s.")
    except (BlockedURLError, BlockedAddressError) as error:
        return Sent(error=f"Nothing may be sent there: {_why(error)}.")
    except Exception as error:  # whatever one receiver brings about, the others are still to be told
        return Sent(error=f"It could not be reached: {_why(error)}.")


async def _post(url: str, body: bytes, headers: Mapping[str, str], at: datetime, settings: Settings) -> Sent:
    async with (
        asyncio.timeout(settings.webhook_timeout_seconds),
        AsyncClient(policy=_policy(url, settings), verify=_trust(), trust_env=False, timeout=None) as client,
        client.stream("POST", url, content=body, headers=headers) as response,
    ):
        return _outcome(response, at)


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed; read once, which takes longer than all else that a webhook needs."""
    return httpx.create_ssl_context(trust_env=False)


def _policy(url: str, settings: Settings) -> Policy:
    policy = reachable(url, settings.webhook_allow_hosts)
    return policy if policy.allowed_hosts else replace(policy, allowed_schemes=frozenset({"https"}))


def _outcome(response: httpx.Response, at: datetime) -> Sent:
    status = response.status_code
    if response.is_success:
        return Sent()
    error = f"It answered {status}."
    if response.is_redirect:
        error = f"It answered {status}, and no redirect is followed: give the final address."
    return Sent(
        error=error,
        gone=status == HTTPStatus.GONE,
        throttled=status in _THROTTLING,
        retry_after=retry_after(response.headers, at),
    )


def _why(error: Exception) -> str:
    """What an error says, in one line that is not too long; the answer of a stranger may be in it."""
    said = getattr(error, "reason", None) or str(error) or type(error).__name__
    return in_one_line(str(said), _LONGEST_ERROR).rstrip(".")
