"""A span always is what its text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.text import Span, in_one_line, span_of


def test_a_span_holds_its_own_text():
    text = "It said so."
    span = span_of(text, 3, 7)
    assert text[span.start : span.end] == span.text == "said"


@pytest.mark.parametrize(("start", "end", "text"), [(0, 3, "four"), (-1, 3, "four"), (5, 3, "")])
def test_a_span_that_cannot_be_is_refused(start, end, text):
    with pytest.raises(ValueError, match="cannot run"):
        Span(start, end, text)


def test_spans_know_when_they_overlap_and_when_one_lies_inside():
    outer, inner, next_door = Span(0, 4, "abcd"), Span(1, 3, "bc"), Span(4, 5, "e")
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert outer.overlaps(inner)
    assert not outer.overlaps(next_door)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\r\nand\u2028more", "two lines and more"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("turned \u202eround", "turned round"),
        ("half \ud800 a pair, and none \ufffe\U0001ffff\ufdd0", "half a pair, and none"),
        ("  spaces \t go  ", "spaces go"),
        ("naïve 日本語 👍🏽", "naïve 日本語 👍🏽"),
    ],
)
def test_nothing_unseen_is_left_on_one_line(text, shown):
    assert in_one_line(text, 100) == shown


def test_a_long_line_is_cut_with_an_ellipsis():
    assert in_one_line("one two three", 8) == "one two…"
    assert in_one_line("one two", 7) == "one two"


@given(text=st.text(), longest=st.integers(1, 50))
def test_any_text_fits_and_stays_as_it_is_when_shown_again(text, longest):
    shown = in_one_line(text, longest)
    assert len(shown) <= longest
    assert in_one_line(shown, longest) == shown
    assert not {"\n", "\r", "\0"} & set(shown)
