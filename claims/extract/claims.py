"""The claims of a text: which of its statements can be checked, and what each consists of."""

from dataclasses import replace
from datetime import date

from claims.domain.claim import ClaimDraft, Deadline, Kind
from claims.domain.mention import DateMention
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.extract.bearing import Bearing, bearing_of, looks_back
from claims.extract.kinds import kind_of
from claims.extract.reading import read
from claims.extract.statements import Statement, statements_of, typed_statement
from claims.extract.worthiness import WORTHY, worthiness

EXTRACTOR = "rules/1"


def find_claims(reading: Reading) -> tuple[ClaimDraft, ...]:
    """The claims of an article in their order: what can later be confirmed or denied, and nothing else.

    A draft's text is the claim's own words: those quoted, or the content of "X said that ...", or the
    sentence. Its `span` counts in the article, the spans of its quantities and dates in its text.
    """
    drafts = []
    for statement in statements_of(reading.sentences):
        bearing = bearing_of(statement)
        score, signals = worthiness(statement, bearing)
        if score >= WORTHY:
            drafts.append(replace(_draft(statement, bearing, reading.told_on), worthiness=score, signals=signals))
    return tuple(drafts)


def read_claim(text: str, told_on: date) -> ClaimDraft:
    """A claim as somebody typed it on `told_on`: always one draft over the whole text, worthiness 1.

    The text is kept as typed; who said it is read from the text alone.
    """
    statement = typed_statement(text, read(text, told_on).sentences)
    return _draft(statement, bearing_of(statement), told_on)


def weigh(text: str, told_on: date) -> tuple[float, tuple[Signal, ...]]:
    """How much `text` is a claim, from 0 to 1, and the signals that say why; from WORTHY on it is one."""
    statement = typed_statement(text, read(text, told_on).sentences)
    return worthiness(statement, bearing_of(statement))


def _draft(statement: Statement, bearing: Bearing, told_on: date | None) -> ClaimDraft:
    start = statement.span.start
    kind = kind_of(statement, bearing)
    return ClaimDraft(
        text=statement.span.text,
        span=statement.span,
        kind=kind,
        claimant=statement.claimant,
        deadline=_deadline(statement, bearing, kind, told_on or date.min),
        quantities=tuple(replace(q, span=q.span.shifted(-start)) for q in statement.quantities),
        dates=tuple(replace(d, span=d.span.shifted(-start)) for d in statement.dates),
        entities=statement.names,
    )


def _deadline(statement: Statement, bearing: Bearing, kind: Kind, told_on: date) -> Deadline | None:
    """The day by which the claim can be judged: a stated limit, or the date of what is still to happen.

    A day that had passed when the claim was told is none.
    """
    due = [d for d in statement.due if d.last >= told_on]
    limits = [d for d in due if d.limit]
    if limits and kind is not Kind.STATISTIC:
        return _by(limits[-1])
    if not bearing.ahead and kind not in (Kind.PROMISE, Kind.FORECAST):
        return None
    latest = next((d for d in reversed(due) if not looks_back(statement, d)), None)
    return _by(latest) if latest else None


def _by(mention: DateMention) -> Deadline:
    return Deadline(mention.last, mention.precision, mention.span.text)
