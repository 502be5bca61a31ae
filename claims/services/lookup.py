"""Questions about a text that leave nothing behind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from claims.domain.article import Article, DatedBy, Page, article_id
from claims.domain.claim import ClaimDraft, TrackedClaim
from claims.domain.evidence import Judgement
from claims.domain.match import Candidate, Match
from claims.domain.mention import DateMention, Quantity
from claims.domain.moment import Moment, moment_of
from claims.domain.reading import Reading
from claims.domain.text import Span
from claims.extract import by_worth, find_claims
from claims.intake import read_text
from claims.match import conditions_of, nearest_of
from claims.services.desk import Desk
from claims.services.ingest import limits_of
from claims.services.weigh import nominate_claims, read_alone, read_article, weigh

_OF_WHOLE = 50  # claims that a text as a whole brings up, for the ranking to order
_OF_SENTENCES = 50  # beside those, of what its sentences bring up
_HARDLY = 0.001  # a score below which a text is not about a claim
_MISSED = 0.8  # of the least score by words, for a claim that only a sentence brought up


def extract_claims(desk: Desk, text: str, title: str = "", published: Moment | None = None) -> list[ClaimDraft]:
    """The claims that an article with this text would bring, best worth first. Raises InvalidInput, TooLarge."""
    return list(by_worth(find_claims(read_article(_unfiled(desk, text, title, published)))))


@dataclass(frozen=True, slots=True)
class Mentions:
    """The amounts and dates found in a text; their spans count from its start."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]


def mentions_in(text: str, told_on: date) -> Mentions:
    """The amounts and dates in a passage, read by itself as of the day on which it was published."""
    sentences = read_alone(text, told_on).sentences
    return Mentions(
        tuple(quantity for sentence in sentences for quantity in sentence.quantities),
        tuple(mention for sentence in sentences for mention in sentence.dates),
    )


@dataclass(frozen=True, slots=True)
class RankedClaim:
    """A claim on the ledger that a text may be about.

    `match` says how likely and why, and in what the two agree and differ; `nearest` is the sentence that was held
    against the claim. `judgement` is what the text says of it, None where that is nothing.
    """

    tracked: TrackedClaim
    match: Match
    nearest: Span | None
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Matched:
    """What a text says of claims on the ledger, and which of them it may be about, each best first."""

    judgements: list[Judgement]
    ranking: list[RankedClaim]


def match_text(desk: Desk, text: str, limit: int = 10, title: str = "", published: Moment | None = None) -> Matched:
    """Hold a text against the claims on the ledger, `limit` of each kind at most. Raises InvalidInput, TooLarge.

    The judgements are those that an article with this text would bring. The ranking begins with the claims judged
    and goes on with those that sentences or the whole text bring up by words and meaning.
    """
    article = _unfiled(desk, text, title, published)
    reading = read_article(article)
    desk.index.catch_up()
    pairs, claims = nominate_claims(desk, reading)
    weighed = weigh(article, reading, [(n, claims[i].claim) for n, i in pairs if i in claims], desk.settings.policy)
    judged = {judgement.claim_id: judgement for judgement in weighed.judgements[:limit]}
    whole = f"{title}\n{article.text}" if title else article.text
    candidates = _candidates(desk, whole, claims)
    ranked = desk.ranker.rank(whole, candidates, limit, judged.keys())
    likely = [match for match in ranked if match.score >= _HARDLY or match.claim_id in judged]
    best = sorted(likely, key=lambda match: match.claim_id not in judged)[:limit]
    claims |= desk.store.claims({match.claim_id for match in best} - claims.keys())
    ranking = [_held(reading, claims[m.claim_id], m, judged.get(m.claim_id)) for m in best if m.claim_id in claims]
    return Matched(list(judged.values()), ranking)


def _candidates(desk: Desk, whole: str, by_sentence: Mapping[str, TrackedClaim]) -> list[Candidate]:
    """What the whole text brings up, and some of what its sentences do."""
    found = next(iter(desk.index.nominate_claims([whole], _OF_WHOLE)))
    known = {candidate.id for candidate in found}
    wording = _MISSED * min((candidate.wording for candidate in found), default=0.0)
    others = (tracked.claim for claim_id, tracked in by_sentence.items() if claim_id not in known)
    return [*found, *(Candidate(c.id, 0.0, c.text, wording) for c in islice(others, _OF_SENTENCES))]


def _held(reading: Reading, tracked: TrackedClaim, match: Match, judgement: Judgement | None) -> RankedClaim:
    """A claim of the ranking, with the sentence nearest to it held against it."""
    if not reading.sentences:
        return RankedClaim(tracked, match, None, judgement)
    claim = tracked.claim
    number = nearest_of([sentence.text for sentence in reading.sentences], claim.text)
    sentence = reading.sentences[number]
    conditions = conditions_of(claim, sentence, reading) if judgement is None else judgement.conditions
    return RankedClaim(tracked, replace(match, sentence=number, conditions=conditions), sentence.span, judgement)


def _unfiled(desk: Desk, text: str, title: str, published: Moment | None) -> Article:
    page = read_text(text, limits_of(desk))
    day = published or Moment(moment_of(desk.clock()).day)
    dated_by = DatedBy.INTAKE if published is None else DatedBy.CALLER
    return Article(
        id=article_id(Page(text=page.text, title=title)), text=page.text, title=title, published=day, dated_by=dated_by
    )
