"""Claims and articles as services would build them."""

from datetime import date

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Claim
from claims.domain.evidence import Judgement
from claims.domain.moment import Moment
from claims.extract.claims import read_claim
from claims.extract.reading import read
from claims.stance import judge


def claim_of(text: str, claimed_on: date = date(2025, 3, 3), publisher: str | None = None) -> Claim:
    draft = read_claim(text, claimed_on)
    return Claim(
        id="c1",
        text=text,
        kind=draft.kind,
        claimed=Moment(claimed_on),
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
        publisher=publisher,
    )


def article_of(
    text: str, published_on: date = date(2025, 3, 17), title: str = "", publisher: str | None = "Daily Ledger"
) -> Article:
    return Article(
        id="a1", text=text, title=title, publisher=publisher, published=Moment(published_on), dated_by=DatedBy.CALLER
    )


def judged(claim: Claim | str, article: Article | str) -> Judgement:
    claim = claim_of(claim) if isinstance(claim, str) else claim
    article = article_of(article) if isinstance(article, str) else article
    return judge(claim, article, read(article.text, article.published.day, article.title), [])
