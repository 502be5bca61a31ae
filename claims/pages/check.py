"""Check a text: which of its sentences are claims, and what became of those that the ledger knows.

The form holds the text all the while, so nothing is stored before somebody keeps something.
"""

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import ClaimdeskError, FetchFailed, InvalidInput
from claims.domain.moment import parse_moment
from claims.domain.run import Scope
from claims.pages.asking import demand_scope, needs
from claims.pages.forms import done
from claims.pages.marks import Layer, layered, paragraphs
from claims.services.checking import Checked, check_text, keep_claims
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import delete_claim
from claims.web.current import current_desk

blp = Blueprint("check", __name__, url_prefix="/check")

LONGEST = 20_000  # characters of a text that is checked here: a long article, and a page that stays small
_PARAGRAPH = 3_000
_LISTED, _SPOKEN = 40, 12  # claims of the text, and of the ledger, on a page
_SAID = ("title", "publisher")
FIELDS = ("text", "url", "published", *_SAID)


@blp.get("")
def ask() -> str:
    """The form that takes a text."""
    return render_template("check.html", checked=None, given=dict.fromkeys(FIELDS, ""), kept=[], problem=None)


@blp.post("")
@needs(Scope.READ)
def answer() -> Response:
    """What the text holds; with `keep`, some of it goes on the ledger."""
    given = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        submission = _submission(given)
        if submission.url is not None:
            demand_scope(Scope.WRITE)  # as the API has it: whoever only reads sends this server nowhere
        checked = check_text(current_desk(), submission, LONGEST)
        wanted = set(request.form.getlist("keep"))
        kept = []
        if "article" in wanted:
            return _take_whole(submission)
        if wanted:
            demand_scope(Scope.WRITE)
            kept = keep_claims(current_desk(), checked, wanted)
            checked = check_text(current_desk(), submission, LONGEST)
    except (InvalidInput, FetchFailed) as error:
        return _refused(given, error)
    given["text"] = given["text"] or checked.article.text
    page = render_template(
        "check.html",
        checked=checked,
        claims=checked.claims[:_LISTED],
        spoken=checked.spoken[:_SPOKEN],
        paragraphs=_paragraphs(checked),
        given=given,
        kept=kept,
        problem=None,
    )
    return make_response(page)


def _submission(given: dict[str, str]) -> Submission:
    """What was filled in, as somebody who hands in an article gives it. A text goes before an address."""
    said = {name: given[name] or None for name in _SAID}
    published = parse_moment(given["published"], "published") if given["published"] else None
    if given["text"]:
        return Submission(text=given["text"], canonical_url=given["url"] or None, published=published, **said)
    if given["url"]:
        return Submission(url=given["url"], published=published, **said)
    raise InvalidInput.of("text", "Paste a text, or give the address of a page.")


def _refused(given: dict[str, str], error: ClaimdeskError) -> Response:
    """The form again, with what was typed."""
    page = render_template("check.html", checked=None, given=given, kept=[], problem=str(error))
    return make_response(page, 502 if isinstance(error, FetchFailed) else 422)


def _take_whole(submission: Submission) -> Response:
    demand_scope(Scope.WRITE)
    intake = ingest_article(current_desk(), submission)
    told = "The article is on file." if intake.created else "The article was on file already."
    return done(told, url_for("pages.article.show", article_id=intake.article.id))


def _paragraphs(checked: Checked) -> list[list[Layer]]:
    """The text with its claims marked; the number of a mark is that of its claim in the list."""
    listed = enumerate(checked.claims[:_LISTED], 1)
    spans = [(number, each.draft.span, "speaks" if each.known else "told") for number, each in listed]
    text = checked.article.text
    return [layered(text, start, end, spans) for start, end in paragraphs(text, _PARAGRAPH)]


@blp.post("/drop/<id:claim_id>")
@needs(Scope.WRITE)
def drop(claim_id: str) -> Response:
    """Take a claim that was kept off the ledger again."""
    delete_claim(current_desk(), claim_id)
    return done("It is off the ledger again.", url_for("pages.check.ask"))
