"""Frames: the actions a sentence tells of, each with who, to whom, whether and how surely.

A sentence is read once into a `Parsed`; a frame stands for one verb or event noun of the lexicon.
Nothing here knows a claim: the same reading serves both sides of a comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

from claims.compare.clauses import (
    AUXILIARY,
    BE,
    COMPLEMENTISER,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    clause_end,
    governed_from,
)
from claims.compare.lexicon import Cue, Entry, Form, actions, cues
from claims.compare.words import Word, words_of

_PARTNER_REACH = 8
_TITLE_CASE = 0.7
_FLIPS = frozenset({"negation", "failure", "denial", "cancelling"})


class Mood(StrEnum):
    """How real the sentence makes the action."""

    DONE = "done"  # it happened, or is stated as a standing truth
    ONGOING = "ongoing"
    PLANNED = "planned"
    MENTIONED = "mentioned"  # named, not said to happen


@dataclass(frozen=True, slots=True)
class Governor:
    """A phrase of data/cues.txt at words `start` to `end`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One action in a sentence.

    `sign` is -1 where the sentence says it is not so; `kinds` are the kinds of the phrases that
    govern it. `subject` and `object` are ranges of words; for the passive they are already turned,
    so that `subject` does it.
    """

    classes: frozenset[str]
    at: int
    form: Form
    mood: Mood
    sign: int
    kinds: frozenset[str]
    passive: bool
    start: int
    subject: range
    object: range

    @property
    def is_noun(self) -> bool:
        """An event noun takes no subject and object by their order."""
        return self.form is Form.NOUN


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence as read: its words, governing phrases and frames."""

    words: tuple[Word, ...]
    governors: tuple[Governor, ...]
    frames: tuple[Frame, ...]
    stems: frozenset[str]

    @property
    def question(self) -> bool:
        """Whether it asks rather than tells."""
        return any(w.low == "?" for w in self.words[-2:])

    def has(self, kind: str) -> bool:
        """Whether a phrase of this kind stands anywhere in the sentence."""
        return any(g.kind == kind for g in self.governors)

    def printed(self, part: range) -> str:
        """The words of a range as a reader sees them."""
        return " ".join(self.words[i].text for i in part if self.words[i].is_word)


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Read one sentence. Pure; kept for a while because many claims meet the same sentence."""
    words = words_of(text)
    governors = tuple(_governors(words))
    frames = tuple(_frames(words, governors))
    return Parsed(words, governors, frames, frozenset(w.stem for w in words if w.is_word))


def _governors(words: Sequence[Word]) -> Iterator[Governor]:
    by_first = cues()
    taken = 0
    for i, word in enumerate(words):
        if i < taken:
            continue
        for cue in by_first.get(word.low, ()):
            end = _cue_end(words, i, cue)
            if end:
                yield Governor(cue.kind, i, end)
                taken = end
                break


def _cue_end(words: Sequence[Word], start: int, cue: Cue) -> int:
    end = start + len(cue.places)
    if end > len(words):
        return 0
    return end if all(words[start + k].low in place for k, place in enumerate(cue.places)) else 0


def _frames(words: Sequence[Word], governors: Sequence[Governor]) -> Iterator[Frame]:
    entries = actions().entries
    in_headline = _is_title_case(words)
    for i, word in enumerate(words):
        found = entries.get(word.low)
        if found is None or (word.capital and not in_headline and _in_name(words, i)):
            continue
        fitting = [e for e in found if _fits(words, i, e)]
        paired = [e for e in fitting if e.partner is not None]
        chosen = paired or fitting
        if not chosen:
            continue
        form = _form(words, i, chosen)
        if form is not None:
            classes = frozenset(e.name for e in chosen if (e.form is Form.NOUN) == (form is Form.NOUN))
            yield frame_at(words, governors, i, form, classes)


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether capitals mark no names here, as in "Firm To Sell Its Second Mill"."""
    long = [w for w in words if w.is_word and len(w.text) > 3]
    return sum(w.capital for w in long) > _TITLE_CASE * len(long)


def _in_name(words: Sequence[Word], i: int) -> bool:
    return i > 0 or (len(words) > 1 and words[1].capital)


def _fits(words: Sequence[Word], i: int, entry: Entry) -> bool:
    if entry.form is Form.STATE:
        return any(w.low in BE for w in words[max(0, i - 3) : i])
    if entry.partner is None:
        return True
    ahead = words[i + 1 : i + 1 + _PARTNER_REACH]
    return any(entry.partner in (w.low, w.stem) or w.low == entry.partner + "s" for w in ahead)


def _form(words: Sequence[Word], i: int, entries: Sequence[Entry]) -> Form | None:
    """Noun or verb, by the word before; None where it is neither ("the closed mill")."""
    forms = {e.form for e in entries}
    before = words[i - 1].low if i else ""
    nominal = before in DETERMINER or (before in PREPOSITION and before != "to")
    if Form.NOUN in forms and (nominal or forms == {Form.NOUN} or not _verb_position(words, i, forms)):
        return Form.NOUN
    verbal = sorted(forms - {Form.NOUN}, key=_FORM_ORDER.index)
    if not verbal or (nominal and verbal[0] is not Form.GERUND) or (before in DETERMINER and before != "no"):
        return None
    return verbal[0]


_FORM_ORDER = [Form.STATE, Form.PARTICIPLE, Form.PAST, Form.GERUND, Form.PRESENT, Form.BASE]


def _verb_position(words: Sequence[Word], i: int, forms: set[Form]) -> bool:
    """Whether a word that is both noun and verb stands where a verb does."""
    j = i - 1
    while j >= 0 and (words[j].low.endswith("ly") or words[j].low in {"not", "never", "also", "now"}):
        j -= 1
    before = words[j].low if j >= 0 else ""
    if before in AUXILIARY or before == "to":
        return True
    following = words[i + 1].low if i + 1 < len(words) else ""
    return bool(forms & {Form.PAST, Form.PARTICIPLE, Form.PRESENT}) and following != "of"


def frame_at(
    words: Sequence[Word], governors: Sequence[Governor], at: int, form: Form, classes: frozenset[str]
) -> Frame:
    """The frame of the word `at`, told to be of `form`."""
    start, end = governed_from(words, at), clause_end(words, at)
    passive = form in {Form.PAST, Form.PARTICIPLE} and _has_be_before(words, at)
    sign, kinds = _effect(_governing(governors, start, at, end, form))
    kinds |= _afterthoughts(governors, at, end)
    before, after = _subject(words, governors, start, at), range(at + 1, end)
    agent = range(0)
    if passive:
        agent, after = _agent(words, after)
    return Frame(
        classes=classes,
        at=at,
        form=form,
        mood=_mood(words, at, form, kinds),
        sign=sign,
        kinds=kinds,
        passive=passive,
        start=start,
        subject=agent if passive else before,
        object=before if passive else after,
    )


def _has_be_before(words: Sequence[Word], at: int) -> bool:
    for word in reversed(words[max(0, at - 4) : at]):
        if word.low in BE and word.low != "'s":
            return True
        if word.low not in AUXILIARY and word.low != "not" and not word.low.endswith("ly"):
            return False
    return False


def _governing(governors: Sequence[Governor], start: int, at: int, end: int, form: Form) -> list[Governor]:
    """The phrases before the action in its stretch; for an event noun those of its own predicate too.

    "The sale was called off" governs "sale" from behind; "is not" governs the predicate of "is".
    """
    behind = {"cancelling", "delaying", "done", "negation", "failure", "affirming", "possibility", "planning"}
    found = [g for g in governors if start <= g.start and g.end <= at]
    if form is Form.NOUN:
        found += [g for g in governors if at < g.start < end and g.kind in behind]
    return found


def _effect(governing: Sequence[Governor]) -> tuple[int, frozenset[str]]:
    """The sign the phrases give together, and their kinds.

    Two flips cancel out ("denied that it had scrapped"). "Not" before a verb of saying or denying
    leaves the matter open, and "would" is a plan after one of saying, else a mere possibility.
    """
    sign, kinds = 1, {g.kind for g in governing}
    for governor, follower in zip_longest(governing, governing[1:]):
        speaks = follower is not None and follower.kind in {"denial", "saying", "affirming"}
        if governor.kind == "negation" and speaks and follower is not None and follower.start - governor.end <= 2:
            kinds.add("pending")
        elif governor.kind in _FLIPS:
            sign = -sign
    if "reported_future" in kinds:
        spoken = kinds & {"saying", "affirming", "planning", "denial"}
        kinds.add("planning" if spoken else "possibility")
    return sign, frozenset(kinds)


def _afterthoughts(governors: Sequence[Governor], at: int, end: int) -> frozenset[str]:
    """Doubt that follows the action: "..., if prices fall", "..., analysts estimated", "... awarded so far"."""
    return frozenset(
        g.kind
        for g in governors
        if g.start > at and (g.kind in {"condition", "guess"} or (g.kind == "pending" and g.start < end))
    )


def _subject(words: Sequence[Word], governors: Sequence[Governor], start: int, at: int) -> range:
    """The words before the action that can hold its subject: after "that", or after the verb of speech."""
    first = start
    for i in range(at - 1, start - 1, -1):
        if words[i].low in COMPLEMENTISER:
            first = i + 1
            break
    spoken = [g for g in governors if first <= g.start and g.end < at and g.kind in _SPEECH]
    if spoken and any(_can_be_subject(w) for w in words[spoken[-1].end : at]):
        first = spoken[-1].end
    return range(first, at)


_SPEECH = frozenset({"saying", "affirming", "denial"})


def _can_be_subject(word: Word) -> bool:
    return word.is_word and (word.low in PRONOUN or word.capital or word.low in {"the", "its", "a"})


def _agent(words: Sequence[Word], after: range) -> tuple[range, range]:
    for i in after:
        if words[i].low == "by":
            return range(i + 1, after.stop), range(after.start, i)
    return range(0), after


def _mood(words: Sequence[Word], at: int, form: Form, kinds: frozenset[str]) -> Mood:
    if form is Form.NOUN:
        return Mood.DONE if "done" in kinds else Mood.PLANNED if kinds & _ASSERTING else Mood.MENTIONED
    group = _verb_group(words, at)
    if group & {"will", "shall", "would", "'ll", "'d", "to"}:
        return Mood.DONE if "failure" in kinds else Mood.PLANNED
    if form is Form.GERUND:
        return Mood.ONGOING if group & BE else Mood.MENTIONED
    return Mood.ONGOING if "being" in group else Mood.DONE


_ASSERTING = frozenset({"affirming", "planning"})
_BETWEEN = frozenset(["not", "never", "also", "now", "longer", "no", "still", "then"])


def _verb_group(words: Sequence[Word], at: int) -> set[str]:
    """The auxiliaries directly before a verb."""
    group: set[str] = set()
    for word in reversed(words[max(0, at - 6) : at]):
        if word.low in AUXILIARY or word.low in {"to", "'d"}:
            group.add(word.low)
        elif word.low not in _BETWEEN and not word.low.endswith("ly"):
            break
    return group
