"""What a claim says, taken apart once for all its comparisons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.compare.amounts import Amount, amounts_of
from claims.compare.claim_names import Name, names_in, stop_words
from claims.compare.clauses import PREPOSITION
from claims.compare.frames import Frame, Parsed, parse
from claims.compare.lexicon import data_lines, word_class
from claims.compare.main_frame import main_frame
from claims.compare.names import aliases_of, name_parts
from claims.compare.words import Word, stem
from claims.domain.claim import Claim, Kind
from claims.domain.mention import DateMention

_ROOT_CHARS = 4
_REASON = word_class("reason")
_RELATIVE = word_class("relative")
_UNITS = word_class("unit")
_PARTY = word_class("party")
_TELLING = frozenset({"saying", "denial", "affirming"})
_REGIONS = word_class("region")
_FORMS = frozenset(data_lines("company_forms.txt"))
_PARTICLES = word_class("particle")
_BEING = frozenset({"=be"})
_GIVING_WITH = frozenset({"deliver"})  # "supplies somebody with something"
_ENDING_OBJECT = (PREPOSITION - {"of"}) | {","}
_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "to", "from", "into", "between", "outside", "across", "inside", "off"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSide:
    """A claim as compared.

    Where the text names nobody ("the deal is worth ..."), the actors are `implied`: the claim's entities, which are
    those of the text that it was taken from; what part each has in the deed is not known then.

    `frame` is its main action, None where it tells of none, and `sign` -1 where the claim denies it.
    `actors` are the names of who acts (of who undergoes it, where `actors_undergo`: a passive without
    an agent), `places` names in a role of place, `others` the rest. `heads` are the stems of words
    that name the subject, `keys` those of what is acted on, `thing` those of them that are its direct
    object, `named_nouns` by name the nouns that it goes before ("furnace" in "its Ashby furnace"),
    `callings` by name what it is called before it ("the valve maker Drossel"). `roots` are
    beginnings of words by which a text can be passed over quickly.
    """

    claim: Claim
    parsed: Parsed
    frame: Frame | None
    sign: int
    actors: tuple[Name, ...]
    implied: bool
    others: tuple[Name, ...]
    places: tuple[Name, ...]
    actors_undergo: bool
    heads: frozenset[str]
    keys: frozenset[str]
    thing: frozenset[str]
    named_nouns: Mapping[str, str]
    callings: Mapping[str, frozenset[str]]
    amounts: tuple[Amount, ...]
    dates: tuple[DateMention, ...]
    roots: tuple[str, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """All names, those of the subject first."""
        return (*self.actors, *self.others)


@lru_cache(maxsize=512)
def claim_side(claim: Claim) -> ClaimSide:
    """Take a claim apart. Pure; kept because one claim meets all sentences of an article."""
    parsed = _parsed(claim)
    frame = main_frame(parsed)
    if frame is not None and claim.kind is Kind.STATISTIC and frame.classes == _BEING:
        frame = replace(frame, classes=_BEING | {"level"})  # "turnout was 64 %": it reached that
    aside = _aside(parsed, frame) | _teller(parsed, frame)
    named = tuple(names_in(claim, parsed, frame))
    names = tuple(n for n in named if n.first not in aside)
    pivot = frame.at if frame is not None else len(parsed.words)
    places = tuple(n for n in names if n.preposition in _PLACE_PREPOSITIONS and not n.called)
    agents = tuple(n for n in names if frame is not None and frame.passive and n.first in frame.subject)
    actors = agents or tuple(n for n in names if n.first < pivot and n not in places)
    implied = not named
    if implied:
        actors = tuple(Name(entity, -1, -1, None) for entity in claim.entities)
    heads, keys, thing = _content(claim, parsed, frame, names, aside)
    return ClaimSide(
        claim=claim,
        parsed=parsed,
        frame=frame,
        sign=frame.sign if frame is not None else 1,
        actors=actors,
        implied=implied,
        others=tuple(n for n in names if n not in actors and n not in places),
        places=places,
        actors_undergo=frame is not None and frame.passive and not agents,
        heads=heads,
        keys=keys,
        thing=thing,
        named_nouns=_named_nouns(parsed, names, keys),
        callings={name.text: _calling(parsed, name, frame) & keys for name in names},
        amounts=amounts_of(claim.quantities, parsed),
        dates=claim.dates,
        roots=_roots(names or actors, heads, keys),
    )


def _parsed(claim: Claim) -> Parsed:
    """The claim's words; those of a headline ("To Sell Its Mill") with capitals in names alone."""
    parsed = parse(claim.text)
    verb = next((f for f in parsed.frames if not f.is_noun and f.at and parsed.words[f.at].capital), None)
    if verb is None:
        return parsed
    told = parsed.words[verb.at].text
    named = {part for entity in claim.entities if told not in entity for part in name_parts(entity)}
    text = list(claim.text)
    for word in parsed.words[1:]:
        if word.capital and word.low not in named:
            text[word.start : word.end] = claim.text[word.start : word.end].lower()
    return parse("".join(text))


def _aside(parsed: Parsed, frame: Frame | None) -> frozenset[int]:
    """The words of ", which makes cameras," where the claim's action stands outside: they say nothing of it."""
    words = parsed.words
    found: set[int] = set()
    for i in range(1, len(words)):
        if words[i].low in _RELATIVE and words[i - 1].low == "," and i not in found:
            end = next((k for k in range(i + 1, len(words)) if words[k].low == ","), len(words))
            found.update(range(i, end))
    return frozenset(found) if frame is not None and frame.at not in found else frozenset()


def _teller(parsed: Parsed, frame: Frame | None) -> frozenset[int]:
    """The words of "a study found that" before a deed with a subject of its own: who tells it has no part in it."""
    if frame is None or frame.is_noun or frame.passive or not frame.subject.start:
        return frozenset()
    told = any(g.kind in _TELLING and g.end <= frame.subject.start for g in parsed.governors)
    own = any(_says_who(parsed.words[i]) for i in frame.subject)
    return frozenset(range(frame.subject.start)) if told and own else frozenset()


def _says_who(word: Word) -> bool:
    return word.is_word and word.low not in stop_words() and word.low not in _PARTY and not word.low.endswith("ly")


def _calling(parsed: Parsed, name: Name, frame: Frame | None) -> frozenset[str]:
    """The stems of the words right before a name that say what it is: "the Dutch cheese maker Kaasland"."""
    found = set()
    for i in range(name.first - 1, -1, -1):
        word = parsed.words[i]
        if not word.is_word or word.low in stop_words() or (frame is not None and i in frame.parts):
            break
        found.add(word.stem)
    return frozenset(found)


def _named_nouns(parsed: Parsed, names: tuple[Name, ...], keys: frozenset[str]) -> Mapping[str, str]:
    """The last of the telling words that follow a name directly, by that name."""
    found = {}
    for name in names:
        noun = None
        for word in parsed.words[name.last + 1 :]:
            if word.stem not in keys or word.low in _REGIONS or word.low.endswith("ing"):
                break
            noun = word.stem
        if noun is not None:
            found[name.text] = noun
    return found


def _roots(names: tuple[Name, ...], heads: frozenset[str], keys: frozenset[str]) -> tuple[str, ...]:
    """Beginnings of words, lower case, one of which stands in every sentence about the claim or before it."""
    parts = {part for n in names for part in name_parts(n.text)}
    acronyms = {"".join(p[0] for p in name_parts(n.text)) for n in names if len(name_parts(n.text)) > 2}
    aliases = {alias for n in names for alias in aliases_of(n.text)}
    short = {w[:_ROOT_CHARS] for w in (*parts, *heads, *keys)}
    return tuple(sorted(short | acronyms | aliases))


def _content(
    claim: Claim, parsed: Parsed, frame: Frame | None, names: tuple[Name, ...], aside: frozenset[int]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The stems naming the subject, those of what is acted on, and those of the direct object among them.

    What follows "over", "after" and the like gives a reason and not the thing.
    """
    passed = _skipped_words(claim, parsed, frame) | aside | _name_words(parsed, names)
    telling = [
        i
        for i, w in enumerate(parsed.words)
        if w.is_word and i not in passed and w.low not in stop_words() and not w.low.isdigit()
    ]
    pivot = frame.at if frame is not None and not frame.passive else 0
    given_with = {"with"} if frame is not None and frame.classes & _GIVING_WITH else set()
    reasons, endings = _REASON - given_with, _ENDING_OBJECT - given_with
    reason = next((i for i in range(pivot + 1, len(parsed.words)) if parsed.words[i].low in reasons), len(parsed.words))
    heads = frozenset(parsed.words[i].stem for i in telling if i < pivot)
    keys = frozenset(parsed.words[i].stem for i in telling if pivot <= i < reason)
    end = next((i for i in range(pivot + 1, reason) if parsed.words[i].low in endings), reason)
    thing = frozenset(parsed.words[i].stem for i in telling if pivot <= i < end) if pivot else frozenset()
    in_thing = any(pivot < n.first < end and n.preposition != "of" for n in names)
    if not keys:
        # "Solvane's tablet sales rose" is about sales; in "the painter Ada Lind won" the name says it all.
        named = max((n.last for n in names if n.last < pivot and n.preposition != "of"), default=-1)
        keys = frozenset(parsed.words[i].stem for i in telling if named < i < pivot)
    if not keys and not heads and not names[1:]:
        keys = frozenset(parsed.words[i].stem for i in telling)  # "thirty were hurt when a tram derailed"
    return heads, keys, frozenset() if in_thing else thing


def _name_words(parsed: Parsed, names: tuple[Name, ...]) -> set[int]:
    """Where the names stand, with the legal form behind them."""
    words = parsed.words
    found = {i for n in names for i in range(n.first, n.last + 1)}
    return found | {n.last + 1 for n in names if n.last + 1 < len(words) and words[n.last + 1].low in _FORMS}


def _skipped_words(claim: Claim, parsed: Parsed, frame: Frame | None) -> set[int]:
    spans = [q.span for q in claim.quantities] + [d.span for d in claim.dates]
    skipped = {i for i, w in enumerate(parsed.words) if any(s.start < w.end and w.start < s.end for s in spans)}
    for quantity in claim.quantities:
        # The thing counted stays what the claim is about: "three flats" is about flats.
        counted = quantity.unit.islower() and not _UNITS & set(quantity.unit.split())
        things = {stem(word) for word in quantity.unit.split()} if counted else set()
        skipped -= {i for i in skipped if parsed.words[i].stem in things}
    skipped.update(i for g in parsed.governors for i in range(g.start, g.end))
    if frame is not None:
        skipped |= frame.parts | _qualifying(parsed, frame)
    return skipped


def _qualifying(parsed: Parsed, frame: Frame) -> set[int]:
    """What only qualifies a noun that makes the deed: "specific" in "make a more specific announcement"."""
    last = max(frame.parts, default=frame.at)
    if last <= frame.at or parsed.words[last].low in PREPOSITION or parsed.words[last].low in _PARTICLES:
        return set()
    return set(range(frame.at, last))
