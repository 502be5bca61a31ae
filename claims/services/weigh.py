"""Holds articles against claims: from nominated pairs to evidence, and from evidence to a verdict.

Everything here reads and computes; `filing.py` writes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from claims.domain.article import Article
from claims.domain.claim import Claim, ClaimDraft, TrackedClaim
from claims.domain.doubt import just_about
from claims.domain.evidence import Evidence, Fate, Judgement, Stance
from claims.domain.match import Candidate, Match
from claims.domain.reading import Reading
from claims.domain.review import Review
from claims.domain.schedule import next_check_at
from claims.domain.status import derive_status, origins_told
from claims.domain.verdict import MOST_NAMED, Policy, Verdict
from claims.extract import read
from claims.match import ABOUT, match_article, worth_a_look, worth_reading
from claims.services.desk import Desk
from claims.services.trails import Known, as_evidence
from claims.stance import STANCE_EXTRACTOR, judge

_UNDER_A_TITLE = 3  # sentences that are held against what the title brings up
_SAME_MATTER = 0.6  # match score from which a sentence is about the claim and little else


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an article says of the claims nominated for it.

    `repeats` names, by sentence number, the claim that the sentence states again; `answers` the claim
    that the sentence speaks for or against, and that is all it says.
    """

    judgements: tuple[Judgement, ...]
    repeats: Mapping[int, str]
    answers: Mapping[int, str]


@lru_cache(maxsize=100)
def read_article(article: Article) -> Reading:
    """The article's sentences with what was found in each; kept, since a re-check meets an article again and again."""
    return read(article.text, article.published.day, article.title)


def nominate_claims(desk: Desk, reading: Reading) -> tuple[list[tuple[int, str]], dict[str, TrackedClaim]]:
    """The claims each sentence may be about: (sentence number, claim id) pairs, and the claims by id.

    What the title brings up is held against the first sentences, which tell what it promises.
    """
    pairs = list(dict.fromkeys(worth_a_look(reading, _nominated(desk, reading))))
    return pairs, desk.store.claims({claim_id for _, claim_id in pairs})


def _nominated(desk: Desk, reading: Reading) -> Iterator[tuple[int, Candidate]]:
    sentences = len(reading.sentences)
    texts = [*(sentence.text for sentence in reading.sentences), reading.title]
    for number, candidates in enumerate(desk.index.nominate_claims(texts, desk.settings.candidates)):
        places = [number] if number < sentences else range(min(_UNDER_A_TITLE, sentences))
        yield from ((place, candidate) for candidate in candidates for place in places)


def weigh(
    article: Article, reading: Reading, pairs: Iterable[tuple[int, Claim]], policy: Policy | None = None
) -> Weighed:
    """What the article says of the claims it was paired with, best match first; the unrelated left out."""
    claims: dict[str, Claim] = {}
    listed: list[tuple[int, Claim]] = []
    for number, claim in pairs:
        claims[claim.id] = claim
        listed.append((number, claim))
    by_claim: dict[str, list[Match]] = defaultdict(list)
    for match in match_article(reading, listed):
        by_claim[match.claim_id].append(match)
    judgements = []
    repeats: dict[int, str] = {}
    answers: dict[int, str] = {}
    for claim_id, matches in by_claim.items():
        if not any(m.about for m in matches):
            continue
        judgement = judge(claims[claim_id], article, reading, matches, policy)
        if judgement.stance is Stance.UNRELATED:
            continue
        judgements.append(_with_match(judgement, matches, policy))
        repeats.update((m.sentence, claim_id) for m in matches if m.repeats)
        answers.update((m.sentence, claim_id) for m in matches if _answers(m, judgement, reading))
    judgements.sort(key=lambda j: -j.score)
    return Weighed(tuple(judgements), repeats, answers)


def _with_match(judgement: Judgement, matches: Sequence[Match], policy: Policy | None) -> Judgement:
    """The judgement with a word on the match, where the sentences are only just about the claim."""
    best = max(m.score for m in matches if m.about)
    near = just_about(best - ABOUT, policy or Policy())
    return judgement if near is None else replace(judgement, signals=(*judgement.signals, near))


def restated(draft: ClaimDraft, told_on: date | None, claims: Iterable[Claim]) -> list[Match]:
    """A claim of an article, by its own words alone, against claims on the ledger, best match first."""
    alone = read_alone(draft.text, told_on or date.min)
    return match_article(alone, [(number, claim) for claim in claims for number in range(len(alone.sentences))])


@lru_cache(maxsize=2_000)
def read_alone(text: str, told_on: date) -> Reading:
    """A claim's words as read by themselves; kept, since a claim is met again and again."""
    return read(text, told_on)


def denies(judgement: Judgement) -> bool:
    """Whether an article speaks against a claim without another amount or day for the same thing."""
    figures = (s for s in judgement.signals if s.name in ("amount", "when"))
    return judgement.stance is Stance.REFUTES and all(s.score >= 0 for s in figures)


def is_same_matter(match: Match) -> bool:
    """Whether a sentence is about the claim and little else."""
    return match.score >= _SAME_MATTER


def _answers(match: Match, judgement: Judgement, reading: Reading) -> bool:
    """Whether the sentence says yes or no to the claim, or relays it from another outlet, and nothing else.

    Such a sentence makes no claim of its own. One that gives another amount or day does: it refutes the claim
    with a statement that can be checked.
    """
    relays = judgement.relays is not None
    moved = judgement.fate is Fate.POSTPONED and judgement.moved_to is not None  # its successor says so
    said = {Stance.SUPPORTS: True, Stance.REFUTES: denies(judgement) or moved, Stance.DISCUSSES: relays}
    return (
        said[judgement.stance]
        and is_same_matter(match)
        and judgement.passage.overlaps(reading.sentences[match.sentence].span)
    )


def search_articles(desk: Desk, claim: Claim, now: datetime, limit: int) -> list[Evidence]:
    """New evidence on `claim` among the articles on file; those judged already are left alone.

    Only articles from the day of the claim on are read: earlier ones can decide nothing.
    """
    nominated = {c.id for c in desk.index.nominate_articles(claim.text, limit)}
    filed = desk.store.evidence_from(claim.id, nominated)
    told_at = {piece.article_id: piece.found_at for piece in filed}
    judged = {piece.article_id for piece in filed if piece.extractor == STANCE_EXTRACTOR}
    articles = desk.store.articles(nominated - judged - {claim.article_id or ""}, _first_day(claim))
    later = (a for a in articles.values() if not a.published.is_of_day_before(claim.claimed))
    found: list[Evidence] = []
    printings: set[str] = set()
    for article in sorted(later, key=lambda a: (a.published.day, a.id)):
        if article.printing in printings:  # what it says, the print before it has said
            continue
        printings.add(article.printing)
        if worth_reading(f"{article.title}\n{article.text}", claim.text):
            found += judge_article(desk, claim, article, now, found)
    return [replace(piece, found_at=told_at.get(piece.article_id, now)) for piece in found]


def _first_day(claim: Claim) -> date:
    """The first day of articles that may be later than a claim; of one told by the hour, where its day ends last."""
    day = claim.claimed.day
    return day if claim.claimed.at is None else day - min(timedelta(days=2), day - date.min)


def judge_article(
    desk: Desk, claim: Claim, article: Article, now: datetime, beside: Sequence[Evidence] = ()
) -> list[Evidence]:
    """What an article on file says of a claim, as evidence: one piece or none."""
    reading = read_article(article)
    pairs = [(number, claim) for number in range(len(reading.sentences))]
    judgements = weigh(article, reading, pairs, desk.settings.policy).judgements
    known = Known(desk, before=beside)
    return [as_evidence(desk, claim, article, judgement, now, known) for judgement in judgements]


def judge_again(desk: Desk, claim: Claim, filed: Sequence[Evidence], now: datetime) -> list[Evidence]:
    """The evidence on file for a claim that was reworded, judged by its new words.

    What no longer speaks of it stays on file as unrelated, so that nothing is lost.
    """
    articles = desk.store.articles({piece.article_id for piece in filed})
    again: list[Evidence] = []
    known = Known(desk, articles)
    for piece in filed:
        article = articles[piece.article_id]
        reading = read_article(article)
        pairs = [(number, claim) for number in range(len(reading.sentences))]
        judgements = weigh(article, reading, pairs, desk.settings.policy).judgements
        unrelated = replace(piece.judgement, stance=Stance.UNRELATED, retraction=False, fate=None, moved_to=None)
        told = judgements[0] if judgements else unrelated
        judged = as_evidence(desk, claim, article, told, now, known, anew=True)
        again.append(replace(judged, id=piece.id, found_at=piece.found_at))
        known.before.add(again[-1])
    return again


def merge_evidence(filed: Iterable[Evidence], found: Iterable[Evidence]) -> list[Evidence]:
    """What is on file, with `found` added and in place of older judgements of the same articles."""
    return list(({e.article_id: e for e in filed} | {e.article_id: e for e in found}).values())


def settle(
    tracked: TrackedClaim,
    evidence: Sequence[Evidence],
    reviews: Sequence[Review],
    policy: Policy,
    now: datetime,
    filed: int | None = None,
    further: Mapping[Stance, int] = MappingProxyType({}),
) -> TrackedClaim:
    """The claim as it stands at `now`: verdict, what the check found, and when it is due again.

    `evidence` is all of it, or what of it tells (see Store.telling_evidence); `filed` counts all then, and `further`
    the origins that are not told.
    """
    verdict = derive_status(tracked.claim, evidence, reviews, policy, now, further=further)
    return replace(
        tracked,
        verdict=verdict,
        last_checked_at=now,
        last_check_found=_found_in_words(len(evidence) if filed is None else filed, verdict),
        next_check_at=next_check_at(tracked.claim, verdict, policy, now),
    )


def told_by(
    desk: Desk, claim: Claim, reviews: Sequence[Review], now: datetime, found: Sequence[Evidence] = ()
) -> tuple[list[Evidence], Mapping[Stance, int]]:
    """As much of a claim's evidence as its status at an instant, which may lie back, can depend on; `found` included.

    And how many origins take each side beside. What tells is found among what counts today: where an article was
    withdrawn that may be less than counted then, and all of it is read.
    """
    if desk.store.has_withdrawn_evidence(claim.id):
        return merge_evidence(desk.store.evidence(claim.id), found), {}
    evidence = merge_evidence(desk.store.telling_evidence(claim, now), found)
    return evidence, further_origins(desk, claim, evidence, reviews, now)


def further_origins(
    desk: Desk, claim: Claim, telling: Sequence[Evidence], reviews: Sequence[Review], now: datetime
) -> Mapping[Stance, int]:
    """How many origins take each side on the record beside those of the evidence that tells."""
    if len(telling) <= MOST_NAMED:
        return {}
    return desk.store.further_origins(claim, now, origins_told(claim, telling, reviews, now))


def _found_in_words(filed: int, verdict: Verdict) -> str:
    if not filed:
        return "Looked, and nothing on file speaks of it."
    articles = "1 article speaks" if filed == 1 else f"{filed} articles speak"
    return (
        f"{articles} of it; {verdict.supports} independent origin{'s'[: verdict.supports != 1]} for it, "
        f"{verdict.refutes} against."
    )
