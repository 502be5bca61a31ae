"""What an article says of a claim: every sentence is viewed by itself, then the article as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from claims.compare import compare
from claims.compare.claim_side import claim_side
from claims.compare.moods import Mood
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.match import Match
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.domain.text import Span, span_of
from claims.domain.verdict import Policy
from claims.stance.deciding import decided
from claims.stance.retractions import is_own, retracting_sentence
from claims.stance.signals import signals_of
from claims.stance.views import View, view_of
from claims.stance.voices import Voice, speech_of

STANCE_EXTRACTOR = "rules/3"
_MAX_SENTENCES = 400  # of an article; what it has to say of a claim, it says before
_CONTEXT = 2  # sentences that a passage can point back over
_MAX_CHARS = 3000  # of a sentence
_WEIGHT = {Strength.OFFICIAL: 3, Strength.REPORTED: 2, Strength.HEDGED: 1}
_SCORE = {Strength.OFFICIAL: 0.9, Strength.REPORTED: 0.7, Strength.HEDGED: 0.4}


def judge(
    claim: Claim, article: Article, reading: Reading, matches: Sequence[Match], policy: Policy | None = None
) -> Judgement:
    """What `article`, read as `reading`, says of `claim`; `matches` are its sentences nominated for it.

    `policy` says within what tolerance two sums are the same. Where the rules have no explicit evidence, a trained
    model may decide (`deciding.py`); a signal says which of the two did.

    Unsure, it says `discusses` rather than `supports`: a false confirmation is the worst error.
    """
    near = [] if _is_elsewhere(matches) else _views(claim, article, reading, matches, policy)
    ruled = _by_rules(claim, article, reading, matches, _speaking(near))
    return decided(claim, reading, ruled, near)


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
    taken_back = retracting_sentence(claim, article, reading)
    if taken_back is not None and (views or any(m.about for m in matches)):
        return _retraction(claim, article, reading, views, taken_back)
    if not views:
        return _unrelated(claim, article, reading, matches)
    best = max(views, key=lambda v: _rank(v, views))
    if best.stance is Stance.SUPPORTS and best.strength is not Strength.OFFICIAL and _left_open(views):
        best = replace(best, stance=Stance.DISCUSSES, reason="Elsewhere it says that the matter is open.")
    passage = _passage(article, reading, best)
    return Judgement(
        claim_id=claim.id,
        stance=best.stance,
        strength=best.strength if best.stance is not Stance.DISCUSSES else _open_strength(best),
        score=_SCORE[best.strength] if best.takes_side else 0.5,
        passage=passage,
        signals=signals_of(best),
        speaker=best.speech.name if best.speech.voice in {Voice.PARTY, Voice.AUTHORITY, Voice.OTHER} else None,
        relays=best.speech.relay,
        fate=best.fate if best.takes_side else None,
        moved_to=best.moved_to if best.takes_side else None,
    )


def _views(
    claim: Claim, article: Article, reading: Reading, matches: Sequence[Match], policy: Policy | None
) -> list[View]:
    """The article's sentences viewed one by one, those that cannot be about the claim passed over.

    Where matching found some to be about it, these and their neighbours; else all that share a word with it.
    """
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


def _rank(view: View, views: Sequence[View]) -> tuple[bool, bool, int, int, int]:
    """Which view is the article's: one that takes a side, on better word, in more conditions, earlier first.

    A plan told again gives way to what says that it came to nothing.
    """
    frame = view.comparison.frame
    restated = view.stance is Stance.SUPPORTS and frame is not None and frame.mood is not Mood.DONE
    overtaken = restated and any(v.stance is Stance.REFUTES for v in views)
    agreeing = sum(c.agrees for c in view.comparison.conditions)
    weight = _WEIGHT[view.strength] if view.takes_side else 0
    return view.takes_side, not overtaken, weight, agreeing, -view.number


def _left_open(views: Sequence[View]) -> bool:
    return any(v.comparison.pending for v in views)


def _open_strength(view: View) -> Strength:
    return Strength.HEDGED if view.strength is Strength.HEDGED or view.comparison.hedged else view.strength


def _passage(article: Article, reading: Reading, view: View) -> Span:
    """The sentence, with the one before where it only points back to it."""
    first = view.number
    points_back = view.comparison.what.weight <= 0.6 or view.comparison.who.weight <= 0.6
    if first and points_back and view.takes_side:
        first -= 1
    start, end = reading.sentences[first].span.start, reading.sentences[view.number].span.end
    return span_of(article.text, start, end)


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
