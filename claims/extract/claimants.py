"""Who stands for a statement, and whether they speak of themselves."""

from collections.abc import Sequence
from itertools import islice

from claims.domain.mention import Attribution, Manner
from claims.domain.reading import SentenceReading
from claims.extract.lexicon import group, word_set
from claims.extract.speech.verbs import is_past
from claims.extract.subjects import names_party
from claims.extract.words import Word

_LONGEST = 80  # characters of a claimant without a name
_SUBJECT_CHARS = 12  # a subject stands so close to the beginning
_FIRST_VERB = 8  # words within which the verb of a subject at the head of a sentence stands
_OWN = frozenset(("i", "we", "our", "ours", "us", "my", "me"))
_BACK = 6  # sentences in which nameless speakers may have been introduced


def main_attribution(sentence: SentenceReading) -> Attribution | None:
    """The attribution that frames the sentence: of all speech in it, the one with the longest content.

    Wishes and plans ("plans to open") are attributions as well, but they put nobody on record.
    """
    speech = [a for a in sentence.attributions if a.manner is Manner.SAID and not _only_adds(a)]
    return max(speech, key=lambda a: a.content.end - a.content.start, default=None)


def _only_adds(said: Attribution) -> bool:
    """Whether a verb that can be one of speech has a thing as its object: "added 300 jobs", "conceded two goals"."""
    if said.cue is None or said.cue.text.lower() not in group("adding") or said.content.text[0] in '“"«„':
        return False
    lows = said.content.text.lower().split()
    return not any(low in word_set("auxiliaries.txt") or low == "that" or is_past(low) for low in lows)


def claimant_of(sentences: Sequence[SentenceReading], number: int, said: Attribution | None) -> str | None:
    """The speaker's name, or the words for a nameless one ("Sources"), which tell a reader more than nothing."""
    if said is None:
        return None
    named = _claimant(said)
    if named is not None or not said.anonymous:
        return named
    earlier = (a for s in reversed(sentences[max(0, number - _BACK) : number]) for a in s.attributions if a.anonymous)
    return next((words for a in earlier if (words := _claimant(a)) is not None), None)


def vower(sentence: SentenceReading, words: Sequence[Word]) -> str | None:
    """Who promises or foretells, where a text tells of it without quoting: the subject of "has vowed", "expects"."""
    promising = group("promising")
    at = next((n for n, w in enumerate(words[:_FIRST_VERB]) if w.low in promising or _foretells(words, n)), 0)
    while at > 0 and (words[at - 1].low in word_set("auxiliaries.txt") or words[at - 1].low.endswith("ly")):
        at -= 1
    subject = words[:at]
    if not subject or any(not w.is_word or w.low in group("relatives") for w in subject):
        return None
    base = sentence.span.start
    start, end = base + subject[0].start, base + subject[-1].end
    named = [e for e in sentence.entities if start <= e.span.start and e.span.end <= end]
    if named and named[-1].span.end == end and not any(w.low in word_set("prepositions.txt") for w in subject):
        return named[-1].bearer or named[-1].name
    meant = next((r.name for r in sentence.referents if r.span.start == start and r.span.end == end), None)
    if meant is not None or subject[0].low in group("party pronouns"):
        return meant
    words_only = sentence.text[subject[0].start : subject[-1].end]
    return words_only[:1].upper() + words_only[1:_LONGEST]


def _foretells(words: Sequence[Word], at: int) -> bool:
    """Whether somebody expects something there: not in "is forecast to rise", "sales forecasts rose", "as expected"."""
    if at == 0 or at + 1 >= len(words) or words[at].low not in group("foretelling"):
        return False
    if any(is_past(w.low) for w in words[:at]):  # "raised its profit forecast"
        return False
    before, after = words[at - 1].low, words[at + 1].low
    noun = before in word_set("function_words.txt") and before not in group("party pronouns")
    noun = noun or before in group("before past expectations")
    return not noun and before not in group("forms of be") and after not in word_set("auxiliaries.txt")


def is_nameless(claimant: str) -> bool:
    """Whether the words for a claimant name nobody: "Analysts"."""
    return not word_set("anonymous.txt").isdisjoint(claimant.lower().split())


def speaks_of_itself(sentence: SentenceReading, said: Attribution, content: Sequence[Word], start: int) -> bool:
    """Whether the subject of the told words, which begin at offset `start`, is whoever tells them, or their side."""
    opening = list(islice((w for w in content if w.is_word and w.low != "that"), 4))
    if not opening:
        return False
    quoted = said.content.text[0] in '“"«„'
    pronoun = opening[0].low.replace("’", "'").partition("'")[0]
    if pronoun in group("party pronouns") or opening[0].low == "to":
        others = quoted and pronoun not in _OWN  # "He will win," the coach said
        return said.claimant is not None and not others and not (pronoun == "it" and _are_many(said))
    side = {name for name in (said.speaker, said.party) if name is not None}
    pointing = next((r for r in sentence.referents if r.span.start >= start and said.content.covers(r.span)), None)
    if pointing is not None and pointing.span.start - start < _SUBJECT_CHARS and pointing.name in side:
        return True
    if names_party(opening):
        return said.speaker is not None and (quoted or sentence.subject in (None, said.speaker))
    first = next((e for e in sentence.entities if e.span.start >= start and said.content.covers(e.span)), None)
    return first is not None and first.name in side and first.span.start - start < _SUBJECT_CHARS


def _are_many(said: Attribution) -> bool:
    """Whether several people speak, who are no "it": "Farmers' groups"."""
    return said.speaker is None and said.claimant is not None and said.claimant.text.endswith("s")


def _claimant(said: Attribution) -> str | None:
    if said.speaker is not None or said.claimant is None:
        return said.speaker
    words = " ".join(said.claimant.text.split())
    if words.lower() in group("party pronouns") or words.lower() in group("no claimants"):
        return None
    return words[:1].upper() + words[1:_LONGEST]
