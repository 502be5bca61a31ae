"""What stands around a name, as far as it tells what the name names."""

from typing import NamedTuple

from claims.extract.casing import Cased
from claims.extract.lexicon import word_set
from claims.extract.names.lists import name_words, places, plain
from claims.extract.words import Word, bare

_NEAR = 3  # words looked at on either side
_APPOSITION = 9  # words in which "..., the former mayor of" comes to its noun
_ARTICLES = frozenset(["a", "an", "the", "its", "his", "her", "their", "our", "my"])
_OPEN_NOUN = frozenset(["of", "in", "for", "at", "from", "with", "who", "which", "that", "and", "to", "by", "on"])


class Context(NamedTuple):
    """A name's words and what stands around it, in lower case but for `parts` and `name`.

    `nouns_before` and `nouns_after` say what the bearer is: "singer" in "singer Adaeze", "mayor" in
    "Okafor, the mayor of Sund".
    """

    name: str
    parts: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    has_title: bool
    based: bool  # "Seoul-based"
    within_place: bool  # "Puebla, Mexico"
    beside_place: bool  # "Sund and Mexico"
    of_name: bool  # "Zolta of Sund"
    nouns_before: tuple[str, ...]
    nouns_after: tuple[str, ...]

    @classmethod
    def of(cls, cased: Cased, first: int, last: int) -> "Context":
        """Look around the words from `first` up to `last`."""
        words = cased.words
        final = words[last - 1].text
        parts = (*(w.text for w in words[first : last - 1] if w.text not in ".,"), plain(final))
        before = words[max(0, first - _NEAR) : first]
        after = words[last : last + _NEAR]
        possessed = ("'s",) if bare(final) != final else ()
        return cls(
            name=" ".join(parts),
            parts=parts,
            before=tuple(w.low for w in before),
            after=possessed + tuple(w.low for w in after),
            has_title=_has_title(words, first, last),
            based=plain(final) != bare(final),
            within_place=last < len(words) and words[last].text == "," and _is_place(words, last + 1),
            beside_place=_is_beside_place(words, first, last),
            of_name=first > 1 and words[first - 1].low == "of" and _is_name_or_age(words[first - 2]),
            nouns_before=_nouns_before(words, first),
            nouns_after=_nouns_after(words, last),
        )


def _has_title(words: list[Word], first: int, last: int) -> bool:
    """Whether a title stands before the name or an age behind it."""
    at = first - 1
    if at > 0 and words[at].text == ".":
        at -= 1
    if at >= 0 and words[at].text in word_set("titles.txt") and words[first].start - words[at].end <= 2:
        return True
    aged = last + 2 < len(words) and words[last].text in ",(" and words[last + 2].text in ",)."
    return aged and words[last + 1].text.isdigit() and len(words[last + 1].text) <= 2


def _is_place(words: list[Word], at: int) -> bool:
    """Whether a listed place of one or two words begins here."""
    if at >= len(words):
        return False
    one = bare(words[at].text)
    return one in places() or (at + 1 < len(words) and f"{words[at].text} {bare(words[at + 1].text)}" in places())


def _is_beside_place(words: list[Word], first: int, last: int) -> bool:
    """Whether "and" or "or" joins a listed place to the name."""
    if last < len(words) and words[last].low in ("and", "or") and _is_place(words, last + 1):
        return True
    joined = first > 1 and words[first - 1].low in ("and", "or")
    return joined and (_is_place(words, first - 2) or (first > 2 and _is_place(words, first - 3)))


def _is_name_or_age(word: Word) -> bool:
    return word.text[0].isupper() or word.text == ","


def _nouns_before(words: list[Word], first: int) -> tuple[str, ...]:
    """The noun right before the name, as in "singer Adaeze", "the city of Sund", "his wife Helena"."""
    if first == 0 or words[first].start - words[first - 1].end > 2:
        return ()
    before = words[first - 1]
    if before.low == "of" and first > 2 and words[first - 2].low in name_words("place nouns"):
        return (words[first - 2].low,) if words[first - 3].low in _ARTICLES else ()
    head = before.low.rsplit("-", 1)[-1]
    return (head,) if before.text[0].isalpha() else ()


def _nouns_after(words: list[Word], last: int) -> tuple[str, ...]:
    """The noun of what is put beside the name: "mayor" in "Okafor, the former mayor of Sund"."""
    if last + 1 >= len(words) or words[last].text not in ",(":
        return ()
    at = last + 1
    if words[at].low == "who":
        return ("person",)
    if words[at].low == "which":
        return ("company",) if _has_corporate_verb(words, at) else ()
    possessed = bare(words[at].text) != words[at].text
    if words[at].low not in _ARTICLES and not possessed and not _is_bare_role(words, at):
        return ()
    found: list[str] = []
    for word in words[at : at + _APPOSITION]:
        if word.low in _OPEN_NOUN or not word.is_word:
            break
        found.append(word.low.rsplit("-", 1)[-1] if word.low.endswith("maker") else word.low)
    return tuple(found[:0:-1]) or tuple(found)


def _is_bare_role(words: list[Word], at: int) -> bool:
    """Whether an office follows without an article: ", chairman of", ", chief executive"."""
    return any(w.low in word_set("roles.txt") and w.text[0].islower() for w in words[at : at + 3])


def _has_corporate_verb(words: list[Word], at: int) -> bool:
    following = words[at + 1 : at + 2]
    return bool(following) and following[0].low in name_words("corporate verbs")
