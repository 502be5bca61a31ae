"""What a statement bears on: the future, a deed, a figure; the cues that its kind and its worth are decided by."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.domain.mention import DateMention
from claims.extract.lexicon import LONGEST_WORD, group, is_form_of, word_set
from claims.extract.statements import Statement
from claims.extract.words import Word, first_in

_WORDS_KEPT = 50_000  # of which it is remembered what they are cues of
_ASIDE = 40  # words of an aside
_LETTERS = LONGEST_WORD + 1  # of a word that are looked at; with so many it is none of a list
_AHEAD = frozenset(("future", "intending", "promising", "forecasting", "may", "to"))
_DUE_AT = frozenset(("in", "at", "on", "before", "back", "out", "by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The cues found in a statement's words.

    promise: a party commits itself. expected: it says what is expected rather than what is. ahead: it tells
    of the future. deed: a verb names a deed that is done or not done; matter: a noun does (a deal).
    measured: a verb says that a figure moved or where it stands; figure_ahead: that it will.
    opinion: the first word that is a matter of opinion.
    """

    promise: bool
    expected: bool
    ahead: bool
    deed: bool
    matter: bool
    measured: bool
    figure_ahead: bool
    opinion: str | None


def bearing_of(statement: Statement) -> Bearing:
    """Look for every cue once."""
    words = statement.words
    cues = [(at, found) for at, word in enumerate(words) if (found := _cues_of(word.low[:_LETTERS]))]
    ahead = any(_is_ahead(words, at, found) for at, found in cues)
    speaks = statement.own and statement.on_record
    vows = first_in(statement.told, group("promising")) is not None
    return Bearing(
        promise=vows or (speaks and ahead and first_in(statement.told, group("denying")) is None),
        expected=any(_expects(words, at, found) for at, found in cues),
        ahead=ahead,
        deed=any("deed" in found and _is_deed(words, at) for at, found in cues),
        matter=any("matter" in found for _, found in cues),
        measured=any("measure" in found and not _describes(words, at) for at, found in cues),
        figure_ahead=any("future" in found and _moves(words, at) for at, found in cues),
        opinion=next((words[at].text for at, found in cues if "opinion" in found), None),
    )


def looks_back(statement: Statement, date: DateMention) -> bool:
    """Whether a date belongs to an aside about the past: "which opened this year", "a plan announced in May"."""
    at = bisect_left(statement.words, date.span.start - statement.told_at, key=lambda w: w.start) - 1
    while at > 0 and statement.words[at].low in word_set("prepositions.txt"):
        at -= 1
    if at > 0 and statement.words[at].low.endswith("ed"):
        return statement.words[at - 1].low not in group("forms of be")
    for word in reversed(statement.words[max(0, at - _ASIDE) : at + 1]):
        if word.low in group("relatives") or not _AHEAD.isdisjoint(_cues_of(word.low[:_LETTERS])):
            return word.low in group("relatives")
    return False


@lru_cache(maxsize=_WORDS_KEPT)
def _cues_of(low: str) -> frozenset[str]:
    """What a word may be a cue of, by its first letters in lower case."""
    found = {name for name, words in _word_cues().items() if low in words}
    found |= {name for name, words in _VERBS_AND_NOUNS.items() if is_form_of(low, words)}
    return frozenset(found)


_VERBS_AND_NOUNS = {"deed": "event_verbs.txt", "matter": "event_nouns.txt", "measure": "measure_verbs.txt"}


@cache
def _word_cues() -> dict[str, frozenset[str]]:
    named = {name: group(name) for name in ("promising", "future", "intending", "forecasting")}
    return named | {
        "opinion": word_set("opinion_words.txt") | group("feeling"),
        "to": frozenset(("to",)),
        "may": frozenset(("may",)),
        "due": frozenset(("due",)),
    }


def _is_ahead(words: Sequence[Word], at: int, cues: frozenset[str]) -> bool:
    if "future" in cues:
        return True
    if at == 0:
        return False
    if "due" in cues:  # in court on Friday
        return words[at - 1].low in group("forms of be") and at + 1 < len(words) and words[at + 1].low in _DUE_AT
    if "intending" in cues:
        return words[at - 1].low not in group("before nouns")  # "no plans" and "the plan" tell of none
    return "to" in cues and at + 1 < len(words) and _begins_infinitive(words[at - 1], words[at + 1])


def _begins_infinitive(before: Word, after: Word) -> bool:
    """A headline's "Mill to Close", or "is set to close"; "due to the weather" is neither."""
    if before.low in group("about to"):
        return after.low not in word_set("function_words.txt")
    deed = after.low in word_set("event_verbs.txt") or after.low in word_set("measure_verbs.txt")
    return deed and (before.low in group("forms of be") or before.text[0].isupper())


def _expects(words: Sequence[Word], at: int, cues: frozenset[str]) -> bool:
    """Whether the word tells of an expectation; "as expected" and "missed forecasts" look back."""
    if "may" in cues:
        return at > 0 and (words[at].text == "may" or _in_headline(words, at))
    if "forecasting" not in cues:
        return False
    before = words[at - 1].low if at else ""
    looks_back = before in group("before past expectations") or before in group("before nouns")
    return not looks_back and "measure" not in _cues_of(before[:_LETTERS])


def _in_headline(words: Sequence[Word], at: int) -> bool:
    """Whether "May" stands between other capitals, as the verb of a headline: "Bank May Close Branches"."""
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else words[at - 1]
    return before.text[0].isupper() and after.text[0].isupper() and before.low not in word_set("prepositions.txt")


def _moves(words: Sequence[Word], at: int) -> bool:
    """Whether a figure is said to move: "sales will rise"; "will double its workforce" is a deed."""
    moving, acting = word_set("measure_verbs.txt"), word_set("event_verbs.txt")
    ahead = range(at + 1, min(at + 4, len(words)))
    places = (n for n in ahead if words[n].low in moving and words[n].low not in acting)
    return any(n + 1 >= len(words) or words[n + 1].low not in group("possessives") for n in places)


def _describes(words: Sequence[Word], at: int) -> bool:
    """Whether the word stands before a noun, as in "in advanced talks"."""
    before = words[at - 1].low if at else ""
    return words[at].low.endswith("ed") and before in group("before nouns")


def _is_deed(words: Sequence[Word], at: int) -> bool:
    """Whether the word is a verb here: no noun follows "the", and "opening" is one after "is" alone."""
    back = at - 1
    while back > 0 and (words[back].low.endswith("ly") or words[back].low == "not"):
        back -= 1
    before = words[back].low if back >= 0 else ""
    return before not in group("before nouns") and (not words[at].low.endswith("ing") or _is_form_of_be(before))


def _is_form_of_be(low: str) -> bool:
    """Whether a word is "is" or ends with it: "it's cutting", "we're closing"."""
    return low in group("forms of be") or low.replace("’", "'").endswith(("'s", "'re", "'m"))
