"""The thing a number counts: "nurse" in "120 agency nurses", "branch" in "thirty of its branches"."""

from dataclasses import dataclass

from claims.extract.quantity.cardinals import SMALL
from claims.extract.quantity.numbers import ORDINALS, Number
from claims.extract.quantity.scan import Tokens
from claims.extract.quantity.tables import cues, table, words

_IRREGULAR = table("irregular_plurals")
_NOT_PLURALS = words("not_plurals")
STOPS = words("stop_words")
_ADJECTIVES = words("adjectives")
_NOT_UNITS = words("not_units")
_PAST = cues("irregular past")
_ADJECTIVE_ENDS = tuple(cues("ends of adjectives"))
_REACH = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted, singular and lower case; `end` is the token after the last one read."""

    name: str
    end: int


def singular(word: str) -> str:
    """The singular of a lower-case English noun, by the usual endings and a list of exceptions."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like the plural of a noun."""
    if word in _IRREGULAR:
        return True
    return (
        word.endswith("s")
        and len(word) > 2
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NOT_PLURALS
    )


def read_counted(t: Tokens, i: int, number: Number) -> Counted | None:
    """What the number in front of token `i` counts, or None where no noun follows it."""
    if t.low[i] == "-" and t.glued(i):
        return _tied(t, i + 1) if number.value else None
    if t.low[i] == "of":
        return _one_of_many(t, i + 1)
    if number.value == 1 and number.words:
        return _single(t, i)
    return _counted(t, _plural_head(t, i))


def _tied(t: Tokens, i: int) -> Counted | None:
    """ "12-member", "three-storey": the word a hyphen ties to the number."""
    word = t.low[i]
    if not t.glued(i) or not word.isalpha() or word in _NOT_UNITS | ORDINALS | STOPS:
        return None
    return Counted(singular(word), i + 1)


def _one_of_many(t: Tokens, i: int) -> Counted | None:
    """ "of its branches", "of the three remaining towers", "of the nation's largest cities"."""
    j = i
    while j < i + 4 and (t.low[j] in STOPS or t.low[j] in SMALL or t.is_number(j)) and t.low[j] not in ("and", "or"):
        j += 1
    owned = next((k + 1 for k in range(j, j + 3) if t.low[k].endswith(("'s", "s'"))), j)
    while owned < j + 6 and (t.is_number(owned) or t.low[owned] in SMALL):
        owned += 1
    return _counted(t, _plural_head(t, owned))


def _counted(t: Tokens, head: int | None) -> Counted | None:
    return None if head is None else Counted(singular(t.low[head]), head + 1)


def _plural_head(t: Tokens, i: int) -> int | None:
    """The last of the first run of plurals behind token `i`: "managers" in "30 sales managers"."""
    head = None
    j = i
    while j < i + _REACH:
        low = t.low[j]
        if low == "-" and head is None and t.glued(j) and t.glued(j + 1):
            j += 1
            continue
        if low == "and" and head is None and t.low[j - 1].endswith(_ADJECTIVE_ENDS):
            j += 1
            continue
        if not low or not low[0].isalpha() or low in STOPS or low.endswith(("'s", "s'")) or low in SMALL:
            break
        if is_plural(low):
            head = j
        elif head is not None:
            break
        j += 1
    return head


def _single(t: Tokens, i: int) -> Counted | None:
    """The noun behind "one": the last of up to three words that are neither adjectives nor verbs."""
    j = i
    while j < i + 3 and t.low[j] in _ADJECTIVES:
        j += 1
    end = j
    while end < j + 3 and _may_be_noun(t, end):
        end += 1
    return Counted(t.low[end - 1], end) if end > j else None


def _may_be_noun(t: Tokens, i: int) -> bool:
    word = t.low[i]
    if not word.isalpha() or word in STOPS or t.is_capital(i) or word in _PAST:
        return False
    return not word.endswith(("ly", "ed", "ing", "s")) or word.endswith("ss")
