"""The status policy: from a claim, its evidence and its reviews to a verdict, in one pure function.

The table in docs/policy.md is this module in words. Each rule is a function that returns a verdict
or None; the first that applies decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from claims.domain.claim import Claim, Kind
from claims.domain.evidence import Evidence, Fate, Origin, Stance, Strength
from claims.domain.publisher import publisher_key
from claims.domain.review import Review, ReviewKind, in_force
from claims.domain.verdict import MOST_NAMED, Outcome, Policy, Rule, Status, Verdict
from claims.domain.withdrawal import standing

_STATUS_OF = {Stance.SUPPORTS: Status.CONFIRMED, Stance.REFUTES: Status.DENIED}
_OUTCOME_OF = {Fate.BROKEN: Outcome.BROKEN, Fate.WITHDRAWN: Outcome.WITHDRAWN, Fate.POSTPONED: Outcome.POSTPONED}


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim with what counts for it, prepared once for all rules."""

    claim: Claim
    evidence: tuple[Evidence, ...]  # supports and refutes that count, newest last
    reviews: tuple[Review, ...]  # those in force
    policy: Policy
    today: date
    further: Mapping[Stance, int]  # origins that take a side on the record and are not among `evidence`

    def pieces(self, stance: Stance, *strengths: Strength) -> list[Evidence]:
        return [e for e in self.evidence if e.judgement.stance is stance and e.judgement.strength in strengths]


def derive_status(
    claim: Claim,
    evidence: Iterable[Evidence],
    reviews: Iterable[Review],
    policy: Policy,
    now: datetime,
    known_at: datetime | None = None,
    further: Mapping[Stance, int] = MappingProxyType({}),
) -> Verdict:
    """Where `claim` stands at `now` (aware, UTC), judged by nothing published or decided later.

    `further` counts origins on each side that `evidence` leaves out, all younger than MOST_NAMED that it has.
    With `known_at`, by nothing either that the ledger was told after that instant. Pure: the same arguments give the
    same verdict on any day, so the status can be had as of any day and for any moment of knowing.
    """
    case = _case(claim, evidence, reviews, policy, now, known_at, further)
    rules = (_by_review, _by_retraction, _by_official, _by_corroboration, _by_dispute, _by_deadline)
    verdict = next((v for rule in rules if (v := rule(case)) is not None), None) or _open(case)
    return replace(
        verdict,
        supports=_number_of_origins(case, Stance.SUPPORTS),
        refutes=_number_of_origins(case, Stance.REFUTES),
    )


def origins_told(
    claim: Claim, evidence: Iterable[Evidence], reviews: Iterable[Review], now: datetime
) -> Mapping[Stance, Collection[str]]:
    """The keys of the origins that take each side on the record by a claim's evidence, as people have corrected it."""
    case = _case(claim, evidence, reviews, Policy(), now)
    return {stance: _origins(case, stance).keys() for stance in _STATUS_OF}


def _case(
    claim: Claim,
    evidence: Iterable[Evidence],
    reviews: Iterable[Review],
    policy: Policy,
    now: datetime,
    known_at: datetime | None = None,
    further: Mapping[Stance, int] = MappingProxyType({}),
) -> _Case:
    decisions = in_force(reviews, decided_by(now, known_at))
    reviewed = (as_reviewed(piece, decisions) for piece in evidence)
    counted = sorted(
        (e for e in reviewed if e is not None and why_not_counted(claim, e, now, known_at) is None),
        key=lambda e: (e.published.day, e.published.at is not None, e.published.at or now, e.found_at, e.id),
    )
    return _Case(claim, tuple(counted), tuple(decisions), policy, now.date(), further)


def decided_by(now: datetime, known_at: datetime | None) -> datetime:
    """The instant up to which decisions of people count: nobody could have known a later one at `now`."""
    return now if known_at is None else min(now, known_at)


def why_not_counted(claim: Claim, piece: Evidence, now: datetime, known_at: datetime | None = None) -> str | None:
    """Why a piece of evidence may not decide the claim's status at `now`, in one sentence; None where it may.

    The article that first carried the claim never decides it, except by taking it back.
    """
    told = piece.judgement
    if known_at is not None and piece.found_at > known_at:
        return f"The ledger learnt of it on {piece.found_at.date()}, after the moment asked about."
    if (withdrawn := standing(piece.withdrawals, decided_by(now, known_at))) is not None:
        return f"{withdrawn.by or 'A person'} withdrew its article on {withdrawn.at.date()}: {withdrawn.reason}"
    if told.stance not in _STATUS_OF:
        return "It takes no side."
    if piece.published.is_of_day_before(claim.claimed):
        return f"It was published on {piece.published.day}, before the claim was made on {claim.claimed.day}."
    if not piece.published.has_come(now):
        return f"It was published on {piece.published.day}, after the day asked about."
    if piece.article_id == claim.article_id and not told.retraction:
        return "It is the first report itself."
    if piece.origin.copy and not told.retraction:
        return "It is a copy of an article on file."
    return None


def as_reviewed(piece: Evidence, decisions: Iterable[Review]) -> Evidence | None:
    """The piece as people have corrected it by decisions in force; None where they found that it is not about it."""
    for review in decisions:
        if review.evidence_id != piece.id:
            continue
        if review.kind is ReviewKind.MATCH:
            return None
        if review.kind is ReviewKind.ORIGIN:
            piece = with_origin(piece, review)
        elif review.stance is not None and review.stance is not piece.judgement.stance:
            told = replace(piece.judgement, stance=review.stance, retraction=False, fate=None)
            piece = replace(piece, judgement=told, origin=replace(piece.origin, copy=False))  # a person has read it
    return piece


def with_origin(piece: Evidence, review: Review) -> Evidence:
    """The piece with the origin that a person found."""
    name = (review.origin or "").partition(":")[2]
    detail = f"{review.reviewer} found that it comes from {name}: {review.reason}"
    return replace(piece, origin=Origin(review.origin or piece.origin.key, detail))


def _origins(case: _Case, stance: Stance) -> dict[str, Evidence]:
    """The independent origins that take a side on the record, each with its first piece of evidence.

    The first report never corroborates itself.
    """
    first_report = f"publisher:{publisher_key(case.claim.publisher)}" if case.claim.publisher else None
    found: dict[str, Evidence] = {}
    for piece in case.pieces(stance, Strength.OFFICIAL, Strength.REPORTED):
        own = piece.origin.key == first_report and stance is Stance.SUPPORTS
        if piece.judgement.strength is Strength.OFFICIAL or not own:
            found.setdefault(piece.origin.key, piece)
    return found


def _number_of_origins(case: _Case, stance: Stance) -> int:
    return len(_origins(case, stance)) + case.further.get(stance, 0)


def _by_review(case: _Case) -> Verdict | None:
    review = next((r for r in case.reviews if r.kind is ReviewKind.STATUS), None)
    if review is None or review.status is None:
        return None
    return Verdict(
        status=review.status,
        rule=Rule.REVIEW,
        summary=f"{review.reviewer} decided this on {review.created_at.date()}: {review.reason}",
        confidence=1.0,
        since=review.created_at.date(),
        review_id=review.id,
    )


def _by_retraction(case: _Case) -> Verdict | None:
    taken_back = [e for e in case.evidence if e.judgement.retraction]
    if not taken_back:
        return None
    piece = taken_back[-1]
    return Verdict(
        status=Status.DENIED,
        rule=Rule.RETRACTION,
        summary=f"{_outlet(piece)}, which first carried the claim, withdrew it on {piece.published.day}.",
        outcome=_outcome(case, [piece], Status.DENIED),
        confidence=case.policy.confidence_retraction,
        since=piece.published.day,
        evidence_ids=(piece.id,),
    )


def _by_official(case: _Case) -> Verdict | None:
    official = [e for e in case.evidence if e.judgement.strength is Strength.OFFICIAL]
    if not official:
        return None
    newest = official[-1]
    rivals = [
        e
        for e in official
        if e.judgement.stance is not newest.judgement.stance and not e.published.is_before(newest.published)
    ]
    if rivals:
        return Verdict(
            rule=Rule.DISPUTED,
            summary=f"Official statements of {newest.published.day} contradict each other; a person has to decide.",
            since=newest.published.day,
            evidence_ids=(rivals[-1].id, newest.id),
        )
    status = _STATUS_OF[newest.judgement.stance]
    verb = "confirmed" if status is Status.CONFIRMED else "denied"
    told = _since_last_denial(case) if status is Status.CONFIRMED else [newest]
    outcome = _outcome(case, told, status)
    voice, day = _voice(newest), newest.published.day
    return Verdict(
        status=status,
        rule=Rule.OFFICIAL,
        summary=f"{voice} {verb} it on {day}, as told by {_outlet(newest)}{_ending(case, told, outcome)}.",
        outcome=outcome,
        confidence=case.policy.confidence_official,
        since=newest.published.day,
        evidence_ids=(newest.id,),
    )


def _by_corroboration(case: _Case) -> Verdict | None:
    for stance, other in ((Stance.SUPPORTS, Stance.REFUTES), (Stance.REFUTES, Stance.SUPPORTS)):
        number = _number_of_origins(case, stance)
        if number < case.policy.independent_origins or case.pieces(other, Strength.REPORTED):
            continue
        pieces = list(_origins(case, stance).values())
        deciding = pieces[case.policy.independent_origins - 1]
        status = _STATUS_OF[stance]
        told = "report it" if stance is Stance.SUPPORTS else "report the opposite"
        names = ", ".join(_outlet(e) for e in pieces[:3]) + (" and others" if number > 3 else "")
        return Verdict(
            status=status,
            rule=Rule.CORROBORATED,
            summary=f"{number} independent origins {told} ({names}), and none contradicts them.",
            outcome=_outcome(case, case.pieces(stance, Strength.OFFICIAL, Strength.REPORTED), status),
            confidence=round(min(case.policy.confidence_reports, 1 - 0.5**number), 3),
            since=deciding.published.day,
            evidence_ids=tuple(e.id for e in pieces[:MOST_NAMED]),
        )
    return None


def _by_dispute(case: _Case) -> Verdict | None:
    supports = case.pieces(Stance.SUPPORTS, Strength.REPORTED)
    refutes = case.pieces(Stance.REFUTES, Strength.REPORTED)
    if not (supports and refutes):
        return None
    return Verdict(
        rule=Rule.DISPUTED,
        summary=(
            f"{_outlet(supports[-1])} reports it and {_outlet(refutes[-1])} the opposite, with nothing official; "
            "a person has to decide."
        ),
        since=max(supports[-1].published.day, refutes[-1].published.day),
        evidence_ids=(supports[-1].id, refutes[-1].id),
    )


def is_commitment(claim: Claim) -> bool:
    """Whether the claim can run out: a promise, or a plan with a deadline."""
    return claim.deadline is not None and claim.kind in (Kind.PROMISE, Kind.EVENT)


def _by_deadline(case: _Case) -> Verdict | None:
    deadline = case.claim.deadline
    if deadline is None or not is_commitment(case.claim):
        return None
    if any(_tells_what_came(case.claim, e) for e in case.evidence) or case.today <= overdue_on(
        deadline.date, case.policy
    ):
        return None
    return Verdict(
        rule=Rule.OVERDUE,
        summary=(
            f"The deadline of {deadline.date} ({deadline.text!r}) has passed, "
            f"with {case.policy.grace_days} days of grace, and nothing on file says what came of it."
        ),
        overdue=True,
        since=deadline.date,
    )


def _tells_what_came(claim: Claim, piece: Evidence) -> bool:
    """Whether a piece says on the record what came of a plan: that it was affirmed before its day says nothing."""
    told = piece.judgement
    if told.strength is Strength.HEDGED:
        return False
    ahead = claim.deadline is not None and piece.published.day <= claim.deadline.date
    return told.stance is Stance.REFUTES or told.fate is not None or not ahead


def overdue_on(deadline: date, policy: Policy) -> date:
    """The last day on which a promise with this deadline is not yet overdue."""
    try:
        return deadline + timedelta(days=policy.grace_days)
    except OverflowError:
        return date.max


def _open(case: _Case) -> Verdict:
    if not case.evidence:
        return Verdict()
    newest = case.evidence[-1]
    side = "speaks for" if newest.judgement.stance is Stance.SUPPORTS else "speaks against"
    return Verdict(
        summary=(
            f"Only {newest.judgement.strength} word so far: {_outlet(newest)} {side} it ({newest.published.day}); "
            f"{case.policy.independent_origins} independent origins or an official word would decide."
        ),
        since=newest.published.day,
        evidence_ids=(newest.id,),
    )


def has_outcome(claim: Claim) -> bool:
    """Whether something can become of the claim: a promise, or anything with a deadline."""
    return claim.kind is Kind.PROMISE or claim.deadline is not None


def _since_last_denial(case: _Case) -> list[Evidence]:
    """What supports the claim on the record and was published after the last official word against it."""
    denied = [n for n, e in enumerate(case.evidence) if _is_official_denial(e)]
    later = case.evidence[denied[-1] + 1 :] if denied else case.evidence
    return [e for e in later if e.judgement.stance is Stance.SUPPORTS and e.judgement.strength is not Strength.HEDGED]


def _is_official_denial(piece: Evidence) -> bool:
    return piece.judgement.stance is Stance.REFUTES and piece.judgement.strength is Strength.OFFICIAL


def _outcome(case: _Case, told: Sequence[Evidence], status: Status) -> Outcome | None:
    """What became of a promise or plan by what was told, oldest first.

    None for other claims, and for a plan that was only affirmed. It was kept in time where one piece says so, however
    often it is told again later.
    """
    claim = case.claim
    if not has_outcome(claim):
        return None
    if status is Status.DENIED:
        fates = [fate for e in told if (fate := e.judgement.fate) is not None]
        return _OUTCOME_OF.get(fates[-1]) if fates else None
    kept = _kept(told)
    if not kept:
        return None
    return Outcome.KEPT_LATE if all(_is_late(claim, e) for e in kept) else Outcome.KEPT


def _kept(told: Sequence[Evidence]) -> list[Evidence]:
    return [e for e in told if e.judgement.fate is Fate.KEPT]


def _is_late(claim: Claim, piece: Evidence) -> bool:
    """Whether what is told as kept was so after its deadline: by the day that is named, or else that of publication."""
    if claim.deadline is None or piece.published.day <= claim.deadline.date:
        return False
    from_words = any(mention.last == claim.deadline.date for mention in claim.dates)
    in_time = any(condition.name == "when" and condition.agrees for condition in piece.judgement.conditions)
    return not (from_words and in_time)


def _ending(case: _Case, told: Sequence[Evidence], outcome: Outcome | None) -> str:
    """What became of a promise, as the end of a summary."""
    if outcome is Outcome.KEPT_LATE and case.claim.deadline is not None:
        late = (_kept(told)[0].published.day - case.claim.deadline.date).days
        return f": kept late, told {late} day{'s'[: late != 1]} after its deadline"
    moved_to = told[-1].judgement.moved_to
    if outcome is Outcome.POSTPONED and moved_to is not None:
        return f": postponed, {moved_to.span.text}"
    return f": {outcome}" if outcome is not None else ""


def _outlet(piece: Evidence) -> str:
    return piece.publisher or "an unnamed publisher"


def _voice(piece: Evidence) -> str:
    """Who is on record, to begin a sentence with."""
    name = piece.judgement.speaker or "a party on the record"
    return name[:1].upper() + name[1:]
