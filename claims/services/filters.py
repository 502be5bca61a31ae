"""What the batch filters of the command line compute: one line at a time, nothing stored, no database.

Texts are taken as they come, so that all spans count in what was handed in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Claim, ClaimDraft, Kind
from claims.domain.condition import Condition
from claims.domain.errors import InvalidInput, TooLarge
from claims.domain.evidence import Judgement
from claims.domain.match import Match
from claims.domain.mention import Attribution, DateMention, Quantity
from claims.domain.moment import Moment, moment_of, parse_moment
from claims.domain.reading import Reading
from claims.extract import (
    by_worth,
    find_attributions,
    find_claims,
    find_dates,
    find_quantities,
    glance,
    read,
    read_claim,
)
from claims.extract.bearing import bearing_of
from claims.extract.statements import statements_of
from claims.extract.worthiness import WORTHY, worthiness
from claims.index import Collection
from claims.intake import bounded_lines, read_object
from claims.match import NOMINATED, Shelf, conditions_of, match_article, nearest_sentence
from claims.match.transformer import Progress, Transformer, silent
from claims.services.desk import utc_now
from claims.stance import View, judge, views_of

_DAY_LENGTH = 10  # of an ISO day; what is longer is an instant
_MOST_CHARS = 3_000  # of a claim that is compared; what it says, it says before


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a JSON object, and the `id` to answer under."""

    fields: dict[str, Any]

    @property
    def id(self) -> Any:
        """Whatever the line calls itself."""
        return self.fields.get("id")

    def text(self, name: str) -> str:
        """A text that the line must have. Raises InvalidInput."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise InvalidInput.of(name, f"{name!r} is missing or not text.")
        return value

    def optional(self, name: str) -> str | None:
        """A text that the line may have. Raises InvalidInput for what is neither text nor null."""
        return None if self.fields.get(name) is None else self.text(name)

    def day(self, name: str) -> Moment | None:
        """A day or instant that the line may have. Raises InvalidInput."""
        value = self.optional(name)
        return None if value is None else parse_moment(value, name)


def read_items(lines: Iterable[str | bytes], max_bytes: int) -> Iterator[tuple[int, Item | InvalidInput]]:
    """The lines that are not blank with their numbers, each an item or the reason why it is none."""
    for number, raw in bounded_lines(lines, max_bytes):
        try:
            if raw is None:
                raise TooLarge(f"The line is longer than {max_bytes:,} bytes.")
            yield number, Item(read_object(raw))
        except InvalidInput as error:
            yield number, error


def claims_of(item: Item) -> tuple[ClaimDraft, ...]:
    """The claims of an article with `text`, `title`? and `published_at`? (today where not given), best first."""
    text, title = item.text("text"), item.optional("title") or ""
    return by_worth(find_claims(read(text, _told_on(item), title)))


def quantities_of(item: Item) -> tuple[Quantity, ...]:
    """The amounts in `text`."""
    return find_quantities(item.text("text"))


def dates_of(item: Item) -> tuple[DateMention, ...]:
    """The dates in `text`, told on `published_at`, which is required; times of day are local to its offset."""
    text, published = item.text("text"), item.text("published_at").strip()
    day = _told_on(item)
    return find_dates(text, day, datetime.fromisoformat(published).time() if len(published) > _DAY_LENGTH else None)


def attributions_of(item: Item) -> tuple[Attribution, ...]:
    """Who said or thought what in `text`, in their order."""
    return find_attributions(item.text("text"))


def worthiness_of(item: Item) -> tuple[float, bool]:
    """How much the best statement of `text` is worth checking, and whether that makes it a claim."""
    reading = read(item.text("text"), _told_on(item))
    scores = [worthiness(statement, bearing_of(statement))[0] for statement in statements_of(reading.sentences)]
    best = max(scores, default=0.0)
    return best, best >= WORTHY


def stance_of(item: Item) -> Judgement:
    """What an article (`text`, `title`?, `published_at`?, `publisher`?) says of a `claim` made on `claimed_at`?.

    Without `claimed_at` the claim is taken to be of the article's day, without that of today.
    """
    claim, article, reading = _pair_of(item)
    matches = match_article(reading, [(number, claim) for number in range(len(reading.sentences))])
    return judge(claim, article, reading, matches)


def views_of_item(item: Item) -> tuple[Claim, list[View]]:
    """The claim of such an item, and its sentences as they are viewed for it: what the weigher learns from."""
    claim, article, reading = _pair_of(item)
    return claim, views_of(claim, article, reading)


def _pair_of(item: Item) -> tuple[Claim, Article, Reading]:
    published = item.day("published_at") or item.day("claimed_at") or _today()
    claim = _claim(item.text("claim"), item.day("claimed_at") or published)
    article = Article(
        id="article",
        text=item.text("text"),
        published=published,
        dated_by=DatedBy.CALLER,
        title=item.optional("title") or "",
        publisher=item.optional("publisher"),
    )
    return claim, article, read(article.text, published.day, article.title)


class Matcher:
    """Claims to be found again in texts. Raises InvalidInput naming the line of a claim that cannot be read.

    With the optional extra `semantic` they are found by their sense too; `progress` is told how many of them the
    transformer has read. Raises InvalidInput where it is not installed.
    """

    def __init__(
        self, lines: Iterable[str | bytes], max_bytes: int, *, semantic: bool = False, progress: Progress = silent
    ) -> None:
        transformer = Transformer(progress=progress) if semantic else None
        self._texts: dict[str, str] = {}
        titled: dict[str, str] = {}
        for number, item in read_items(lines, max_bytes):
            try:
                if isinstance(item, InvalidInput):
                    raise item
                claim_id = str(item.id if isinstance(item.id, int) else item.text("id"))
                self._texts[claim_id] = item.text("text")
                titled[claim_id] = f"{self._texts[claim_id]} {item.optional('title') or ''}".strip()
            except InvalidInput as error:
                raise InvalidInput(f"Line {number} of the claims: {error}") from None
        self._index = Collection()
        self._index.update(titled.items())
        self._shelf = Shelf(titled, transformer=transformer)

    def matches(self, item: Item, most: int, compared: int = 1) -> list[Match]:
        """The claims that `text` may speak of, `most` at most, best first.

        The `compared` best ones say in which truth conditions the text and the claim agree and differ.
        """
        text = item.text("text")
        found = self._shelf.rank(text, self._index.nominate(text, max(NOMINATED, most)), most)
        day = Moment(_told_on(item))
        best = [replace(m, conditions=_conditions(self._texts[m.claim_id], text, day)) for m in found[:compared]]
        return [*best, *found[compared:]]


def _conditions(claim_text: str, text: str, day: Moment) -> tuple[Condition, ...]:
    return conditions_of(_glanced(claim_text, day), glance(nearest_sentence(text, claim_text), day.day))


@lru_cache(maxsize=2_000)
def _glanced(text: str, claimed: Moment) -> Claim:
    """A claim with no more read than its conditions need."""
    told = glance(text[:_MOST_CHARS], claimed.day)
    return Claim(
        id="claim",
        text=text,
        kind=Kind.STATISTIC if told.quantities else Kind.STATEMENT,
        claimed=claimed,
        quantities=told.quantities,
        dates=told.dates,
        entities=tuple(entity.name for entity in told.entities),
    )


def _claim(text: str, claimed: Moment) -> Claim:
    draft = read_claim(text, claimed.day)
    return Claim(
        id="claim",
        text=text,
        kind=draft.kind,
        claimed=claimed,
        claimant=draft.claimant,
        deadline=draft.deadline,
        quantities=draft.quantities,
        dates=draft.dates,
        entities=draft.entities,
    )


def _told_on(item: Item) -> date:
    return (item.day("published_at") or _today()).day


def _today() -> Moment:
    return Moment(moment_of(utc_now()).day)
