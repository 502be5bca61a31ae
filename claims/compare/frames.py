"""Frames: the actions a sentence tells of, each with who, to whom, whether and how surely.

A sentence is read once into a `Parsed`; a frame stands for one verb or event noun of the lexicon.
Nothing here knows a claim: the same reading serves both sides of a comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from claims.compare.clauses import (
    AUXILIARY,
    BE,
    COMPLEMENTISER,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    clause_end,
    governed_by,
)
from claims.compare.governors import Governor, afterthoughts, attitudes, effect_of, find_governors, governing
from claims.compare.lexicon import Entry, Form, actions, word_class
from claims.compare.moods import Mood, mood_of
from claims.compare.words import Word, words_of

_PARTNER_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One action in a sentence.

    It is told by the word `at`, with its particle or object at `parts` ("call ... off"), in the
    stretch of words from `start` to `end`. `sign` is -1 where the sentence says it is not so;
    `kinds` are the kinds of the phrases that govern it. `subject` does it to `object`: both are
    ranges of words, turned already for the passive, of which `rest` is what follows the verb.
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
    found = tuple(_frames(words, governors))
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


def _frames(words: Sequence[Word], governors: Sequence[Governor]) -> Iterator[Frame]:
    entries = actions().entries
    in_headline = _is_title_case(words)
    for i, word in enumerate(words):
        found = entries.get(word.low)
        if found is None or (word.capital and not in_headline and _in_name(words, i)):
            continue
        places = {e: place for e in found if (place := _place(words, i, e)) is not None}
        chosen = [e for e in places if e.partner is not None] or list(places)
        form = _form(words, i, chosen) if chosen else None
        if form is not None:
            told = [e for e in chosen if (e.form is Form.NOUN) == (form is Form.NOUN)]
            parts = frozenset({i, *(places[e] for e in told)})
            classes = frozenset(e.name for e in told)
            yield frame_at(words, governors, i, form, _with_delay(words, i, classes), parts)


def _with_delay(words: Sequence[Word], i: int, classes: frozenset[str]) -> frozenset[str]:
    """To move something to a time is to put it off."""
    if "move" not in classes:
        return classes
    to = next((k for k in range(i + 1, min(i + 1 + _PARTNER_REACH, len(words))) if words[k].low == "to"), None)
    if to is None:
        return classes
    goal = takewhile(lambda w: w.low not in PREPOSITION, words[to + 1 : to + 4])
    return frozenset({"delay"}) if any(w.low in _TIME or w.low.isdigit() for w in goal) else classes


_TIME = word_class("time")


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether capitals mark no names here, as in "Firm To Sell Its Second Mill"."""
    return all(w.capital for w in words if w.is_word and len(w.text) > 3 and w.low not in PREPOSITION)


def _in_name(words: Sequence[Word], i: int) -> bool:
    return i > 0 or (len(words) > 1 and words[1].capital)


def _place(words: Sequence[Word], i: int, entry: Entry) -> int | None:
    """Where the particle or object of an entry stands (`i` where it needs none); None where it does not fit."""
    if entry.form is Form.STATE:
        return i if any(w.low in BE for w in words[max(0, i - 3) : i]) else None
    if entry.partner is None:
        return i
    reach = 1 if entry.directly else _PARTNER_REACH
    for k in range(i + 1, min(i + 1 + reach, len(words))):
        if entry.partner in (words[k].low, words[k].stem) or words[k].low == entry.partner + "s":
            return k
    return None


def _form(words: Sequence[Word], i: int, entries: Sequence[Entry]) -> Form | None:
    """Noun or verb, by the word before; None where it is neither ("the closed mill")."""
    forms = {e.form for e in entries}
    before = words[i - 1].low if i else ""
    nominal = before in DETERMINER or (before in PREPOSITION and before != "to")
    if Form.NOUN in forms and (nominal or forms == {Form.NOUN} or not _verb_position(words, i, forms)):
        return Form.NOUN
    verbal = sorted(forms - {Form.NOUN}, key=_FORM_ORDER.index)
    if verbal == [Form.BASE] and not _base_position(words, i):
        return None
    if not verbal or (nominal and verbal[0] is not Form.GERUND) or (before in DETERMINER and before != "no"):
        return None
    return verbal[0]


_FORM_ORDER = [Form.STATE, Form.PARTICIPLE, Form.PAST, Form.GERUND, Form.PRESENT, Form.BASE]


def _base_position(words: Sequence[Word], i: int) -> bool:
    """Whether a bare verb can stand here: after an auxiliary, "to", or what can be a subject in the plural or a name.

    "Finance" in "finance minister" and "contract" in "the ferry contract" are none.
    """
    j = i - 1
    while j >= 0 and (words[j].low.endswith("ly") or words[j].low in _BETWEEN):
        j -= 1
    if j < 0:
        return False
    low = words[j].low
    named = words[j].capital and j > 0  # the first word has a capital whatever it is
    return low in AUXILIARY or low in _BEFORE_BASE or low in PRONOUN or named or low.endswith("s")


_BETWEEN = frozenset({"not", "never", "also", "now", "then", "either", "both"})
_BEFORE_BASE = word_class("before_base")


def _verb_position(words: Sequence[Word], i: int, forms: set[Form]) -> bool:
    """Whether a word that is both noun and verb stands where a verb does."""
    j = i - 1
    while j >= 0 and (words[j].low.endswith("ly") or words[j].low in {"not", "never", "also", "now"}):
        j -= 1
    before = words[j].low if j >= 0 else ""
    if before in AUXILIARY or before == "to":
        return True
    following = words[i + 1].low if i + 1 < len(words) else ""
    if Form.GERUND in forms:
        return following in DETERMINER or following[:1].isdigit() or (i + 1 < len(words) and words[i + 1].capital)
    return bool(forms & {Form.PAST, Form.PARTICIPLE, Form.PRESENT}) and following != "of"


def frame_at(
    words: Sequence[Word],
    governors: Sequence[Governor],
    at: int,
    form: Form,
    classes: frozenset[str],
    parts: frozenset[int],
) -> Frame:
    """The frame of the word `at`, told to be of `form`."""
    stretches, end = governed_by(words, at), clause_end(words, at)
    start = min(stretch.start for stretch in stretches)
    passive = form in {Form.PAST, Form.PARTICIPLE} and _has_be_before(words, at)
    sign, kinds = effect_of(governing(words, governors, stretches, at, end, form is Form.NOUN))
    kinds |= afterthoughts(governors, at, end) | attitudes(words, governors, at)
    prevented = _is_prevented(words, start, at)
    if prevented or _does_nothing(words, at, form, parts):
        sign, kinds = -sign, kinds | {"failure"}
    before, after = _subject(words, governors, start, at), range(at + 1, end)
    agent = range(0)
    if passive:
        agent, after = _agent(words, after)
    return Frame(
        classes=classes,
        at=at,
        parts=parts,
        form=form,
        mood=Mood.DONE if prevented else mood_of(words, governors, at, form, kinds),
        sign=sign,
        kinds=kinds,
        passive=passive,
        start=start,
        end=end,
        subject=agent if passive else before,
        object=before if passive else after,
        rest=after if passive else range(0),
    )


def _is_prevented(words: Sequence[Word], start: int, at: int) -> bool:
    """ "A court banned the firm from selling": said not to be done by the verb before "from"."""
    return words[at - 1].low == "from" and any(w.low in _PREVENTING for w in words[start : at - 1])


def _does_nothing(words: Sequence[Word], at: int, form: Form, parts: frozenset[int]) -> bool:
    """ "Sold nothing", "found not guilty", "signed no contract", "paid its chairman no bonus"."""
    if form is Form.NOUN:
        return False
    if any(part > at and words[part - 1].low in _NOT for part in parts):
        return True
    receiving = takewhile(lambda w: w.low not in PREPOSITION and w.low != ",", words[at + 1 : at + 1 + _PARTNER_REACH])
    return any(w.low in _NOTHING for w in receiving)


_NOT = frozenset({"not", "no"})


_PREVENTING = word_class("preventing")
_NOTHING = word_class("nothing")


def _has_be_before(words: Sequence[Word], at: int) -> bool:
    for word in reversed(words[max(0, at - 4) : at]):
        if word.low in BE and word.low != "'s":
            return True
        if word.low not in AUXILIARY and word.low != "not" and not word.low.endswith("ly"):
            return False
    return False


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
    named = word.capital and word.low not in _TIME
    return word.is_word and (word.low in PRONOUN or named or word.low in {"the", "its", "a"})


def _agent(words: Sequence[Word], after: range) -> tuple[range, range]:
    for i in after:
        if words[i].low == "by":
            return range(i + 1, after.stop), range(after.start, i)
    return range(0), after
