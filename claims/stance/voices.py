"""On whose word a sentence stands: a party, an authority, an unnamed person, another outlet, or nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.compare.conditions import Comparison
from claims.compare.frames import Governor, Parsed
from claims.compare.names import same_name
from claims.compare.words import Word
from claims.domain.claim import Claim
from claims.domain.publisher import same_publisher
from claims.domain.reading import SentenceReading
from claims.stance.lexicon import sections

_REACH = 12
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
    """Whose word a sentence stands on, and the name they go by in the text."""

    voice: Voice
    name: str | None = None


def speech_of(claim: Claim, sentence: SentenceReading, comparison: Comparison) -> Speech:
    """Whose word the sentence stands on; the weakest named counts, since a chain holds by its weakest link."""
    found = list(_speeches(claim, sentence, comparison))
    for voice in (Voice.OUTLET, Voice.ANONYMOUS, Voice.GUESS, Voice.PARTY, Voice.AUTHORITY, Voice.OTHER):
        for speech in found:
            if speech.voice is voice:
                return speech
    return Speech(Voice.OWN)


def _speeches(claim: Claim, sentence: SentenceReading, comparison: Comparison) -> Iterator[Speech]:
    parsed = comparison.parsed
    for governor in parsed.governors:
        if governor.kind in _SPEECH:
            yield _speech(claim, sentence, parsed, governor)
        elif governor.kind == "guess":
            yield from _guess(parsed, governor)
    for attribution in sentence.attributions:
        if attribution.via:
            yield Speech(Voice.OUTLET, attribution.via)
        elif attribution.anonymous:
            yield Speech(Voice.ANONYMOUS)
        elif attribution.speaker:
            yield Speech(_named_voice(claim, attribution.speaker), attribution.speaker)


def _guess(parsed: Parsed, governor: Governor) -> Iterator[Speech]:
    words = parsed.words[governor.start : governor.end]
    if any(w.stem in sections("voices.txt")["guess"] for w in words):
        yield Speech(Voice.GUESS)


def _speech(claim: Claim, sentence: SentenceReading, parsed: Parsed, governor: Governor) -> Speech:
    words = _speaker_words(parsed, governor)
    if not words:
        return Speech(Voice.OWN)
    named = _name_in(sentence, words)
    if named is not None and (same_publisher(named, claim.publisher) or _is_outlet(named, claim)):
        return Speech(Voice.OUTLET, named)
    lists = sections("voices.txt")
    stems = {w.stem for w in words}
    if named is not None and _is_party(claim, named):
        return Speech(Voice.PARTY, named)
    if stems & lists["anonymous"] and named is None:
        return Speech(Voice.ANONYMOUS)
    for voice in (Voice.GUESS, Voice.AUTHORITY, Voice.PARTY):
        if stems & lists[voice.value]:
            return Speech(voice, named or _printed(words))
    if named is None and (stems & lists["outlet"]):
        return Speech(Voice.OUTLET)
    if stems & _heads(claim):
        return Speech(Voice.PARTY, _printed(words))
    return Speech(Voice.OTHER, named) if named is not None else Speech(Voice.OWN)


def _speaker_words(parsed: Parsed, governor: Governor) -> Sequence[Word]:
    """The words naming who speaks: before the verb, or after "according to" and an inverted "said"."""
    words = parsed.words
    if words[governor.start].low in {"according", "citing"}:
        return _until_stop(words, range(governor.end, min(governor.end + _REACH, len(words))))
    before = _until_stop(words, range(governor.start - 1, max(-1, governor.start - _REACH), -1))
    if any(w.is_word for w in before):
        return before
    if governor.start and words[governor.start - 1].low in _STOPS:
        return _until_stop(words, range(governor.end, min(governor.end + _REACH, len(words))))
    return ()


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
    if same_publisher(name, claim.publisher) or _is_outlet(name, claim):
        return Voice.OUTLET
    if _is_party(claim, name):
        return Voice.PARTY
    words = {part.lower() for part in name.split()}
    return Voice.AUTHORITY if words & sections("voices.txt")["authority"] else Voice.OTHER


def _is_party(claim: Claim, name: str) -> bool:
    parties = [*claim.entities, *([claim.claimant] if claim.claimant else [])]
    return any(same_name(name, party) for party in parties)


def _is_outlet(name: str, claim: Claim) -> bool:
    """Whether a name that is no party of the claim sounds like an outlet's."""
    if _is_party(claim, name):
        return False
    parts = name.lower().split()
    return len(parts) > 1 and parts[-1] in sections("voices.txt")["outlet"]


def _heads(claim: Claim) -> frozenset[str]:
    from claims.compare.claim_side import claim_side

    return claim_side(claim).heads


def _printed(words: Sequence[Word]) -> str | None:
    ordered = sorted(words, key=lambda w: w.start)
    return " ".join(w.text for w in ordered if w.is_word)[:80] or None
