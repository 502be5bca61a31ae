"""Words of a sentence, and the stem under which their forms are one."""

import re
from functools import lru_cache
from typing import NamedTuple

_MAX_CHARS = 3000  # of a sentence; what stands beyond is not compared
_MAX_STEM_CHARS = 30
_WORD = re.compile(r"\w+(?:[.,'’&/-]\w+)*|[^\w\s]")
_POSSESSIVE = ("'s", "’s")
_NEGATED = ("n't", "n’t")
_VOWELS = frozenset("aeiouy")
_DOUBLED = frozenset("bdgmnprt")


class Word(NamedTuple):
    """A word or mark: as printed, lower case, its stem, and its characters `start` to `end` in the sentence.

    `capital` says whether it is written as names are; `is_word` is False for punctuation.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int
    capital: bool
    is_word: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a sentence in order; "'s" and "n't" become words of their own."""
    found: list[Word] = []
    for match in _WORD.finditer(text[:_MAX_CHARS]):
        printed, start = match.group(), match.start()
        low = printed.lower()
        if len(printed) > 2 and low.endswith(_POSSESSIVE):
            found.append(_word(printed[:-2], low[:-2], start))
            found.append(Word(printed[-2:], "'s", "'s", start + len(printed) - 2, match.end(), False, False))
        elif len(printed) > 3 and low.endswith(_NEGATED):
            found.append(_word(printed[:-3], _WHOLE.get(low[:-3], low[:-3]), start))
            found.append(Word(printed[-3:], "not", "not", start + len(printed) - 3, match.end(), False, True))
        else:
            found.append(_word(printed, low, start))
    return tuple(found)


_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}


def _word(printed: str, low: str, start: int) -> Word:
    low = low.replace("’", "'")
    first = printed[0]
    return Word(printed, low, stem(low), start, start + len(printed), first.isupper(), first.isalnum())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A form that inflections share: "released", "releases" and "releasing" give "releas".

    A light suffix stripper in the manner of Porter's first step (1980); derivation ("relocation")
    is the lexicon's work.
    """
    if len(word) <= 3 or len(word) > _MAX_STEM_CHARS or not word.isalpha():
        return word
    base = _without_plural(word)
    for suffix in ("ing", "ed"):
        cut = base[: -len(suffix)]
        if base.endswith(suffix) and len(cut) >= 3 and not _VOWELS.isdisjoint(cut):
            base = cut[:-1] if cut[-1] == cut[-2] and cut[-1] in _DOUBLED else cut
            break
    if base.endswith("e") and len(base) > 3:
        base = base[:-1]
    return base[:-1] + "i" if base.endswith("y") and len(base) > 2 else base


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
