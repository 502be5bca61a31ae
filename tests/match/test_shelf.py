import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.match import Candidate
from claims.match import Shelf

MILL = "Halden Paper will shut its pulp mill in Oxley"
FERRY = "The Port Anders ferry will be free of charge from June"
POST = "What a summer! The pulp mill in Oxley is to shut, says Halden Paper. So much for the old town."


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf({"mill": MILL, "ferry": FERRY})


def test_the_claim_that_a_text_speaks_of_comes_first(shelf: Shelf) -> None:
    ranked = shelf.rank(POST, [Candidate("ferry", 8.0), Candidate("mill", 8.0)], 5)
    assert [match.claim_id for match in ranked] == ["mill", "ferry"]


def test_a_claim_in_other_words_is_found_by_what_they_mean(shelf: Shelf) -> None:
    first, _ = shelf.rank("Boat passengers pay nothing from summer on", [], 5)
    assert first.claim_id == "ferry"
    assert first.signals[0].detail == "The index did not bring it up, what it means did."


def test_the_score_of_the_index_counts() -> None:
    twice = Shelf({"later": MILL, "earlier": MILL})
    ranked = twice.rank(POST, [Candidate("later", 4.0), Candidate("earlier", 9.0)], 5)
    assert [match.claim_id for match in ranked] == ["earlier", "later"]


def test_who_signed_a_post_counts() -> None:
    claims = Shelf({"other": "Ada Lund wants the ferry to be free", "signed": "Ilse Brandt wants the ferry to be free"})
    both = [Candidate("other", 8.0), Candidate("signed", 8.0)]
    assert claims.rank("The ferry has to be free! — Ilse Brandt (@ilse) March 3, 2026", both, 1)[0].claim_id == "signed"


def test_claims_that_are_alike_keep_their_order_by_id() -> None:
    same = Shelf({"b": MILL, "a": MILL})
    ranked = same.rank(POST, [Candidate("b", 8.0), Candidate("a", 8.0)], 5)
    assert [match.claim_id for match in ranked] == ["a", "b"]


def test_the_order_in_which_claims_are_put_on_the_shelf_does_not_matter() -> None:
    texts = {f"c{n}": f"Ferry number {n} of Port Anders will be free of charge from June" for n in range(120)}
    nominated = [Candidate(f"c{n}", 9.0 - n / 100) for n in range(0, 120, 3)]
    question = "Will ferry 7 of Port Anders be free?"
    assert Shelf(texts).rank(question, nominated, 9) == Shelf(dict(reversed(texts.items()))).rank(
        question, nominated, 9
    )


def test_each_match_says_why(shelf: Shelf) -> None:
    (match,) = shelf.rank(POST, [Candidate("mill", 8.0)], 1)
    assert [signal.name for signal in match.signals] == [
        "index", "shared words", "meaning", "words meant", "best sentence", "names",
    ]  # fmt: skip
    assert all(signal.detail.endswith(".") for signal in match.signals)
    assert "Oxley" in match.signals[1].detail
    assert not match.about


def test_nothing_on_file_is_nothing_ranked() -> None:
    assert Shelf({}).rank(POST, [], 5) == []


@pytest.mark.parametrize(
    "odd", ["", " ", "\0", "\ud800", "🦊🦊", "x" * 1_000_000, "((((" * 500, "a " * 500_000, "—(@" * 9_999]
)
def test_odd_texts_are_ranked_and_can_be_claims(shelf: Shelf, odd: str) -> None:
    assert len(shelf.rank(odd, [Candidate("mill", 1.0)], 5)) >= 1
    assert Shelf({"odd": odd, "mill": MILL}).rank(odd, [Candidate("odd", 1.0)], 5)


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(), max_size=200), st.text(alphabet=st.characters()), st.floats(-5, 50))
def test_any_text_can_be_ranked(query: str, text: str, score: float) -> None:
    (match,) = Shelf({"c": text}).rank(query, [Candidate("c", score)], 5)
    assert 0 <= match.score <= 1
    assert all(-1 <= signal.score <= 1 for signal in match.signals)
