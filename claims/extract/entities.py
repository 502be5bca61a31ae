"""Names of organisations, people, places and products, found by their capitals and by word lists."""

from collections.abc import Sequence

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
    borne_by = bearers(cased, named)
    forms = _forms(cased, named, borne_by)
    surest: dict[str, Named] = {}
    for one, bearer in zip(named, borne_by, strict=True):
        if one.doubt < surest.setdefault(bearer, one).doubt:
            surest[bearer] = one
    return tuple(
        Entity(_span(cased, one), one.name, surest[bearer].kind, bearer, forms[bearer])
        for one, bearer in zip(named, borne_by, strict=True)
    )


def _named(cased: Cased, first: int, last: int) -> Named:
    doubt, kind = kind_of(cased, first, last)
    return Named(first, last, _name(cased, first, last), kind, doubt)


def _forms(cased: Cased, named: Sequence[Named], borne_by: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    """Where the text speaks of each bearer, by name or by description."""
    found: dict[str, list[Span]] = {}
    for one, bearer in zip(named, borne_by, strict=True):
        found.setdefault(bearer, []).append(_span(cased, one))
    for told in descriptions(cased, named, borne_by):
        span = span_of(cased.text, cased.words[told.first].start, cased.words[told.last - 1].end)
        found[told.bearer].append(span)
    return {bearer: tuple(sorted(spans, key=lambda span: span.start)) for bearer, spans in found.items()}


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
