"""The exact keys of every resource, in their order."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from claims.domain.article import Article
from claims.domain.claim import Appearance, ClaimDraft, Kind, TrackedClaim
from claims.domain.evidence import Evidence
from claims.domain.query import LedgerStats, PublisherRow
from claims.domain.review import Review
from claims.domain.text import span_of
from claims.domain.verdict import StatusChange, Verdict
from schemas.appearance import AppearanceSchema
from schemas.article import ArticleHeadSchema, ArticleSchema, ArticleViewSchema, IntakeSchema
from schemas.claim import ClaimListSchema, ClaimSchema
from schemas.decision import QueueItemSchema
from schemas.evidence import EvidenceSchema, JudgementSchema, MatchSchema
from schemas.history import ChangeSchema
from schemas.ledger import PublisherSchema, StatsSchema
from schemas.lookup import DraftSchema
from schemas.recheck import RecheckReportSchema
from schemas.review import ReviewSchema

CONTRACT = (
    "id text kind status rule summary outcome confidence overdue claimant claimed_at deadline quantities entities "
    "tags origins appearances last_checked_at next_check_at created_at updated_at"
)
ADDED = (
    "since last_check_found original dates publisher url title article_id predecessor_id successor_id merged_into "
    "version"
)
HEAD = "id title publisher author url canonical_url published_at dated_by reprint_of withdrawals"
JUDGEMENT = "claim_id stance strength score passage signals"


def keys(told: dict[str, object]) -> str:
    return " ".join(told)


def test_a_claim_has_the_keys_of_the_contract_first(tracked: TrackedClaim) -> None:
    assert keys(ClaimSchema().dump(tracked)) == f"{CONTRACT} {ADDED}"


def test_a_claim_says_where_it_stands(tracked: TrackedClaim) -> None:
    told = ClaimSchema().dump(tracked)
    assert told["kind"] == "promise"
    assert (told["status"], told["rule"], told["outcome"]) == ("denied", "official", "postponed")
    assert told["origins"] == {"supports": 1, "refutes": 2}
    assert told["claimed_at"] == "2024-03-05"
    assert told["created_at"] == "2024-03-05T12:00:00Z"
    assert told["since"] == "2024-05-01"
    assert told["last_checked_at"] is None
    assert told["deadline"] == {"date": "2024-06-30", "precision": "month", "text": "by June 2024"}
    assert told["dates"] == [
        {"text": "June 2024", "start": 53, "end": 62, "from": "2024-06-01", "to": "2024-06-30", "precision": "month"}
    ]


def test_only_a_range_has_an_upper_end_and_only_an_ambiguous_unit_a_note(tracked: TrackedClaim) -> None:
    depots, money = ClaimSchema().dump(tracked)["quantities"]
    assert depots == {"value": "3", "to": "5", "unit": "depot", "comparator": "=", "text": "3 to 5"}
    assert money == {
        "value": "1500000",
        "unit": "USD",
        "comparator": "~",
        "text": "$1.50 million",
        "note": "Taken as US dollars.",
    }


def test_a_claim_without_deadline_says_null(tracked: TrackedClaim) -> None:
    bare = SimpleNamespace(claim=SimpleNamespace(deadline=None), verdict=None)
    assert ClaimSchema().dump(bare)["deadline"] is None


def test_a_list_has_items_and_next(tracked: TrackedClaim) -> None:
    page = ClaimListSchema().dump({"items": (tracked,), "next": None})
    assert keys(page) == "items next"
    assert page["next"] is None
    assert page["items"][0]["id"] == "c1"


def test_an_article_in_a_list_comes_without_its_text(article: Article) -> None:
    assert keys(ArticleHeadSchema().dump(article)) == HEAD
    assert keys(ArticleSchema().dump(article)) == f"{HEAD} text"
    assert ArticleSchema().dump(article)["published_at"] == "2024-03-05T12:00:00Z"


def test_an_article_alone_comes_with_claims_and_matches(
    article: Article, tracked: TrackedClaim, evidence: Evidence
) -> None:
    view = SimpleNamespace(article=article, claims=(tracked,), evidence=(evidence,))
    told = ArticleViewSchema().dump(view)
    assert keys(told) == f"{HEAD} text claims matches"
    assert told["matches"][0]["evidence_id"] == "e1"


def test_an_intake_has_the_four_parts_of_the_contract(
    article: Article, tracked: TrackedClaim, evidence: Evidence, change: StatusChange
) -> None:
    told = IntakeSchema().dump(
        SimpleNamespace(article=article, claims=(tracked,), evidence=(evidence,), changes=(change,))
    )
    assert keys(told) == "article claims matches status_changes"
    assert keys(told["matches"][0]) == f"{JUDGEMENT} speaker conditions evidence_id origin"
    assert told["matches"][0]["passage"] == {
        "text": article.text[8:71],
        "start": 8,
        "end": 71,
    }
    assert told["matches"][0]["signals"] == [{"name": "who", "score": 1.0, "detail": "Both name Norvale."}]
    assert told["matches"][0]["conditions"] == [{"name": "who", "finding": "agrees", "detail": "Both name Norvale."}]
    assert told["status_changes"] == [
        {
            "claim_id": "c1",
            "from": "pending",
            "to": "denied",
            "rule": "official",
            "summary": "Norvale denied it on 2024-05-01.",
            "overdue": False,
            "outcome": "postponed",
        }
    ]


def test_a_judgement_and_the_match_made_of_it_say_the_same(evidence: Evidence) -> None:
    judged, filed = JudgementSchema().dump(evidence.judgement), MatchSchema().dump(evidence)
    assert keys(judged) == f"{JUDGEMENT} speaker conditions"
    assert judged.items() <= filed.items()


def test_evidence_shows_its_article_and_whether_it_counts(article: Article, evidence: Evidence, review: Review) -> None:
    view = SimpleNamespace(evidence=evidence, article=article, counts=False, because="It is older.", review=review)
    told = EvidenceSchema().dump(view)
    assert keys(told) == (
        "id claim_id article stance strength score passage origin counts because speaker relays retraction fate "
        "moved_to signals review doubt found_at"
    )
    assert told["article"] == {
        "id": "a1",
        "title": "Depots",
        "publisher": "Harbour Post",
        "url": "https://harbour.example/depots",
        "published_at": "2024-03-05T12:00:00Z",
    }
    assert told["origin"] == {"key": "party:norvale", "detail": "Norvale itself says so.", "through": None}
    assert told["review"]["match"] == "rejected"


def test_a_line_of_history(change: StatusChange) -> None:
    assert ChangeSchema().dump(change) == {
        "id": "h1",
        "at": "2024-03-05T12:00:00Z",
        "note": None,
        "since": "2024-05-01",
        "from": "pending",
        "to": "denied",
        "rule": "official",
        "summary": "Norvale denied it on 2024-05-01.",
        "overdue": False,
        "outcome": "postponed",
        "cause": None,
        "made_by": None,
        "article_id": None,
        "published_at": None,
        "evidence_ids": ["e1"],
        "review_id": None,
    }


def test_an_appearance(article: Article) -> None:
    now = datetime(2024, 3, 5, tzinfo=UTC)
    appearance = Appearance(
        claim_id="c1",
        article_id="a1",
        span=span_of(article.text, 0, 7),
        published=article.published,
        first=True,
        found_at=now,
    )
    told = AppearanceSchema().dump(SimpleNamespace(appearance=appearance, article=article))
    assert keys(told) == "article first span published_at"
    assert told["span"] == {"text": "Depots.", "start": 0, "end": 7}


def test_a_review(review: Review) -> None:
    assert keys(ReviewSchema().dump(review)) == (
        "id claim_id kind reviewer reason status stance match evidence_id origin created_at withdrawn_at"
        " withdrawn_by withdrawn_reason"
    )


def test_a_queue_item_has_claim_reason_and_evidence(tracked: TrackedClaim) -> None:
    told = QueueItemSchema().dump(SimpleNamespace(claim=tracked, reason="They disagree.", evidence=()))
    assert keys(told) == "claim reason evidence"


def test_a_draft_has_its_span_and_nothing_of_the_store() -> None:
    text = "Norvale will open a depot."
    told = DraftSchema().dump(ClaimDraft(text=text, span=span_of(text, 0, 26), kind=Kind.PROMISE))
    assert keys(told) == "text kind claimant deadline quantities entities span worthiness signals dates original"


def test_a_recheck_report(tracked: TrackedClaim) -> None:
    now = datetime(2024, 7, 5, tzinfo=UTC)
    change = SimpleNamespace(claim=tracked, before=Verdict(), after=tracked.verdict)
    report = SimpleNamespace(
        run_id="run1", started_at=now, ended_at=now, as_of=now, dry_run=True, looked_at=1, changed=1, overdue=0,
        changes=(change,),
    )  # fmt: skip
    told = RecheckReportSchema().dump(report)
    assert keys(told) == "run_id as_of dry_run looked_at changed overdue started_at ended_at changes"
    assert keys(told["changes"][0]) == "claim from to rule summary overdue"
    assert (told["changes"][0]["from"], told["changes"][0]["to"]) == ("pending", "denied")


def test_publishers_and_figures() -> None:
    row = PublisherRow(
        name="Harbour Post", articles=2, first=1, confirmed=0, denied=0, pending=1, withdrawn=0, newest=date(2024, 3, 5)
    )
    assert keys(PublisherSchema().dump(row)) == "name articles first confirmed denied pending newest"
    stats = LedgerStats(
        articles=1, claims=1, evidence=0, reviews=0, publishers=1, by_status={"pending": 1},
        by_kind={"promise": 1}, overdue=0, due=1, in_review=0,
    )  # fmt: skip
    told = StatsSchema().dump(SimpleNamespace(stats=stats, last_run=None))
    assert keys(told) == (
        "articles claims evidence reviews publishers by_status by_kind overdue due in_review last_run"
    )
    assert told["by_status"] == {"pending": 1}
