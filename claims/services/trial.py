"""Another policy, tried on the whole ledger before it is used."""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from claims.domain.claim import Claim, TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.moment import Moment
from claims.domain.status import derive_status
from claims.domain.verdict import Policy, Verdict
from claims.services.desk import Desk
from claims.services.viewpoint import end_of
from claims.services.weigh import judge_again

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class TrialChange:
    """A claim that would stand elsewhere, with its verdict by the policy in force and by the other."""

    claim: TrackedClaim
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """What another policy would change: its fields that differ as (name, in force, tried), and the claims."""

    fields: tuple[tuple[str, float, float], ...]
    looked_at: int
    changes: tuple[TrialChange, ...]


def read_policy(text: str, in_force: Policy, *, as_json: bool = False) -> Policy:
    """The policy in force with the fields that a policy file gives: TOML, or JSON.

    Raises InvalidInput that names the field for one that is not known or cannot be used.
    """
    try:
        given: Any = json.loads(text) if as_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput.of("policy", f"The policy file is no {'JSON' if as_json else 'TOML'}: {error}.") from None
    if not isinstance(given, dict):
        raise InvalidInput.of("policy", "The policy file must hold an object: a value for each field.")
    known = {field.name: isinstance(field.default, int) for field in fields(Policy)}
    for name, value in given.items():
        if name not in known:
            raise InvalidInput.of(name[:60], f"{name[:60]!r} is no field of the policy; known are {', '.join(known)}.")
        if isinstance(value, bool) or not isinstance(value, int if known[name] else (int, float)):
            kind = "a whole number" if known[name] else "a number"
            raise InvalidInput.of(name, f"{name} must be {kind}, not {str(value)[:60]!r}.")
    return replace(in_force, **given)


def try_policy(
    desk: Desk,
    policy: Policy,
    as_of: Moment | None = None,
    limit: int | None = None,
    progress: Progress | None = None,
) -> Trial:
    """Derive every claim by the policy in force and by another, from the same evidence; nothing is written.

    Where the tolerances differ, what articles say is judged again by the other. `limit` bounds the claims.
    """
    now = desk.clock()
    by = now if as_of is None else end_of(as_of)
    in_force = desk.settings.policy
    trying = replace(desk, settings=replace(desk.settings, policy=policy))
    is_judged = (policy.money_tolerance, policy.rounding_tolerance) != (
        in_force.money_tolerance,
        in_force.rounding_tolerance,
    )
    changes: list[TrialChange] = []
    looked_at = 0
    for tracked in _claims(desk, limit):
        if tracked.claim.claimed.day > by.date():
            continue
        looked_at += 1
        evidence, reviews = desk.store.evidence(tracked.claim.id), desk.store.reviews(tracked.claim.id)
        other = _judged(trying, tracked.claim, evidence) if is_judged else evidence
        before = derive_status(tracked.claim, evidence, reviews, in_force, by)
        after = derive_status(tracked.claim, other, reviews, policy, by)
        if after.differs_from(before):
            changes.append(TrialChange(replace(tracked, verdict=after), before, after))
        if progress is not None:
            progress(looked_at, limit)
    return Trial(_differing(in_force, policy), looked_at, tuple(changes))


def _claims(desk: Desk, limit: int | None) -> Iterator[TrackedClaim]:
    for number, tracked in enumerate(desk.store.all_claims()):
        if number == limit:
            return
        yield tracked


def _judged(trying: Desk, claim: Claim, evidence: Sequence[Evidence]) -> list[Evidence]:
    return judge_again(trying, claim, evidence, trying.clock())


def _differing(one: Policy, other: Policy) -> tuple[tuple[str, float, float], ...]:
    pairs = ((field.name, getattr(one, field.name), getattr(other, field.name)) for field in fields(Policy))
    return tuple(pair for pair in pairs if pair[1] != pair[2])
