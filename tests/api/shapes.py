"""The keys that the contract names, by resource."""

from collections.abc import Iterable

CLAIM = (
    "id text kind status rule summary outcome confidence overdue claimant claimed_at deadline quantities entities "
    "tags origins appearances last_checked_at next_check_at created_at updated_at since last_check_found original "
    "dates publisher url title article_id predecessor_id successor_id merged_into version"
)
ARTICLE_HEAD = "id title publisher author url canonical_url published_at dated_by reprint_of withdrawals"
ARTICLE = f"{ARTICLE_HEAD} text"
ARTICLE_REF = "id title publisher url published_at"
MATCH = "claim_id stance strength score passage signals speaker conditions evidence_id origin"
JUDGEMENT = "claim_id stance strength score passage signals speaker conditions"
RANKED = "claim_id text status score signals conditions nearest stance strength passage"
EVIDENCE = (
    "id claim_id article stance strength score passage origin counts because speaker relays retraction fate "
    "moved_to signals review doubt found_at"
)
CHANGE = (
    "id at note since from to rule summary overdue outcome cause made_by article_id published_at evidence_ids review_id"
)
APPEARANCE = "article first span published_at"
REVIEW = (
    "id claim_id kind reviewer reason status stance match evidence_id origin created_at withdrawn_at withdrawn_by"
    " withdrawn_reason"
)
DRAFT = "text kind claimant deadline quantities entities span worthiness signals dates original"
REPORT = "run_id as_of dry_run looked_at changed overdue errors started_at ended_at stages changes"
JOB = "id kind state url tries created_at started_at ended_at article_id article run_id counts problem"
RUN = "id state host pid started_at beat_at ended_at as_of looked_at changed overdue errors stages"
REPORT_CHANGE = "claim from to rule summary overdue"
PUBLISHER = "name articles first confirmed denied pending newest"
STATS = "articles claims evidence reviews publishers by_status by_kind overdue due in_review last_run"
FEED = (
    "id address title kind state interval_minutes added_at next_poll_at last_polled_at last_read_at failures "
    "last_error set_aside_at"
)
FEED_TRIAL = "address moved_to kind title robots entries newest takes"
FEED_ENTRY = "title url published_at has_text"
PROBLEM = "type title status detail"


def keys(told: Iterable[str]) -> str:
    """The keys of an object, in their order."""
    return " ".join(told)
