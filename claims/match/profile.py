"""What of a text takes part in matching: its telling stems, names, actions, numbers and turns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.compare.lexicon import actions
from claims.compare.names import name_parts
from claims.compare.words import stem
from claims.match.words import is_measure, is_ordinary, telling_stems, tokens, turn_of, weight_of

_PARTNER_REACH = 8  # words between a verb and the particle or object that makes its sense
_TITLE_CASE = 0.7  # share of capitalised words from which on capitals mark no names
_NAME_WEIGHT = 0.8
_NEGATED = ("n't", "n’t")
_WILL_NOT = frozenset({"won't", "won’t", "shan't", "shan’t"})
_NAME_LINKS = frozenset({"&", "de", "der", "van", "von", "al"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A text as matching sees it.

    `stems` are the telling ones in order, `weights` says how telling each is. `names` are runs of
    capitalised words and known entities; `own` the weights of the words in no name. `actions` maps a
    class of claims/compare to the stem that tells it; `numbers` are numerals without separators;
    `turns` what turns a statement: "not", "will", "open" (may, if, reportedly), "question".
    """

    text: str
    stems: tuple[str, ...]
    weights: Mapping[str, float]
    names: tuple[str, ...]
    own: Mapping[str, float]
    actions: Mapping[str, str]
    numbers: frozenset[str]
    turns: frozenset[str]


@lru_cache(maxsize=4_000)
def profile_of(text: str, entities: tuple[str, ...] = ()) -> Profile:
    """The profile of `text`; `entities` are names known to be in it beside those its capitals show."""
    words = tokens(text)
    names = _names([*_capital_runs(words), *entities])
    in_names = {s for name in names for s in telling_stems(name)}
    stems = telling_stems(text)
    weights = {s: max(weight_of(s), _NAME_WEIGHT) if s in in_names else weight_of(s) for s in stems}
    return Profile(
        text=text,
        stems=stems,
        weights=weights,
        names=names,
        own={s: weight for s, weight in weights.items() if s not in in_names},
        actions=dict(_actions(words, in_names)),
        numbers=frozenset(_numeral(word) for word in words if word[0].isdigit()),
        turns=frozenset(_turns(words)),
    )


def _names(found: Iterable[str]) -> tuple[str, ...]:
    by_parts = {frozenset(name_parts(name)): name for name in found}
    # A name inside a longer one of the same text says nothing more.
    return tuple(name for parts, name in by_parts.items() if not any(parts < other for other in by_parts))


def _capital_runs(words: Sequence[str]) -> Iterator[str]:
    """The runs of words whose capitals mark a name, links such as "&" between them included."""
    letters = [word for word in words if word[0].isalpha()]
    title_case = len(letters) > 3 and sum(w[0].isupper() for w in letters) >= _TITLE_CASE * len(letters)
    start, end = None, 0
    for at, word in enumerate(words):
        if word[0].isupper() and not _is_plain(word.lower(), at == 0 or title_case):
            start, end = at if start is None else start, at + 1
        elif start is not None and word not in _NAME_LINKS:
            yield " ".join(words[start:end])
            start = None
    if start is not None:
        yield " ".join(words[start:end])


def _is_plain(word: str, any_capital: bool) -> bool:
    """Whether the capital of a lower-cased word marks no name: in dates, headlines, at the start of a sentence."""
    root = stem(word)
    return is_measure(word) or not weight_of(root) or word == "i" or (any_capital and is_ordinary(root))


def _actions(words: Sequence[str], in_names: set[str]) -> Iterator[tuple[str, str]]:
    entries = actions().entries
    for position, word in enumerate(words):
        low = word.lower()
        for entry in entries.get(low, ()):
            if word[0].isupper() and stem(low) in in_names:
                continue
            after = [w.lower() for w in words[position + 1 : position + 1 + _PARTNER_REACH]]
            if entry.partner is None or any(entry.partner in (w, stem(w)) for w in after):
                yield entry.name, stem(low)


def _turns(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        low = word.lower()
        turn = "not" if low.endswith(_NEGATED) else turn_of(low)
        if turn is not None:
            yield turn
        if low in _WILL_NOT:
            yield "will"
    if words and words[-1] == "?":
        yield "question"


def _numeral(word: str) -> str:
    """A numeral without separators and without what is written onto it: "1,500" and "1500", "5bn" and "5"."""
    digits = word.replace(",", "")
    end = next((i for i, c in enumerate(digits) if not (c.isdigit() or c == ".")), len(digits))
    return digits[:end].rstrip(".")
