"""Who decides: the rules, the weigher of passages, or the model of whole articles.

The rules read truth conditions sentence by sentence, and decide where their evidence is explicit: a report taken back,
a word on a promise, a party's plain denial, a condition contradicted, or a sentence that says the claim in its own
words or, in a long article of the claim's day, expressly. What else a passage says is weighed: the conditions together
with how much of the claim is told, by whom, in what order and in which turns of phrase. So is, in a long article of
another day than the claim's, the sentence that says so or says most of it: such an article mostly tells of the claim in
passing. The rest of the long articles, those of the claim's own day, is left to the model of whole articles, which
learnt from headlines and bodies of the same news; what it says is hedged, so that no status rests on it. Nothing
supports a claim from which a condition differs.
"""

from collections.abc import Sequence
from dataclasses import replace

from claims.compare import Relation
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.condition import Finding
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.stance.cases import Case, case_of
from claims.stance.judgements import judgement_of, rank_of
from claims.stance.model import Opinion, is_plain, opinion_of
from claims.stance.passages import Weighed
from claims.stance.promises import word_on_promise
from claims.stance.views import View, fate_of
from claims.stance.voices import Voice
from claims.stance.weighed import LIKELY, Outcome, in_article, in_passage, is_contradicted, is_likely_against

_SCORE = 0.3  # of what the model of articles says; less than of any side that a passage takes
_DIRECTION = {Stance.SUPPORTS: 1.0, Stance.REFUTES: -1.0}
_WORDS = {
    Stance.SUPPORTS: "speaks for the claim",
    Stance.REFUTES: "speaks against the claim",
    Stance.DISCUSSES: "tells of the claim without taking a side",
    Stance.UNRELATED: "is about something else",
}
_DENYING = frozenset({"denial", "false"})  # kinds of verbs and words that govern what is not so
_NEGATING = _DENYING | {"negation"}


def decided(claim: Claim, article: Article, reading: Reading, ruled: Judgement, views: Sequence[View]) -> Judgement:
    """The judgement of the rules, of the weigher or of the model, with a signal that says which.

    `views` are all sentences that the rules looked at, those about other deeds among them.
    """
    if ruled.retraction:
        return _by_rules(ruled, "The rules decide: an outlet takes its report back.")
    promise = word_on_promise(claim, views)
    if promise is not None:
        told = judgement_of(claim, article, reading, promise)
        return _by_rules(told, "The rules decide: it says what became of the promise.")
    case = case_of(claim, article, reading, ruled, views)
    if ruled.stance is Stance.REFUTES and is_plain(claim.text) and any(_is_partys_denial(case, v) for v in views):
        return _by_rules(ruled, "The rules decide: a party to the claim denies it.")
    if case.is_passage and case.is_understood:
        return _of_passage(case)
    if case.is_of_another_day and not case.is_passage:
        return _of_article_of_another_day(case)
    return _of_article_of_its_day(case)


def _is_partys_denial(case: Case, view: View) -> bool:
    """Whether a party, by name, says that the claim's own deed is not so, or that reports of it are false.

    In a long article it has to name the matter, or to follow a sentence that tells of it: "Kole denies this." In a
    passage that does not name the deed, it has to be likely that it is the deed that is denied.
    """
    told = view.comparison
    if view.stance is not Stance.REFUTES or view.speech.voice is not Voice.PARTY or view.speech.name is None:
        return False
    if not (told.who.agrees and told.what.agrees):
        return False
    if not case.is_passage and case.points_elsewhere(view):
        return False
    kinds = {governor.kind for governor in told.parsed.governors}
    if told.frame is not None:
        return told.relation is Relation.SAME and bool(kinds & _NEGATING)
    return bool(kinds & _DENYING) and (is_likely_against(case) or not case.is_passage)


def _of_passage(case: Case) -> Judgement:
    """What is weighed, unless there is nothing to weigh or the rules find a condition contradicted, and likely so."""
    ruled, weighed = case.ruled, case.weighed
    if weighed is None:
        return _by_rules(ruled, "The rules decide: no sentence can be held against the claim.")
    if case.names_nobody:
        return _by_rules(ruled, "The rules decide: the claim's words alone do not say whom it is about.")
    if ruled.stance is Stance.REFUTES and is_contradicted(case):
        return _by_rules(ruled, f"The rules decide: a condition is contradicted. {weighed.detail}")
    if ruled.stance is Stance.UNRELATED and any(view.comparison.direction.differs for view in case.views):
        return _by_rules(ruled, f"The rules decide: the parts are turned. {weighed.detail}")
    if case.is_said_again:
        return _by_rules(ruled, f"The rules decide: a sentence says the claim in its own words. {weighed.detail}")
    if case.is_done_late:
        return _by_rules(ruled, f"The rules decide: what was promised is told as done, if late. {weighed.detail}")
    return _of_outcome(case, in_passage(case, weighed))


def _of_article_of_another_day(case: Case) -> Judgement:
    """What is weighed of the sentence that counts, unless the rules find a condition contradicted, and surely so."""
    ruled, weighed = case.ruled, case.weighed
    if weighed is None:
        return _by_rules(ruled, "The rules decide: no sentence can be held against the claim.")
    if ruled.stance is Stance.REFUTES and is_contradicted(case):
        return _by_rules(ruled, f"The rules decide: a condition is contradicted. {weighed.detail}")
    if case.is_said_again:
        return _by_rules(ruled, f"The rules decide: a sentence says the claim in its own words. {weighed.detail}")
    return _of_outcome(case, in_article(case, weighed))


def _of_article_of_its_day(case: Case) -> Judgement:
    """What a sentence says expressly, else what the model of whole articles makes of it."""
    ruled, weighed = case.ruled, case.weighed
    if weighed is not None and case.is_readable and is_plain(case.claim.text) and _is_expressed(case, weighed):
        return _by_rules(ruled, f"The rules decide: a sentence says so expressly, and none otherwise. {weighed.detail}")
    opinion = opinion_of(case.claim.text, [sentence.text for sentence in case.reading.sentences])
    if opinion.stance is Stance.SUPPORTS and not (case.may_support and _is_likely(case)):
        opinion = replace(opinion, stance=Stance.DISCUSSES)
    if opinion.stance is ruled.stance:
        return _by_rules(ruled, f"The rules decide, and the model agrees. {opinion.detail}")
    return _by_model(case, opinion)


def _is_expressed(case: Case, weighed: Weighed) -> bool:
    """Whether a sentence of a long article takes its side in every condition, none otherwise, and likely so."""
    ruled = case.ruled
    about = [view for view in case.views if view.stance is not Stance.UNRELATED]
    against = any(view.takes_side and view.stance is not ruled.stance for view in about)
    if not ruled.takes_side or ruled.strength is Strength.HEDGED or against:
        return False
    if any(view.comparison.hedged or view.comparison.pending for view in about):
        return False
    agreeing = {c.name for c in ruled.conditions if c.finding is Finding.AGREES}
    if ruled.stance is Stance.SUPPORTS:
        return {"who", "what", "action"} <= agreeing and weighed.chances[Stance.SUPPORTS] >= LIKELY
    return {"who", "what"} <= agreeing


def _is_likely(case: Case) -> bool:
    """Whether a passage is likely to support when its conditions are weighed too; a long article goes by the whole."""
    if not case.is_passage:
        return True
    return case.weighed is not None and case.weighed.chances[Stance.SUPPORTS] >= LIKELY


def _of_outcome(case: Case, outcome: Outcome) -> Judgement:
    denied = outcome.stance is Stance.REFUTES and not case.is_passage  # somewhere in a long article, and not surely
    if outcome.stance is case.ruled.stance and not denied:
        why = f"The rules decide, and all weighed together agree. {outcome.weighed.detail}"
        return _by_rules(case.ruled, why)
    return _by_weigher(case, outcome)


def _by_weigher(case: Case, outcome: Outcome) -> Judgement:
    stance, weighed, views = outcome.stance, outcome.weighed, case.views
    decision = Signal("stance", _direction(stance), f"The passage {_WORDS[stance]}, its conditions weighed together.")
    reason = Signal("weigher", _direction(stance) * weighed.chances[stance], weighed.detail)
    alike = [view for view in views if view.stance is stance] or [v for v in views if v.number == outcome.sentence]
    best = max(alike, key=lambda view: rank_of(view, views))
    fate, moved_to = fate_of(case.claim, best.comparison, stance)
    is_sure = outcome.is_sure and best.comparison.what.agrees
    strength = best.strength if is_sure else Strength.HEDGED
    view = replace(best, stance=stance, strength=strength, fate=fate, moved_to=moved_to)
    found = judgement_of(case.claim, case.article, case.reading, view)
    kept = tuple(signal for signal in found.signals if signal.name not in ("stance", "unrelated"))
    return replace(found, signals=(decision, *kept, reason))


def _by_model(case: Case, opinion: Opinion) -> Judgement:
    ruled, sentences = case.ruled, case.reading.sentences
    stance = opinion.stance
    related = stance is not Stance.UNRELATED
    unfound = ruled.stance is Stance.UNRELATED and bool(sentences)
    decision = Signal("stance", _direction(stance), f"The article as a whole {_WORDS[stance]}: the model decides.")
    weighed = Signal("model", _direction(stance) * opinion.chance, opinion.detail)
    kept = tuple(signal for signal in ruled.signals if signal.name not in ("stance", "unrelated"))
    return Judgement(
        claim_id=ruled.claim_id,
        stance=stance,
        strength=Strength.HEDGED,
        score=_SCORE if related else 0.0,
        passage=sentences[opinion.sentence].span if unfound else ruled.passage,
        signals=(decision, weighed, *kept),
        speaker=ruled.speaker if related else None,
        relays=ruled.relays if related else None,
    )


def _by_rules(ruled: Judgement, why: str) -> Judgement:
    return replace(ruled, signals=(*ruled.signals, Signal("rule", _direction(ruled.stance), why)))


def _direction(stance: Stance) -> float:
    return _DIRECTION.get(stance, 0.0)
