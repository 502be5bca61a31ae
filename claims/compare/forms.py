"""Which words of a sentence tell an action, in which form, and of which classes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from claims.compare.carriers import carried_by, going_on, named_to_office
from claims.compare.clauses import AUXILIARY, BE, DETERMINER, PREPOSITION, PRONOUN
from claims.compare.lexicon import Entry, Form, actions, word_class
from claims.compare.telling import Telling
from claims.compare.words import Word

_PARTNER_REACH = 8
_ADJUNCT = frozenset({"for", "to", "at", "with", "against", "from", "in", "on", "into"})
_TIME = word_class("time")
_BETWEEN = frozenset({"not", "never", "also", "now", "then", "either", "both"})
_BEFORE_BASE = word_class("before_base")
_FORM_ORDER = [Form.STATE, Form.PARTICIPLE, Form.PAST, Form.GERUND, Form.PRESENT, Form.BASE]


def telling_words(words: Sequence[Word]) -> Iterator[Telling]:
    """The words of a sentence that tell an action of the lexicon, in order."""
    entries = actions().entries
    in_headline = _is_title_case(words)
    for i, word in enumerate(words):
        if word.capital and not in_headline and _in_name(words, i):
            continue
        carried = carried_by(words, i) or named_to_office(words, i) or going_on(words, i)
        if carried is not None:
            yield carried
            continue
        found = entries.get(word.low)
        if found is None:
            continue
        places = {e: place for e in found if (place := _place(words, i, e)) is not None}
        chosen = _closest(places, i)
        form = _form(words, i, chosen) if chosen else None
        if form is not None:
            told = [e for e in chosen if (e.form is Form.NOUN) == (form is Form.NOUN)]
            classes = _with_delay(words, i, frozenset(e.name for e in told))
            yield Telling(i, form, classes, frozenset({i, *(places[e] for e in told)}))


def _closest(places: Mapping[Entry, int], i: int) -> list[Entry]:
    """Of the entries that fit the word `i` those with their particle or object, or all where that may not belong to it.

    "Paid a bonus for 2024" may not be "paid for"; a noun is none of a verb with a particle; and what stands right
    behind the verb belongs to it before what follows: "called off the strike" is not "called a strike".
    """
    found = list(places)
    whole = [e for e in found if e.partner is not None and (e.directly or e.partner not in _ADJUNCT)]
    beside = [e for e in whole if places[e] == i + 1 and e.partner in _PARTICLES]
    if beside:
        return [e for e in whole if places[e] == i + 1]
    forms = {e.form is Form.NOUN for e in whole}
    return [e for e in found if e.partner is not None or (e.form is Form.NOUN) not in forms] if whole else found


_PARTICLES = word_class("particle")


def _with_delay(words: Sequence[Word], i: int, classes: frozenset[str]) -> frozenset[str]:
    """To move something to a time is to put it off."""
    if classes.isdisjoint(_MOVING):
        return classes
    to = next((k for k in range(i + 1, min(i + 1 + _PARTNER_REACH, len(words))) if words[k].low == "to"), None)
    if to is None:
        return classes
    goal = takewhile(lambda w: w.low not in PREPOSITION, words[to + 1 : to + 4])
    return frozenset({"delay"}) if any(w.low in _TIME or w.low.isdigit() for w in goal) else classes


def _follows_as_noun(words: Sequence[Word], i: int) -> bool:
    """Whether what follows leaves a word in -s a noun: "exports from Gallia", "exports rose"."""
    following = words[i + 1].low if i + 1 < len(words) else ""
    verbal = any(e.form in {Form.PAST, Form.PRESENT} for e in actions().entries.get(following, ()))
    return following in PREPOSITION or following in AUXILIARY or verbal


_PARTICIPLES = frozenset({Form.PAST, Form.PARTICIPLE})
_PLURAL = word_class("plural")
_MOVING = frozenset({"move", "signfor"})


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether capitals mark no names here, as in "Firm To Sell Its Second Mill"."""
    return all(w.capital for w in words if w.is_word and len(w.text) > 3 and w.low not in PREPOSITION)


def _in_name(words: Sequence[Word], i: int) -> bool:
    """Whether a capitalised word is part of a name; after "to" or an auxiliary it is a verb of a headline."""
    if not i:
        return len(words) > 1 and words[1].capital
    return words[i - 1].low not in _BEFORE_VERB


_BEFORE_VERB = AUXILIARY - {"'s", "s"} | {"to"}


def _place(words: Sequence[Word], i: int, entry: Entry) -> int | None:
    """Where the particle or object of an entry stands (`i` where it needs none); None where it does not fit."""
    if entry.form is Form.STATE:
        return i if any(w.low in BE for w in words[max(0, i - 3) : i]) else None
    if entry.partner is None:
        return i
    first = i + 1
    while entry.directly and first < len(words) and words[first].low[:1].isdigit():
        first += 1  # "lost 3-1 to"
    reach = 1 if entry.directly else _PARTNER_REACH
    for k in range(first, min(first + reach, len(words))):
        if entry.partner in (words[k].low, words[k].stem) or words[k].low == entry.partner + "s":
            return None if k > i + 1 and _leads_to_name(words, k) else k
    return None


def _leads_to_name(words: Sequence[Word], k: int) -> bool:
    """Whether a particle is the preposition of a name: "called on them to stop drilling off Guyana"."""
    return words[k].low in _PARTICLES and k + 1 < len(words) and words[k + 1].capital


def _form(words: Sequence[Word], i: int, entries: Sequence[Entry]) -> Form | None:
    """Noun or verb, by the word before; None where it is neither ("the closed mill")."""
    forms = {e.form for e in entries}
    if words[i].low in _PLURAL and _follows_as_noun(words, i):
        return Form.NOUN if Form.NOUN in forms else None
    before = words[i - 1].low if i else ""
    if before == "since" and i > 1 and words[i - 2].low in AUXILIARY:
        before = words[i - 2].low  # "has since dropped"
    nominal = before in DETERMINER or (before in PREPOSITION and before != "to")
    if Form.NOUN in forms and (nominal or forms == {Form.NOUN} or not _verb_position(words, i, forms)):
        return Form.NOUN
    verbal = sorted(forms - {Form.NOUN}, key=_FORM_ORDER.index)
    if before.endswith("ed") and before in actions().entries and not forms.isdisjoint(_PARTICIPLES):
        return None  # "taxed imported cars"
    if verbal == [Form.BASE] and not _base_position(words, i):
        return None
    if not verbal or (nominal and verbal[0] is not Form.GERUND) or (before in DETERMINER and before != "no"):
        return None
    return verbal[0]


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
