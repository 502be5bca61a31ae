"""What kind of statement a claim is: promise, forecast, statistic, event or plain statement."""

from collections.abc import Sequence

from claims.domain.claim import Kind
from claims.extract.lexicon import group, word_set
from claims.extract.statements import Statement
from claims.extract.words import Word, base_forms

_RATIOS = frozenset(("%", "percentage point", "time", "basis point"))


def kind_of(statement: Statement) -> Kind:
    """The kind, by the first rule that fits.

    promise: a party commits itself, by a verb of promising or by speaking of its own future. A plan told by
    somebody else ("X plans to borrow") is an event, because nobody is on record with it.
    forecast: expected, by others, or a figure in the future. statistic: a measured figure.
    event: a deed done or to be done.
    """
    if is_promise(statement):
        return Kind.PROMISE
    measured = measures(statement)
    if is_forecast(statement) or _figure_ahead(statement.words):
        return Kind.FORECAST
    deed = does_something(statement.words) or concerns_deed(statement.words)
    amount = any(q.unit in _RATIOS or q.currency for q in statement.quantities)
    ratio = any(q.unit in _RATIOS for q in statement.quantities)
    if (statement.quantities and measured) or ratio or (amount and not deed and not looks_ahead(statement.words)):
        return Kind.STATISTIC
    if deed or looks_ahead(statement.words):
        return Kind.EVENT
    return Kind.STATEMENT


def is_promise(statement: Statement) -> bool:
    """Whether a party commits itself."""
    if _any_of(statement.told, "promising"):
        return True
    return statement.own and statement.named_claimant and looks_ahead(statement.words)


def is_forecast(statement: Statement) -> bool:
    """Whether the statement says what is expected rather than what is."""
    words = statement.words
    return any(_expects(words, at) or (word.text == "may" and at > 0) for at, word in enumerate(words))


def looks_ahead(words: Sequence[Word]) -> bool:
    """Whether the words tell of the future: will, would, is to, plans to."""
    if _any_of(words, "future"):
        return True
    return any(_intends(words, at) or _begins_infinitive(words, at) for at in range(1, len(words)))


def does_something(words: Sequence[Word]) -> bool:
    """Whether a verb names a deed that a later report can settle."""
    verbs = word_set("event_verbs.txt")
    for at, word in enumerate(words):
        before = words[at - 1].low if at else ""
        if before in group("before nouns") or (word.low.endswith("ing") and before not in group("forms of be")):
            continue
        if any(form in verbs for form in base_forms(word.low)):
            return True
    return False


def concerns_deed(words: Sequence[Word]) -> bool:
    """Whether a noun names such a deed: a deal, an appointment."""
    nouns = word_set("event_nouns.txt")
    return any(form in nouns for word in words for form in base_forms(word.low))


def measures(statement: Statement) -> bool:
    """Whether a verb says that a figure moved or where it stands."""
    verbs = word_set("measure_verbs.txt")
    return any(any(form in verbs for form in base_forms(word.low)) for word in statement.words)


def _any_of(words: Sequence[Word], name: str) -> bool:
    wanted = group(name)
    return any(word.low in wanted for word in words)


def _expects(words: Sequence[Word], at: int) -> bool:
    """Whether the word tells of an expectation; "as expected" and "missed forecasts" look back."""
    if words[at].low not in group("forecasting"):
        return False
    before = words[at - 1].low if at else ""
    looks_back = before in ("as", "than", "beat", "beats") or before in group("before nouns")
    return not looks_back and not any(form in word_set("measure_verbs.txt") for form in base_forms(before))


def _figure_ahead(words: Sequence[Word]) -> bool:
    """Whether a figure is said to move in the future: "sales will rise"."""
    verbs = word_set("measure_verbs.txt") - word_set("event_verbs.txt")
    return any(
        word.low in group("future") and any(later.low in verbs for later in words[at + 1 : at + 4])
        for at, word in enumerate(words)
    )


def _begins_infinitive(words: Sequence[Word], at: int) -> bool:
    """A headline's "Mill to Close", or "is set to close"."""
    if words[at].low != "to":
        return False
    before, after = words[at - 1], words[at + 1].low if at + 1 < len(words) else ""
    if before.low in group("about to"):
        return after not in word_set("function_words.txt")
    deed = after in word_set("event_verbs.txt") or after in word_set("measure_verbs.txt")
    return deed and (before.low in group("forms of be") or before.text[0].isupper())


def _intends(words: Sequence[Word], at: int) -> bool:
    """Whether a plan is told of; "no plans" and "the plan" tell of none."""
    return words[at].low in group("intending") and words[at - 1].low not in group("before nouns")
