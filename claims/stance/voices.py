"""On whose word a sentence stands: a party, an authority, an unnamed person, another outlet, or nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.compare.claim_side import claim_side
from claims.compare.clauses import PREPOSITION, PRONOUN
from claims.compare.conditions import Comparison
from claims.compare.frames import Frame, Parsed
from claims.compare.governors import Governor
from claims.compare.lexicon import word_class
from claims.compare.names import same_name
from claims.compare.words import Word, stem
from claims.domain.claim import Claim
from claims.domain.mention import Attribution, EntityKind, Manner
from claims.domain.publisher import same_publisher
from claims.domain.reading import SentenceReading
from claims.stance.lexicon import stem_lists, word_lists

_REACH = 12
_MAX_NAME = 80  # characters of a speaker without a name
_MOST_OF_NAME = 5  # words
_SUBORDINATOR = word_class("subordinator")
_OWNED = frozenset({"its", "their"})
_INDEFINITE = frozenset({"a", "an", "one"})
_ARTICLES = frozenset({"the", "a", "an"})
_SPEECH = frozenset({"saying", "affirming", "denial", "no_comment"})
_STOPS = frozenset({",", ";", ":", "(", ")", "”", '"', "“", "that", "which", "who"})


class Voice(StrEnum):
    """Whose word it is."""

    PARTY = "party"
    AUTHORITY = "authority"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    GUESS = "guess"
    OTHER = "other"  # a named person or body that is neither party nor authority
    OWN = "own"  # the outlet tells it in its own voice


@dataclass(frozen=True, slots=True)
class Speech:
    """Whose word a sentence stands on, the name they go by in the text, and the outlet that relays it."""

    voice: Voice
    name: str | None = None
    relay: str | None = None


def speech_of(claim: Claim, sentence: SentenceReading, comparison: Comparison) -> Speech:
    """Whose word the sentence stands on; the weakest named counts, since a chain holds by its weakest link."""
    for attribution in sentence.attributions:
        if attribution.via and attribution.speaker and _is_party(claim, attribution.speaker):
            return Speech(Voice.PARTY, attribution.speaker, attribution.via)
    found = list(_speeches(claim, sentence, comparison))
    for voice in (Voice.OUTLET, Voice.ANONYMOUS, Voice.GUESS, Voice.PARTY, Voice.AUTHORITY, Voice.OTHER):
        for speech in found:
            if speech.voice is voice:
                return speech
    return Speech(Voice.OWN)


def _speeches(claim: Claim, sentence: SentenceReading, comparison: Comparison) -> Iterator[Speech]:
    """Every voice in the sentence; what extraction found speaks where the words themselves name nobody.

    Only what somebody said puts them on record: what they think or plan, the outlet tells.
    """
    parsed = comparison.parsed
    known = False
    for governor in parsed.governors:
        speech = None
        if governor.kind in _SPEECH and not _is_aside(parsed, governor, comparison.frame):
            speech = _speech(claim, sentence, parsed, governor)
        elif governor.kind == "guess":
            speech = _guess(parsed, governor)
        if speech is not None:
            known = True
            yield speech
    if not known:
        yield from _attributed(claim, sentence)


def _is_aside(parsed: Parsed, governor: Governor, frame: Frame | None) -> bool:
    """Whether a verb such as "promised" belongs to another clause: "did not open, although he had promised it"."""
    if governor.kind != "affirming" or frame is None:
        return False
    return any(w.low in _SUBORDINATOR for w in parsed.words[frame.end : governor.start])


def _attributed(claim: Claim, sentence: SentenceReading) -> Iterator[Speech]:
    for attribution in sentence.attributions:
        if attribution.via:
            yield Speech(Voice.OUTLET, attribution.via, attribution.via)
        elif attribution.anonymous:
            yield Speech(Voice.OTHER if _is_document(attribution) else Voice.ANONYMOUS)
        elif attribution.speaker and attribution.manner is Manner.SAID:
            yield Speech(_named_voice(claim, attribution.speaker), attribution.speaker)


def _is_document(attribution: Attribution) -> bool:
    """Whether what speaks without a name is something written: "official figures", "court papers"."""
    text = attribution.claimant.text if attribution.claimant is not None else ""
    return any(stem(word.lower()) in stem_lists("voices.txt")["document"] for word in text.split())


def _guess(parsed: Parsed, governor: Governor) -> Speech | None:
    words = parsed.words[governor.start : governor.end]
    return Speech(Voice.GUESS) if any(w.stem in stem_lists("voices.txt")["guess"] for w in words) else None


def _speech(claim: Claim, sentence: SentenceReading, parsed: Parsed, governor: Governor) -> Speech | None:
    words = _speaker_words(parsed, governor)
    if not any(w.is_word for w in words):
        return None
    named = _name_in(sentence, words)
    if named is not None:
        voice = _named_voice(claim, named)
        if voice is not Voice.OTHER:
            return Speech(voice, named, named if voice is Voice.OUTLET else None)
    role = _role_in(words)
    if role is None and {w.stem for w in words} & claim_side(claim).heads:
        role = Voice.PARTY
    if role in _ON_RECORD and _is_of_others(sentence, words, named):
        role = Voice.OTHER
    if role is not None:
        return Speech(role, named or _meant(claim, sentence, words))
    if named is not None or {w.stem for w in words} & stem_lists("voices.txt")["document"]:
        return Speech(Voice.OTHER, named)
    return None


def _is_of_others(sentence: SentenceReading, words: Sequence[Word], named: str | None) -> bool:
    """Whether a role is that of somebody else than the text is about, or of nobody in particular.

    So are a former minister, the chief executive of another house, and "a rival airline"; "a spokesman" speaks for his.
    """
    lists = stem_lists("voices.txt")
    stems = {w.stem for w in words}
    if stems & lists["outsider"]:
        return True
    if stems & lists["authority"] or any(w.low in _OWNED for w in words):
        return False
    if named is not None:
        kinds = {entity.kind for entity in sentence.entities if entity.name == named}
        return EntityKind.ORGANISATION in kinds
    first = min((w for w in words if w.is_word), key=lambda w: w.start)
    return first.low in _INDEFINITE and not stems & lists["spokesman"]


def _role_in(words: Sequence[Word]) -> Voice | None:
    """The role of the first noun that has one; an official of somebody speaks for that somebody."""
    lists = stem_lists("voices.txt")
    voices = [v for w in words for v in _ROLES if w.stem in lists[v.value]]
    written = any(w.stem in lists["document"] for w in words)  # a study in a journal is the study's word
    if not voices and not written and any(w.stem in stem_lists("outlet_words.txt")[""] for w in words):
        return Voice.OUTLET
    if any(w.stem == "official" for w in words):
        return next((v for v in voices if v in {Voice.AUTHORITY, Voice.PARTY}), Voice.ANONYMOUS)
    if not voices and any(w.low in _OWNED for w in words):
        return Voice.PARTY  # "its leader said"
    return voices[0] if voices else None


_ON_RECORD = frozenset({Voice.PARTY, Voice.AUTHORITY})
_ROLES = (Voice.GUESS, Voice.AUTHORITY, Voice.PARTY, Voice.ANONYMOUS)


def _speaker_words(parsed: Parsed, governor: Governor) -> Sequence[Word]:
    """The words naming who speaks: before the verb, or after "according to" and an inverted "said"."""
    words = parsed.words
    after = range(governor.end, min(governor.end + _REACH, len(words)))
    if words[governor.start].low in {"according", "citing"}:
        return _until_stop(words, after)
    before = _before(words, governor.start)
    if any(w.is_word for w in before):
        return before
    if before or (governor.start and words[governor.start - 1].low not in _STOPS):
        return ()
    explained = _explained(words, governor.start - 1)
    if explained or (after and words[after.start].low in PREPOSITION):  # "said in Milan": where, and not who
        return explained
    return _until_stop(words, after) if governor.start else ()


def _before(words: Sequence[Word], end: int) -> list[Word]:
    return _until_stop(words, range(end - 1, max(-1, end - _REACH), -1))


def _explained(words: Sequence[Word], comma: int) -> list[Word]:
    """The words of a speaker whose name is set between commas: "its chief executive, Dario Ferri, said"."""
    name = _before(words, comma) if comma > 0 and words[comma].low == "," else []
    opening = comma - len(name) - 1
    is_name = 0 < len(name) <= _MOST_OF_NAME and all(w.capital or w.low in PREPOSITION for w in name)
    if not is_name or opening < 1 or words[opening].low != ",":
        return []
    role = _before(words, opening)
    return [*name, *role] if role else []


def _until_stop(words: Sequence[Word], places: range) -> list[Word]:
    found: list[Word] = []
    for i in places:
        if words[i].low in _STOPS:
            break
        found.append(words[i])
    return found


def _name_in(sentence: SentenceReading, words: Sequence[Word]) -> str | None:
    starts = {sentence.span.start + w.start for w in words}
    return next((e.name for e in sentence.entities if e.span.start in starts), None)


def _named_voice(claim: Claim, name: str) -> Voice:
    if name in claim.entities:
        return Voice.PARTY
    if same_publisher(name, claim.publisher) or _sounds_like_outlet(name):
        return Voice.OUTLET
    if _is_party(claim, name):
        return Voice.PARTY
    stems = {stem(part.lower()) for part in name.split()}
    return Voice.AUTHORITY if stems & stem_lists("voices.txt")["authority"] else Voice.OTHER


def _is_party(claim: Claim, name: str) -> bool:
    """Whether the claim is about whoever bears the name, or stands on their own word."""
    return _is_named_in(claim, name) or (claim.claimant is not None and same_name(name, claim.claimant))


def _is_named_in(claim: Claim, name: str) -> bool:
    return any(same_name(name, entity) for entity in claim.entities)


def _sounds_like_outlet(name: str) -> bool:
    parts = name.lower().split()
    return len(parts) > 1 and parts[-1] in word_lists("outlet_words.txt")[""]


def _meant(claim: Claim, sentence: SentenceReading, words: Sequence[Word]) -> str | None:
    """Who a nameless speaker is: whom "it" stands for, or the words themselves from their article on."""
    ordered = [w for w in sorted(words, key=lambda w: w.start) if w.is_word]
    if any(w.low in PRONOUN for w in ordered):
        return sentence.subject or next(iter(claim.entities), None)
    start = max((i for i, w in enumerate(ordered) if w.low in _ARTICLES), default=0)
    return " ".join(w.text for w in ordered[start:])[:_MAX_NAME] or None
