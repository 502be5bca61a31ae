"""What a capital letter tells: a name, or only the head of a sentence or the style of a headline."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from claims.extract.lexicon import group, is_form_of, word_set
from claims.extract.words import Word, bare

_START = attrgetter("start")
_MAX_WORD_CHARS = 50
_WORDS_KEPT = 50_000  # of which it is remembered whether they are ordinary
_DERIVED = ("al", "ment", "ness", "ity", "able", "ive", "ful", "less", "ship")
_OPENERS = frozenset('.!?:;…•*|–—"“”„«‹‘(')  # a capital after one of these may be there for the sentence's sake
_DRAWN = frozenset(["m", "ll", "d", "ve", "re", "s", "t"])
_INNER_CAPITAL = re.compile(r"\d-?[A-Z][A-Za-z]*$|[a-z]{1,5}[A-Z]")  # "3M", "7-Eleven", "iPhone", "easyJet"


@dataclass(frozen=True, slots=True)
class Cased:
    """A text's words, and what their capitals tell."""

    text: str
    words: list[Word]
    capital: list[bool]
    placed: list[bool]  # capital explained by the word's place: head of a sentence, headline
    headline: list[bool]
    small_seen: frozenset[str]  # words that the text writes small
    name_seen: frozenset[str]  # words with a capital that their place does not explain

    @classmethod
    def of(cls, text: str, words: list[Word]) -> "Cased":
        """Look at every word of `text`; `words` are all its words."""
        headline = in_headlines(text, words)
        placed = [w.text[0].isupper() and (headline[i] or opens_sentence(text, words, i)) for i, w in enumerate(words)]
        seen = {w.text for w in words}
        capitals = {word for word in seen if is_capital(word)}
        unexplained = {w.text for w, by_place in zip(words, placed, strict=True) if not by_place}
        return cls(
            text=text,
            words=words,
            capital=[w.text in capitals for w in words],
            placed=placed,
            headline=headline,
            small_seen=frozenset(word for word in seen if word.islower()),
            name_seen=frozenset(bare(word) for word in unexplained if word[0].isupper()),
        )

    def touching(self, at: int) -> bool:
        """Whether nothing but a space or two stands between the word before and this one."""
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return gap == "" or (len(gap) <= 2 and "\n" not in gap)

    def spaced(self, at: int) -> bool:
        """Whether a space or two, and no line break, part this word from the one before."""
        return at < len(self.words) and self.words[at - 1].end < self.words[at].start and self.touching(at)


def is_capital(word: str) -> bool:
    """Whether a word has the capital of a name, in front or as in "iPhone" and "3M"."""
    if word.islower() or len(word) > _MAX_WORD_CHARS:
        return False
    return word[0].isupper() or _INNER_CAPITAL.match(word) is not None


def is_ordinary(low: str) -> bool:
    """Whether a lower-case word is common English, in whatever form."""
    return len(low) <= _MAX_WORD_CHARS and _is_ordinary(low)


@lru_cache(maxsize=_WORDS_KEPT)
def _is_ordinary(low: str) -> bool:
    if low in word_set("function_words.txt") or low in word_set("small_words.txt"):
        return True
    if is_form_of(low, "common_words.txt"):
        return True
    parts = low.split("-", 3)
    if len(parts) > 1:
        return all(part.isdigit() or (part != "" and is_ordinary(part)) for part in parts)
    return low.endswith(_DERIVED) and any(
        low.endswith(end) and is_form_of(low[: -len(end)], "common_words.txt") for end in _DERIVED
    )


def is_grammar(low: str) -> bool:
    """Whether a lower-case word is one of grammar, by itself or with what is drawn together with it: "he'll"."""
    head, _, tail = low.partition("'")
    return low in word_set("function_words.txt") or (tail in _DRAWN and head in word_set("function_words.txt"))


def opens_sentence(text: str, words: list[Word], at: int) -> bool:
    """Whether the word stands at the head of a sentence, a line, a quotation or a bracket."""
    if at == 0:
        return True
    before = words[at - 1]
    if "\n" in text[before.end : words[at].start]:
        return True
    if before.text not in _OPENERS:
        return before.text in "'’" and at > 1 and not words[at - 2].is_word
    if before.text != "." or at < 2:
        return True
    last = words[at - 2]
    initial = len(last.text) == 1 and last.is_word and last.text != "I"
    short = initial or last.text in word_set("titles.txt") or last.low in group("abbreviated")
    return not (short and last.end == before.start)


def in_headlines(text: str, words: list[Word]) -> list[bool]:
    """For each word whether it stands in a line whose words are capitalised as a matter of style."""
    marks = [False] * len(words)
    start = 0
    while start < len(words):
        line_end = text.find("\n", words[start].end)
        at = bisect_left(words, line_end, start, key=_START) if line_end >= 0 else len(words)
        if _is_headline(words[start:at]):
            marks[start:at] = [True] * (at - start)
        start = at
    return marks


def _is_headline(line: list[Word]) -> bool:
    if len(line) > 40:
        return False
    long = [w for w in line[1:] if len(w.text) > 3 and w.text[0].isalpha()]
    if len(long) < 2:
        return False
    small = sum(w.text[0].islower() and w.low not in word_set("function_words.txt") for w in long)
    if small > len(long) // 10:
        return False
    ordinary = sum(w.text[0].isupper() and is_ordinary(bare(w.low)) for w in long)
    return ordinary >= 2 or (ordinary == 1 and small == 0 and len(long) > 2 and line[-1].text != ".")
