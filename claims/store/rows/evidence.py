"""Appearances and evidence as rows."""

from typing import Any

from claims.domain.claim import Appearance
from claims.domain.evidence import Evidence, Fate, Judgement, Origin, Stance, Strength
from claims.domain.text import Span
from claims.domain.withdrawal import is_withdrawn
from claims.store import codec

APPEARANCE = ("claim_id", "article_id", "span_start", "span_end", "span_text", "published", "is_first", "found_at")


def put_appearance(appearance: Appearance) -> dict[str, Any]:
    """An appearance's columns."""
    return {
        "claim_id": appearance.claim_id,
        "article_id": appearance.article_id,
        "span_start": appearance.span.start,
        "span_end": appearance.span.end,
        "span_text": appearance.span.text,
        "published": codec.put_moment(appearance.published),
        "is_first": int(appearance.first),
        "found_at": codec.put_instant(appearance.found_at),
    }


def get_appearance(row: codec.Row) -> Appearance:
    """An appearance from its APPEARANCE columns."""
    claim_id, article_id, start, end, text, published, is_first, found_at = row
    return Appearance(
        claim_id=claim_id,
        article_id=article_id,
        span=Span(start, end, text),
        published=codec.get_moment(published),
        first=bool(is_first),
        found_at=codec.get_instant(found_at),
    )


EVIDENCE = (
    "id", "claim_id", "article_id", "publisher", "published", "stance", "strength", "score", "passage_start",
    "passage_end", "passage_text", "signals", "speaker", "relays", "retraction", "fate", "moved_to", "origin_key",
    "origin_detail", "origin_copy", "origin_through", "found_at", "extractor", "printing", "doubt", "withdrawals",
)  # fmt: skip


def put_evidence(evidence: Evidence) -> dict[str, Any]:
    """The columns of a piece of evidence."""
    told = evidence.judgement
    return {
        "id": evidence.id,
        "claim_id": told.claim_id,
        "article_id": evidence.article_id,
        "publisher": evidence.publisher,
        "publisher_key": codec.put_publisher_key(evidence.publisher),
        "printing": evidence.printing or evidence.article_id,
        "published": codec.put_moment(evidence.published),
        "stance": told.stance.value,
        "strength": told.strength.value,
        "score": told.score,
        "passage_start": told.passage.start,
        "passage_end": told.passage.end,
        "passage_text": told.passage.text,
        "signals": codec.put_signals(told.signals),
        "speaker": told.speaker,
        "relays": told.relays,
        "retraction": int(told.retraction),
        "fate": told.fate.value if told.fate else None,
        "moved_to": codec.put_date(told.moved_to),
        "origin_key": evidence.origin.key,
        "origin_detail": evidence.origin.detail,
        "origin_copy": int(evidence.origin.copy),
        "origin_through": evidence.origin.through,
        "found_at": codec.put_instant(evidence.found_at),
        "extractor": evidence.extractor,
        "doubt": evidence.doubt,
        "withdrawals": codec.put_withdrawals(evidence.withdrawals),
        "is_withdrawn": int(is_withdrawn(evidence.withdrawals)),
    }


def get_evidence(row: codec.Row) -> Evidence:
    """A piece of evidence from its EVIDENCE columns."""
    (
        id_, claim_id, article_id, publisher, published, stance, strength, score, start, end, text, signals, speaker,
        relays, retraction, fate, moved_to, origin_key, origin_detail, origin_copy, origin_through, found_at, extractor,
        printing, doubt, withdrawals,
    ) = row  # fmt: skip
    return Evidence(
        id=id_,
        article_id=article_id,
        publisher=publisher,
        published=codec.get_moment(published),
        judgement=Judgement(
            claim_id=claim_id,
            stance=Stance(stance),
            strength=Strength(strength),
            score=score,
            passage=Span(start, end, text),
            signals=codec.get_signals(signals),
            speaker=speaker,
            relays=relays,
            retraction=bool(retraction),
            fate=None if fate is None else Fate(fate),
            moved_to=codec.get_date(moved_to),
        ),
        origin=Origin(origin_key, origin_detail, bool(origin_copy), origin_through),
        found_at=codec.get_instant(found_at),
        extractor=extractor,
        printing=printing if printing != article_id else None,
        doubt=doubt,
        withdrawals=codec.get_withdrawals(withdrawals),
    )
