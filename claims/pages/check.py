"""Check a text: which of its sentences are claims, and what became of those that the ledger knows.

The form holds the text all the while, so nothing is stored before somebody keeps something. Then the text is put by for
a day, so that its page has an address: to load it again repeats nothing.
"""

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import ClaimdeskError, FetchFailed, InvalidInput
from claims.domain.moment import parse_moment
from claims.domain.run import Scope
from claims.pages.asking import demand_scope, may, needs
from claims.pages.forms import asked, done, field, inside
from claims.pages.marks import Layer, layered, paragraphs
from claims.services.checking import Checked, check_text, handed_in, keep_claims, put_by
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
    """The form that takes a text; with `of`, what a text holds of which something was kept before."""
    word = asked("of")
    if word is None:
        return render_template("check.html", checked=None, given=dict.fromkeys(FIELDS, ""), problem=None)
    given = handed_in(current_desk(), word)
    return _shown(given, check_text(current_desk(), _submission(given), LONGEST))


@blp.post("")
@needs(Scope.READ)
def answer() -> str | Response:
    """What the text holds; with `keep`, a claim of it goes on the ledger, or the whole article."""
    given = {name: request.form.get(name, "").strip() for name in FIELDS}
    wanted = request.form.get("keep")
    try:
        submission = _submission(given)
        if submission.url is not None or wanted:
            demand_scope(Scope.WRITE)  # as the API has it: whoever only reads sends this server nowhere
        if wanted == "article":
            return _take_whole(submission)
        checked = check_text(current_desk(), submission, LONGEST)
    except (InvalidInput, FetchFailed) as error:
        return _refused(given, error)
    given["text"] = given["text"] or checked.article.text
    return _keep(given, checked, wanted) if wanted else _shown(given, checked)


def _shown(given: dict[str, str], checked: Checked) -> str:
    return render_template(
        "check.html",
        checked=checked,
        claims=checked.claims[:_LISTED],
        spoken=checked.spoken[:_SPOKEN],
        paragraphs=_paragraphs(checked),
        given=given,
        problem=None,
    )


def _keep(given: dict[str, str], checked: Checked, wanted: str) -> Response:
    """Keep a claim, and go on with the same text."""
    desk = current_desk()
    kept = keep_claims(desk, checked, {wanted})
    if not kept:
        raise InvalidInput.of("keep", "The text has no such claim: check it again.")
    tracked, is_new = kept[0]
    page = url_for("pages.check.ask", of=put_by(desk, given))
    if not is_new:
        return done(f"On the ledger already: {tracked.claim.text}", page)
    undo = url_for("pages.check.drop", claim_id=tracked.claim.id)
    return done(f"Kept: {tracked.claim.text}", page, undo, {"back": page})


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
    page = render_template("check.html", checked=None, given=given, problem=str(error))
    return make_response(page, 502 if isinstance(error, FetchFailed) else 422)


def _take_whole(submission: Submission) -> Response:
    intake = ingest_article(current_desk(), submission)
    page = url_for("pages.article.show", article_id=intake.article.id)
    if not intake.created:
        return done("The article was on file already.", page)
    undo = url_for("pages.article.withdraw", article_id=intake.article.id) if may(Scope.REVIEW) else None
    return done("The article is on file.", page, undo)


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
    return done("It is off the ledger again.", inside(field("back"), url_for("pages.check.ask")))
