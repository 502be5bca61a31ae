"""An article laid out for finding speech: its words, by sentence and by quotation."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.domain.mention import Manner
from claims.domain.text import Span, span_of
from claims.extract.lexicon import group, word_set
from claims.extract.quotations import find_quotations
from claims.extract.speech.manners import manner_of
from claims.extract.speech.verbs import is_past
from claims.extract.words import Word

_LONGEST_PHRASE = 16  # words of a speaker
_LONGEST_NAME = 4
_LONGEST_APPOSITION = 24  # words between the commas of "Jo Berg, the chair of the board, said"
_SENTENCE_ENDS = frozenset(".!?;:")
_TODAY = frozenset({"today", "yesterday"})
_PRONOUNS = group("subject pronouns")


@dataclass(frozen=True, slots=True)
class Scene:
    """`quotes` are word ranges, marks included; `quoted` gives each word's quotation or -1; `bounds` are the
    word ranges of the sentences."""

    text: str
    words: list[Word]
    quotes: list[tuple[int, int]]
    quoted: list[int]
    bounds: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, words: list[Word], sentences: Sequence[Span]) -> "Scene":
        """Lay out `text`."""
        starts = [w.start for w in words]
        bounds = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in sentences]
        quotes: list[tuple[int, int]] = []
        quoted = [-1] * len(words)
        for start, end in find_quotations(text):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if last - first > 2:
                quoted[first:last] = [len(quotes)] * (last - first)
                quotes.append((first, last))
        return cls(text, words, quotes, quoted, bounds)

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` up to and without word `last`."""
        return span_of(self.text, self.words[first].start, self.words[last - 1].end)

    def breaks_line(self, first: int, last: int) -> bool:
        """Whether a line ends between the two words."""
        return self.text.find("\n", self.words[first].end, self.words[last].start) >= 0

    def ends_paragraph(self, first: int, last: int) -> bool:
        """Whether an empty line stands between the two words."""
        return self.text[self.words[first].end : self.words[last].start].count("\n") > 1

    def low(self, at: int) -> str:
        """The lower-case form of a word; empty beyond either end."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def phrase_before(self, verb: int, lo: int) -> tuple[int, int] | None:
        """The noun phrase that is the subject of the verb at `verb`, not reaching below word `lo`."""
        end = verb
        while end > lo and self._is_auxiliary(end - 1):
            end -= 1
        end = self._before_day(end, lo)
        if end > lo and self.low(end - 1) in ("who", "which", "that"):
            end -= 1
            if end > lo and self.low(end - 1) == ",":
                return self.phrase_to(end - 1, lo)
        if end > lo and self.low(end - 1) == ",":
            return self._before_apposition(end - 1, lo)
        start = self._phrase_start(end, lo)
        participle = self.low(start - 1) == "," and self.low(start).endswith("ing")
        return (start, end) if start < end and not participle else None

    def _before_day(self, end: int, lo: int) -> int:
        """The subject's end in "Halden on Tuesday said", "Halden today said"."""
        if end - 1 <= lo or (self.low(end - 1) not in _TODAY and not self._is_day(end - 1)):
            return end
        return end - 1 - (self.low(end - 2) == "on")

    def phrase_to(self, end: int, lo: int) -> tuple[int, int] | None:
        """The noun phrase that ends before word `end`, not reaching below word `lo`."""
        start = self._phrase_start(end, lo)
        return (start, end) if start < end else None

    def phrase_after(self, verb: int, hi: int) -> tuple[int, int] | None:
        """The noun phrase that follows an inverted verb: "said Jo Berg, the chair"."""
        start = end = verb + 1
        while end < hi and end - start < _LONGEST_PHRASE and self.quoted[end] < 0:
            word = self.words[end]
            if not word.is_word and not (word.text == "." and self._abbreviates(end - 1)) and word.text != "&":
                break
            if end > start and (self._is_day(end) or _starts_clause(word.low)):
                break
            if word.low in group("relatives"):
                break
            if word.low in word_set("prepositions.txt") and (
                word.low not in ("of", "at", "for", "with", "from") or self.low(end + 1).endswith("ing")
            ):
                break
            end += 1
        return self._named_after(start, end, hi) if start < end else None

    def _is_day(self, at: int) -> bool:
        """Whether a day or month stands there, and no name: "Ida May"."""
        text, before, after = self.words[at].text, self.words[at - 1].text, self.low(at + 1)
        is_given = text in group("given months", "name_words.txt") and before[0].isupper() and not after[:1].isdigit()
        return text in word_set("calendar.txt") and not is_given

    def _named_after(self, start: int, end: int, hi: int) -> tuple[int, int]:
        """The name in "said the mayor, Jo Berg", or else the phrase itself."""
        first = last = end + 1
        while last < hi and self.quoted[last] < 0 and self.words[last].is_word:
            last += 1
        named = self.low(end) == "," and self._is_name(first, last) and not self._is_name(start, end)
        return (first, last) if named else (start, end)

    def _is_auxiliary(self, at: int) -> bool:
        low = self.low(at)
        return low in word_set("auxiliaries.txt") or (low.endswith("ly") and len(low) > 4) or low.endswith("n't")

    def _abbreviates(self, at: int) -> bool:
        text = self.words[at].text
        return text in word_set("titles.txt") or len(text) == 1 or self.low(at) in ("st", "jr", "sr", "inc", "co")

    def _before_apposition(self, comma: int, lo: int) -> tuple[int, int] | None:
        """The phrase before ", the chair of the board,"; `comma` is the second of the two."""
        for at in range(comma - 1, max(lo, comma - _LONGEST_APPOSITION), -1):
            if self.low(at) == "," and self.quoted[at] < 0:
                start = self._phrase_start(at, lo)
                if self._is_name(at + 1, comma) and not self._is_name(start, at):
                    return at + 1, comma
                return (start, at) if start < at else None
            if self.low(at) in _SENTENCE_ENDS and not self._abbreviates(at - 1):
                return None
        return None

    def _is_name(self, first: int, last: int) -> bool:
        return 0 < last - first <= _LONGEST_NAME and all(
            w.text[0].isupper() or w.text == "&" for w in self.words[first:last]
        )

    def _phrase_start(self, end: int, lo: int) -> int:
        start = end
        while start > lo and end - start < _LONGEST_PHRASE and self.quoted[start - 1] < 0:
            word = self.words[start - 1]
            if word.low in word_set("clause_starts.txt") and not (word.low == "and" and self._pairs(start - 1, end)):
                break
            if not word.is_word and word.text not in "&'’-" and not (word.text == "." and self._abbreviates(start - 2)):
                break
            if start < end and is_past(word.low) and manner_of(word.low) is Manner.SAID:
                break
            start -= 1
            if word.low in _PRONOUNS:
                break
        return self._without_adverbial(start, end)

    def _pairs(self, conjunction: int, end: int) -> bool:
        """Whether "and" joins two names."""
        if conjunction == 0 or conjunction + 1 >= end:
            return False
        return self.words[conjunction - 1].text[0].isupper() and self.words[conjunction + 1].text[0].isupper()

    def _without_adverbial(self, start: int, end: int) -> int:
        """The phrase without "on Monday" or "still" in front."""
        at = start
        if self.low(at) in word_set("prepositions.txt"):
            while at < end - 1 and not self._may_begin(at):
                at += 1
        while at < end - 1 and self.low(at) in word_set("adverbs.txt"):
            at += 1
        return at

    def _may_begin(self, at: int) -> bool:
        word = self.words[at]
        if word.low in _PRONOUNS:
            return True
        plain = word.text in word_set("calendar.txt") or word.low in word_set("prepositions.txt")
        return word.text[0].isupper() and not plain


def _starts_clause(low: str) -> bool:
    return low != "and" and low in word_set("clause_starts.txt")
