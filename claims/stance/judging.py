"""What an article says of a claim: every sentence is viewed by itself, then the article as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from claims.compare import compare
from claims.compare.claim_side import claim_side
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.match import Match
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.domain.text import span_of
from claims.domain.verdict import Policy
from claims.stance.cases import is_of_another_day, is_passage
from claims.stance.deciding import decided
from claims.stance.judgements import judgement_of, rank_of
from claims.stance.retractions import is_own, retracting_sentence
from claims.stance.views import View, view_of
from claims.stance.voices import speech_of

STANCE_EXTRACTOR = "conditions/6"
_MAX_SENTENCES = 400  # of an article; what it has to say of a claim, it says before
_CONTEXT = 2  # sentences that a passage can point back over
_MAX_CHARS = 3000  # of a sentence


def judge(
    claim: Claim, article: Article, reading: Reading, matches: Sequence[Match], policy: Policy | None = None
) -> Judgement:
    """What `article`, read as `reading`, says of `claim`; `matches` are its sentences nominated for it.

    `policy` says within what tolerance two sums are the same. Where the rules have no explicit evidence, what they
    find is weighed, or a trained model of whole articles decides (`deciding.py`); a signal says which it was.

    Unsure, it says `discusses` rather than `supports`: a false confirmation is the worst error.
    """
    near = views_of(claim, article, reading, () if is_of_another_day(claim, article) else matches, policy)
    ruled = _by_rules(claim, article, reading, matches, _speaking(near))
    return decided(claim, article, reading, ruled, near)


def _speaking(near: Sequence[View]) -> list[View]:
    """The sentences that speak of the claim; none where all they tell is another deed, and what goes with it."""
    views = [v for v in near if v.stance is not Stance.UNRELATED]
    others = any(v.tells_another for v in near)
    return [] if others and not any(v.states for v in views) else views


def _is_elsewhere(matches: Sequence[Match]) -> bool:
    """Whether matching looked at sentences and found none of them to be about the claim."""
    return bool(matches) and not any(m.about for m in matches)


def _by_rules(
    claim: Claim, article: Article, reading: Reading, matches: Sequence[Match], views: Sequence[View]
) -> Judgement:
    """What the sentences that speak of the claim say, as far as rules can tell."""
    about = {v.number for v in views if v.states} | {m.sentence for m in matches if m.about}
    taken_back = retracting_sentence(claim, article, reading, about) if about else None
    if taken_back is not None:
        return _retraction(claim, article, reading, views, taken_back)
    if not views:
        return _unrelated(claim, article, reading, matches)
    best = max(views, key=lambda v: rank_of(v, views))
    if best.stance is Stance.SUPPORTS and best.strength is not Strength.OFFICIAL and _left_open(views):
        best = replace(best, stance=Stance.DISCUSSES, reason="Elsewhere it says that the matter is open.")
    return judgement_of(claim, article, reading, best)


def views_of(
    claim: Claim, article: Article, reading: Reading, matches: Sequence[Match] = (), policy: Policy | None = None
) -> list[View]:
    """The article's sentences viewed one by one, those that cannot be about the claim passed over.

    Where matching found some to be about it, these and their neighbours; else all that share a word with it. None of
    a long article in which matching looked and found nothing.
    """
    if _is_elsewhere(matches) and not is_passage(reading):
        return []
    found = []
    near = {m.sentence + step for m in matches if m.about for step in range(-1, _CONTEXT + 1)}
    roots = claim_side(claim).roots
    last = -1 if _has_root(article.title, roots) else -_CONTEXT - 1
    for number, sentence in enumerate(reading.sentences[:_MAX_SENTENCES]):
        if _has_root(sentence.text, roots):
            last = number
        if number - last > _CONTEXT or (near and number not in near):
            continue
        comparison = compare(claim, sentence, reading, article.published.day, policy)
        speech = speech_of(claim, sentence, comparison)
        found.append(view_of(claim, article, number, sentence, comparison, speech))
    return found


def _has_root(text: str, roots: Sequence[str]) -> bool:
    low = text[:_MAX_CHARS].lower()
    return any(root in low for root in roots)


def _left_open(views: Sequence[View]) -> bool:
    return any(v.comparison.pending for v in views)


def _retraction(claim: Claim, article: Article, reading: Reading, views: Sequence[View], number: int) -> Judgement:
    near = [v.number for v in views if abs(v.number - number) == 1]
    first, last = min([number, *near]), max([number, *near])
    passage = span_of(article.text, reading.sentences[first].span.start, reading.sentences[last].span.end)
    who = "The outlet that first carried the claim" if is_own(claim, article) else claim.publisher or "The outlet"
    return Judgement(
        claim_id=claim.id,
        stance=Stance.REFUTES,
        strength=Strength.OFFICIAL,
        score=0.95,
        passage=passage,
        signals=(Signal("retraction", -1.0, f"{who} takes its report back."),),
        speaker=claim.publisher,
        retraction=is_own(claim, article),
    )


def _unrelated(claim: Claim, article: Article, reading: Reading, matches: Sequence[Match]) -> Judgement:
    number = max(matches, key=lambda m: m.score).sentence if matches else 0
    spans = [s.span for s in reading.sentences]
    passage = spans[min(number, len(spans) - 1)] if spans else span_of(article.text, 0, 0)
    return Judgement(
        claim_id=claim.id,
        stance=Stance.UNRELATED,
        strength=Strength.HEDGED,
        score=0.0,
        passage=passage,
        signals=(Signal("unrelated", 0.0, "No sentence speaks of what the claim is about."),),
    )
