"""Questions about a text that leave nothing behind."""

from claims.domain.article import Article, DatedBy, Page, article_id
from claims.domain.claim import ClaimDraft
from claims.domain.evidence import Judgement
from claims.domain.moment import Moment, moment_of
from claims.extract import by_worth, find_claims
from claims.intake import read_text
from claims.services.desk import Desk
from claims.services.ingest import limits_of
from claims.services.weigh import nominate_claims, read_article, weigh


def extract_claims(desk: Desk, text: str, title: str = "", published: Moment | None = None) -> list[ClaimDraft]:
    """The claims that an article with this text would bring, best worth first. Raises InvalidInput, TooLarge."""
    return list(by_worth(find_claims(read_article(_unfiled(desk, text, title, published)))))


def match_text(
    desk: Desk, text: str, limit: int = 10, title: str = "", published: Moment | None = None
) -> list[Judgement]:
    """What the text says of claims on the ledger, best match first. Raises InvalidInput, TooLarge."""
    article = _unfiled(desk, text, title, published)
    reading = read_article(article)
    desk.index.catch_up()
    pairs, claims = nominate_claims(desk, reading)
    weighed = weigh(article, reading, [(n, claims[i].claim) for n, i in pairs if i in claims], desk.settings.policy)
    return list(weighed.judgements[:limit])


def _unfiled(desk: Desk, text: str, title: str, published: Moment | None) -> Article:
    page = read_text(text, limits_of(desk))
    day = published or Moment(moment_of(desk.clock()).day)
    dated_by = DatedBy.INTAKE if published is None else DatedBy.CALLER
    return Article(
        id=article_id(Page(text=page.text, title=title)), text=page.text, title=title, published=day, dated_by=dated_by
    )
