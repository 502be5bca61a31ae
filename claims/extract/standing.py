"""Makes a claim's words stand alone: names are put in the place of the words that point to them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.domain.mention import Referent
from claims.domain.reading import SentenceReading
from claims.domain.signal import Signal
from claims.domain.text import Span
from claims.extract.lexicon import group, word_set
from claims.extract.wording import Edit, Wording, worded
from claims.extract.words import Word

_POSSESSIVE = frozenset(("its", "our", "ours", "my", "his"))
_CONTRACTED = {"ll": "will", "ve": "has", "re": "is", "m": "is", "d": "would"}
_IRREGULAR = {"are": "is", "am": "is", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't",
              "haven't": "hasn't", "were": "was", "weren't": "wasn't"}  # fmt: skip


def stand_alone(
    spans: Sequence[Span], sentence: SentenceReading, words: Sequence[Word], more: Sequence[Edit] = ()
) -> tuple[Wording, tuple[Signal, ...]]:
    """The text of `spans` of a sentence with names put in, and a signal for each word that points to somebody.

    A word stays where the name stands before it already. `words` are those of the sentence and count from where it
    begins; `more` are edits that the caller wants made.
    """
    hand = _Hand(spans, sentence, words)
    inside = [r for r in sentence.referents if any(span.covers(r.span) for span in spans)]
    edits = [*more, *(edit for r in inside for edit in hand.edits(r))]
    signals = tuple(Signal("resolved" if r.name else "unresolved", 0.0, r.detail) for r in inside)
    return worded(spans, sorted(edits, key=lambda e: e.span.start)), signals


def owned(name: str, like: str = "'") -> str:
    """The possessive of a name, with the apostrophe of the text: "Halden's", "Brava Motors'"."""
    return f"{name}{like}" if name.endswith("s") else f"{name}{like}s"


@dataclass(slots=True)
class _Hand:
    spans: Sequence[Span]
    sentence: SentenceReading
    words: Sequence[Word]

    def edits(self, referent: Referent) -> Iterator[Edit]:
        """What to put for one pointing word: a name, or "it" for a "we" whose name stands there already."""
        if referent.name is None:
            return
        said = referent.span.text
        low = said.lower().replace("’", "'")
        named = self._is_named_before(referent)
        if named and not referent.speaking:
            return
        possessive = low in _POSSESSIVE or low.endswith(("'s", "s'")) or (low == "her" and self._owns(referent.span))
        if named and low.partition("'")[0] not in ("i", "me", "my", "myself"):
            put = "its" if possessive else "it"
        else:
            name = f"the {referent.name}" if referent.article else referent.name
            put = owned(name, "’" if "’" in self.sentence.text else "'") if possessive else name
        head, apostrophe, ending = low.partition("'")
        if referent.speaking and apostrophe and ending in _CONTRACTED:
            put = f"{put} {_CONTRACTED[ending]}"
        yield Edit(referent.span, put[:1].upper() + put[1:] if said[0].isupper() else put)
        if referent.speaking and head in ("we", "i") and not apostrophe:
            yield from self._agreeing(referent.span)

    def _is_named_before(self, referent: Referent) -> bool:
        """Whether the claim has the name, or a part of it, before the pointing word."""
        parts = referent.name.split() if referent.name else []
        named = [e.span for e in self.sentence.entities if e.name == referent.name or e.name in parts]
        named += [r.span for r in self.sentence.referents if r.name == referent.name]
        before = [one for one in named if one.end <= referent.span.start]
        return any(span.covers(one) for one in before for span in self.spans)

    def _owns(self, span: Span) -> bool:
        after = next(iter(self._behind(span)), None)
        return after is not None and after.is_word and after.low not in word_set("function_words.txt")

    def _behind(self, span: Span) -> Sequence[Word]:
        """The three words behind a span."""
        at = bisect_left(self.words, span.end - self.sentence.span.start, key=lambda w: w.start)
        return self.words[at : at + 3]

    def _agreeing(self, span: Span) -> Iterator[Edit]:
        """ "We expect" becomes "Halden expects"."""
        for word in self._behind(span):
            if word.low in word_set("auxiliaries.txt") and word.low not in _IRREGULAR:
                if word.low in group("modal"):
                    return
                continue
            form = _third_person(word.low)
            if form is not None:
                yield Edit(Span(word.start, word.end, word.text).shifted(self.sentence.span.start), form)
            return


def _third_person(low: str) -> str | None:
    """The form that follows a name: None for a past, and for what is no verb."""
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if not low.isalpha() or low.endswith(("ed", "ly")) or low in word_set("past_forms.txt"):
        return None
    if low in word_set("function_words.txt"):
        return None
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return low[:-1] + "ies"
    return low + ("es" if low.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
