"""Checking a text: what handing it in would bring, with nothing stored; and keeping some of its claims."""

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from claims.domain.answer import Answer, KeptAnswer
from claims.domain.article import Article, DatedBy
from claims.domain.claim import ClaimDraft, TrackedClaim
from claims.domain.condition import Condition
from claims.domain.errors import NotFound, TooLarge
from claims.domain.evidence import Judgement
from claims.services.desk import Desk
from claims.services.ingest import Submission, article_of, page_of
from claims.services.ledger import NewClaim, add_claim
from claims.services.repeats import KEPT_FOR
from claims.services.sightings import Sighting, claim_of, find_sightings
from claims.services.weigh import nominate_claims, read_article, weigh

_PUT_BY = "check:"  # before the words of texts that are put by, among the answers that are kept


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the text. `id` is the one it would have on the ledger.

    `known` is the claim there that it states again, or itself where it was kept before. `answers` says that it only
    speaks for or against one there; `variants` differ from it in the conditions beside them.
    """

    id: str
    draft: ClaimDraft
    known: TrackedClaim | None
    answers: bool
    variants: tuple[tuple[TrackedClaim, tuple[Condition, ...]], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the text says of a claim on the ledger."""

    tracked: TrackedClaim
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its claims, in their order, and what it says of claims on the ledger, the best match first."""

    article: Article
    claims: tuple[CheckedClaim, ...]
    spoken: tuple[Spoken, ...]


def check_text(desk: Desk, submission: Submission, longest: int) -> Checked:
    """Read what somebody would hand in, as an article would be read. Nothing is stored.

    Raises InvalidInput for what cannot be read, TooLarge for more than `longest` characters, and FetchFailed.
    """
    now = desk.clock()
    dated_by = DatedBy.CALLER if submission.published is not None else DatedBy.PAGE
    article = article_of(page_of(desk, submission), now, dated_by)
    if len(article.text) > longest:
        told = f"A text of up to {longest:,} characters can be checked here; this one has {len(article.text):,}."
        raise TooLarge.of("text", f"{told} Hand it in as an article instead.")
    reading = read_article(article)
    desk.index.catch_up()
    pairs, known = nominate_claims(desk, reading)
    weighed = weigh(article, reading, [(n, known[i].claim) for n, i in pairs if i in known], desk.settings.policy)
    sightings = find_sightings(desk, article, reading, pairs, weighed, known)
    return Checked(
        article=article,
        claims=tuple(_checked(desk, article, sightings)),
        spoken=tuple(Spoken(known[judgement.claim_id], judgement) for judgement in weighed.judgements),
    )


def _checked(desk: Desk, article: Article, sightings: Collection[Sighting]) -> list[CheckedClaim]:
    ids = [claim_of(sighting.draft, article).id for sighting in sightings]
    named = {known_id for each in sightings for known_id in (each.claim_id, *(other for other, _ in each.variants))}
    tracked = desk.store.claims({*ids, *(known_id for known_id in named if known_id is not None)})
    return [
        CheckedClaim(
            id=id_,
            draft=each.draft,
            known=tracked.get(id_) or tracked.get(each.claim_id or ""),
            answers=each.answers,
            variants=tuple((tracked[other], differing) for other, differing in each.variants if other in tracked),
        )
        for id_, each in zip(ids, sightings, strict=True)
    ]


def keep_claims(desk: Desk, checked: Checked, ids: Collection[str]) -> list[tuple[TrackedClaim, bool]]:
    """Put those of a checked text's claims on the ledger that are named, and say of each whether it is new there.

    The text itself does not go along.
    """
    article = checked.article
    with desk.store.transaction():
        return [
            add_claim(
                desk,
                NewClaim(
                    text=each.draft.text,
                    claimant=each.draft.claimant,
                    kind=each.draft.kind,
                    claimed=article.published,
                    publisher=article.publisher,
                    url=article.canonical_url or article.url,
                    title=article.title or None,
                ),
            )
            for each in checked.claims
            if each.id in ids
        ]


def put_by(desk: Desk, given: Mapping[str, str]) -> str:
    """Keep for a day what was handed in to be checked, so that its page can be asked for; the word it is asked by."""
    word, now = secrets.token_urlsafe(16), desk.clock()
    answer = Answer(status=200, headers=(), body=json.dumps(dict(given)))
    with desk.store.transaction():
        desk.store.forget_answers(now - KEPT_FOR)
        desk.store.keep_answer(KeptAnswer(id=_PUT_BY + word, digest="", answer=answer, kept_at=now))
    return word


def handed_in(desk: Desk, word: str) -> dict[str, str]:
    """What was put by under a word. Raises NotFound where that is too long ago."""
    kept = desk.store.kept_answer(_PUT_BY + word)
    if kept is None or kept.kept_at < desk.clock() - KEPT_FOR:
        raise NotFound("This text is no longer kept here: check it again. What was kept of it is on the ledger.")
    given: dict[str, str] = json.loads(kept.answer.body)
    return given
