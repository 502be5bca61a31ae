"""Questions that are none: nothing fails, and no more of the ledger is read than a page."""

import pytest

from claims.domain.errors import InvalidInput
from claims.domain.query import ClaimFilter, ClaimSort
from claims.services.ledger import NewClaim, add_claim, list_claims
from claims.services.lookup import extract_claims, match_text

QUERIES = {
    "one letter": "x",
    "stop words": "the of and to in it is was",
    "emoji": "🚢🔥 👩‍👩‍👧",
    "another script": "渡轮公司将于五月开放 паром откроется в мае",
    "operators": 'NEAR("ferry" berth, 5) AND * OR -ferry ^line:"x" {a TO b} a~2 /re.x/ \\',
    "quotation marks": "\"\"\"\" '''' ““””",
    "a column": "text:ferry id:c1 terms:*",
    "SQL": "'; DROP TABLE claims; --",
    "signs": "%_*?[]()!@#$^&",
    "a million letters": "x" * 1_000_000,
    "a megabyte of words": "ferry berth line " * 60_000,
    "many different words": " ".join(f"w{n}" for n in range(12_000)),
}


@pytest.fixture
def harbour(newsroom):
    """Thirty claims about ferries."""
    for number in range(30):
        newsroom.claim(f"The ferry line x{number} will reopen its berth in May", "2025-02-03")
    return newsroom


@pytest.mark.parametrize("q", QUERIES.values(), ids=QUERIES)
def test_a_list_for_it_fits_a_page(harbour, q, monkeypatch):
    store, asked = harbour.desk.store, []
    listing = store.list_claims
    monkeypatch.setattr(store, "list_claims", lambda where, *rest: asked.append(where.ids) or listing(where, *rest))
    page = list_claims(harbour.desk, ClaimFilter(), ClaimSort.NEWEST, 10, None, q)
    assert len(page.items) <= 10
    assert all(ids is not None and len(ids) <= 500 for ids in asked)


@pytest.mark.parametrize("name", ["one letter", "stop words", "emoji", "signs", "quotation marks"])
def test_what_has_no_telling_word_finds_nothing(harbour, name):
    assert list_claims(harbour.desk, ClaimFilter(), ClaimSort.NEWEST, 10, None, QUERIES[name]).items == ()


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)
def test_it_is_matched_and_read_or_refused_by_name(harbour, text):
    for ask in (match_text, extract_claims):
        assert _refused(lambda ask=ask: ask(harbour.desk, text)) <= {"text"}


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)
def test_as_a_claim_it_is_held_against_the_articles_or_refused_by_name(harbour, text):
    assert _refused(lambda: add_claim(harbour.desk, NewClaim(text=text))) <= {"text"}


def _refused(ask):
    """The fields by which a question is refused."""
    try:
        ask()
    except InvalidInput as refused:
        return set(refused.errors)
    return set()
