"""How an amount relates to what is measured: "more than", "about", "rose by", "a rise of", "or more"."""

from claims.domain.mention import Comparator
from claims.extract.lexicon import entries
from claims.extract.quantity.amounts import Amount
from claims.extract.quantity.cardinals import SMALL
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, rows
from claims.extract.quantity.units import Kind


def _flipped(name: str) -> dict[str, Comparator]:
    lines = (line.split(",") for line in entries(f"quantities/{name}.csv"))
    return {words: Comparator(sign) for sign, words in lines}


def _by_word(name: str) -> dict[str, Comparator]:
    return {word: sign for words, sign in _flipped(name).items() for word in words.split()}


_BEFORE = _flipped("comparators")
_BEFORE_LAST = frozenset(phrase.split()[-1] for phrase in _BEFORE)
_AFTER = _flipped("comparators_after")
_CHANGES = _by_word("changes")
_CHANGES_BY = _by_word("changes_by")
_CHANGES_AFTER = _by_word("changes_after")
_CHANGES_ITSELF = {row[0]: Comparator(row[2]) for row in rows("multiples") if len(row) > 2}
_LASTING = cues("lasting over")
_TAKING_THINGS = cues("changes that take things")
_POINTS_IN_TIME = cues("points in time")
_CLAUSE_ENDS = cues("ends of a clause")
_SIGNS = {"~": Comparator.ABOUT, ">": Comparator.MORE, "<": Comparator.LESS, "≥": Comparator.MORE, "≤": Comparator.LESS}
_FILLERS = cues("fillers of a comparator")
_PHRASAL = cues("phrasal verbs")
_ARTICLES = frozenset(("a", "an"))
# Before an article they say where or when, not how many: "under a one-year ban", "over a 12-year stretch".
_ALSO_PLACES = frozenset(("under", "over", "above", "below", "within", "beyond"))
_LONGEST = 4
_CLAUSE = 14


def read_comparator(t: Tokens, amount: Amount) -> Comparator:
    """The comparator of an amount: the nearest in front, else behind, else that of a change by it, else equal.

    A word of change measures neither a stretch of time ("a 40-year decline", "fell two years later") nor,
    where it also takes things, what is counted ("lost four men").
    """
    start, end = amount.start, amount.end
    may_measure = amount.unit is not None and amount.kind is not Kind.TIME
    return (
        _stated(t, amount)
        or _behind(t, amount.number.end)
        or _behind(t, end)
        or _CHANGES_ITSELF.get(t.low[start])
        or (None if t.low[end] in _POINTS_IN_TIME else change_before(t, start, things=_is_of_things(amount)))
        or (_change_behind(t, end) if may_measure else None)
        or Comparator.EQUAL
    )


def _is_of_things(amount: Amount) -> bool:
    return amount.counted or amount.unit is None


def _stated(t: Tokens, amount: Amount) -> Comparator | None:
    at = amount.start
    for _ in range(3):
        last = t.low[at - 1]
        if last in _SIGNS:
            return _SIGNS[last]
        if last == "over" and amount.kind is Kind.TIME and t.low[at - 2] not in _LASTING:
            return None
        if last in _BEFORE_LAST:
            for length in range(min(_LONGEST, at), 0, -1):
                found = _BEFORE.get(" ".join(t.low[at - length : at]))
                if found:
                    return found
        if last not in _FILLERS or last in ("of", "by", "the") or (last in _ARTICLES and t.low[at - 2] in _ALSO_PLACES):
            return None
        at -= 1
    return None


def _behind(t: Tokens, end: int) -> Comparator | None:
    if t.low[end] == "+":
        return Comparator.MORE
    if t.low[end] == "-" and t.glued(end):
        return _AFTER.get(t.low[end + 1])
    is_next = t.low[end] == "and" and (t.is_number(end + 2) or t.low[end + 2] in SMALL)  # "20 and over 30"
    return None if is_next else _AFTER.get(f"{t.low[end]} {t.low[end + 1]}")


def change_before(t: Tokens, start: int, *, things: bool = False) -> Comparator | None:
    """The direction of a change by this amount: "rose 3%", "down by about 3%", "an increase of 3%".

    `things`: it counts things, which "lost" and "added" take without a change being measured.
    """
    at = start - 1
    for _ in range(4):
        low = t.low[at]
        if low in _CHANGES:
            is_phrase = low in ("up", "down") and (t.low[at - 1] in _PHRASAL or t.low[at - 1] == "-")
            return None if is_phrase or (things and low in _TAKING_THINGS) else _CHANGES[low]
        if low not in _FILLERS and low != "between":
            return None
        if low == "by":
            return _CHANGES.get(t.low[at - 1]) or _changed_by(t, at)
        at -= 1
    return None


def _changed_by(t: Tokens, by: int) -> Comparator | None:
    """The direction of a change by the amount behind "by": "cut its debt by 3%"."""
    for low in reversed(t.low[max(0, by - _CLAUSE) : by]):
        if low in _CLAUSE_ENDS:
            return None
        if low in _CHANGES_BY:
            return _CHANGES_BY[low]
    return None


def restates(t: Tokens, end: int, start: int) -> bool:
    """Whether the amount at token `start` says again what the one before token `end` says: "or 3%", "(3%)"."""
    between = t.low[end:start]
    return between in ([",", "or"], ["or"], ["("], [",", "or", "about"])


def _change_behind(t: Tokens, end: int) -> Comparator | None:
    at = end + (t.low[end] == "-")
    return _CHANGES_AFTER.get(t.low[at])
