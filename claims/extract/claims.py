"""The claims of a text: which of its statements can be checked, and what each consists of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claims.domain.claim import ClaimDraft, Deadline, Kind
from claims.domain.mention import DateMention
from claims.domain.reading import Reading, SentenceReading
from claims.domain.text import span_of
from claims.extract.kinds import is_promise, kind_of, looks_ahead
from claims.extract.reading import read
from claims.extract.statements import Statement, main_attribution, statement_of
from claims.extract.worthiness import WORTHY, worthiness

EXTRACTOR = "rules/1"


def find_claims(reading: Reading) -> tuple[ClaimDraft, ...]:
    """The claims of an article in their order: what can later be confirmed or denied, and nothing else.

    A draft's text is the claim's own words: those quoted, or the content of "X said that ...", or the
    sentence. Its `span` counts in the article, the spans of its quantities and dates in its text.
    """
    drafts = []
    for number in range(len(reading.sentences)):
        statement = statement_of(reading.sentences, number)
        score, signals = worthiness(statement)
        if score >= WORTHY:
            drafts.append(replace(_draft(statement), worthiness=score, signals=signals))
    return tuple(drafts)


def read_claim(text: str, told_on: date) -> ClaimDraft:
    """A claim as somebody typed it on `told_on`: always one draft over the whole text, worthiness 1.

    The text is kept as typed; who said it is read from the text alone.
    """
    sentences = read(text, told_on).sentences
    whole = _as_one(text, sentences)
    return _draft(whole)


def _as_one(text: str, sentences: Sequence[SentenceReading]) -> Statement:
    """All sentences as one statement; the first in which somebody speaks gives the claimant."""
    span = span_of(text, 0, len(text))
    joined = SentenceReading(
        span=span,
        quantities=tuple(q for s in sentences for q in s.quantities),
        dates=tuple(d for s in sentences for d in s.dates),
        entities=tuple(e for s in sentences for e in s.entities),
        attributions=tuple(dict.fromkeys(a for s in sentences for a in s.attributions)),
        subject=next((s.subject for s in sentences if s.subject), None),
    )
    framing = next((a for s in sentences if (a := main_attribution(s)) is not None), None)
    return (
        statement_of((joined,), 0, whole=True)
        if framing is None
        else statement_of((replace(joined, attributions=(framing,)),), 0, whole=True)
    )


def _draft(statement: Statement) -> ClaimDraft:
    start = statement.span.start
    kind = kind_of(statement)
    return ClaimDraft(
        text=statement.span.text,
        span=statement.span,
        kind=kind,
        claimant=statement.claimant,
        deadline=_deadline(statement, kind),
        quantities=tuple(replace(q, span=q.span.shifted(-start)) for q in statement.quantities),
        dates=tuple(replace(d, span=d.span.shifted(-start)) for d in statement.dates),
        entities=statement.names,
    )


def _deadline(statement: Statement, kind: Kind) -> Deadline | None:
    """The day by which the claim can be judged: a stated limit, or the date of what is still to happen."""
    limits = [d for d in statement.dates if d.limit]
    ahead = is_promise(statement) or kind is Kind.FORECAST or looks_ahead(statement.words)
    if limits and kind is not Kind.STATISTIC:
        return _by(limits[-1])
    return _by(statement.dates[-1]) if ahead and statement.dates else None


def _by(mention: DateMention) -> Deadline:
    return Deadline(mention.last, mention.precision, mention.span.text)
