"""Hold a claim against a sentence, condition by condition."""

from dataclasses import dataclass
from datetime import date

from claims.compare.amounts import AmountFinding, amounts_of, compare_amounts, is_other_duration
from claims.compare.claim_side import ClaimSide, claim_side
from claims.compare.conditions import Comparison, Condition, Finding, Relation, agrees, differs, unknown
from claims.compare.denials import denies_existence, denies_report, spells_out_deed
from claims.compare.direction import compare_direction
from claims.compare.frames import Frame, Parsed
from claims.compare.governors import is_doubted
from claims.compare.lexicon import word_class
from claims.compare.main_frame import frame_of_word, root_of
from claims.compare.moods import Mood
from claims.compare.names import nation_of
from claims.compare.plans import speaks_of_plan
from claims.compare.relations import are_converse, relation_of
from claims.compare.times import TimeFinding, compare_times, event_dates
from claims.compare.told import Told, told_of
from claims.compare.what import compare_what
from claims.compare.where import compare_where, is_rejected
from claims.compare.who import compare_who
from claims.domain.claim import Claim, Kind
from claims.domain.reading import Reading, SentenceReading
from claims.domain.verdict import Policy

_HEDGES = frozenset({"possibility", "condition", "guess"})
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
    case = _Case(claim_side(claim), told_of(sentence, reading), told_on, policy or Policy())
    candidates = [_compare_frame(case, frame) for frame in _frames(case.side, case.told)]
    return max(candidates, key=_bearing) if candidates else _compare_frame(case, None)


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
    time = compare_times(side.dates, told_dates, frame, side.claim.claimed.day, case.told_on)
    day = case.told_on or side.claim.claimed.day
    told_amounts = amounts_of(told.sentence.quantities, told.parsed, told.offset)
    amount = compare_amounts(side.amounts, told_amounts, day, case.policy)
    what = compare_what(side, told, frame)
    direction = compare_direction(side, told, frame)
    if frame is not None and side.frame is not None and are_converse(side.frame.classes, frame.classes):
        relation = _converse(side, told, frame, direction, relation)
    sign = _sign(side, told, frame, relation)
    if frame is None and not sign and _is_level(side, what, amount.condition):
        sign = side.sign
    return Comparison(
        who=compare_who(side, told, frame),
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
        hedged=_is_hedged(told.parsed, frame, sign),
        pending=_pending(told.parsed, frame),
        doubt=_doubt(side, told, frame, amount, time),
        late=time.late,
        other_denied=frame is None and sign < 0 and spells_out_deed(told.parsed),
        rejected_amount=amount.rejected,
        rejected_name=rejected_place or _rejects_name(side, told),
        moved_to=time.moved_to,
    )


def _doubt(side: ClaimSide, told: Told, frame: Frame | None, amount: AmountFinding, time: TimeFinding) -> str | None:
    """Why a sentence that seems to say the same must not be taken for support, or None.

    What is not understood must not count as a yes.
    """
    if frame is None and any(g.kind in _TURNING for g in told.parsed.governors):
        return "It denies something, and it is not plain what."
    if frame is not None and is_doubted(told.parsed.governors, frame.start, frame.at, frame.end, frame.kinds):
        return "It also denies something, and it is not plain what."
    if amount.another or is_other_duration(side.claim.quantities, told.sentence.quantities):
        return "It gives another figure, and it is not plain for what."
    if time.gone or _other_years(side.parsed, told.parsed):
        return "It gives another time, and it is not plain for what."
    if _other_quarter(side.parsed, told.parsed):
        return "It names another country or part of the world, and it is not plain for what."
    missing = next((n for n in (*side.names, *side.places) if told.place_of(n.text) is None), None)
    if missing is None or side.implied or told.in_context(missing.text):
        return None
    foreign = next(told.foreign_names(side, range(len(told.parsed.words))), None)
    return None if foreign is None else f"It names {foreign} and not {missing.text}."


def _other_years(claimed: Parsed, told: Parsed) -> bool:
    """Whether both name years, as figures, and none is the same; reads what is no date to a finder of dates too."""
    mine, others = (frozenset(low for low in p.lows if _is_year(low)) for p in (claimed, told))
    return bool(mine) and bool(others) and mine.isdisjoint(others)


def _other_quarter(claimed: Parsed, told: Parsed) -> bool:
    """Whether both name a nation, or a point of the compass, and none is the same: "Polish" for "Czech"."""
    nations = [{nation_of(low) for low in p.lows} - {None} for p in (claimed, told)]
    compass = [p.lows & _COMPASS for p in (claimed, told)]
    return any(mine and others and mine.isdisjoint(others) for mine, others in (nations, compass))


_COMPASS = word_class("compass")


def _is_year(low: str) -> bool:
    return len(low) == 4 and low.isdecimal() and low[:2] in {"19", "20", "21"}


_TURNING = frozenset({"negation", "failure", "denial", "cancelling", "false"})


def _rejects_name(side: ClaimSide, told: Told) -> bool:
    """Whether it says expressly that it is not somebody or something the claim names."""
    if told.parsed.lows.isdisjoint(_REJECTING):
        return False
    found = (told.place_of(name.text) for name in side.names)
    return any(at is not None and is_rejected(told.parsed.words, at) for at in found)


_REJECTING = frozenset({"not", "rather", "instead"})


def _converse(side: ClaimSide, told: Told, frame: Frame, direction: Condition, relation: Relation) -> Relation:
    """What a deed that is told from the other party's side is to the claim's, by who acts in it."""
    if direction.agrees:
        return Relation.CONVERSE
    acts = any(told.place_of(actor.text) in frame.subject for actor in side.actors)
    return relation if acts and not frame.is_noun else Relation.NEAR


def _is_level(side: ClaimSide, what: Condition, amount: Condition) -> bool:
    """Whether the sentence gives the claim's very figure for the same thing with a bare "was" or "stood at"."""
    return side.claim.kind is Kind.STATISTIC and what.agrees and amount.finding is not Finding.UNKNOWN


def _is_hedged(parsed: Parsed, frame: Frame | None, sign: int) -> bool:
    if parsed.question or parsed.has("condition"):
        return True
    if sign < 0 and denies_report(parsed, frame):
        return False
    if frame is None:
        return any(g.kind in _HEDGES or g.kind == "rumour" for g in parsed.governors)
    return bool(_HEDGES & frame.kinds) or ("rumour" in frame.kinds and "denial" not in frame.kinds)


def _pending(parsed: Parsed, frame: Frame | None) -> bool:
    if frame is None:
        return parsed.has("pending")
    if "pending" in frame.kinds:
        return True
    return parsed.has("pending") and frame.mood is not Mood.DONE


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
    return (
        0 if comparison.other_claim else 1,
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
