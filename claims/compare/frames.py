"""Frames: the actions a sentence tells of, each with who, to whom, whether and how surely.

A sentence is read once into a `Parsed`; a frame stands for one verb or event noun of the lexicon.
Nothing here knows a claim: the same reading serves both sides of a comparison.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from claims.compare.clauses import PREPOSITION, clause_end, governed_by
from claims.compare.forms import telling_words
from claims.compare.governors import (
    Governor,
    afterthoughts,
    attitudes,
    effect_of,
    embedding,
    find_governors,
    governing,
    is_spoken,
)
from claims.compare.lexicon import Form, word_class
from claims.compare.moods import Mood, mood_of
from claims.compare.roles import roles_of_noun, roles_of_verb
from claims.compare.telling import Telling
from claims.compare.words import Word, words_of

_RECEIVER_REACH = 8  # words after a verb in which its object begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One action in a sentence.

    It is told by the word `at`, with its particle or object at `parts` ("call ... off"), in the
    stretch of words from `start` to `end`. `sign` is -1 where the sentence says it is not so;
    `kinds` are the kinds of the phrases that govern it. `subject` does it to `object`: both are
    ranges of words, turned already for the passive, of which `rest` is what follows the verb. `agent` and
    `patient` are the same where a noun tells it too; empty where the words do not say.
    """

    classes: frozenset[str]
    at: int
    parts: frozenset[int]
    form: Form
    mood: Mood
    sign: int
    kinds: frozenset[str]
    passive: bool
    start: int
    end: int
    subject: range
    object: range
    rest: range
    agent: range
    patient: range

    @property
    def is_noun(self) -> bool:
        """An event noun takes no subject and object by their order."""
        return self.form is Form.NOUN


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence as read: its words, governing phrases and frames; `capitals` are the places of capitalised words."""

    words: tuple[Word, ...]
    governors: tuple[Governor, ...]
    frames: tuple[Frame, ...]
    stems: frozenset[str]
    lows: frozenset[str]
    capitals: tuple[int, ...]

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
    governors = tuple(find_governors(words))
    found = tuple(frame_at(words, governors, telling) for telling in telling_words(words))
    taken = {part for f in found for part in f.parts if part != f.at}
    frames = tuple(f for f in found if not (f.is_noun and f.at in taken))  # "an order" in "received an order"
    return Parsed(
        words=words,
        governors=governors,
        frames=frames,
        stems=frozenset(w.stem for w in words if w.is_word),
        lows=frozenset(w.low for w in words),
        capitals=tuple(i for i, w in enumerate(words) if w.capital),
    )


def frame_at(words: Sequence[Word], governors: Sequence[Governor], telling: Telling) -> Frame:
    """The frame of a word that tells an action."""
    at, form, is_noun = telling.at, telling.form, telling.form is Form.NOUN
    stretches, end = governed_by(words, at), clause_end(words, at)
    start = min(stretch.start for stretch in stretches)
    found = governing(words, governors, stretches, at, end, is_noun or _hangs_on_noun(words, at))
    sign, kinds = effect_of(found, is_spoken(words, governors))
    kinds |= (
        afterthoughts(words, governors, at, end)
        | attitudes(words, governors, at)
        | (embedding(words, start, at) if sign > 0 else frozenset())
    )
    prevented = _is_prevented(words, start, at)
    if prevented or _does_nothing(words, telling):
        sign, kinds = -sign, kinds | {"failure"}
    if is_noun:
        roles = roles_of_noun(words, start, at, end, telling.classes)
    else:
        roles = roles_of_verb(words, governors, start, at, end, form)
    known = is_noun and telling.classes & _PRESUPPOSED and (roles.agent or roles.patient) and kinds <= _STATED
    mood = Mood.DONE if prevented or known else mood_of(words, governors, at, form, kinds)
    return Frame(
        classes=telling.classes,
        at=at,
        parts=telling.parts,
        form=form,
        mood=mood,
        sign=sign,
        kinds=kinds,
        passive=roles.passive,
        start=start,
        end=end,
        subject=roles.subject,
        object=roles.object,
        rest=roles.rest,
        agent=roles.agent,
        patient=roles.patient,
    )


def _hangs_on_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a plan, an offer or the like is what is told: "an offer to buy the mill was turned down"."""
    return at > 1 and words[at - 1].low == "to" and words[at - 2].low in _INTENTION


_INTENTION = word_class("intention")


def _is_prevented(words: Sequence[Word], start: int, at: int) -> bool:
    """ "A court banned the firm from selling": said not to be done by the verb before "from"."""
    return words[at - 1].low == "from" and any(w.low in _PREVENTING for w in words[start : at - 1])


def _does_nothing(words: Sequence[Word], telling: Telling) -> bool:
    """ "Sold nothing", "found not guilty", "signed no contract", "paid its chairman no bonus"."""
    if telling.form is Form.NOUN:
        return False
    first = telling.at + 1
    if any(part >= first and words[part - 1].low in _NOT for part in telling.parts):
        return True
    following = words[first : first + _RECEIVER_REACH]
    receiving = takewhile(lambda w: w.low == "of" or (w.low not in PREPOSITION and w.low != ","), following)
    return any(w.low in _NOTHING for w in receiving)


_NOT = frozenset({"not", "no"})
_PRESUPPOSED = word_class("presupposed")  # "Arden's victory over Norvale": named with its parties, it has happened
_STATED = frozenset({"saying", "affirming", "done"})
_PREVENTING = word_class("preventing")
_NOTHING = word_class("nothing")
