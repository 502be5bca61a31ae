from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from claims.extract.dates import find_dates

VOCABULARY = """
in by before until within from to and the of next last this end early mid first second 12 31 2025 99999999 99 one
March May Feb Friday quarter half year month weeks days ago Q3 H1 2025-06-30 31.12.2025 1/2/25 1990s Christmas
Easter spring will opened since after between . , - – ' s a ( ) today tomorrow decade fiscal
"""
WORDS = VOCABULARY.split()
texts = st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join)
days = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])


@given(texts, days)
def test_dates_stand_in_the_text_in_order_and_run_forwards(text: str, told_on: date) -> None:
    end = 0
    for mention in find_dates(text, told_on):
        span = mention.span
        assert span.start >= end
        assert text[span.start : span.end] == span.text != ""
        assert mention.first <= mention.last
        end = span.end


@given(texts, days)
def test_a_deadline_never_lies_before_the_day_it_was_told(text: str, told_on: date) -> None:
    assert all(mention.last >= told_on for mention in find_dates(text, told_on) if mention.limit)


@given(st.integers(), st.sampled_from(["days", "weeks", "months", "years", "decades"]), days)
def test_any_number_of_units_is_a_date_or_none(count: int, unit: str, told_on: date) -> None:
    for mention in find_dates(f"It will end in {count} {unit}, as said {count} {unit} ago.", told_on):
        assert date.min <= mention.first <= mention.last <= date.max
