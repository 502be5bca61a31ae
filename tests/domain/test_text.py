"""A span always is what its text is."""

import pytest

from claims.domain.text import Span, span_of


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
