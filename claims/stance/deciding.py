"""Who decides: the rules, the weigher of passages, or the model of whole articles.

The rules read truth conditions sentence by sentence, and decide where their evidence is explicit: a report taken back,
a party's plain denial, a condition contradicted, or a sentence of a long article that says so expressly. What else a
passage says is weighed: the conditions together with how much of the claim is told, by whom, in what order and in which
turns of phrase. So is, in a long article of another day than the claim's, the sentence that says most of it with those
around: such an article mostly tells of the claim in passing. The rest of the long articles, those of the claim's own
day, is left to the model of whole articles, which learnt from headlines and bodies of the same news. What is weighed or
modelled of a long article is hedged, so that no status rests on it. Nothing supports a claim from which a condition
differs.
"""

from collections.abc import Sequence
from dataclasses import replace

from claims.compare import Relation
from claims.compare.claim_side import claim_side
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.condition import Finding
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.stance.headlines import is_clipped, is_set_as_headline
from claims.stance.judgements import judgement_of, rank_of
from claims.stance.model import Opinion, is_plain, opinion_of
from claims.stance.passages import SURELY, Weighed, chosen, weigh_passage
from claims.stance.views import View, fate_of
from claims.stance.voices import Voice

_PASSAGE_WORDS = 60  # up to which a text is a passage, and says of a claim what its sentences say
_LIKELY = 0.3  # chance that has to be left to a support which a sentence of a long article, or the model, tells
_FAIRLY = 0.5  # chance from which a sentence of several, or of a long article, supports by itself
_NEARLY_ALL = (
    0.8  # of a claim's words, with which a passage that the rules do not find to support it says another thing
)
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
_BINDING = frozenset({"who", "direction", "amount", "when", "where"})  # in which nothing that supports may differ
_LEFT_OPEN = frozenset({"undecided", "hedge"})  # signals of what is told as possible or not settled


def decided(claim: Claim, article: Article, reading: Reading, ruled: Judgement, views: Sequence[View]) -> Judgement:
    """The judgement of the rules, of the weigher or of the model, with a signal that says which.

    `views` are all sentences that the rules looked at, those about other deeds among them.
    """
    if ruled.retraction:
        return _by_rules(ruled, "The rules decide: an outlet takes its report back.")
    if ruled.stance is Stance.REFUTES and is_plain(claim.text) and any(map(_is_partys_denial, views)):
        return _by_rules(ruled, "The rules decide: a party to the claim denies it.")
    weighed = weigh_passage(claim, views, article.published.day) if views else None
    if is_passage(reading) and _is_understood(claim, ruled, views):
        return _of_passage(claim, article, reading, ruled, views, weighed)
    if is_of_another_day(claim, article) and not is_passage(reading):
        return _of_article_of_another_day(claim, article, reading, ruled, views, weighed)
    if weighed is not None and is_readable(claim) and is_plain(claim.text) and _is_expressed(ruled, views, weighed):
        return _by_rules(ruled, f"The rules decide: a sentence says so expressly, and none otherwise. {weighed.detail}")
    opinion = opinion_of(claim.text, [sentence.text for sentence in reading.sentences])
    if opinion.stance is Stance.SUPPORTS and not (_may_support(ruled) and _is_borne_out(reading, weighed)):
        opinion = replace(opinion, stance=Stance.DISCUSSES)
    if opinion.stance is ruled.stance:
        return _by_rules(ruled, f"The rules decide, and the model agrees. {opinion.detail}")
    return _by_model(reading, ruled, opinion)


def is_passage(reading: Reading) -> bool:
    """Whether a text is no longer than a passage."""
    words = 0
    for sentence in reading.sentences:
        words += len(sentence.text.split())
        if words > _PASSAGE_WORDS:
            return False
    return True


def is_of_another_day(claim: Claim, article: Article) -> bool:
    """Whether an article is not of the claim's own day, on which it would carry the same news."""
    return article.published.day != claim.claimed.day


def is_readable(claim: Claim) -> bool:
    """Whether a claim's words show its truth conditions: a sentence does, and a clipped one with a figure or date."""
    if is_set_as_headline(claim.text):
        return False
    return bool(claim.quantities or claim.dates) or not is_clipped(claim.text)


def _is_understood(claim: Claim, ruled: Judgement, views: Sequence[View]) -> bool:
    """Whether a claim is no headline, and is a sentence or meets its deed, or another, in what it is held against."""
    if is_set_as_headline(claim.text):
        return False
    others = any(view.comparison.other_claim or view.comparison.when.differs for view in views)
    return is_readable(claim) or ruled.stance is not Stance.UNRELATED or others


def _is_borne_out(reading: Reading, weighed: Weighed | None) -> bool:
    """Whether a passage is likely to support when its conditions are weighed too; a long article goes by the whole."""
    if not is_passage(reading):
        return True
    return weighed is not None and weighed.chances[Stance.SUPPORTS] >= _LIKELY


def _is_partys_denial(view: View) -> bool:
    """Whether a party, by name, says that the claim's own deed is not so, or that reports of it are false."""
    told = view.comparison
    if view.stance is not Stance.REFUTES or view.speech.voice is not Voice.PARTY or view.speech.name is None:
        return False
    if not (told.who.agrees and told.what.agrees):
        return False
    kinds = {governor.kind for governor in told.parsed.governors}
    return bool(kinds & _DENYING) if told.frame is None else told.relation is Relation.SAME and bool(kinds & _NEGATING)


def _is_expressed(ruled: Judgement, views: Sequence[View], weighed: Weighed) -> bool:
    """Whether a sentence of a long article takes its side in every condition, none otherwise, and likely so."""
    about = [view for view in views if view.stance is not Stance.UNRELATED]
    against = any(view.takes_side and view.stance is not ruled.stance for view in about)
    if not ruled.takes_side or ruled.strength is Strength.HEDGED or against:
        return False
    if any(view.comparison.hedged or view.comparison.pending for view in about):
        return False
    agreeing = {c.name for c in ruled.conditions if c.finding is Finding.AGREES}
    if ruled.stance is Stance.SUPPORTS:
        return {"who", "what", "action"} <= agreeing and weighed.chances[Stance.SUPPORTS] >= _LIKELY
    return {"who", "what"} <= agreeing


def _of_passage(
    claim: Claim,
    article: Article,
    reading: Reading,
    ruled: Judgement,
    views: Sequence[View],
    weighed: Weighed | None,
) -> Judgement:
    """What is weighed, unless there is nothing to weigh or the rules find a condition of the claim contradicted."""
    if weighed is None:
        return _by_rules(ruled, "The rules decide: no sentence can be held against the claim.")
    if claim_side(claim).implied:
        return _by_rules(ruled, "The rules decide: the claim's words alone do not say whom it is about.")
    if ruled.stance is Stance.REFUTES and is_readable(claim):
        return _by_rules(ruled, f"The rules decide: a condition is contradicted. {weighed.detail}")
    if ruled.stance is Stance.UNRELATED and any(view.comparison.direction.differs for view in views):
        return _by_rules(ruled, f"The rules decide: the parts are turned. {weighed.detail}")
    may_support = ruled.stance is Stance.SUPPORTS or (_may_support(ruled) and not _tells_another(weighed, views))
    stance = chosen(weighed.chances, ruled.stance, may_support=may_support)
    if ruled.stance is Stance.SUPPORTS is not stance and _says_so_alone(claim, article, views, weighed):
        stance = Stance.SUPPORTS
    if stance is ruled.stance:
        return _by_rules(ruled, f"The rules decide, and all weighed together agree. {weighed.detail}")
    return _by_weigher(claim, article, reading, views, weighed, stance)


def _of_article_of_another_day(
    claim: Claim,
    article: Article,
    reading: Reading,
    ruled: Judgement,
    views: Sequence[View],
    weighed: Weighed | None,
) -> Judgement:
    """What is weighed of the sentence that says most of the claim, unless the rules find a condition contradicted."""
    if weighed is None:
        return _by_rules(ruled, "The rules decide: no sentence can be held against the claim.")
    if ruled.stance is Stance.REFUTES and is_readable(claim):
        return _by_rules(ruled, f"The rules decide: a condition is contradicted. {weighed.detail}")
    stance = max(weighed.chances, key=lambda stance: weighed.chances[stance])
    if stance is Stance.SUPPORTS and (weighed.chances[stance] < _FAIRLY or not _may_support(ruled)):
        stance = Stance.DISCUSSES
    if stance is ruled.stance:
        return _by_rules(ruled, f"The rules decide, and all weighed together agree. {weighed.detail}")
    return _by_weigher(claim, article, reading, views, weighed, stance)


def _may_support(ruled: Judgement) -> bool:
    """Whether nothing differs in what binds, and nothing is said to be open."""
    open_ = any(signal.name in _LEFT_OPEN for signal in ruled.signals)
    return not open_ and not any(c.finding is Finding.DIFFERS and c.name in _BINDING for c in ruled.conditions)


def _says_so_alone(claim: Claim, article: Article, views: Sequence[View], weighed: Weighed) -> bool:
    """Whether a sentence of several that the rules find to support is likely to by itself, and those beside let it."""
    if len(views) == 1 or weighed.chances[Stance.SUPPORTS] < _LIKELY:
        return False
    saying = (view for view in views if view.stance is Stance.SUPPORTS)
    alone = (weigh_passage(claim, [view], article.published.day) for view in saying)
    return any(one.chances[Stance.SUPPORTS] >= _FAIRLY for one in alone)


def _tells_another(weighed: Weighed, views: Sequence[View]) -> bool:
    """Whether the sentence that says most of the claim tells another thing, or it is in doubt what it tells.

    So it does where it has nearly all words of the claim, and the rules do not find that it says so.
    """
    told = next(view.comparison for view in views if view.number == weighed.sentence)
    differs = told.other_claim or any(c.finding is Finding.DIFFERS and c.name in _BINDING for c in told.conditions)
    return differs or told.doubt is not None or weighed.coverage >= _NEARLY_ALL


def _by_weigher(
    claim: Claim,
    article: Article,
    reading: Reading,
    views: Sequence[View],
    weighed: Weighed,
    stance: Stance,
) -> Judgement:
    decision = Signal("stance", _direction(stance), f"The passage {_WORDS[stance]}, its conditions weighed together.")
    reason = Signal("weigher", _direction(stance) * weighed.chances[stance], weighed.detail)
    alike = [view for view in views if view.stance is stance] or [v for v in views if v.number == weighed.sentence]
    best = max(alike, key=lambda view: rank_of(view, views))
    fate, moved_to = fate_of(claim, best.comparison, stance)
    is_sure = is_passage(reading) and weighed.chances[stance] >= SURELY and best.comparison.what.agrees
    strength = best.strength if is_sure else Strength.HEDGED
    view = replace(best, stance=stance, strength=strength, fate=fate, moved_to=moved_to)
    found = judgement_of(claim, article, reading, view)
    kept = tuple(signal for signal in found.signals if signal.name not in ("stance", "unrelated"))
    return replace(found, signals=(decision, *kept, reason))


def _by_model(reading: Reading, ruled: Judgement, opinion: Opinion) -> Judgement:
    stance = opinion.stance
    related = stance is not Stance.UNRELATED
    unfound = ruled.stance is Stance.UNRELATED and bool(reading.sentences)
    decision = Signal("stance", _direction(stance), f"The article as a whole {_WORDS[stance]}: the model decides.")
    weighed = Signal("model", _direction(stance) * opinion.chance, opinion.detail)
    kept = tuple(signal for signal in ruled.signals if signal.name not in ("stance", "unrelated"))
    return Judgement(
        claim_id=ruled.claim_id,
        stance=stance,
        strength=Strength.HEDGED,
        score=_SCORE if related else 0.0,
        passage=reading.sentences[opinion.sentence].span if unfound else ruled.passage,
        signals=(decision, weighed, *kept),
        speaker=ruled.speaker if related else None,
        relays=ruled.relays if related else None,
    )


def _by_rules(ruled: Judgement, why: str) -> Judgement:
    return replace(ruled, signals=(*ruled.signals, Signal("rule", _direction(ruled.stance), why)))


def _direction(stance: Stance) -> float:
    return _DIRECTION.get(stance, 0.0)
