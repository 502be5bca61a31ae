"""What holds of the amounts found in any text at all."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.mention import Comparator
from claims.extract.quantities import find_quantities

_WORDS = (
    "5 12 1,200 3.5 2019 $ £ € % - – / : . , ( ) [ ] to and or between from in within million bn m k half a third of "
    "one two twenty hundred dozens per cent percent dollars won pounds years old people vans more than rose fell May "
    "Boeing no. x + ' \n\n twice doubled kr US A$ km2 °"
)
_PIECES = st.sampled_from(_WORDS.split(" "))
_SENTENCES = st.lists(_PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda gap: gap.join(pieces))
)


@given(st.one_of(st.text(max_size=80), _SENTENCES))
def test_spans_hold_their_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        span = quantity.span
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        end = span.end


@given(_SENTENCES)
def test_values_are_finite_and_units_are_in_one_line(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.value.is_finite()
        assert quantity.to is None or quantity.to.is_finite()
        assert quantity.unit == " ".join(quantity.unit.split())


@given(st.integers(min_value=2, max_value=10**9), st.sampled_from(["vans", "houses", "boxes", "cities"]))
def test_a_count_with_commas_is_read_back(count: int, things: str) -> None:
    (found,) = find_quantities(f"They saw about {count:,} {things} there.")
    assert found.value == count
    assert found.comparator is Comparator.ABOUT
    assert found.span.text == f"{count:,} {things}"


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(999), places=1),
    st.sampled_from([("m", 10**6), (" million", 10**6), ("bn", 10**9), (" trillion", 10**12)]),
    st.sampled_from([("£", "GBP"), ("€", "EUR"), ("US$", "USD"), ("KRW", "KRW"), ("HK$", "HKD")]),
)
def test_money_is_read_back(amount: Decimal, scale: tuple[str, int], sign: tuple[str, str]) -> None:
    (found,) = find_quantities(f"It paid {sign[0]}{amount}{scale[0]} for it.")
    assert (found.value, found.unit) == (amount * scale[1], sign[1])
