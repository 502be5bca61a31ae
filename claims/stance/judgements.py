"""From a view to a judgement: its passage, strength and score, on whose word, and with which signals."""

from collections.abc import Sequence

from claims.compare.moods import Mood
from claims.domain.article import Article
from claims.domain.claim import Claim
from claims.domain.evidence import Judgement, Stance, Strength
from claims.domain.reading import Reading
from claims.domain.text import Span, span_of
from claims.stance.signals import signals_of
from claims.stance.views import View
from claims.stance.voices import Voice

_WEIGHT = {Strength.OFFICIAL: 3, Strength.REPORTED: 2, Strength.HEDGED: 1}
_SCORE = {Strength.OFFICIAL: 0.9, Strength.REPORTED: 0.7, Strength.HEDGED: 0.4}
_NAMED = frozenset({Voice.PARTY, Voice.AUTHORITY, Voice.OTHER})


def judgement_of(claim: Claim, article: Article, reading: Reading, view: View) -> Judgement:
    """What a view makes of the article it stands for."""
    return Judgement(
        claim_id=claim.id,
        stance=view.stance,
        strength=view.strength if view.stance is not Stance.DISCUSSES else _open_strength(view),
        score=_SCORE[view.strength] if view.takes_side else 0.5,
        passage=_passage(article, reading, view),
        signals=signals_of(view),
        speaker=view.speech.name if view.speech.voice in _NAMED else None,
        relays=view.speech.relay,
        fate=view.fate if view.takes_side else None,
        moved_to=view.moved_to if view.takes_side else None,
    )


def rank_of(view: View, views: Sequence[View]) -> tuple[bool, bool, int, int, int]:
    """Which view is the article's: one that takes a side, on better word, in more conditions, earlier first.

    A plan told again gives way to what says that it came to nothing.
    """
    frame = view.comparison.frame
    restated = view.stance is Stance.SUPPORTS and frame is not None and frame.mood is not Mood.DONE
    overtaken = restated and any(v.stance is Stance.REFUTES for v in views)
    agreeing = sum(c.agrees for c in view.comparison.conditions)
    weight = _WEIGHT[view.strength] if view.takes_side else 0
    return view.takes_side, not overtaken, weight, agreeing, -view.number


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
