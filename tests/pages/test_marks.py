"""Texts with what was found in them, marked in place."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.domain.mention import Comparator, Quantity
from claims.domain.text import Span, span_of
from claims.pages.marks import Mark, amount_in_words, in_context, layered, marked, paragraphs

TEXTS = st.text(alphabet="ab \n<&é", max_size=80)
EDGES = st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90)), max_size=8)


@given(TEXTS, EDGES)
def test_marking_loses_no_character(text: str, edges: list[tuple[int, int]]) -> None:
    pieces = marked(text, [Mark(start, end, "amount") for start, end in edges])
    assert "".join(piece.text for piece in pieces) == text


@given(TEXTS, EDGES)
def test_layers_lose_no_character_and_end_each_number_once(text: str, edges: list[tuple[int, int]]) -> None:
    spans = [(n, span_of(text, a, b), "told") for n, (a, b) in enumerate(edges) if 0 <= a < b <= len(text)]
    layers = layered(text, 0, len(text), spans)
    assert "".join(layer.text for layer in layers) == text
    assert sorted(n for layer in layers for n in layer.ending) == [n for n, _, _ in spans]


def test_a_span_over_two_paragraphs_ends_in_the_second() -> None:
    text = "one two\nthree four"
    span = span_of(text, 4, 13)
    told = [layered(text, start, end, [(7, span, "told")]) for start, end in paragraphs(text, 100)]
    assert [[(layer.text, layer.kinds, layer.ending) for layer in each] for each in told] == [
        [("one ", "", ()), ("two", "told", ())],
        [("three", "told", (7,)), (" four", "", ())],
    ]


@given(TEXTS)
def test_paragraphs_are_all_that_is_not_blank_and_none_is_too_long(text: str) -> None:
    found = paragraphs(text, 10)
    assert all(0 < end - start <= 10 for start, end in found)
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_a_passage_stands_whole_in_its_context(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    context = in_context(text, span_of(text, start, end))
    assert context.passage == text[start:end]
    assert context.before + context.passage + context.after in (text, text)


def test_context_is_cut_at_words() -> None:
    text = "word " * 200
    context = in_context(text, span_of(text, 500, 504))
    assert context.before.startswith("… word")
    assert context.after.endswith("word …")
    assert len(context.before) < 230


def test_a_passage_of_another_text_stands_alone() -> None:
    context = in_context("short", Span(100, 104, "gone"))
    assert (context.before, context.passage, context.after) == ("", "gone", "")


def test_of_marks_that_overlap_the_first_is_kept() -> None:
    pieces = marked("by March 2026", [Mark(3, 13, "date"), Mark(0, 13, "date"), Mark(9, 13, "amount")])
    assert [(piece.text, piece.mark is not None) for piece in pieces] == [("by March 2026", True)]


def test_amounts_read_as_people_write_them() -> None:
    span = Span(0, 1, "x")
    assert amount_in_words(Quantity(span, Decimal(310_000_000), "GBP", Comparator.ABOUT)) == "about 310,000,000 GBP"
    assert amount_in_words(Quantity(span, Decimal("4.2"), "%")) == "4.2%"
    assert amount_in_words(Quantity(span, Decimal(3), "", Comparator.MORE, to=Decimal(5))) == "more than 3 to 5"
    assert "e+40" in amount_in_words(Quantity(span, Decimal("1e40"), ""))
