"""The thing a number counts: "agency nurse" in "120 agency nurses", "branch" in "thirty of its branches"."""

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
_DEGREES = table("degrees")
_QUANTIFYING = cues("more of the same")
_SPAN_OF_A_ROW = cues("span of a row")
_REACH = 7
_LONGEST = 14
# In capitals these are names and no words of grammar: "two US embassies", "IT workers".
_CAPITAL_WORDS = frozenset(("US", "IT"))


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted in lower case, its noun in the singular, its adjectives not compared: "large city".

    `end` is the token after it.
    """

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
        is_once = number.value == 1 and t.low[i + 1] == "time"
        return _tied(t, i + 1) if number.value and not is_once else None
    if t.low[i] == "of":
        return _one_of_many(t, i + 1)
    if number.value == 1 and number.words:
        return _single(t, i)
    return _plural(t, i)


def _tied(t: Tokens, i: int) -> Counted | None:
    """ "12-member", "three-storey": the word a hyphen ties to the number."""
    word = t.low[i]
    if not t.glued(i) or not word.isalpha() or word in _NOT_UNITS | ORDINALS | STOPS:
        return None
    return Counted(singular(word), i + 1)


def _one_of_many(t: Tokens, i: int) -> Counted | None:
    """ "of its branches", "of the three remaining towers", "of his last 14 fights", "of the city's oldest parks"."""
    j = i
    while j < i + 4 and _is_determiner(t, j):
        j += 1
    owned = next((k + 1 for k in range(j, j + 3) if t.low[k].endswith(("'s", "s'"))), j)
    while owned < j + 6 and _is_counter(t, owned):
        owned += 1
    return _plural(t, owned)


def _is_determiner(t: Tokens, j: int) -> bool:
    is_free = t.low[j] not in ("and", "or") and not _ties(t, j + 1)
    return is_free and (t.low[j] in STOPS or _is_counter(t, j))


def _is_counter(t: Tokens, j: int) -> bool:
    """Whether a number stands at `j`, or what goes before one: "last 14", "first two"."""
    is_number = (t.is_number(j) or t.low[j] in SMALL) and not _ties(t, j + 1)
    return is_number or (t.low[j] in _SPAN_OF_A_ROW and (t.is_number(j + 1) or t.low[j + 1] in SMALL))


def _plural(t: Tokens, i: int) -> Counted | None:
    head = _plural_head(t, i)
    return None if head is None else Counted(_name(t, i, head), head + 1)


def _name(t: Tokens, i: int, head: int) -> str:
    """The words from token `i` to the noun at `head`, without "more" and "other" before them."""
    first = i
    while first < head and (t.low[first] in _QUANTIFYING or t.low[first] in _SPAN_OF_A_ROW):
        first += 1
    if t.words[first] == "-":
        first += 1
    modifiers = t.text[t.starts[first] : t.starts[head]].lower().replace("’", "'")
    spaced = "" if modifiers.endswith("-") else " "
    plain = " ".join(_DEGREES.get(word, word) for word in modifiers.split())
    return f"{plain}{spaced}{singular(t.low[head])}".strip()


def _plural_head(t: Tokens, i: int) -> int | None:
    """The last of the first run of plurals behind token `i`: "managers" in "30 sales managers"."""
    head = None
    j, last = i, i + _REACH
    while j < last:
        if head is None and _joins(t, j, i):
            j, last = j + 1, min(last + 1, i + _LONGEST)
            continue
        low = t.low[j]
        if not low or not low[0].isalpha() or low.endswith(("'s", "s'")) or _is_grammar(t, j):
            break
        if is_plural(low) and not _ties(t, j + 1):
            head = j
        elif head is not None:
            break
        j += 1
    return head


def _is_grammar(t: Tokens, j: int) -> bool:
    """Whether the word at `j` ends a noun phrase: a number, a past tense or a word of grammar, unless it is tied."""
    low = t.low[j]
    if _ties(t, j + 1) or _ties(t, j - 1):
        return False
    is_code = t.is_number(j + 1) and t.glued(j + 1)
    return low in SMALL or low in _PAST or (low in STOPS and t.words[j] not in _CAPITAL_WORDS and not is_code)


def _ties(t: Tokens, j: int) -> bool:
    """Whether a hyphen at `j` ties the words before and behind it: "sports-car"."""
    return t.words[j] == "-" and t.glued(j) and t.glued(j + 1)


def _joins(t: Tokens, j: int, i: int) -> bool:
    """Whether token `j` may stand between a number and its noun without being a word: a tie, part of a code, "and"."""
    if _ties(t, j) or (t.is_number(j) and ((t.glued(j) and j > i) or _ties(t, j + 1))):
        return True
    return t.low[j] == "and" and t.low[j - 1].endswith(_ADJECTIVE_ENDS)


def _single(t: Tokens, i: int) -> Counted | None:
    """The noun behind "one": the last of up to three words that are neither adjectives nor verbs."""
    j = i
    while j < i + 3 and t.low[j] in _ADJECTIVES:
        j += 1
    end = j
    while end < j + 3 and _may_be_noun(t, end):
        end += 1
    return Counted(_name(t, i, end - 1), end) if end > j else None


def _may_be_noun(t: Tokens, i: int) -> bool:
    word = t.low[i]
    if not word.isalpha() or word in STOPS or t.is_capital(i) or word in _PAST:
        return False
    return not word.endswith(("ly", "ed", "ing", "s")) or word.endswith("ss")
