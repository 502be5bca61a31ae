"""The action that a claim is about."""

from dataclasses import replace

from claims.compare.clauses import AUXILIARY, BE, DETERMINER, PREPOSITION, PRONOUN
from claims.compare.frames import Frame, Parsed, frame_at
from claims.compare.lexicon import Form, irregular_bases, word_class
from claims.compare.telling import Telling
from claims.compare.words import Word, stem

_RELATIVE = word_class("relative")
_SETTLING = frozenset({"contract"})  # "signed a contract to supply": the signing is the deed


def main_frame(parsed: Parsed) -> Frame | None:
    """The action a claim is about: the first verb that is not merely one of saying, planning or agreeing.

    A verb of the main clause goes before those of an aside ("X, which makes cameras, has sealed a contract").
    """
    governing = {i for g in parsed.governors for i in range(g.start, g.end)}
    verbs = [f for f in parsed.frames if not f.is_noun]
    real = [f for f in verbs if f.at not in governing or f.classes & _SETTLING] or verbs
    if real:
        return next((f for f in real if parsed.words[f.start].low not in _RELATIVE), real[0])
    at = _unlisted_verb(parsed)
    if at is not None:
        return frame_of_word(parsed, at)
    return parsed.frames[0] if parsed.frames else None


def frame_of_word(parsed: Parsed, at: int) -> Frame:
    """The frame of a verb that the lexicon does not list; its class is its own stem."""
    word = parsed.words[at]
    past = word.low.endswith("ed") or word.low in irregular_bases()
    form = Form.GERUND if word.low.endswith("ing") else Form.PAST if past else Form.BASE
    name = "be" if word.low in BE else root_of(word)
    frame = frame_at(parsed.words, parsed.governors, Telling(at, form, frozenset({"=" + name}), frozenset({at})))
    denied = name == "be" and any(w.low in {"not", "never", "no"} for w in parsed.words[at + 1 : at + 3])
    return replace(frame, sign=-frame.sign) if denied else frame


def root_of(word: Word) -> str:
    """The stem under which all forms of a verb are one, irregular ones too."""
    return stem(irregular_bases().get(word.low, word.low))


def _unlisted_verb(parsed: Parsed) -> int | None:
    words = parsed.words
    governing = {i for g in parsed.governors for i in range(g.start, g.end)}
    for i in range(1, len(words)):
        word, before = words[i], words[i - 1].low
        if not word.is_word or word.capital or i in governing:
            continue
        after_auxiliary = before in AUXILIARY or (before == "to" and i > 1) or before == "not"
        looks_like_one = (
            (word.low.endswith(("ed", "s")) or word.low in irregular_bases())
            and before not in DETERMINER
            and before not in PREPOSITION
        )
        if word.low in AUXILIARY:
            continue
        if (after_auxiliary and _is_verb_like(word.low)) or (looks_like_one and _follows_subject(words, i)):
            return i
    return next((i for i, w in enumerate(words) if w.low in BE and w.low != "'s"), None)


def _is_verb_like(low: str) -> bool:
    return low not in DETERMINER and low not in PREPOSITION and low not in PRONOUN and low.isalpha()


def _follows_subject(words: tuple[Word, ...], i: int) -> bool:
    """Whether a verb form can stand here: after a noun, with something after it."""
    if i + 1 >= len(words) or not words[i + 1].is_word or words[i + 1].low in BE:
        return False
    explained = words[i - 1].low == "," and sum(w.low == "," for w in words[:i]) > 1  # "Kole, head of the bank, knew"
    return words[i - 1].is_word or explained
