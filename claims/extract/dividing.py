"""A sentence that makes several claims: the statement of each, with what it shares with the others."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from claims.domain.mention import DateMention, Quantity
from claims.domain.text import Span
from claims.extract.clauses import Part, parts_of
from claims.extract.kinds import is_amount
from claims.extract.lexicon import group, word_set
from claims.extract.parties import is_firm
from claims.extract.standing import owned
from claims.extract.statements import Statement
from claims.extract.wording import Edit
from claims.extract.words import Word

_SEVERAL = 2  # from here on a bare number counts things


def divided(statement: Statement) -> tuple[Statement, ...]:
    """The statements that `statement` consists of, in their order; itself where it is one."""
    parts = parts_of(statement.words, *_frame(statement))
    if len(parts) == 1:
        return (statement,)
    owner = _owner(statement, parts[0])
    if owner is None and any(part.owner for part in parts):
        return (statement,)
    return tuple(_narrowed(statement, part, owner) for part in parts)


def _frame(statement: Statement) -> tuple[int, int]:
    """How many words at the head only say who tells the rest, and how many of them come before the verb of saying."""
    said, words = statement.said, statement.words
    if said is None or said.cue is None or said.cue.start > said.content.start:
        return 0, 0
    frame = sum(word.start < said.content.start - statement.told_at for word in words)
    teller = sum(word.start < said.cue.start - statement.told_at for word in words)
    return frame + (0 < frame < len(words) and words[frame].low == "that"), teller


def with_teller(statement: Statement) -> Statement:
    """ "Sales rose", told by a firm or by somebody who speaks for it: whose sales they are is put in."""
    said = statement.said
    speaker = said.party if said is not None else None
    if speaker is None or not is_firm(speaker) or not statement.words or statement.lead:
        return statement
    first = statement.words[0]
    if first.low not in group("figures of a business"):
        return statement
    start = statement.span.start
    put = owned(speaker, "’" if "’" in statement.sentence.text else "'")
    noun = first.text if statement.span.text[:2].isupper() else first.low
    edit = Edit(Span(start, start + len(first.text), first.text), f"{put} {noun}")
    return replace(statement, edits=(*statement.edits, edit), names=tuple(dict.fromkeys((speaker, *statement.names))))


def _owner(statement: Statement, first: Part) -> str | None:
    """The name of the subject of the first part, which opens it."""
    begin = statement.words[first.first].start + statement.told_at
    named = next((e.name for e in statement.sentence.entities if e.span.start == begin), None)
    pointed = next((r.name for r in statement.sentence.referents if r.span.start == begin), None)
    return named or pointed


def _narrowed(statement: Statement, part: Part, owner: str | None) -> Statement:
    """The statement of one part: only the mentions that stand in it or in what it shares."""
    words = statement.words
    lead = tuple(_span(statement, words[a:b]) for a, b in part.shared)
    own = words[part.first : part.last]
    span = _span(statement, own)
    spans = (*lead, span)
    told = [w for a, b in part.shared for w in words[a:b]] + list(own)
    edits: tuple[Edit, ...] = ()
    if part.owner and owner is not None:
        pronoun = _span(statement, own[:1])
        edits = (Edit(pronoun, owned(owner, "’" if "’" in statement.sentence.text else "'")),)
    quantities = [q for q in statement.quantities if any(s.covers(q.span) for s in spans)]
    for number, quantity in enumerate(quantities):
        counted = _counted_before(statement, quantity, span)
        if counted is not None:
            quantities[number] = replace(quantity, unit=counted.unit)
            noun = " " + (counted.span.text.partition(" ")[2] or counted.unit)
            edits = (*edits, Edit(Span(quantity.span.end, quantity.span.end, ""), noun))
    elsewhere = {e.name for e in statement.sentence.entities} - {
        e.name for e in statement.sentence.entities if any(s.covers(e.span) for s in spans)
    }
    meant = [r.name for r in statement.sentence.referents if r.name and any(s.covers(r.span) for s in spans)]
    names = [name for name in statement.names if name not in elsewhere]
    if part.owner and owner is not None:
        meant.insert(0, owner)
    return replace(
        statement,
        span=span,
        lead=lead,
        edits=edits,
        words=told,
        told=told,
        quantities=tuple(quantities),
        dates=tuple(d for d in statement.dates if any(s.covers(d.span) for s in spans)),
        due=tuple(d for d in statement.dates if _is_told(statement, d) and any(s.covers(d.span) for s in spans)),
        names=tuple(dict.fromkeys((*meant, *names))),
        own=statement.own and _is_same_subject(part, own),
    )


def _counted_before(statement: Statement, quantity: Quantity, span: Span) -> Quantity | None:
    """What a bare number counts, where the part before tells: "opened 25 branches and closed 12"."""
    if quantity.unit or quantity.value < _SEVERAL or not span.covers(quantity.span):
        return None
    at = bisect_left(statement.words, quantity.span.end - statement.told_at, key=lambda w: w.start)
    behind = statement.words[at] if at < len(statement.words) else None
    if behind is not None and behind.is_word and behind.low not in word_set("prepositions.txt") - {"of"}:
        return None
    earlier = [q for q in statement.quantities if q.span.end <= span.start and q.unit]
    return earlier[-1] if earlier and earlier[-1].unit.islower() and not is_amount(earlier[-1]) else None


def _is_same_subject(part: Part, own: Sequence[Word]) -> bool:
    """Whether a part is about whom the sentence is about."""
    shared = part.first == 0 or part.owner or any(start == 0 for start, _ in part.shared)
    return shared or own[0].low in ("we", "i", "our", "my")


def _is_told(statement: Statement, date: DateMention) -> bool:
    """Whether a date is one of what is told rather than of the telling: "said on Monday"."""
    told = [a for a in statement.sentence.attributions if a.cue is not None]
    return date in statement.due or any(a.content.covers(date.span) for a in told)


def _span(statement: Statement, words: Sequence[Word]) -> Span:
    """The stretch of the article from the first to the last of some words."""
    base = statement.sentence.span.start
    start, end = words[0].start + statement.told_at, words[-1].end + statement.told_at
    return Span(start, end, statement.sentence.text[start - base : end - base])
