"""Which claims of an article are on the ledger already: told again, in whatever words, or in a variant.

Everything here reads and computes; `filing.py` writes.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.domain.article import Article
from claims.domain.claim import Claim, ClaimDraft, TrackedClaim, claim_id
from claims.domain.condition import Condition
from claims.domain.match import Match
from claims.domain.reading import Reading
from claims.extract import EXTRACTOR, find_claims
from claims.match import Likeness, Told, likeness
from claims.services.desk import Desk
from claims.services.standing import standing
from claims.services.weigh import Weighed, denies, is_same_matter, read_alone, restated

Differing = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A claim that an article makes.

    `claim_id` is the one on the ledger that it states again. Without one, `answers` says that it only speaks for or
    against one there; `variants` are those from which it differs in the conditions beside them.
    """

    draft: ClaimDraft
    claim_id: str | None = None
    answers: bool = False
    variants: tuple[tuple[str, Differing], ...] = ()


def find_sightings(
    desk: Desk,
    article: Article,
    reading: Reading,
    pairs: Sequence[tuple[int, str]],
    weighed: Weighed,
    known: Mapping[str, TrackedClaim],
) -> list[Sighting]:
    """The claims of an article in their order, each with what it has to do with those nominated for its sentence.

    `pairs` are (number of the sentence, id of the claim), `known` those that are on the ledger.
    """
    nominated = _nominated(desk, pairs, weighed, known)
    found = [
        _by_conditions(sighting, claim_of(sighting.draft, article), nominated[number])
        for number, sighting in _by_wording(reading, pairs, weighed, known)
    ]
    return [replace(each, answers=False) if _says_more(desk, each) else each for each in found]


def _says_more(desk: Desk, sighting: Sighting) -> bool:
    """Whether an answer is a claim of its own too: another amount or day, unless a successor holds that day."""
    varied = desk.store.claims([known_id for known_id, _ in sighting.variants]) if sighting.answers else {}
    return bool(varied) and all(tracked.claim.successor_id is None for tracked in varied.values())


def claim_of(draft: ClaimDraft, article: Article) -> Claim:
    """The claim that an article makes by a draft."""
    return Claim(
        id=claim_id(draft.text, article.published, article.publisher),
        text=draft.text,
        kind=draft.kind,
        claimed=article.published,
        original=draft.original,
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
        publisher=article.publisher,
        url=article.canonical_url or article.url,
        title=article.title or None,
        article_id=article.id,
        extractor=EXTRACTOR,
    )


def told(claim: Claim) -> Told:
    """A claim with the reading of its words alone."""
    return Told(claim, read_alone(claim.text, claim.claimed.day))


def _nominated(
    desk: Desk, pairs: Sequence[tuple[int, str]], weighed: Weighed, known: Mapping[str, TrackedClaim]
) -> Mapping[int, Mapping[str, Claim]]:
    """By sentence, the claims that it may tell again, by the ids under which they stand now.

    Of the claims on the ledger, those that the article speaks of and does not deny. One that was merged is known by
    its own words, and goes by the id of that which stands for it.
    """
    spoken_of = {judgement.claim_id for judgement in weighed.judgements if not denies(judgement)}
    off = {nominee for _, nominee in pairs if nominee not in known}
    merged = desk.store.merged_claims(off) if off else {}
    found: dict[int, dict[str, Claim]] = defaultdict(dict)
    for number, nominee in pairs:
        if nominee in spoken_of:
            found[number][nominee] = known[nominee].claim
        elif nominee in merged:
            found[number].setdefault(standing(desk, nominee).claim.id, merged[nominee].claim)
    return found


def _by_wording(
    reading: Reading, pairs: Iterable[tuple[int, str]], weighed: Weighed, known: Mapping[str, TrackedClaim]
) -> Iterator[tuple[int, Sighting]]:
    """The claims with the numbers of their sentences; with those they tell again in nearly the same words.

    What a sentence says again, its only claim says again. Of several claims in one sentence, each is held against
    the ledger by its own words; so is one whose words name what the sentence only points to.
    """
    drafts = find_claims(reading)
    nominated: dict[int, list[Claim]] = defaultdict(list)
    for number, nominee in pairs:
        if nominee in known:
            nominated[number].append(known[nominee].claim)
    places = [_sentence_of(draft, reading) for draft in drafts]
    several = {number for number, count in Counter(places).items() if count > 1}
    alone: list[list[Match]] = [
        restated(draft, reading.told_on, nominated[number]) if number in several or draft.original is not None else []
        for draft, number in zip(drafts, places, strict=True)
    ]
    by_parts = {(number, m.claim_id) for number, own in zip(places, alone, strict=True) for m in own if m.repeats}
    for draft, number, own in zip(drafts, places, alone, strict=True):
        repeated = next((m.claim_id for m in own if m.repeats), None)
        whole, answered = weighed.repeats.get(number), weighed.answers.get(number)
        if repeated is None and (number, whole) not in by_parts:
            repeated = whole
        if number in several and answered not in {m.claim_id for m in own if is_same_matter(m)}:
            answered = None
        yield number, Sighting(draft, repeated, answers=repeated is None and answered is not None)


def _sentence_of(draft: ClaimDraft, reading: Reading) -> int:
    """The number of the sentence in which a draft begins."""
    return bisect_right(reading.sentences, draft.span.start, key=lambda s: s.span.start) - 1


def _by_conditions(sighting: Sighting, claim: Claim, nominated: Mapping[str, Claim]) -> Sighting:
    """The sighting by truth conditions too: other words for the same claim, or the same words for another.

    "Next month" told again a month later is another day.
    """
    again = sighting.claim_id
    if again is not None and (again not in nominated or not claim.dates or _on_the_same_day(nominated[again], claim)):
        return sighting
    variants = []
    for other_id, other in nominated.items():
        alike, differing = likeness(told(other), told(claim))
        if alike is Likeness.SAME:
            return Sighting(sighting.draft, other_id)
        if alike is Likeness.VARIANT:
            variants.append((other_id, differing))
    return replace(sighting, claim_id=None, variants=tuple(variants))


def _on_the_same_day(one: Claim, other: Claim) -> bool:
    _, differing = likeness(told(one), told(other))
    return all(condition.name != "when" for condition in differing)
