"""An article: its text with every claim and every passage that speaks of one marked in place, and notes beside."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from claims.domain.claim import TrackedClaim
from claims.domain.errors import InvalidInput
from claims.domain.evidence import Evidence
from claims.domain.text import Span
from claims.domain.withdrawal import standing
from claims.pages.forms import asked, decided_by, done
from claims.pages.marks import Layer, layered, paragraphs
from claims.services import ledger, withdrawing
from claims.web.current import current_desk

blp = Blueprint("article", __name__, url_prefix="/articles/<id:article_id>")

_PART = 12_000  # characters of a text on a page
_PARAGRAPH = 3_000
_NOTES = 60  # on a page


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin: a claim that the article makes (`told`), or what it says of one (`evidence`), or both."""

    number: int
    span: Span
    claim: TrackedClaim
    told: bool
    evidence: Evidence | None

    @property
    def kind(self) -> str:
        """What marks it in the text."""
        return "told" if self.told else "speaks"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under its marks, with the notes that begin in it."""

    layers: list[Layer]
    notes: list[Note]


@blp.get("")
def show(article_id: str) -> str:
    """The article."""
    desk = current_desk()
    view = ledger.get_article(desk, article_id)
    notes = _notes(view, ledger.claims_by_id(desk, {piece.claim_id for piece in view.evidence}))
    whole = paragraphs(view.article.text, _PARAGRAPH)
    first, last = _part(whole)
    begin, end = (whole[first][0], whole[last - 1][1]) if whole else (0, 0)
    shown = [note for note in notes if begin <= note.span.start < end]
    return render_template(
        "article.html",
        article=view.article,
        withdrawal=standing(view.article.withdrawals, desk.clock()),
        paragraphs=[_paragraph(view.article.text, edges, shown[:_NOTES]) for edges in whole[first:last]],
        notes_total=len(notes),
        notes_left=max(0, len(shown) - _NOTES),
        is_begun=first > 0,
        next_part=str(last) if last < len(whole) else None,
    )


def _notes(view: ledger.ArticleView, spoken_of: dict[str, TrackedClaim]) -> list[Note]:
    """The notes in the order of the text; a passage in which the claim itself is told needs no second one."""
    claims = {tracked.claim.id: tracked for tracked in view.claims}
    pieces = {piece.claim_id: piece for piece in view.evidence if piece.claim_id in spoken_of}
    found: list[tuple[Span, TrackedClaim, bool, Evidence | None]] = []
    for each in view.appearances:
        if each.claim_id in claims:
            piece = pieces.get(each.claim_id)
            same = piece if piece is not None and piece.judgement.passage.overlaps(each.span) else None
            if same is not None:
                pieces.pop(each.claim_id)
            found.append((each.span, claims[each.claim_id], True, same))
    found += [(piece.judgement.passage, spoken_of[id_], False, piece) for id_, piece in pieces.items()]
    found.sort(key=lambda note: (note[0].start, note[0].end))
    return [Note(number, *note) for number, note in enumerate(found, 1)]


def _part(whole: list[tuple[int, int]]) -> tuple[int, int]:
    """The first paragraph of the part asked for, and the one after its last."""
    given = asked("part") or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise InvalidInput.of("part", "`part` is the number of paragraphs before those shown.")
    first = min(int(given), max(0, len(whole) - 1))
    last = first
    while last < len(whole) and (last == first or whole[last][1] - whole[first][0] <= _PART):
        last += 1
    return first, last


def _paragraph(text: str, edges: tuple[int, int], notes: list[Note]) -> Paragraph:
    start, end = edges
    layers = layered(text, start, end, [(note.number, note.span, note.kind) for note in notes])
    return Paragraph(layers, [note for note in notes if start <= note.span.start < end])


@blp.post("/withdraw")
def withdraw(article_id: str) -> Response:
    """Take the article out of account."""
    by = decided_by()
    report = withdrawing.withdraw_article(current_desk(), article_id, by.reason, by.reviewer)
    undo = url_for("pages.article.restore", article_id=article_id)
    return done(f"Withdrawn: it no longer counts. {_changed(report)}", url_for(".show", article_id=article_id), undo)


@blp.post("/restore")
def restore(article_id: str) -> Response:
    """Put it back."""
    by = decided_by()
    report = withdrawing.restore_article(current_desk(), article_id, by.reason, by.reviewer)
    undo = url_for("pages.article.withdraw", article_id=article_id)
    return done(f"Put back: it counts again. {_changed(report)}", url_for(".show", article_id=article_id), undo)


def _changed(report: withdrawing.WithdrawalReport) -> str:
    number = len(report.changes)
    return "No status changed by it." if not number else f"Statuses changed by it: {number}."
