"""True of any text whatever: reading never fails, spans are cut from the text, and work grows with its length."""

import sys
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extract import find_claims, read, read_claim

TOLD = date(2025, 3, 10)
PIECES = st.sampled_from(
    [
        "Halden Optics", "said", "that", "it", "the bank", "will", "“", "”", "\"", ",", ".", "?", "\n\n", "\n", ":",
        "according to", "quoted", "as saying", "It was reported that", "$5 million", "4%", "by May", "in one month",
        "Mr.", "Kroll", "&", "of", "who", "adding", "'s", "Bank", "A", "iPhone", "\ud800", "\0", "İ", "x" * 60,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


@given(TEXTS)
def test_every_mention_of_a_reading_is_cut_from_the_text(text: str) -> None:
    for sentence in read(text, TOLD).sentences:
        speech = [s for a in sentence.attributions for s in (a.content, a.claimant, a.cue) if s is not None]
        mentions = [m.span for m in (*sentence.quantities, *sentence.dates, *sentence.entities)]
        for span in [sentence.span, *speech, *mentions]:
            assert text[span.start : span.end] == span.text
            assert span.text
        assert all(entity.name for entity in sentence.entities)


@given(TEXTS)
def test_every_claim_is_cut_from_the_text_with_its_mentions(text: str) -> None:
    for draft in find_claims(read(text, TOLD)):
        assert text[draft.span.start : draft.span.end] == draft.span.text
        assert 0.5 <= draft.worthiness <= 1
        for mention in (*draft.quantities, *draft.dates):
            assert draft.text[mention.span.start : mention.span.end] == mention.span.text


@given(TEXTS)
def test_a_typed_claim_is_kept_as_typed(text: str) -> None:
    assert read_claim(text, TOLD).text == text


@pytest.mark.parametrize("piece", ["a-", "A", "a.", "\0", "“", "&", "İ'"])
def test_a_text_without_a_space_is_read(piece: str) -> None:
    text = piece * 6000
    assert "".join(s.text for s in read(text, TOLD).sentences) == text
    assert read_claim(text, TOLD).text == text


HOSTILE = [
    "x", '"', "“", "“a ", "([", ")", "7", "7 ", "1,", "May ", "March 3, ", "Halden ", "J. ", "\n", "Halden\n",
    "e\u0301\u0301", "\u0301", "שלום עולם. ", "\u202e\u202da ", "😀👨‍👩‍👧",
    '<div class="a"><p>Hi</p>', ".", "Wait... ", "-", "a-", "'",
    "5% ", "$5 million ", "he said ", "Bank of ", "A & ", "\0", "\ud800", "\t", "東京都は", "a\u00a0", "a\u200b",
    "https://example.org/a?b=c&d=e ", "1/2/", "12:30 ", "Why? ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_of_nothing_but_one_odd_piece_is_read(piece: str) -> None:
    text = piece * (4000 // len(piece))
    reading = read(text, TOLD)
    find_claims(reading)
    kept = "".join(sentence.text for sentence in reading.sentences)
    assert "".join(kept.split()) == "".join(text.split())


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs."""
    count = 0

    def trace(*_: object) -> Callable[..., object]:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "the x, said he, ",
        ", adding that he said, noting that ",
        "“a b c d said e f ",
        '"a b c d e." ',
        "Bank of A & ",
        "it said the firm ",
        "the deal. ",
    ],
)
def test_twice_the_text_is_at_most_about_twice_the_work(piece: str) -> None:
    def work(times: int) -> int:
        text = piece * times
        return steps(lambda: find_claims(read(text, TOLD)))

    work(10)  # lists are loaded
    assert work(800) < 2.6 * work(400)
