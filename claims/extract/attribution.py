"""Who said what: direct and indirect speech, its speaker and the verb that tells of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.domain.mention import Attribution, Entity
from claims.domain.reading import SentenceReading
from claims.extract.casing import is_ordinary
from claims.extract.contents import content_end, content_start, is_adverbial
from claims.extract.lexicon import group, word_set
from claims.extract.scene import Scene
from claims.extract.speakers import Told, named
from claims.extract.speech_verbs import Form, SpeechVerb, speech_verbs
from claims.extract.subjects import Cast
from claims.extract.words import split_words

_NEAR = 28  # words between a quotation and its verb
_NOUN_BEFORE = group("before nouns")
_BE = group("forms of be")
_LABEL = 4  # words before a colon that may name a speaker
_FAR = 60  # words between a verb of speech and ", adding that"
_SHORTEST = 5  # words and marks of a quotation that goes on with another
_BETWEEN = 40  # words and marks between the two
_LONGEST = 6000  # characters of one content; beyond it, speech that goes on is not counted to it
_REPORTED = group("after it is")
_QUOTE_GOES_ON = frozenset(",?!…-–—")


def find_attributions(text: str, sentences: Sequence[SentenceReading]) -> tuple[Attribution, ...]:
    """What is said in `text`, by whom, in order of the content.

    `sentences` are those of the article with their entities: names before a pronoun decide whom it
    stands for. A content that goes on after its verb ("...," she said. "...") is one span over both parts.
    """
    scene = Scene.of(text, split_words(text), [s.span for s in sentences])
    return speech_in(scene, [e for s in sentences for e in s.entities], cast_of(scene, sentences))


def cast_of(scene: Scene, sentences: Sequence[SentenceReading]) -> Cast:
    """The names of an article that a pronoun may stand for."""
    worded = ((s.entities, scene.words[lo:hi]) for s, (lo, hi) in zip(sentences, scene.bounds, strict=True))
    return Cast.of(scene.text, worded)


def speech_in(scene: Scene, entities: Sequence[Entity], cast: Cast) -> tuple[Attribution, ...]:
    """As find_attributions, for an article that is laid out already."""
    told = [a for lo, hi in scene.bounds for a in _in_sentence(scene, lo, hi)]
    told = _continued(scene, told)
    found = named(scene, entities, cast, sorted(told, key=lambda a: a.cue))
    return tuple(sorted(found, key=lambda a: (a.content.start, a.content.end)))


def _in_sentence(scene: Scene, lo: int, hi: int) -> Iterator[Told]:
    verbs = speech_verbs()
    label = _by_label(scene, lo, hi)
    if label is not None:
        yield label
    for at in range(lo, hi):
        if scene.quoted[at] >= 0:
            continue
        low = scene.words[at].low
        if low == "according" and scene.low(at + 1) == "to":
            told = _according_to(scene, at, lo, hi)
        elif low in ("quoted", "quotes", "quoting"):
            told = _quoted_as_saying(scene, at, lo, hi)
        elif low in _REPORTED and scene.low(at - 1) in _BE and scene.low(at - 2) == "it":
            told = _it_was_said(scene, at, hi)
        elif low in verbs and not _is_noun(scene, at, verbs[low]):
            told = _by_verb(scene, at, verbs[low], lo, hi)
        else:
            continue
        if told is not None:
            yield told


def _is_noun(scene: Scene, at: int, verb: SpeechVerb) -> bool:
    """Whether the word is no finite verb here: "the report", "to say", "was told"."""
    before = scene.low(at - 1)
    if verb.form in (Form.BASE, Form.ING) and scene.words[at].text[0].isupper():
        return True
    if verb.form is Form.BASE and not _plural(scene, at):
        return True
    if before in _NOUN_BEFORE or before in ("to", "'s") or before.endswith("'s"):
        return True
    return before in _BE and verb.form is Form.PAST


def _plural(scene: Scene, verb: int) -> bool:
    """Whether the word before the verb can be a plural: "officials say", not "the state"."""
    at = verb - 1
    while at > 0 and (scene.low(at).endswith("ly") or scene.low(at) in word_set("auxiliaries.txt")):
        at -= 1
    low = scene.low(at)
    return at < verb - 1 or low.endswith("s") or low in group("plural subjects") or low in (",", ")") or low == '"'


def _by_verb(scene: Scene, at: int, verb: SpeechVerb, lo: int, hi: int) -> Told | None:
    quote = _quote_before(scene, at)
    if quote is not None:
        floor = scene.quotes[quote][1]
        inverted = at == floor or (at == floor + 1 and scene.low(floor) == ",")
        claimant = scene.phrase_after(at, hi) if inverted else scene.phrase_before(at, floor)
        if claimant is not None:
            first = _clause_start(scene, scene.quotes[quote][0], lo)
            return Told((first, scene.quotes[quote][1]), (at, at + 1), claimant)
    start = content_start(scene, at, verb, hi)
    if start is None:
        return _told_before(scene, at, verb, lo, hi)
    claimant = scene.phrase_before(at, lo)
    if verb.form is Form.ING:
        claimant = _main_subject(scene, at, lo) if scene.low(at - 1) == "," else claimant
    if claimant is None:
        return None
    end = content_end(scene, start, hi)
    return Told((start, end), (at, at + 1), claimant) if end > start else None


def _main_subject(scene: Scene, at: int, lo: int) -> tuple[int, int] | None:
    """The subject of the sentence which ", adding that" leans on."""
    verbs = speech_verbs()
    for verb in range(max(lo, at - _FAR), at):
        if scene.quoted[verb] < 0 and scene.low(verb) in verbs and not _is_noun(scene, verb, verbs[scene.low(verb)]):
            return scene.phrase_before(verb, lo) or scene.phrase_after(verb, at)
    for verb in range(lo + 1, min(at, lo + 16)):
        if scene.low(verb) in word_set("auxiliaries.txt") or scene.low(verb).endswith("ed"):
            return scene.phrase_before(verb, lo)
    return None


def _quote_before(scene: Scene, at: int) -> int | None:
    """The quotation that ends shortly before the verb and goes on into it, with a comma or a question mark."""
    for back in range(at - 1, max(-1, at - _NEAR), -1):
        quote = scene.quoted[back]
        if quote < 0:
            if scene.words[back].text in ";:?!" or (back < at - 1 and scene.low(back) in speech_verbs()):
                return None
            continue
        last = scene.words[back - 1].text
        open_ended = last in _QUOTE_GOES_ON or scene.low(back + 1) == ","
        return quote if open_ended and not scene.ends_paragraph(back, at) else None
    return None


def _clause_start(scene: Scene, quote: int, lo: int) -> int:
    """Where the content begins that ends with a quotation: with it, unless words of the same clause lead up to it."""
    at = quote
    while at > lo and scene.words[at - 1].is_word and scene.quoted[at - 1] < 0:
        at -= 1
    return at if at == lo else quote


def _told_before(scene: Scene, at: int, verb: SpeechVerb, lo: int, hi: int) -> Told | None:
    """A clause with the verb after it: "The mill will close, the firm said"."""
    if not (verb.clause or verb.that) or at == lo:
        return None
    if scene.low(at - 1) == ",":
        comma, claimant = at - 1, scene.phrase_after(at, hi)
    else:
        claimant = scene.phrase_before(at, lo)
        comma = claimant[0] - 1 if claimant else lo
    if claimant is None or comma <= lo + 1 or scene.low(comma) != ",":
        return None
    if not is_adverbial(scene, lo, comma):
        return Told((lo, comma), (at, at + 1), claimant)
    if scene.low(at + 1) != "," or at + 2 >= hi:
        return None
    return Told((at + 2, content_end(scene, at + 2, hi)), (at, at + 1), claimant)


def _by_label(scene: Scene, lo: int, hi: int) -> Told | None:
    """ "Kroll: the quay is safe": a name and a colon at the head of a line."""
    if lo == hi or (lo > 0 and not scene.breaks_line(lo - 1, lo)):
        return None
    colon = next((at for at in range(lo + 1, min(lo + _LABEL + 1, hi - 2)) if scene.low(at) == ":"), None)
    if colon is None or scene.low(colon + 1).isdigit():
        return None
    label = scene.words[lo:colon]
    capitals = all(w.text[0].isupper() and w.text not in word_set("not_names.txt") for w in label)
    if not capitals or all(is_ordinary(w.low) for w in label):
        return None
    return Told((colon + 1, content_end(scene, colon + 1, hi)), (colon, colon + 1), (lo, colon))


def _it_was_said(scene: Scene, at: int, hi: int) -> Told | None:
    """ "It was reported that": nobody is named."""
    if scene.low(at + 1) != "that" or at + 2 >= hi:
        return None
    return Told((at + 1, content_end(scene, at + 1, hi)), (at - 2, at + 1), None)


def _according_to(scene: Scene, at: int, lo: int, hi: int) -> Told | None:
    end = at + 2
    while end < hi and scene.quoted[end] < 0 and end - at < 22:
        if scene.low(end) in (",", ";", ":") or (scene.low(end) == "." and end + 1 >= hi):
            break
        end += 1
    if end == at + 2:
        return None
    cue, claimant = (at, at + 2), (at + 2, end)
    if at - lo <= 1:
        last = content_end(scene, end + 1, hi) if end + 1 < hi else end
        return Told((end + 1, last), cue, claimant) if last > end + 1 else None
    last = at - 1 if scene.low(at - 1) == "," else at
    return Told((lo, last), cue, claimant)


def _quoted_as_saying(scene: Scene, at: int, lo: int, hi: int) -> Told | None:
    """ "The Daily quoted the firm as saying": the speaker is the one quoted, the outlet relays it."""
    saying = next((n for n in range(at + 1, min(hi, at + _NEAR)) if scene.low(n) == "saying"), None)
    if saying is None or scene.low(saying - 1) != "as":
        return None
    before = scene.phrase_before(at, lo)
    passive = scene.low(at - 1) in _BE
    claimant, via = (before, None) if passive else ((at + 1, saying - 1), before)
    if claimant is None or claimant[0] >= claimant[1]:
        return None
    quote = _quote_before(scene, at)
    if quote is not None:
        return Told(scene.quotes[quote], (at, saying + 1), claimant, via)
    start = content_start(scene, saying, speech_verbs()["saying"], hi)
    if start is None:
        return None
    return Told((start, content_end(scene, start, hi)), (at, saying + 1), claimant, via)


def _continued(scene: Scene, told: list[Told]) -> list[Told]:
    """Let a quotation that follows in the same paragraph belong to whoever spoke just before."""
    speaks_in: dict[int, int] = {}  # quotation -> the attribution it belongs to
    for n, one in enumerate(told):
        for at in (one.content[0], one.content[1] - 1):
            if scene.quoted[at] >= 0:
                speaks_in[scene.quoted[at]] = n
    for number in range(1, len(scene.quotes)):
        speaker = speaks_in.get(number - 1)
        if speaker is None or number in speaks_in or not _goes_on(scene, number, told[speaker]):
            continue
        told[speaker] = replace(told[speaker], content=(told[speaker].content[0], scene.quotes[number][1]))
        speaks_in[number] = speaker
    return told


def _goes_on(scene: Scene, number: int, told: Told) -> bool:
    """Whether a quotation follows so closely on the one before, which is told by `told`, that it belongs to it."""
    before, (first, last) = scene.quotes[number - 1][1], scene.quotes[number]
    if last - first < _SHORTEST or first - before > _BETWEEN or scene.ends_paragraph(before - 1, first):
        return False
    if scene.words[last - 1].end - scene.words[told.content[0]].start > _LONGEST:
        return False
    return before <= told.cue[0] < first or not any(word.is_word for word in scene.words[before:first])
