import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index.terms import analyzer, prepare


def terms(text: str) -> list[str]:
    return analyzer().analyze(prepare(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mills were closing", ["mill", "close"]),
        ("a contract worth $746 million", ["contract", "worth", "746", "746m"]),
        ("1.2 billion", ["1.2", "1.2bn"]),
        ("1.2bn", ["1.2", "1.2bn"]),
        ("1,500 million", ["1500", "1.5bn"]),
        ("2,400,000 votes", ["2400000", "2.4m", "vote"]),
        ("40 thousand", ["40", "40000"]),
        ("grew 3.20%.", ["grew", "3.2"]),
        ("0", ["0"]),
        ("v1.2.3", ["v1", "2.3"]),
        ("told us of the U.S. Senate", ["told", "usa", "senat"]),
        ("US and USA", ["usa", "usa"]),
        ("#HarbourFire and @CityDesk", ["harbour", "fire", "citi", "desk"]),
        ("see https://news.example/a?b=harbour now", ["see"]),
        ("Café Zürich", ["cafe", "zurich"]),
        ("the mill's long-term lease", ["mill", "long", "term", "leas"]),
        ("it was not to be", []),
        ("x" * 1000 + " harbour", ["harbour"]),
        ("", []),
    ],
)
def test_a_text_is_found_under_these_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.5bn", "1,500 million"), ("40k", "40,000"), ("2 million", "2,000,000"), ("0.5bn", "500m"), ("3 tn", "3,000bn")],
)
def test_two_ways_to_write_a_number_share_a_term(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_has_terms_without_blanks(text: str) -> None:
    assert all(term and not term.isspace() for term in terms(text))
