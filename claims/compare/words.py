"""Words of a sentence, and the stem under which their forms are one."""

import re
from functools import lru_cache
from typing import NamedTuple

_MAX_CHARS = 3000  # of a sentence; what stands beyond is not compared
_MAX_STEM_CHARS = 30
_WORD = re.compile(r"\w+(?:[.,'’&/-]\w+)*|[^\w\s]")
_ABBREVIATING = re.compile(r"\.(?=\s[a-z])")  # "Inc. with": no sentence ends before a small letter
_POSSESSIVE = ("'s", "’s")
_NEGATED = ("n't", "n’t")
_VOWELS = frozenset("aeiouy")
_QUOTES = frozenset('"“”‘’')
_IN_TITLES = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"])
_TITLE = 8  # words of which a title may consist, its opening mark counted
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
    """The words and marks of a sentence in order; "'s" and "n't" become words of their own.

    The full stop of an abbreviation is left out.
    """
    found: list[Word] = []
    for match in _WORD.finditer(text[:_MAX_CHARS]):
        start, found_text = match.start(), match.group()
        if found_text == "." and found and _ABBREVIATING.match(text, start):
            continue
        for printed, facts in _split(found_text):
            end = start + len(printed)
            found.append(Word._make((printed, facts[0], facts[1], start, end, facts[2], facts[3])))
            start = end
    return tuple(_without_title_marks(found))


def _without_title_marks(words: list[Word]) -> list[Word]:
    """The words without the marks around the name of a work ("Winter Road"), which end no clause."""
    marks: set[int] = set()
    opening: int | None = None
    for i, word in enumerate(words):
        if word.low in _QUOTES:
            if opening is not None and i - opening > 1:
                marks.update((opening, i))
                opening = None
            else:
                opening = i
        elif opening is not None and not word.capital and (word.low not in _IN_TITLES or i - opening in (1, _TITLE)):
            opening = None
    return [word for i, word in enumerate(words) if i not in marks] if marks else words


_Facts = tuple[str, str, bool, bool]
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}


@lru_cache(maxsize=50_000)
def _split(printed: str) -> tuple[tuple[str, _Facts], ...]:
    """A printed word as the one or two words it is, each with what does not depend on its place."""
    low = printed.lower()
    if len(printed) > 2 and low.endswith(_POSSESSIVE):
        return (printed[:-2], _facts(printed, low[:-2])), (printed[-2:], ("'s", "'s", False, False))
    if len(printed) > 3 and low.endswith(_NEGATED):
        whole = _WHOLE.get(low[:-3], low[:-3])
        return (printed[:-3], _facts(printed, whole)), (printed[-3:], ("not", "not", False, True))
    return ((printed, _facts(printed, low)),)


def _facts(printed: str, low: str) -> _Facts:
    low = low.replace("’", "'")
    return low, stem(low), printed[0].isupper(), printed[0].isalnum()


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
