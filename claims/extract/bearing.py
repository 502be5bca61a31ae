"""What a statement bears on: the future, a deed, a figure; the cues that its kind and its worth are decided by."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.lexicon import group, is_form_of, word_set
from claims.extract.statements import Statement
from claims.extract.words import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The cues found in a statement's words.

    promise: a party commits itself. expected: it says what is expected rather than what is. ahead: it tells
    of the future. deed: a verb names a deed that is done or not done; matter: a noun does (a deal).
    measured: a verb says that a figure moved or where it stands; figure_ahead: that it will.
    """

    promise: bool
    expected: bool
    ahead: bool
    deed: bool
    matter: bool
    measured: bool
    figure_ahead: bool


def bearing_of(statement: Statement) -> Bearing:
    """Look for every cue once."""
    words = statement.words
    places = range(len(words))
    ahead = any(_is_ahead(words, at) for at in places)
    promises = any(w.low in group("promising") for w in statement.told)
    speaks = statement.own and statement.on_record
    return Bearing(
        promise=promises or (speaks and ahead and not any(w.low in group("denying") for w in statement.told)),
        expected=any(_expects(words, at) for at in places),
        ahead=ahead,
        deed=any(_is_deed(words, at) for at in places),
        matter=any(is_form_of(word.low, "event_nouns.txt") for word in words),
        measured=any(is_form_of(word.low, "measure_verbs.txt") for word in words),
        figure_ahead=any(_moves_ahead(words, at) for at in places),
    )


def _is_ahead(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    if low in group("future"):
        return True
    before = words[at - 1] if at else None
    if before is None:
        return False
    if low in group("intending"):
        return before.low not in group("before nouns")  # "no plans" and "the plan" tell of none
    return low == "to" and at + 1 < len(words) and _begins_infinitive(before, words[at + 1])


def _begins_infinitive(before: Word, after: Word) -> bool:
    """A headline's "Mill to Close", or "is set to close"; "due to the weather" is neither."""
    if before.low in group("about to"):
        return after.low not in word_set("function_words.txt")
    deed = after.low in word_set("event_verbs.txt") or after.low in word_set("measure_verbs.txt")
    return deed and (before.low in group("forms of be") or before.text[0].isupper())


def _expects(words: Sequence[Word], at: int) -> bool:
    """Whether the word tells of an expectation; "as expected" and "missed forecasts" look back."""
    word = words[at]
    if word.low == "may":
        return at > 0 and (word.text == "may" or _in_headline(words, at))
    if word.low not in group("forecasting"):
        return False
    before = words[at - 1].low if at else ""
    looks_back = before in group("before past expectations") or before in group("before nouns")
    return not looks_back and not is_form_of(before, "measure_verbs.txt")


def _in_headline(words: Sequence[Word], at: int) -> bool:
    """Whether "May" stands between other capitals, as the verb of a headline: "Bank May Close Branches"."""
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else words[at - 1]
    return before.text[0].isupper() and after.text[0].isupper() and before.low not in word_set("prepositions.txt")


def _moves_ahead(words: Sequence[Word], at: int) -> bool:
    """Whether a figure is said to move in the future: "sales will rise"."""
    if words[at].low not in group("future"):
        return False
    verbs = word_set("measure_verbs.txt") - word_set("event_verbs.txt")
    return any(later.low in verbs for later in words[at + 1 : at + 4])


def _is_deed(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    if not is_form_of(low, "event_verbs.txt"):
        return False
    back = at - 1
    while back > 0 and (words[back].low.endswith("ly") or words[back].low == "not"):
        back -= 1
    before = words[back].low if back >= 0 else ""
    return before not in group("before nouns") and (not low.endswith("ing") or before in group("forms of be"))
