"""Write the worked examples in docs/status.md anew: `python -m tests.docs.write_status`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.domain.moment import Moment
from claims.domain.verdict import Rule, Status, Verdict
from claims.services.desk import Desk, close_desk, open_desk
from claims.services.ingest import Submission, ingest_article
from claims.services.ledger import NewClaim, add_claim, get_claim
from claims.services.recheck import recheck
from claims.services.record import claim_evidence
from claims.services.reviewing import NewReview, add_review
from claims.settings import Settings
from tests.docs.transcript import ROOT

DOCUMENT = ROOT / "docs" / "status.md"
_FIRST = "Market Whisper"

HEAD = """# How a status comes about

One worked example for each rule of [policy.md](policy.md), in the order in which the rules are tried. Every line below
an example's claim is from a run: `python -m tests.docs.write_status` writes this page, and a test holds it to the run.
All names are invented.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, and what came after: (day, publisher, text) of articles; a decision of a person; a last re-check."""

    title: str
    rule: Rule
    why: str
    claim: str
    claimed: str
    articles: tuple[tuple[str, str, str], ...] = ()
    decision: tuple[str, Status, str] | None = None
    rechecked: str | None = None


EXAMPLES = (
    Example(
        "A person has decided",
        Rule.REVIEW,
        "A decision with a name and a reason goes before everything else, until it is taken back.",
        "Tallow Bank will close its Reeve branch",
        "2025-01-10",
        (("2025-01-15", "Reeve Courier", "Tallow Bank said on Wednesday that it will close its Reeve branch."),),
        ("2025-01-20", Status.DENIED, "The bank's letter to customers says the branch stays."),
    ),
    Example(
        "The first outlet takes it back",
        Rule.RETRACTION,
        "Whoever carried the claim first can withdraw it, whatever others have made of it since.",
        "Corvo Foods will buy the bakery chain Merrow & Daughters",
        "2025-02-03",
        (
            (
                "2025-02-06",
                _FIRST,
                "We retract our report that Corvo Foods will buy the bakery chain Merrow & Daughters. "
                "The report was wrong.",
            ),
        ),
    ),
    Example(
        "An official word",
        Rule.OFFICIAL,
        "The newest word on the record from a party to the claim, or the authority responsible, decides.",
        "Corvo Foods will buy the bakery chain Merrow & Daughters",
        "2025-02-03",
        (
            ("2025-02-05", "Dale Post", "Corvo Foods may buy the bakery chain Merrow & Daughters, analysts believe."),
            ("2025-02-07", "Vale Herald", "Corvo Foods denied that it will buy the bakery chain Merrow & Daughters."),
        ),
    ),
    Example(
        "A promise kept late",
        Rule.OFFICIAL,
        "Of a promise the page also says what became of it.",
        "Lorne Bank promised to open a branch in Sund by the end of May 2025",
        "2025-03-04",
        (("2025-06-10", "Dale Post", "Lorne Bank said it opened a branch in Sund on Tuesday."),),
    ),
    Example(
        "A promise put off",
        Rule.OFFICIAL,
        "As stated the promise is denied; a successor with the new day goes on the ledger, linked both ways.",
        "Norvale will open a second depot in Haverby by March 2025",
        "2024-03-05",
        (
            (
                "2024-11-04",
                "Ridge Courier",
                "Norvale said on Monday that the opening of its second depot in Haverby has been postponed to "
                "October 2025.",
            ),
        ),
    ),
    Example(
        "Two independent origins",
        Rule.CORROBORATED,
        "Two outlets that report it in their own voice decide; the reprint on the second day counts for nothing.",
        "The Dunmere bridge collapsed on 3 March 2025",
        "2025-03-04",
        (
            (
                "2025-03-05",
                "Calder Radio",
                "The Dunmere bridge collapsed on 3 March 2025. Nobody was hurt, and the road along the river is shut.",
            ),
            (
                "2025-03-06",
                "Sund Courier",
                "The Dunmere bridge collapsed on 3 March 2025. Nobody was hurt, and the road along the river is shut.",
            ),
            ("2025-03-07", "Vale Herald", "On 3 March 2025 the bridge at Dunmere collapsed."),
        ),
    ),
    Example(
        "Reports against each other",
        Rule.DISPUTED,
        "Nothing official, and reports on both sides: the claim goes to the review desk.",
        "The Dunmere bridge collapsed on 3 March 2025",
        "2025-03-04",
        (
            ("2025-03-05", "Calder Radio", "The Dunmere bridge collapsed on 3 March 2025."),
            ("2025-03-05", "Vale Herald", "The Dunmere bridge did not collapse on 3 March 2025."),
        ),
    ),
    Example(
        "A promise that ran out",
        Rule.OVERDUE,
        "The deadline and the days of grace have passed, and nothing on file says what came of it.",
        "Lorne Bank promised to refund overcharged customers by the end of May 2025",
        "2025-04-02",
        rechecked="2025-06-10",
    ),
    Example(
        "None of these",
        Rule.OPEN,
        "One report alone, and one that only passes it on, leave the claim open.",
        "The Dunmere bridge collapsed on 3 March 2025",
        "2025-03-04",
        (
            ("2025-03-05", "Calder Radio", "The Dunmere bridge collapsed on 3 March 2025."),
            ("2025-03-06", "Vale Herald", "According to Calder Radio, the Dunmere bridge collapsed on 3 March 2025."),
        ),
    ),
)


def current() -> str:
    """The document as it should be."""
    return "\n".join([HEAD, *(line for example in EXAMPLES for line in _written(example))])


def verdict_of(example: Example) -> Verdict:
    """Where the claim of an example ends."""
    with TemporaryDirectory(prefix="claimdesk-docs-") as folder:
        desk = open_desk(Settings(database_url=f"sqlite:///{Path(folder, 'claims.db')}"))
        try:
            return get_claim(desk, _played(desk, example)).verdict
        finally:
            close_desk(desk)


def _written(example: Example) -> Iterator[str]:
    with TemporaryDirectory(prefix="claimdesk-docs-") as folder:
        desk = open_desk(Settings(database_url=f"sqlite:///{Path(folder, 'claims.db')}"))
        try:
            claim_id = _played(desk, example)
            yield from _told(desk, example, claim_id)
        finally:
            close_desk(desk)


def _played(desk: Desk, example: Example) -> str:
    """Play an example; the id of its claim."""
    new = NewClaim(text=example.claim, claimed=_day(example.claimed), publisher=_FIRST)
    claim_id = add_claim(_on(desk, example.claimed), new)[0].claim.id
    for day, publisher, text in example.articles:
        ingest_article(_on(desk, day), Submission(text=text, publisher=publisher, published=_day(day)))
    if example.decision is not None:
        day, status, reason = example.decision
        add_review(_on(desk, day), claim_id, NewReview(reviewer="Mara Lind", reason=reason, status=status))
    if example.rechecked is not None:
        recheck(_on(desk, example.rechecked))
    return claim_id


def _told(desk: Desk, example: Example, claim_id: str) -> Iterator[str]:
    tracked = get_claim(desk, claim_id)
    verdict = tracked.verdict
    yield f"## `{example.rule}`: {example.title[0].lower()}{example.title[1:]}\n"
    yield f"{example.why}\n"
    yield f"> {example.claimed}, {_FIRST}: “{example.claim}.”\n"
    for view in claim_evidence(_on(desk, "2026-01-01"), claim_id):
        told = view.evidence.judgement
        yield f"- {view.evidence.published.day}, {view.article.publisher}: “{told.passage.text}”"
        counts = "counts" if view.counts else "does not count"
        yield f"  - *{told.stance}*, *{told.strength}*; {counts}: {view.because}"
        yield f"  - Origin `{view.evidence.origin.key}`: {view.evidence.origin.detail}"
    if not example.articles:
        yield f"- Nothing on file speaks of it; looked at again on {example.rechecked}."
    outcome = f", outcome *{verdict.outcome}*" if verdict.outcome else ""
    overdue = ", overdue" if verdict.overdue else ""
    yield f"\n**{verdict.status}**{outcome}{overdue}; rule `{verdict.rule}`, confidence {verdict.confidence:.2f}:"
    yield f"{verdict.summary}\n"
    if tracked.claim.successor_id is not None:
        successor = get_claim(desk, tracked.claim.successor_id)
        yield f"Its successor, {successor.verdict.status}: “{successor.claim.text}”\n"


def _on(desk: Desk, day: str) -> Desk:
    noon = datetime.combine(date.fromisoformat(day), time(12), UTC)
    return replace(desk, clock=lambda: noon)


def _day(day: str) -> Moment:
    return Moment(date.fromisoformat(day))


if __name__ == "__main__":
    DOCUMENT.write_text(current(), "utf-8")
