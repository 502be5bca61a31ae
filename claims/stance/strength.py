"""How strong a sentence's word is: a party's or an authority's, an outlet's own, or hedged."""

from itertools import takewhile

from claims.compare import Comparison
from claims.compare.claim_names import stop_words
from claims.compare.clauses import PREPOSITION
from claims.compare.frames import Frame
from claims.compare.lexicon import word_class
from claims.compare.main_frame import main_frame
from claims.compare.moods import Mood
from claims.domain.evidence import Strength
from claims.stance.lexicon import stem_lists, word_lists
from claims.stance.voices import Speech, Voice

RELAYED = frozenset({Voice.OUTLET, Voice.ANONYMOUS, Voice.GUESS})
_OFFICIAL = frozenset({Voice.PARTY, Voice.AUTHORITY})
_EITHER_WAY = word_class("either_way")


def strength_of(c: Comparison, speech: Speech) -> Strength:
    """Official, reported or hedged: by who speaks, and whether what is told is a public act in itself."""
    if c.hedged or speech.voice in RELAYED:
        return Strength.HEDGED
    if speech.voice in _OFFICIAL or _is_public_act(c):
        return Strength.OFFICIAL
    return Strength.REPORTED


def _is_public_act(c: Comparison) -> bool:
    """Whether a party or an authority is told to have done what is a public act in itself."""
    if c.frame is None:
        return _is_authoritys_act(c)
    frame: Frame | None = c.frame
    if c.frame.is_noun and c.sign:
        frame = _governing_act(c, c.frame)
    if frame is None or frame.is_noun:
        return False
    if frame.mood is Mood.PLANNED and not frame.kinds & {"affirming", "planning"}:
        return False
    deeds, voices = word_lists("deeds.txt"), stem_lists("voices.txt")
    stems = {c.parsed.words[i].stem for i in frame.subject}
    if stems & voices["authority"] and frame.classes & (deeds["performative"] | deeds["deciding"]):
        return _has_object(c, frame)
    acting = bool(stems & voices["party"]) or (bool(stems) and c.who.agrees)
    return acting and bool(frame.classes & deeds["performative"]) and _has_object(c, frame)


def _is_authoritys_act(c: Comparison) -> bool:
    """Whether a sentence that tells no deed like the claim's tells of an authority's refusal, order or ruling."""
    frame = main_frame(c.parsed)
    if frame is None or frame.is_noun or frame.mood is not Mood.DONE or not (c.what.agrees or c.who.agrees):
        return False
    stems = {c.parsed.words[i].stem for i in frame.subject}
    return bool(
        stems & stem_lists("voices.txt")["authority"] and frame.classes & word_lists("deeds.txt")["performative"]
    )


def _governing_act(c: Comparison, noun: Frame) -> Frame | None:
    """The act that is done to what the noun tells: "the court annulled the fine"."""
    verbs = (f for f in c.parsed.frames if not f.is_noun and noun.start <= f.at < noun.at)
    return next((f for f in verbs if noun.at in f.object), None)


def _has_object(c: Comparison, frame: Frame) -> bool:
    """Whether the deed is done to something: a road that "reopened on Friday" is no party to anything."""
    if frame.passive or not frame.classes & _EITHER_WAY:
        return True
    words = c.parsed.words
    right_after = takewhile(
        lambda w: w.low not in PREPOSITION and w.low != ",", (words[i] for i in frame.object if i not in frame.parts)
    )
    return any(w.low not in stop_words() for w in right_after)
