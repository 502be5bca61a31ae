"""The claims of a text: which of its statements can be checked, and what each consists of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from claims.domain.claim import ClaimDraft, Deadline, Kind
from claims.domain.mention import DateMention, Quantity
from claims.domain.reading import Reading
from claims.domain.signal import Signal
from claims.extract.bearing import Bearing, bearing_of, looks_back
from claims.extract.dividing import divided, with_teller
from claims.extract.figures import renumbered
from claims.extract.kinds import kind_of
from claims.extract.lexicon import group
from claims.extract.reading import read
from claims.extract.standing import stand_alone
from claims.extract.statements import Statement, statements_of, typed_statement
from claims.extract.wording import Wording
from claims.extract.worthiness import WORTHY, worthiness

_CLAUSE = 12  # words before a date in which what is denied stands
EXTRACTOR = "rules/2"

_Mention = TypeVar("_Mention", Quantity, DateMention)


def find_claims(reading: Reading) -> tuple[ClaimDraft, ...]:
    """The claims of an article in their order: what can later be confirmed or denied, and nothing else.

    A draft's text is the claim's own words (those quoted, or the content of "X said that ...", or the sentence, or
    one of several clauses in it), made to stand alone. Its `span` counts in the article, the spans of its
    quantities and dates in its text.
    """
    drafts = []
    for whole in statements_of(reading.sentences):
        for statement, bearing, score, signals in _worthy(whole):
            draft = _draft(statement, bearing, reading.told_on)
            drafts.append(replace(draft, worthiness=score, signals=(*signals, *draft.signals)))
    return tuple(drafts)


def by_worth(drafts: Iterable[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Drafts with those most worth checking first, equal ones as they stood."""
    return tuple(sorted(drafts, key=lambda draft: -draft.worthiness))


_Weighed = tuple[Statement, Bearing, float, tuple[Signal, ...]]


def _worthy(sentence: Statement) -> list[_Weighed]:
    """The claims of a sentence with their worth: each of its parts where all of them can be checked, or the whole.

    A part that is too short to be weighed alone has the worth of the sentence.
    """
    several = divided(sentence)
    parts = [_weighed(part) for part in several]
    if len(several) > 1:
        if not all(_can_be_checked(part, bearing) for part, bearing, _, _ in parts):
            parts = [_weighed(sentence)]
        elif any(each[2] < WORTHY for each in parts):
            whole = _weighed(sentence)
            parts = [each if each[2] >= WORTHY else (*each[:2], *whole[2:]) for each in parts]
    return [each for each in parts if each[2] >= WORTHY]


def _weighed(statement: Statement) -> _Weighed:
    statement = with_teller(statement)
    bearing = bearing_of(statement)
    return statement, bearing, *worthiness(statement, bearing, WORTHY)


def _can_be_checked(part: Statement, bearing: Bearing) -> bool:
    """Whether a part tells of something in particular that is done, measured or to come."""
    specific = bool(part.quantities or part.dates or part.names)
    return specific and (bearing.deed or bearing.measured or bearing.ahead or bearing.matter)


def read_claim(text: str, told_on: date, claimant: str | None = None) -> ClaimDraft:
    """A claim as somebody typed it on `told_on`: always one draft over the whole text, worthiness 1.

    The text is kept as typed; who said it is read from it where no `claimant` is given.
    """
    statement = typed_statement(text, read(text, told_on).sentences, claimant)
    return _draft(statement, bearing_of(statement), told_on)


def weigh(text: str, told_on: date) -> tuple[float, tuple[Signal, ...]]:
    """How much `text` is a claim, from 0 to 1, and the signals that say why; from WORTHY on it is one."""
    statement = typed_statement(text, read(text, told_on).sentences)
    return worthiness(statement, bearing_of(statement))


def _draft(statement: Statement, bearing: Bearing, told_on: date | None) -> ClaimDraft:
    kind = kind_of(statement, bearing)
    wording, signals = stand_alone(
        (*statement.lead, statement.span), statement.sentence, statement.told, statement.edits
    )
    return ClaimDraft(
        text=wording.text,
        span=statement.span,
        kind=kind,
        claimant=statement.claimant,
        deadline=_deadline(statement, bearing, kind, told_on or date.min),
        quantities=renumbered(_placed(statement.quantities, wording)),
        dates=tuple(_placed(statement.dates, wording)),
        entities=statement.names,
        signals=signals,
    )


def _placed(mentions: Iterable[_Mention], wording: Wording) -> Iterator[_Mention]:
    """The mentions with their spans in the claim's text."""
    for mention in mentions:
        span = wording.place(mention.span)
        if span is not None:
            yield replace(mention, span=span)


def _deadline(statement: Statement, bearing: Bearing, kind: Kind, told_on: date) -> Deadline | None:
    """The day by which the claim can be judged: a stated limit, or the date of what is still to happen.

    A day that had passed when the claim was told is none.
    """
    due = [d for d in statement.due if d.last >= told_on and not _only_not_before(statement, d)]
    limits = [d for d in due if d.limit]
    if limits and kind is not Kind.STATISTIC:
        return _by(limits[-1])
    if not bearing.ahead and kind not in (Kind.PROMISE, Kind.FORECAST):
        return None
    latest = next((d for d in reversed(due) if not looks_back(statement, d)), None)
    return _by(latest) if latest else None


def _only_not_before(statement: Statement, date: DateMention) -> bool:
    """Whether a date says from when on: "will not be ready before July", "no trains will run until Friday"."""
    opening = date.span.text.partition(" ")[0].lower()
    if opening not in group("open until then"):
        return False
    at = bisect_left(statement.words, date.span.start - statement.told_at, key=lambda w: w.start)
    before = (w.low for w in statement.words[max(0, at - _CLAUSE) : at])
    return any(low in group("negations") or low.endswith(("n't", "n’t")) for low in before)


def _by(mention: DateMention) -> Deadline:
    return Deadline(mention.last, mention.precision, mention.span.text)
