from hypothesis import given
from hypothesis import strategies as st

from claims.domain.match import Candidate
from claims.match import rank_claims

MILL = "Halden Paper will shut its pulp mill in Oxley"
FERRY = "The Port Anders ferry will be free of charge from June"
POST = "What a summer! The pulp mill in Oxley is to shut, says Halden Paper. So much for the old town."


def test_the_claim_that_a_text_speaks_of_comes_first() -> None:
    ranked = rank_claims(POST, [(FERRY, Candidate("ferry", 8.0)), (MILL, Candidate("mill", 8.0))])
    assert [match.claim_id for match in ranked] == ["mill", "ferry"]


def test_the_score_of_the_index_counts() -> None:
    ranked = rank_claims(POST, [(MILL, Candidate("later", 4.0)), (MILL, Candidate("earlier", 9.0))])
    assert [match.claim_id for match in ranked] == ["earlier", "later"]


def test_each_match_says_why() -> None:
    (match,) = rank_claims(POST, [(MILL, Candidate("mill", 8.0))])
    assert [signal.name for signal in match.signals] == ["index", "best sentence", "rarest word", "wording"]
    assert all(signal.detail.endswith(".") for signal in match.signals)
    assert not match.about


def test_nothing_nominated_is_nothing_ranked() -> None:
    assert rank_claims(POST, []) == []


@given(st.text(alphabet=st.characters(), max_size=200), st.text(alphabet=st.characters()), st.floats(-5, 50))
def test_any_text_can_be_ranked(query: str, text: str, score: float) -> None:
    (match,) = rank_claims(query, [(text, Candidate("c", score))])
    assert 0 <= match.score <= 1
