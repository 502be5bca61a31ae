"""One sentence, several claims: where "X will open A and close B" divides, and what its parts share.

A part is a clause that can be checked by itself: it has a verb of its own and something after it. What it shares with
the first part (the subject, "will", "Halden said that") is supplied in front. Where the division is not plain, a
sentence stays whole: half a claim is worse than a long one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.lexicon import group, is_form_of, word_set
from claims.extract.words import Word, bare

_SUBJECT = 8  # words of a subject
_OBJECT = 8  # words in which the object of a verb stands
_MOST = 6  # parts of a sentence
_LONGEST = 120  # words of a sentence that is divided
_VERBS = ("event_verbs.txt", "measure_verbs.txt")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence by the numbers of its words.

    `shared` is what goes in front of the words `first` to `last`. `owner` marks a "its" at `first` that stands for
    the subject of the sentence.
    """

    first: int
    last: int
    shared: tuple[tuple[int, int], ...] = ()
    owner: bool = False


def parts_of(words: Sequence[Word], frame: int, teller: int) -> tuple[Part, ...]:
    """The parts of a sentence or of what is told in it; a single one where it is one claim.

    `frame` is how many words at its head only say who tells it ("Halden said that"), `teller` how many of them come
    before the verb of saying ("Halden").
    """
    whole = (Part(0, len(words)),)
    lows = {word.low for word in words}
    joined = not lows.isdisjoint(group("coordinating")) or ";" in lows
    if not joined or not frame < len(words) <= _LONGEST or not lows.isdisjoint(group("binding together")):
        return whole
    verb = _first_verb(words, frame)
    if verb is None:
        return whole
    divided = _Divided(words, frame, teller, verb)
    return tuple(divided.parts()) or whole


@dataclass(frozen=True, slots=True)
class _Divided:
    """A sentence with its frame and its first finite verb."""

    words: Sequence[Word]
    frame: int
    teller: int
    verb: int

    def parts(self) -> Iterator[Part]:
        starts = self._starts()
        if not starts:
            return
        ends = [self._trimmed(at) for at, _ in starts] + [len(self.words)]
        yield Part(0, ends[0])
        for (_, part), end in zip(starts, ends[1:], strict=True):
            yield Part(part.first, end, part.shared, part.owner)

    def _starts(self) -> list[tuple[int, Part]]:
        """Where another part begins: the number of the word that joins it, and the part."""
        found: list[tuple[int, Part]] = []
        listed: list[tuple[int, Part]] = []  # after a comma: parts only where "and" ends the list
        first = self.frame
        joints = group("coordinating") | {";", ","}
        for at in range(self.verb + 2, len(self.words) - 2):
            low = self.words[at].low
            if low not in joints:
                continue
            part = self._part(at, first)
            if part is None or len(found) + len(listed) >= _MOST:
                continue
            if found and part.first <= found[-1][1].first:  # "; and" joins once
                continue
            if low == ",":
                listed.append((at, part))
                continue
            same_subject = part.shared and part.shared[-1][0] == 0
            found += [*(listed if same_subject else ()), (at, part)]
            listed = []
        return found

    def _part(self, at: int, first: int) -> Part | None:
        """The part that the word at `at` joins on, if one begins there."""
        words = self.words
        begin = at + 1
        if words[at].low == ";" and words[begin].low in group("coordinating"):
            begin += 1
        if words[at].low == "," and words[begin].low in group("coordinating"):
            return None
        while begin < len(words) and (
            words[begin].low in group("after coordination") or words[begin].low.endswith("ly")
        ):
            begin += 1
        if begin + 1 >= len(words):
            return None
        return self._same_subject(at, begin) or (None if words[at].low == "," else self._own_subject(at, begin))

    def _same_subject(self, at: int, begin: int) -> Part | None:
        """ "... and close its plant": a verb goes on with the subject, and with "will" if it is a bare form."""
        words = self.words
        if any(w.low in group("relatives") for w in words[self.verb : at]):
            return None
        if words[begin].low in ("it", "they", "he", "she") and self._is_verb(begin + 1):
            begin += 1
        if words[begin].low in ("we", "i"):
            return Part(begin, len(words), self._lead())
        low = words[begin].low
        if self.teller and low in group("telling"):
            return Part(begin, len(words), ((0, self.teller),))
        if any(w.low in group("dangling") for w in words[begin + 1 : begin + _OBJECT]):
            return None
        end = self._shared_end(at, begin)
        if end is None or end <= self.frame or "not" in {w.low for w in words[self.verb : end + 1]}:
            return None
        return Part(begin, len(words), ((0, end),))

    def _shared_end(self, at: int, begin: int) -> int | None:
        """How many words at the head the verb at `begin` goes on with; None where it is none."""
        words = self.words
        low, behind = words[begin].low, words[begin + 1] if begin + 1 < len(words) else None
        governed = low in group("modal") or low in _AUXILIARIES
        if behind is None or not (governed or _opens_object(behind)):
            return None
        governor = self._governor(at)
        if low == "to":
            return governor if governor is not None and words[governor].low == "to" else None
        if governed or low in group("presents"):
            return self.verb
        if governor is not None and _is_base(low):
            return governor + 1
        return self._past_shared(governor, low, behind.low)

    def _past_shared(self, governor: int | None, low: str, behind: str) -> int | None:
        """Where what a past form shares with the first part ends: "has" goes for both, a plain subject too.

        "Was fined and ordered to close" is passive twice, "was fined and closed its shop" is not.
        """
        first = self.words[self.verb].low
        if governor is not None or not _is_past(low) or not (_is_past(first) or first in _AUXILIARIES):
            return None
        passive = first in group("forms of be") and behind in word_set("prepositions.txt")
        return self.verb + (passive or first in group("forms of have"))

    def _own_subject(self, at: int, begin: int) -> Part | None:
        """ "... and profit fell 3%": a subject with a finite verb of its own."""
        words = self.words
        verb = _first_verb(words, begin)
        if verb is None or verb == begin or verb - begin > _SUBJECT or verb + 1 >= len(words):
            return None
        subject = words[begin:verb]
        if any(not w.is_word or w.low in group("relatives") or w.low in group("modal") for w in subject):
            return None
        head = subject[0]
        frame = ((0, self.frame),) if self.frame else ()
        lead = self._lead()
        if words[verb - 1].low in group("figures of a business") and head.low not in group("before nouns"):
            owner = self._owner()
            if owner is not None:
                return Part(begin, len(words), (*frame, *lead, owner))
            return Part(begin, len(words), (*frame, *lead)) if frame or self._is_bare() else None
        if head.low in ("its", "their"):
            return Part(begin, len(words), (*frame, *lead), owner=not frame)
        if self._is_bare() and verb - begin == 1:
            return Part(begin, len(words), (*frame, *lead))
        named = head.low in ("the", "a", "an", "this", "these", "no", "some", "another") or head.text[0].isupper()
        counted = head.text[0].isdigit() or (head.low.endswith("s") and len(subject) > 1)
        return Part(begin, len(words), (*frame, *lead)) if named or counted else None

    def _governor(self, at: int) -> int | None:
        """The last "will" or "to" before `at` that a bare verb there can go on with."""
        for back in range(at - 1, self.frame, -1):
            low = self.words[back].low
            if low in group("modal") and back + 1 < at and (low != "to" or _is_base(self.words[back + 1].low)):
                return back
        return None

    def _lead(self) -> tuple[tuple[int, int], ...]:
        """ "In 2024": a time at the head goes for every part."""
        words = self.words
        if words[self.frame].low not in word_set("prepositions.txt"):
            return ()
        end = next((n for n in range(self.frame + 1, self.frame + 5) if _is_calendar(words[n])), None)
        if end is None or end + 1 >= self.verb:
            return ()
        return ((self.frame, end + 2 if words[end + 1].text == "," else end + 1),)

    def _owner(self) -> tuple[int, int] | None:
        """ "Halden's" in "Halden's sales rose": it owns the figures of the other parts too."""
        for at in range(self.frame, min(self.verb, self.frame + _SUBJECT)):
            word = self.words[at]
            if "'" in word.low and bare(word.low) != word.low:
                first = at
                while first > self.frame and self.words[first - 1].text[0].isupper():
                    first -= 1
                return first, at + 1
            if word.low in ("its", "our", "their"):
                return at, at + 1
        return None

    def _is_bare(self) -> bool:
        """Whether the first part begins with a noun of no owner: "unemployment fell"; then so may the others."""
        lead = self._lead()
        subject = self.words[lead[0][1] if lead else self.frame : self.verb]
        if not subject or any(w.low in word_set("prepositions.txt") for w in subject):
            return False
        first = subject[0]
        return bare(first.low) == first.low not in word_set("function_words.txt") and first.text[1:].islower()

    def _is_verb(self, at: int) -> bool:
        return at < len(self.words) and (
            self.words[at].low in group("modal") or self.words[at].low in _AUXILIARIES or _is_past(self.words[at].low)
        )

    def _trimmed(self, at: int) -> int:
        """The end of the part before the word at `at`."""
        while at > 0 and not self.words[at - 1].is_word and self.words[at - 1].text in ",;":
            at -= 1
        return at


_AUXILIARIES = group("forms of be") | group("forms of have")


def _first_verb(words: Sequence[Word], start: int) -> int | None:
    """The first finite verb from `start` on: an auxiliary, or a past or present of a verb that is known."""
    governing, finite = _before_no_verb(), _finite()
    for at in range(start + 1, len(words)):
        low = words[at].low
        if words[at - 1].low in governing:
            continue
        if low in finite:
            return at
        if not words[at].text[0].isupper() and (_is_past(low) or _is_third(low)):
            return at
    return None


@cache
def _before_no_verb() -> frozenset[str]:
    return group("before nouns") | word_set("prepositions.txt")


@cache
def _finite() -> frozenset[str]:
    return (group("modal") - {"to"}) | _AUXILIARIES | group("presents")


def _is_past(low: str) -> bool:
    if low in word_set("past_forms.txt"):
        return True
    if not low.endswith("ed"):
        return False
    return any(is_form_of(low, name) for name in _VERBS) or any(
        low in group(name) for name in ("telling", "promising", "intending")
    )


def _is_third(low: str) -> bool:
    """Whether a word is a present such as "rises"; many such words are plurals as well, so a verb of figures only."""
    return low.endswith("s") and low in ("rises", "falls", "grows", "climbs", "drops", "jumps", "closes", "opens")


def _is_base(low: str) -> bool:
    known = any(low in word_set(name) for name in _VERBS)
    return known and (low not in word_set("past_forms.txt") or low in group("same in the past"))


def _opens_object(word: Word) -> bool:
    return word.low in group("before an object") or not word.text[0].islower()


def _is_calendar(word: Word) -> bool:
    return word.text in word_set("calendar.txt") or (len(word.text) == 4 and word.text.isdigit())
