"""Hold a claim against a sentence, condition by condition."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.compare.amounts import Amount, amounts_of, compare_amounts, nearest
from claims.compare.claim_side import ClaimSide, claim_side
from claims.compare.conditions import Comparison, Condition, Finding, Relation, agrees, differs, unknown
from claims.compare.contests import is_supplanted, outcome_of
from claims.compare.denials import denies_existence, denies_report, spells_out_deed
from claims.compare.direction import compare_direction
from claims.compare.doubts import doubt_of
from claims.compare.durations import compare_durations
from claims.compare.frames import Frame, Parsed
from claims.compare.lexicon import word_class
from claims.compare.main_frame import frame_of_word, root_of
from claims.compare.moods import Mood
from claims.compare.openness import is_hedged, is_pending
from claims.compare.plans import speaks_of_plan
from claims.compare.ranks import compare_ranks
from claims.compare.relations import are_converse, relation_of
from claims.compare.times import compare_times, end_of_move, event_dates
from claims.compare.told import Told, told_of
from claims.compare.what import compare_what
from claims.compare.where import compare_where, is_rejected
from claims.compare.who import compare_who
from claims.domain.claim import Claim, Kind
from claims.domain.reading import Reading, SentenceReading
from claims.domain.verdict import Policy

_ON_PLANS = frozenset({Relation.CANCELS, Relation.DELAYS, Relation.PROCEEDS})


def compare(
    claim: Claim,
    sentence: SentenceReading,
    reading: Reading | None = None,
    told_on: date | None = None,
    policy: Policy | None = None,
) -> Comparison:
    """Hold `claim` against `sentence` of `reading`, published on `told_on`.

    The rest of the reading says who "the company" is and what "the deal" refers to; without it
    the sentence stands alone. The rates of the publication day, else of the claim's day, convert
    money. Never raises, whatever the texts hold.
    """
    side = claim_side(claim)
    case = _Case(side, told_of(sentence, reading, side), told_on, policy or Policy())
    candidates = [_compare_frame(case, frame) for frame in _frames(case.side, case.told)]
    if not candidates:
        return _compare_frame(case, None)
    best = max(candidates, key=_bearing)
    own = [c for c in candidates if c.relation is Relation.SAME and c.frame is not None and not c.frame.is_noun]
    if best.relation in _ON_PLANS and best.sign > 0 and own and all(c.other_claim for c in own):
        return max(own, key=_bearing)  # the plan that is not given up is another one
    return best


@dataclass(frozen=True, slots=True)
class _Case:
    side: ClaimSide
    told: Told
    told_on: date | None
    policy: Policy


def _frames(side: ClaimSide, told: Told) -> list[Frame]:
    if side.frame is None:
        return []
    listed = [f for f in told.parsed.frames if _bears(side, told, f)]
    return listed + [frame_of_word(told.parsed, i) for i in _own_word(side.frame, told.parsed)]


def _bears(side: ClaimSide, told: Told, frame: Frame) -> bool:
    relation = relation_of(side.frame.classes, frame.classes) if side.frame is not None else Relation.NONE
    return relation is not Relation.NONE and (relation not in _ON_PLANS or speaks_of_plan(side, told, frame))


def _compare_frame(case: _Case, frame: Frame | None) -> Comparison:
    side, told = case.side, case.told
    relation = Relation.NONE if frame is None or side.frame is None else relation_of(side.frame.classes, frame.classes)
    where, rejected_place = compare_where(side, told, frame)
    told_dates = event_dates(told.sentence.dates, told.parsed, frame, told.offset)
    if relation is Relation.DELAYS:
        told_dates = tuple(end_of_move(mention, case.told_on) for mention in told_dates)
    time = compare_times(side.dates, told_dates, frame, side.claim.claimed.day, case.told_on)
    day = case.told_on or side.claim.claimed.day
    told_amounts: Sequence[Amount] = amounts_of(told.sentence.quantities, told.parsed, told.offset)
    if relation is Relation.SAME and frame is not None and not frame.is_noun:
        told_amounts = nearest(side.amounts, told_amounts, told.clause(frame))
    amount = compare_amounts(side.amounts, told_amounts, day, case.policy)
    if amount.condition.finding is Finding.UNKNOWN:
        amount = replace(amount, condition=_other_measure(side, told, relation) or amount.condition)
    what = compare_what(side, told, frame)
    direction = compare_direction(side, told, frame)
    if frame is not None and side.frame is not None and are_converse(side.frame.classes, frame.classes):
        relation = _converse(side, told, frame, direction, relation)
    outcome = outcome_of(side, told, frame)
    if outcome is not None:
        relation, direction = outcome
    sign = _sign(side, told, frame, relation)
    if frame is None and not sign and _is_level(side, what, amount.condition):
        sign = side.sign
    who = compare_who(side, told, frame)
    other = who.differs or what.differs or where.differs
    return Comparison(
        who=who,
        what=what,
        action=_action(side, told, frame, relation),
        direction=direction,
        amount=amount.condition,
        when=time.condition,
        where=where,
        polarity=_polarity(sign),
        relation=relation,
        parsed=told.parsed,
        frame=frame,
        sign=sign,
        hedged=is_hedged(told.parsed, frame, sign),
        pending=is_pending(side, told.parsed, frame, denied=sign < 0 and relation is Relation.SAME),
        doubt=doubt_of(side, told, frame, amount, time) or _one_sided(side, frame, relation),
        late=time.late,
        other_denied=frame is None and sign < 0 and spells_out_deed(told.parsed),
        rejected_amount=amount.rejected,
        rejected_name=rejected_place or _rejects_name(side, told),
        supplanted=other and sign > 0 and relation is Relation.SAME and is_supplanted(side, told, frame, who.differs),
        moved_to=time.moved_to,
    )


def _other_measure(side: ClaimSide, told: Told, relation: Relation) -> Condition | None:
    """What a rank, or how long the same deed lasts, says of the claim; None where one side gives none."""
    rank = compare_ranks(side.parsed, told.parsed)
    if rank is not None or relation is not Relation.SAME:
        return rank
    quantities = told.sentence.quantities
    return compare_durations(side.claim.quantities, side.parsed, quantities, told.parsed, told.offset)


def _rejects_name(side: ClaimSide, told: Told) -> bool:
    """Whether it says expressly that it is not somebody or something the claim names."""
    if told.parsed.lows.isdisjoint(_REJECTING):
        return False
    words = told.parsed.words
    found = [told.place_of(name.text) for name in side.names]
    if not side.actors:  # "dogs, and not wolves, killed the sheep"
        found += [i for i, word in enumerate(words) if word.stem in side.heads and words[i - 1].low == "not"]
    return any(at is not None and is_rejected(words, at) for at in found)


_REJECTING = frozenset({"not", "rather", "instead"})


def _converse(side: ClaimSide, told: Told, frame: Frame, direction: Condition, relation: Relation) -> Relation:
    """What a deed that is told from the other party's side is to the claim's, by who acts in it."""
    if direction.agrees:
        return Relation.CONVERSE
    acts = any(told.place_of(actor.text) in frame.subject for actor in side.actors)
    return relation if acts and not frame.is_noun else Relation.NEAR


def _one_sided(side: ClaimSide, frame: Frame | None, relation: Relation) -> str | None:
    """Why a deed of the other party is no proof of the claim's: who did it to whom is not told; None where it is."""
    if frame is None or side.frame is None or relation is not Relation.NEAR:
        return None
    if are_converse(side.frame.classes, frame.classes):
        return "It tells of the other side of such a deed, and it is not plain whose."
    return None


def _is_level(side: ClaimSide, what: Condition, amount: Condition) -> bool:
    """Whether the sentence gives the claim's very figure for the same thing with a bare "was" or "stood at"."""
    measured = side.frame is not None and bool(side.frame.classes & _MEASURED)
    return measured and side.claim.kind is Kind.STATISTIC and what.agrees and amount.finding is not Finding.UNKNOWN


_MEASURED = word_class("measured")


def _sign(side: ClaimSide, told: Told, frame: Frame | None, relation: Relation) -> int:
    """1 where the sentence says that the claim is so, -1 where it says the contrary, else 0."""
    if denies_report(told.parsed, frame) or (frame is None and denies_existence(told.parsed, side)):
        return -1
    if frame is None or frame.mood is Mood.MENTIONED or relation is Relation.NONE:
        return 0
    turned = relation in {Relation.OPPOSITE, Relation.CANCELS, Relation.DELAYS}
    return side.sign * frame.sign * (-1 if turned else 1)


def _action(side: ClaimSide, told: Told, frame: Frame | None, relation: Relation) -> Condition:
    if side.frame is None:
        return unknown("action", "The claim tells of no action.")
    mine = side.parsed.words[side.frame.at].text
    if frame is None or relation is Relation.NONE:
        return unknown("action", f"The passage tells nothing that bears on {mine!r}.")
    theirs = told.parsed.words[frame.at].text
    if relation in {Relation.OPPOSITE, Relation.CANCELS, Relation.DELAYS}:
        return differs("action", f"{theirs!r} speaks against {mine!r}.")
    detail = f"{theirs!r} and {mine!r} tell the same." if mine != theirs else f"Both say {mine!r}."
    return agrees("action", detail, 0.6 if relation is Relation.NEAR else 1.0)


def _polarity(sign: int) -> Condition:
    if sign > 0:
        return agrees("polarity", "The passage says that it is so.")
    if sign < 0:
        return differs("polarity", "The passage says that it is not so.")
    return unknown("polarity", "The passage says neither that it is so nor that it is not.")


def _own_word(frame: Frame, parsed: Parsed) -> list[int]:
    """Where a verb that the lexicon does not list stands in the sentence."""
    own = next((c[1:] for c in frame.classes if c.startswith("=")), None)
    if own is None:
        return []
    if own == "be":
        return [i for i, w in enumerate(parsed.words) if w.low in {"is", "are", "was", "were", "be"}]
    return [i for i, w in enumerate(parsed.words) if root_of(w) == own]


def _bearing(comparison: Comparison) -> tuple[int, int, int, int, int]:
    """Which of a sentence's actions speaks most of the claim; a denial before a restated plan."""
    frame = comparison.frame
    firm = comparison.sign != 0 and not comparison.hedged and not comparison.pending
    done = frame is not None and frame.mood is Mood.DONE
    verb = frame is not None and not frame.is_noun
    if comparison.other_claim:
        own = 1 if verb and comparison.relation is Relation.SAME else 0
    else:
        own = 2 if comparison.sign or comparison.hedged else 1 if verb else 0
    return (
        own,
        1 if comparison.what.agrees else 0,
        1 if firm and (comparison.sign < 0 or done) else 0,
        _CLOSENESS[comparison.relation],
        1 if frame is not None and not frame.is_noun else 0,
    )


_CLOSENESS = {
    Relation.SAME: 4,
    Relation.CONVERSE: 4,
    Relation.OPPOSITE: 3,
    Relation.CANCELS: 3,
    Relation.DELAYS: 3,
    Relation.PROCEEDS: 2,
    Relation.NEAR: 1,
    Relation.NONE: 0,
}
