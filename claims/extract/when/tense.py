"""Whether a date lies ahead or behind, by the verb nearest to it."""

from enum import Enum

from claims.extract.when.tokens import Tokens
from claims.extract.when.vocabulary import GROUPS, MONTHS, TENSES

_REACH = 25  # tokens looked at on either side, which keeps long texts linear


class Tense(Enum):
    """Where a date lies, as far as the words around it tell."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


def tense_around(tokens: Tokens, start: int, end: int, *, limit: bool = False) -> Tense:
    """The tense of the sentence at tokens `start` to `end`: the nearest verb before, else behind.

    With `limit`, verbs that set a time ("postponed", "agreed") count as future: "postponed until
    Friday" looks ahead although the postponing is over.
    """
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if _ends_sentence(tokens, i):
            break
        found = _tense_of(tokens, i, limit)
        if found is not Tense.OPEN:
            return found
    for i in range(end, end + _REACH):
        word = tokens.word(i)
        if word == "" or _ends_sentence(tokens, i):
            break
        found = _tense_of(tokens, i, limit)
        if found is not Tense.OPEN:
            return found
    return Tense.OPEN


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word in ("!", "?", ";"):
        return True
    if word != "." or not tokens.is_capital(i + 1) or tokens.is_glued(i + 1):
        return False
    before = tokens.word(i - 1)
    if before == "m" and tokens.word(i - 3) in ("a", "p"):
        return False  # "at 2 p.m. ET"
    return before not in MONTHS and (len(before) > 4 or not tokens.is_capital(i - 1))


def _tense_of(tokens: Tokens, i: int, limit: bool) -> Tense:
    kind = TENSES.get(tokens.words[i])
    if kind == "future":
        is_month = tokens.words[i] == "may" and tokens.is_capital(i)
        return Tense.OPEN if is_month or tokens.word(i - 1) in GROUPS["determiner"] else Tense.FUTURE
    if tokens.words[i] == "let" and tokens.word(i + 1) == "'":
        return Tense.FUTURE
    if kind == "towards":
        return Tense.FUTURE if tokens.word(i + 1) == "to" else Tense.OPEN
    if kind == "infinitive":
        return _of_infinitive(tokens, i)
    if kind == "request":
        return _of_request(tokens, i)
    if tokens.words[i] in ("has", "have"):
        return Tense.PAST if _is_past_form(tokens, i + 1) or _is_past_form(tokens, i + 2) else Tense.OPEN
    if _is_past_form(tokens, i):
        return _of_past_form(tokens, i, kind, limit)
    return Tense.OPEN


def _of_past_form(tokens: Tokens, i: int, kind: str | None, limit: bool) -> Tense:
    if kind is None and tokens.word(i - 1) in GROUPS["determiner"]:
        return Tense.OPEN  # "its planned opening"
    if tokens.word(i - 1) == "to" or (kind == "speech" and limit):
        return Tense.OPEN  # an infinitive hangs on the verb before it; whoever speaks sets no deadline
    if _under_modal(tokens, i) or (kind == "setting" and limit):
        return Tense.FUTURE
    return Tense.PAST


def _of_infinitive(tokens: Tokens, i: int) -> Tense:
    """A headline's future, "Court to rule on Friday"; behind a verb ("failed to rule") that verb decides."""
    if tokens.word(i - 1) != "to" or tokens.word(i - 2) in TENSES or _is_past_form(tokens, i - 2):
        return Tense.OPEN
    return Tense.FUTURE


def _of_request(tokens: Tokens, i: int) -> Tense:
    is_first = i == 0 or _ends_sentence(tokens, i - 1)
    is_asked = tokens.word(i + 1) in GROUPS["determiner"] or tokens.word(i + 1) in ("me", "us")
    return Tense.FUTURE if is_first and is_asked else Tense.OPEN


def _is_past_form(tokens: Tokens, i: int) -> bool:
    word = tokens.word(i)
    kind = TENSES.get(word)
    return kind in ("past", "setting", "speech") or (kind is None and len(word) > 4 and word.endswith("ed"))


def _under_modal(tokens: Tokens, i: int) -> bool:
    """Whether a past form belongs to something ahead: "will be sold", "to have been fully mended"."""
    at = i - 1
    while at > i - 5 and (tokens.word(at) in GROUPS["inner"] or tokens.word(at).endswith("ly")):
        at -= 1
    return tokens.word(at) in GROUPS["modal"]
