"""Whom "it", "the company", "she" and "we" stand for, where it is certain; where two would fit, nobody is named.

A reader who meets a wrong name is worse off than one who meets "it". So a pronoun stands for the subject of the
sentence before, and only if no other party there could be meant; a noun such as "the bank" for the only party that
may be called so; "we" for whoever speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.domain.mention import Attribution, Referent
from claims.domain.reading import SentenceReading
from claims.domain.text import Span
from claims.extract.lexicon import group, word_set
from claims.extract.openings import follows_noun, leads_in
from claims.extract.parties import Named, Parties, Party
from claims.extract.quotations import find_quotations
from claims.extract.words import Word, bare

_LEAD = 8  # words that may stand before a subject
_MODIFIERS = 3  # words between "the" and "company"
_OPENING_CHARS = 24  # in which whoever opens a sentence is named, behind an article and a trade
_MOST_SAID = 50  # attributions of one sentence that are looked through

_IT = group("it")
_WE = frozenset(("we", "us", "our", "ours", "ourselves", "i", "me", "my", "myself"))
_PERSON = frozenset(("he", "she", "his", "her", "him"))
_OPENING = frozenset(("the", "a", "an", "its", "his", "her", "their"))
_POINTING = _IT | _WE | _PERSON | {"the", "this"}
_APOSTROPHES = ("'", "’")


@dataclass(slots=True)
class _Before:
    """What the sentence before leaves to a pronoun: its subject, and the others who could be meant.

    `rivals` are those whom "it" could mean as well, `others` those whom "the company" could.
    """

    subject: Party | None = None
    rivals: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    person: Party | None = None


def with_referents(
    text: str, sentences: Sequence[SentenceReading], words: Sequence[Sequence[Word]]
) -> tuple[SentenceReading, ...]:
    """The sentences with the words that point to somebody, and with whom each speaker speaks for.

    `words` are those of each sentence. A word points back only; who somebody speaks for may be told later.
    """
    quotations = find_quotations(text)
    parties, before = Parties(), _Before()
    pointing = []
    for sentence, own in zip(sentences, words, strict=True):
        known, strangers = tuple(parties.organisations), tuple(parties.strangers)
        named = parties.meet(sentence.entities, own)
        scene = _Scene(sentence, own, [w.start for w in own], named, parties, known, strangers, before, quotations)
        pointing.append(tuple(scene.referents()))
        before = scene.leaves(pointing[-1])
    return tuple(
        replace(
            s, referents=found, attributions=tuple(_for_party(_certainly(a, found), parties) for a in s.attributions)
        )
        for s, found in zip(sentences, pointing, strict=True)
    )


def _certainly(said: Attribution, referents: Sequence[Referent]) -> Attribution:
    """The attribution with the speaker whom "the company" certainly means; with none where that is not certain.

    Whoever opens what is told is the likeliest to have told it: "Halden is to buy Merrow, the company said".
    """
    if said.claimant is None or " " not in said.claimant.text:
        return said
    if said.speaker is None:
        words = said.claimant.text.lower().split()
        spoken_for = next((r.name for r in referents if r.name is not None and r.span.end == said.claimant.end), None)
        if spoken_for is None or group("offices").isdisjoint(words):
            return said
        return replace(said, speaker=spoken_for, anonymous=False)
    parts = said.speaker.split()
    if parts[0] in said.claimant.text or parts[-1] in said.claimant.text:
        return said
    meant = next((r for r in referents if r.name is not None and said.claimant.covers(r.span)), None)
    if meant is None and said.content.text[:_OPENING_CHARS].find(parts[0]) >= 0:
        return said
    return replace(said, speaker=meant.name if meant is not None else None)


def _for_party(said: Attribution, parties: Parties) -> Attribution:
    speaker = parties.find(said.speaker) if said.speaker else None
    if speaker is None:
        return said
    unsure = speaker.may_be_person and not speaker.is_guess
    party = speaker.speaks_for if speaker.is_person and unsure else None if unsure else speaker
    return replace(said, party=party.name) if party is not None else said


@dataclass(slots=True)
class _Scene:
    """One sentence, with what is known before it."""

    sentence: SentenceReading
    words: Sequence[Word]
    starts: Sequence[int]  # of the words
    named: Sequence[Named]
    parties: Parties
    known: Sequence[Party]  # organisations named before this sentence
    strangers: Sequence[Party]  # names taken for people's that may be those of organisations
    before: _Before
    quotations: Sequence[tuple[int, int]]

    def referents(self) -> Iterator[Referent]:
        until = 0
        for at, word in enumerate(self.words):
            head = word.low.partition("'")[0] if "'" in word.low else word.low
            if head in _POINTING and at >= until:
                noun = self._noun_phrase(at)
                found = self._called(at, noun) if noun is not None else self._by_pronoun(at, head)
                until = noun or at
                if found is not None:
                    yield found

    def _by_pronoun(self, at: int, head: str) -> Referent | None:
        """Whom a pronoun stands for, where it is one that can point to somebody here."""
        if head in _WE:
            return self._speaking(at)
        if not self._is_lead(at) or self._points_ahead(at):
            return None
        if head in _PERSON:
            return self._pronoun(at, self.before.person, ())
        if head in _IT and not self._is_empty(at):
            return self._pronoun(at, self.before.subject, self.before.rivals)
        return None

    def leaves(self, referents: Sequence[Referent]) -> _Before:
        """What this sentence leaves to a pronoun of the next."""
        subject = self._subject(referents)
        others = [n for n in self.named if n.party is not subject and not n.party.is_person]
        persons = {n.party.name: n.party for n in self.named if n.party.may_be_person}
        meant = [p for r in referents if r.name and (p := self.parties.find(r.name)) is not None and p.is_person]
        persons |= {p.name: p for p in meant}
        unknown = any(r.name is None and " " in r.span.text for r in referents)  # "the Danish bank": meant by "it"?
        return _Before(
            subject=None if unknown else subject,
            rivals=tuple(n.party for n in others if not self._is_aside(n)),
            others=tuple(n.party for n in others if not self._owns(n)),
            person=next((p for p in persons.values() if p.is_person and len(persons) == 1), None),
        )

    def _subject(self, referents: Sequence[Referent]) -> Party | None:
        """The organisation that the sentence is about: its first words name it or point to it."""
        first = self.named[0] if self.named else None
        head = next((r for r in referents if self._is_lead(bisect_left(self.starts, r.span.start))), None)
        if head is not None and (first is None or head.span.start < self.words[first.first].start):
            party = self.parties.find(head.name) if head.name else None
            whole = not head.span.text.endswith(_APOSTROPHES) and bare(head.span.text) == head.span.text
            return party if whole and head.span.text.lower() not in ("its", "our", "my", "his", "her") else None
        if first is None or first.party.is_person or not self._is_lead(first.first):
            speakers = {a.speaker for a in self.sentence.attributions if a.speaker is not None}
            party = self.parties.find(speakers.pop()) if len(speakers) == 1 else None
            return party if party is not None and not party.is_person else None
        return first.party if self._acts(first) else None

    def _acts(self, named: Named) -> bool:
        """Whether the name is itself a subject, rather than "Halden's sales" or "Halden and Brava"."""
        if self._owns(named):
            return False
        after = self.words[named.last] if named.last < len(self.words) else None
        if after is None or after.low == "and":
            return False
        return not after.is_word or follows_noun(after)

    def _owns(self, named: Named) -> bool:
        last = self.words[named.last - 1].text
        return last != bare(last)

    def _is_aside(self, named: Named) -> bool:
        """Whether a name stands only after a preposition, or owns something: "from Brava", "Brava's mill"."""
        back = named.first - 1
        while back >= 0 and (self.words[back].low in ("the", "a", "an") or self.words[back].text[0].isupper()):
            back -= 1
        before = self.words[back].low if back >= 0 else ""
        return self._owns(named) or (before in word_set("prepositions.txt") and before not in group("other sides"))

    def _pronoun(self, at: int, party: Party | None, rivals: Sequence[Party]) -> Referent:
        span, said = self._span(at, at + 1), self.words[at].text
        if span.text.lower() in ("it's", "it’s"):
            span = Span(span.start, span.start + 2, span.text[:2])
        if self._in_quotation(at):
            party, rivals = None, ()
        if party is None or rivals:
            names = " or ".join(p.name for p in (party, *rivals) if p is not None)
            return Referent(span, None, f"Whom “{said}” stands for is not certain" + (f": {names}." if names else "."))
        return _certain(span, party, "of whom the sentence before tells")

    def _noun_phrase(self, at: int) -> int | None:
        """The number of the noun in "the South Korean company" that begins at `at`; None where none does."""
        if self.words[at].low not in ("the", "this"):
            return None
        for end in range(at + 1, min(at + 2 + _MODIFIERS, len(self.words))):
            word = self.words[end]
            if not word.is_word or word.low in group("another party"):
                return None
            plain = bare(word.low)
            if plain in word_set("party_nouns.txt") and not (word.text[0].isupper() and end > at):
                return end if self._ends_phrase(end) else None
            if word.low != plain or word.low in word_set("function_words.txt"):
                return None
        return None

    def _ends_phrase(self, noun: int) -> bool:
        """Whether nothing behind "the company" narrows it or makes it part of another phrase."""
        if noun + 1 >= len(self.words):
            return True
        word, after = self.words[noun], self.words[noun + 1]
        if bare(word.low) != word.low:
            return True
        if after.low in group("relatives") or after.low in ("that", "of", "behind", "and"):
            return after.low == "and" and not self._names_another(noun + 2)
        return not after.is_word or follows_noun(after)

    def _names_another(self, at: int) -> bool:
        return at < len(self.words) and (self.words[at].low in _OPENING or self.words[at].text[0].isupper())

    def _called(self, at: int, noun: int) -> Referent:
        """Whom "the bank" at `at` to `noun` stands for."""
        low = bare(self.words[noun].low)
        span = self._span(at, noun + 1)
        modifiers = {w.low for w in self.words[at + 1 : noun]}
        speaker = self._own_side(at)
        local = [n.party for n in self.named if n.last <= at]
        known = {id(p): p for p in (*self.known, *local, speaker) if p is not None}
        fitting = [p for p in known.values() if p.may_be_called(low)]
        called = [p for p in fitting if p.is_called(low)]
        described = [p for p in fitting if modifiers and modifiers <= p.described]
        generic = low in group("firm nouns") and not modifiers
        subject = self.before.subject
        if len(described) == 1:
            return _certain(span, described[0], "which is described so")
        if len(called) == 1 and not modifiers and (not generic or (speaker in (None, called[0]) and len(fitting) == 1)):
            return _certain(span, called[0], "the only one that the text calls so")
        if speaker is not None and speaker in fitting and not modifiers:
            return _certain(span, speaker, "for which the speaker speaks")
        if len(fitting) == 1 and not self._may_be_another(noun, modifiers):
            return _certain(span, fitting[0], "the only one named that can be called so")
        rivals = [p for p in (*local, *self.before.others) if p in fitting and p is not subject]
        if generic and subject is not None and subject in fitting and not rivals:
            return _certain(span, subject, "of which the sentence before tells")
        names = " or ".join(p.name for p in fitting[:3])
        return Referent(span, None, f"Whom “{span.text}” stands for is not certain" + (f": {names}." if names else "."))

    def _may_be_another(self, noun: int, modifiers: set[str]) -> bool:
        """Whether one who fits a description may still not be meant: a name left aside may be an organisation's.

        "The South Korean company" says more than the text has told of anybody, so nobody else may be named at all.
        """
        met = {n.party.name for n in self.named if n.last <= noun and n.party.is_stranger}
        others = len(self.known) + len([n for n in self.named if n.last <= noun and n.party not in self.known])
        return bool(self.strangers or met) or (bool(modifiers) and others > 1)

    def _speaking(self, at: int) -> Referent | None:
        """Whom "we" or "I" stands for: the speaker, or whom the speaker speaks for."""
        said = self._told_at(at)
        low = self.words[at].low.partition("'")[0]
        after = self.words[at + 1].low if at + 1 < len(self.words) else ""
        if said is None or not self._in_quotation(at) or after in group("shared we"):
            return None
        span = self._span(at, at + 1)
        speaker = self.parties.find(said.speaker) if said.speaker else None
        alone = low in ("i", "me", "my", "myself")
        if speaker is not None and speaker.is_person and not speaker.is_guess and not alone:
            speaker = speaker.speaks_for
        elif speaker is not None and not speaker.is_person and alone:
            speaker = None
        if speaker is None:
            return Referent(span, None, f"Whom “{self.words[at].text}” stands for is not certain.", speaking=True)
        return replace(_certain(span, speaker, "who speaks or is spoken for"), speaking=True)

    def _own_side(self, at: int) -> Party | None:
        """The organisation that speaks here, itself or through a person."""
        said = self._told_at(at)
        speaker = self.parties.find(said.speaker) if said is not None and said.speaker else None
        return speaker.speaks_for if speaker is not None and speaker.is_person else speaker

    def _told_at(self, at: int) -> Attribution | None:
        place = self.words[at].start
        covering = [a for a in self.sentence.attributions[:_MOST_SAID] if a.content.start <= place < a.content.end]
        return min(covering, key=lambda a: a.content.end - a.content.start, default=None)

    def _in_quotation(self, at: int) -> bool:
        place = self.words[at].start
        number = bisect_right(self.quotations, (place, place)) - 1
        return number >= 0 and place < self.quotations[number][1]

    def _is_lead(self, at: int) -> bool:
        """Whether a subject can begin at `at`: before it stand at most words such as "In May"."""
        return at <= _LEAD and all(leads_in(word) for word in self.words[:at])

    def _points_ahead(self, at: int) -> bool:
        """Whether "In its report, Halden said" names later whom the word means."""
        return at > 0 and self.words[at].low in ("its", "his", "her") and any(n.first > at for n in self.named)

    def _is_empty(self, at: int) -> bool:
        """Whether "it" stands for nothing: "it emerged that", "it is hard to"."""
        if self.words[at].low != "it":
            return False
        ahead = [w.low for w in self.words[at + 1 : at + 8]]
        if not ahead or ahead[0] in group("empty it"):
            return True
        verb = next((n for n, low in enumerate(ahead) if low in group("forms of be") or low == "'s"), None)
        if verb is None or verb > 2:
            return False
        rest = [low for low in ahead[verb + 1 :] if low not in word_set("auxiliaries.txt")]
        if not rest:
            return True
        return rest[0] in group("empty after be") or "that" in rest[1:3] or "whether" in rest[1:3]

    def _span(self, first: int, last: int) -> Span:
        start, end = self.words[first].start, self.words[last - 1].end
        base = self.sentence.span.start
        return Span(start, end, self.sentence.text[start - base : end - base])


def _certain(span: Span, party: Party, why: str) -> Referent:
    return Referent(span, party.name, f"“{span.text}” stands for {party.name}, {why}.", article=party.article)
