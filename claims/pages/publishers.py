"""The publishers: how often each was first, what became of that, and with whom each counts, for people to decide."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from claims.domain.errors import InvalidInput
from claims.domain.job import Job, JobState
from claims.domain.run import Scope
from claims.pages.asking import needs
from claims.pages.forms import asked, decided_by, done, field, inside, one_of
from claims.pages.words import plural
from claims.services import outlets, retracing
from claims.web.current import current_desk

blp = Blueprint("publishers", __name__, url_prefix="/publishers")

BY_ITSELF = "by itself"
_LISTED = 20  # publishers on a page


@blp.get("")
def show() -> str:
    """The publishers, the largest first."""
    desk = current_desk()
    words, counts_with = asked("q"), asked("with")
    return render_template(
        "publishers.html",
        words=words,
        counts_with=counts_with,
        found=outlets.publisher_records(desk, _LISTED, asked("cursor"), words, counts_with),
        jobs=retracing.lately_put_down(desk),
        origin_in_words=origin_in_words,
    )


@blp.get("/change")
@needs(Scope.REVIEW)
def change() -> str:
    """The form that has a publisher count otherwise."""
    desk, publisher = current_desk(), asked("publisher")
    if publisher is None:
        raise InvalidInput.of("publisher", "Name the publisher.")
    standing = outlets.outlet_standing(desk, publisher)
    words = origin_in_words(publisher, standing.counts_with)
    kind, _, name = standing.counts_with.partition(":")
    return render_template(
        "publisher.html",
        publisher=publisher,
        words=_with(words),
        with_whom="itself" if words == BY_ITSELF else "family" if kind == "family" else "outlet",
        name="" if words == BY_ITSELF else name,
        ruling=standing.ruling,
        families=outlets.families(desk),
        back=inside(asked("back") or "", url_for(".show")),
    )


@blp.post("/count-with")
def count_with() -> Response:
    """Decide with whom a publisher counts."""
    with_whom = one_of(outlets.With, field("with"), "with")
    if with_whom is None:
        raise InvalidInput.of("with", "Say whether it counts by itself, with a family or with another outlet.")
    ruled = outlets.rule_outlet(current_desk(), field("publisher"), with_whom, field("name"), decided_by())
    words = _with(origin_in_words(ruled.ruling.key, ruled.ruling.counts_with))
    told = f"{ruled.ruling.publisher} counts {words}. {_effect(ruled.job)}"
    return done(told, _back(), url_for(".undo", ruling_id=ruled.ruling.id), {"back": _back()})


@blp.post("/rulings/<id:ruling_id>/undo")
def undo(ruling_id: str) -> Response:
    """Take such a decision back."""
    ruled = outlets.undo_ruling(current_desk(), ruling_id, decided_by())
    return done(f"Taken back: {ruled.ruling.publisher} counts as before. {_effect(ruled.job)}", _back())


def origin_in_words(name: str, counts_with: str) -> str:
    """With whom a publisher counts: `by itself`, `family reach`, `agency ap`, `vale herald`."""
    kind, _, key = counts_with.partition(":")
    if counts_with == outlets.own_key(name):
        return BY_ITSELF
    return {"family": f"family {key}", "wire": f"agency {key}"}.get(kind, key)


def _with(words: str) -> str:
    return words if words == BY_ITSELF else f"with {words}"


def _effect(job: Job) -> str:
    """What came of looking at the claims again, or when that will be."""
    if job.error is not None:
        return job.error
    counts = job.counts
    if job.state is not JobState.DONE:
        return f"It bears on {plural(counts['claims'], 'claim')}, to be looked at again; see below how far that is."
    return f"Looked at again: {plural(counts['looked_at'], 'claim')}; statuses changed by it: {counts['changed']}."


def _back() -> str:
    return inside(request.form.get("back", ""), url_for(".show"))
