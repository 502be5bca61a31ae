"""Names of organisations, people, places and products, found by their capitals and by word lists."""

from operator import attrgetter

from claims.domain.mention import Entity
from claims.domain.text import Span, span_of
from claims.extract.casing import Cased
from claims.extract.lexicon import word_set
from claims.extract.names.bearers import Named, bearers
from claims.extract.names.cutting import names_of
from claims.extract.names.descriptions import descriptions
from claims.extract.names.kinds import kind_of
from claims.extract.names.lists import aliases, places, plain
from claims.extract.names.runs import runs
from claims.extract.words import Word, split_words

__all__ = ["entities_in", "find_entities", "places"]


def find_entities(text: str) -> tuple[Entity, ...]:
    """The names in `text` in their order; `Entity.name` is the form they are compared under.

    A capital at the head of a sentence proves nothing, nor does one in a headline: there, word lists
    and the casing of the same word elsewhere in the text decide.
    """
    return entities_in(text, split_words(text))


def entities_in(text: str, words: list[Word]) -> tuple[Entity, ...]:
    """As find_entities, for a text whose words are at hand."""
    cased = Cased.of(text, words)
    named = [_named(cased, *name) for start, end in runs(cased) for name in names_of(cased, start, end)]
    spans = [_span(cased, one) for one in named]
    borne_by = bearers(cased, named)
    forms: dict[str, list[Span]] = {}
    for span, bearer in zip(spans, borne_by, strict=True):
        forms.setdefault(bearer.name, []).append(span)
    for told in descriptions(cased, named, borne_by):
        start, end = cased.words[told.first].start, cased.words[told.last - 1].end
        forms[told.bearer].append(span_of(text, start, end))
    ordered = {bearer: tuple(sorted(found, key=attrgetter("start"))) for bearer, found in forms.items()}
    return tuple(
        Entity(span, one.name, bearer.kind, bearer.name, ordered[bearer.name])
        for one, span, bearer in zip(named, spans, borne_by, strict=True)
    )


def _named(cased: Cased, first: int, last: int) -> Named:
    doubt, kind = kind_of(cased, first, last)
    return Named(first, last, _name(cased, first, last), kind, doubt)


def _span(cased: Cased, one: Named) -> Span:
    final = cased.words[one.last - 1]
    return span_of(cased.text, cased.words[one.first].start, final.start + len(plain(final.text)))


def _name(cased: Cased, first: int, last: int) -> str:
    """The form to compare under: without legal forms, stops and commas, countries in full."""
    parts = [w.text for w in cased.words[first:last] if w.text not in (".", ",")]
    parts[-1] = plain(parts[-1])
    if parts[-3:] == ["A", "/", "S"]:
        parts[-3:] = ["A/S"]
    while len(parts) > 1 and parts[-1] in word_set("legal_suffixes.txt"):
        parts.pop()
    if len(parts) > 1 and parts[-1] in ("&", "and"):
        parts.pop()
    name = " ".join(parts)
    return aliases().get(name, name)
