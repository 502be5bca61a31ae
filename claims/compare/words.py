"""Words of a sentence, and the stem under which their forms are one."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MAX_CHARS = 3000  # of a sentence; what stands beyond is not compared
_MAX_STEM_CHARS = 30
_WORD = re.compile(r"\w+(?:[.,'’&/-]\w+)*|[^\w\s]")
_POSSESSIVE = ("'s", "’s")
_NEGATED = ("n't", "n’t")
_VOWELS = frozenset("aeiouy")
_DOUBLED = frozenset("bdgmnprt")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: as printed, lower case, its stem, and where it starts in the sentence."""

    text: str
    low: str
    stem: str
    start: int

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, as names are."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """False for punctuation."""
        return self.text[0].isalnum()


def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a sentence in order; "'s" and "n't" become words of their own."""
    found: list[Word] = []
    for match in _WORD.finditer(text[:_MAX_CHARS]):
        printed, start = match.group(), match.start()
        low = printed.lower()
        if low.endswith(_POSSESSIVE) and len(low) > 2:
            found.append(_word(printed[:-2], start))
            found.append(Word(printed[-2:], "'s", "'s", start + len(printed) - 2))
        elif low.endswith(_NEGATED) and len(low) > 3:
            found.append(_word(_whole(printed[:-3]), start, printed[:-3]))
            found.append(Word(printed[-3:], "not", "not", start + len(printed) - 3))
        else:
            found.append(_word(printed, start))
    return tuple(found)


def _whole(cut: str) -> str:
    return {"wo": "will", "ca": "can", "sha": "shall"}.get(cut.lower(), cut)


def _word(meant: str, start: int, printed: str | None = None) -> Word:
    low = meant.lower().replace("’", "'")
    return Word(printed or meant, low, stem(low), start)


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
