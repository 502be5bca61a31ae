from hypothesis import given
from hypothesis import strategies as st

from claims.extract.sentences import split_sentences

PIECES = [
    "Dr. ",
    "Harrow ",
    "Inc. ",
    "rose",
    ". ",
    "! ",
    "?”",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    "U.S.",
    "“",
    " ",
    "15.7",
    "…",
    "\0",
]
texts = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@given(texts)
def test_every_character_that_is_not_blank_lies_in_exactly_one_sentence(text: str) -> None:
    left = text
    for span in reversed(split_sentences(text)):
        left = left[: span.start] + left[span.end :]
    assert left.strip() == ""


@given(texts)
def test_sentences_keep_their_order_and_never_overlap(text: str) -> None:
    end = 0
    for span in split_sentences(text):
        assert span.start >= end
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        end = span.end
