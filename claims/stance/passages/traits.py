"""The traits by which a passage is weighed: numbers read off the comparison of a claim with its sentences.

`GROUPS` lists them group by group, each a function of a `Pair` with a word for people. A new trait is a new entry of
what a function returns; `python -m training.passages` then learns what it is worth.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from claims.compare.alignment import Aligned, Alignment, Part, Sort, is_telling, preposition_before, sort_of
from claims.compare.clauses import BE
from claims.compare.conditions import Finding, Relation
from claims.compare.frames import Parsed
from claims.compare.lexicon import word_class
from claims.compare.moods import Mood
from claims.domain.claim import Kind
from claims.domain.evidence import Stance, Strength
from claims.stance.lexicon import word_lists
from claims.stance.passages.clauses import clause_traits
from claims.stance.passages.pairs import Pair
from claims.stance.voices import Voice

Traits = Mapping[str, float]

_FINDING = {Finding.AGREES: 1.0, Finding.DIFFERS: -1.0, Finding.UNKNOWN: 0.0}
_GOVERNORS = (
    "affirming", "cancelling", "condition", "denial", "failure", "false", "guess", "negation", "no_comment", "pending",
    "planning", "possibility", "rumour", "saying",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND = 4  # words on either side of those that say the claim
_MOST = 3.0  # of a count, from which on more say nothing
_BETWEEN = (frozenset({"from", "to"}), frozenset({"from", "for"}), frozenset({"to", "by"}))
_MONTHS = frozenset(word_class("month"))


def traits_of(pair: Pair) -> Traits:
    """All traits of a pair, by name."""
    found: dict[str, float] = {}
    for group, _, made in GROUPS:
        found |= {f"{group} {name}": value for name, value in made(pair).items()}
    return found


def _words(pair: Pair) -> Traits:
    """How much of the claim is said, in the best sentence and in all of them."""
    everywhere = _anywhere(pair.alignments)
    found = {"said": pair.alignment.coverage, "said anywhere": _mean(everywhere)}
    for sort in Sort:
        mine = [w for w in pair.alignment.words if w.sort is sort]
        anywhere = [d for w, d in zip(pair.alignment.words, everywhere, strict=True) if w.sort is sort]
        found |= {
            f"{sort}s said": _mean([w.degree for w in mine]),
            f"{sort}s said anywhere": _mean(anywhere),
            f"{sort}s missing": float(sum(not w.said for w in mine)),
            f"{sort}s missing everywhere": float(sum(degree < _SAID_BARELY for degree in anywhere)),
            f"least said {sort}": min((w.degree for w in mine), default=-1.0),
        }
    return found


_SAID_BARELY = 0.5


def _others(pair: Pair) -> Traits:
    """What the best sentence says beside the claim, most of all where something of the claim is missing."""
    unclaimed = [sort_of(pair.told.words, i) for i in pair.alignment.unclaimed]
    extra = {sort: float(unclaimed.count(sort)) for sort in Sort}
    missing = {sort: any(w.sort is sort and not w.said for w in pair.alignment.words) for sort in Sort}
    telling = sum(map(is_telling, pair.told.words))
    return {
        **{f"other {sort}s": count for sort, count in extra.items()},
        "share of the sentence": 1 - len(unclaimed) / max(1, telling),
        "another name in place": float(missing[Sort.NAME] and extra[Sort.NAME] > 0),
        "another figure in place": float(missing[Sort.FIGURE] and extra[Sort.FIGURE] > 0),
        "words of claim": float(len(pair.alignment.words)),
        "words of sentence": float(telling),
        "sentences": float(len(pair.views)),
        "opposites": float(sum(0 < w.degree < _SAID_BARELY + 0.1 for w in pair.alignment.words)),
    }


def _order(pair: Pair) -> Traits:
    """Who stands where: parts of the claim, the side of the deed, prepositions, the order of names."""
    found: dict[str, float] = {}
    for part in Part:
        mine = [w.degree for w in pair.alignment.words if w.part is part]
        found |= {f"{part} said": _mean(mine), f"least of {part}": min(mine, default=-1.0)}
    said = [w for w in pair.alignment.words if w.degree == 1.0]
    names = [w for w in said if w.sort is Sort.NAME]
    return {
        **found,
        **_sides(pair, names),
        **_prepositions(pair, names),
        "longest run": _longest_run(pair.side.parsed, pair.told),
        "turned words": _turned([w.at for w in said]),
        "turned names": _turned([w.at for w in names]),
    }


def _longest_run(claim: Parsed, told: Parsed) -> float:
    """The longest run of the claim's words, function words included, that stands in the sentence as it is."""
    mine, theirs = ([w.stem for w in parsed.words if w.is_word] for parsed in (claim, told))
    longest = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match().size
    return longest / max(1, len(mine))


def _sides(pair: Pair, names: Sequence[Aligned]) -> Traits:
    deed = next((w for w in pair.alignment.words if w.part is Part.DEED and w.said and w.at is not None), None)
    if deed is None or deed.at is None:
        return {"same side": 0.0, "other side": 0.0, "passive": 0.0, "by": 0.0}
    words, at = pair.told.words, deed.at
    same = [(w.claimed < deed.claimed) == (w.at is not None and w.at < at) for w in names]
    return {
        "same side": float(sum(same)),
        "other side": float(len(same) - sum(same)),
        "passive": float(any(w.low in BE for w in words[max(0, at - _AROUND) : at])),
        "by": float(any(w.low == "by" for w in words[at + 1 : at + 2 * _AROUND])),
    }


def _prepositions(pair: Pair, names: Sequence[Aligned]) -> Traits:
    pairs = [
        (preposition_before(pair.side.parsed.words, w.claimed), preposition_before(pair.told.words, w.at))
        for w in names
        if w.at is not None
    ]
    return {
        "same preposition": float(sum(a == b for a, b in pairs)),
        "other preposition": float(sum(a != b for a, b in pairs)),
        "opposite preposition": float(any({a, b} in _BETWEEN for a, b in pairs)),
    }


def _turned(places: Sequence[int | None]) -> float:
    """The share of pairs that stand in the other order; -1 where there are none."""
    known = [place for place in places if place is not None]
    pairs = [(a, b) for i, a in enumerate(known) for b in known[i + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs) if pairs else -1.0


def _times(pair: Pair) -> Traits:
    """Years and months that the claim does not have, and how long after it the passage was told."""
    mine, theirs = set(_YEAR.findall(pair.side.claim.text)), set(_YEAR.findall(_text(pair)))
    near = {str(pair.claim.claimed.day.year), str(pair.told_on.year)}
    my_months, their_months = _months(pair.side.parsed), _months(pair.told)
    return {
        "another year": float(bool(theirs - mine - near)),
        "claim's year missing": float(bool(mine) and mine.isdisjoint(theirs)),
        "another month": float(bool(my_months and their_months) and my_months.isdisjoint(their_months)),
        "same month": float(not my_months.isdisjoint(their_months)),
        "days later": float(min(400, max(-1, (pair.told_on - pair.claim.claimed.day).days))),
        "deadline": float(pair.claim.deadline is not None),
    }


def _text(pair: Pair) -> str:
    return pair.views[pair.best].sentence.text


def _months(parsed: Parsed) -> set[str]:
    return {w.low for w in parsed.words if w.capital and w.low in _MONTHS}


def _whether(pair: Pair) -> Traits:
    """Words that turn, hedge or open: near what says the claim, elsewhere, and in the claim."""
    lists, words = word_lists("turning.txt"), pair.told.words
    places = [w.at for w in pair.alignment.words if w.at is not None and w.degree >= _SAID_BARELY]
    near = range(min(places, default=0) - _AROUND, max(places, default=0) + _AROUND + 1)
    found: dict[str, float] = {}
    for name, listed in lists.items():
        here = [i in near for i, w in enumerate(words) if w.low in listed]
        found[f"{name} near"] = float(sum(here))
        found[f"{name} beside"] = float(len(here) - sum(here))
        found[f"{name} in claim"] = float(sum(w.low in listed for w in pair.side.parsed.words))
    for kind in _GOVERNORS:
        found[kind] = float(pair.told.has(kind))
        found[f"{kind} anywhere"] = float(any(view.comparison.parsed.has(kind) for view in pair.views))
        found[f"{kind} in claim"] = float(pair.side.parsed.has(kind))
    return found | {"question": float(any(view.comparison.parsed.question for view in pair.views))}


def _conditions(pair: Pair) -> Traits:
    """The truth conditions of the best sentence, and the most and the least that any sentence finds in each."""
    found: dict[str, float] = {}
    for condition in pair.comparison.conditions:
        every = [_FINDING[c.finding] for v in pair.views for c in v.comparison.conditions if c.name == condition.name]
        found |= {
            condition.name: _FINDING[condition.finding],
            f"{condition.name} by weight": condition.weight * _FINDING[condition.finding],
            f"{condition.name} at most": max(every),
            f"{condition.name} at least": min(every),
        }
    return found


def _deed(pair: Pair) -> Traits:
    """The deed that the best sentence tells, how it relates to the claim's, and on whose word."""
    best, c, speech = pair.views[pair.best], pair.comparison, pair.views[pair.best].speech
    signs = [view.comparison.sign for view in pair.views]
    return {
        **{f"relation {relation}": float(c.relation is relation) for relation in Relation},
        **{f"voice {voice}": float(speech.voice is voice) for voice in Voice},
        **{f"mood {mood}": float(c.frame is not None and c.frame.mood is mood) for mood in Mood},
        **{f"claim is {kind}": float(pair.claim.kind is kind) for kind in Kind},
        **{f"rules find {stance}": float(best.stance is stance) for stance in Stance},
        **{f"rules find {stance} anywhere": float(any(v.stance is stance for v in pair.views)) for stance in Stance},
        **{f"word is {strength}": float(best.strength is strength) for strength in Strength},
        "sign": float(c.sign),
        "sign at most": float(max(signs)),
        "sign at least": float(min(signs)),
        "noun": float(c.frame is not None and c.frame.is_noun),
        "hedged": float(c.hedged),
        "pending": float(c.pending),
        "doubt": float(c.doubt is not None),
        "other claim": float(c.other_claim),
        "moved": float(c.moved_to is not None),
        "rejected": float(c.rejected_amount or c.rejected_name),
    }


GROUPS: tuple[tuple[str, str, Callable[[Pair], Traits]], ...] = (
    ("words", "how much of the claim is said", _words),
    ("others", "what is said beside it", _others),
    ("order", "who stands where", _order),
    ("clause", "what the deed's own clause tells", clause_traits),
    ("times", "the times told", _times),
    ("whether", "words that deny, hedge or leave open", _whether),
    ("conditions", "the truth conditions", _conditions),
    ("deed", "the deed and whose word it is", _deed),
)


def _anywhere(alignments: Sequence[Alignment]) -> list[float]:
    """For each word of the claim the degree to which some sentence says it."""
    return [max(degrees) for degrees in zip(*_degrees(alignments), strict=True)]


def _degrees(alignments: Sequence[Alignment]) -> Iterator[list[float]]:
    for alignment in alignments:
        yield [word.degree for word in alignment.words]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else -1.0
