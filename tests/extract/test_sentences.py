import pytest

from claims.extract.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.text for span in split_sentences(text)]


WHOLE = [
    "Shares of Yahoo! Japan rose on Friday.",
    "Ticket sales for Oklahoma! doubled last week.",
    "Harrow Tools Inc. and Pell & Co. agreed on terms.",
    "The U.S. Department of Energy declined to comment.",
    "The plant opened on Dec. 15, 2023 in Tarn.",
    "Sen. Alder met Gov. Brandt on Jan. 5.",
    "Prices rose 15.7 percent vs. 3.2 percent a year earlier.",
    "“Is the bridge safe?” he asked.",
    "J. K. Marlow wrote to Dr. Osei at 3 p.m. on Monday.",
    "“Mr. Alder, will you mend the roof?”",
    "The plant of approx. 40 Harrow Tools workers is shut.",
    "See www.example.org for the no. 5 entry.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


SPLIT = [
    ("The deal is off. Nobody said why.", ["The deal is off.", "Nobody said why."]),
    ("He works for Harrow Tools Inc. The firm is growing.", ["He works for Harrow Tools Inc.", "The firm is growing."]),
    ("“We will not sell.” The board agreed.", ["“We will not sell.”", "The board agreed."]),
    ('"We will not sell." The board agreed.', ['"We will not sell."', "The board agreed."]),
    ("They burn coal. For now they must.", ["They burn coal.", "For now they must."]),
    ("“It rained,” she said last week. “It always does.”", ["“It rained,” she said last week.", "“It always does.”"]),
    ("She uses Yahoo! It works.", ["She uses Yahoo!", "It works."]),
    ("(It was late.) They left.", ["(It was late.)", "They left."]),
    ("Did it open? Yes! It did.", ["Did it open?", "Yes!", "It did."]),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_a_sentence_ends_at_its_final_mark_and_keeps_closing_quotes(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_blank_line_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences("Harbour tunnel delayed\n\nThe tunnel opens later") == [
        "Harbour tunnel delayed",
        "The tunnel opens later",
    ]


def test_headlines_one_to_a_line_are_sentences_of_their_own() -> None:
    lines = [
        "Harrow Tools Posts Strong Third Quarter on Demand for Electric Drills",
        "Pell Sales Rise 3.2%",
        "Ministers Weigh New Levy on Imported Furniture and Kitchen Cabinets in 2026",
    ]
    assert sentences("\n".join(lines)) == lines


def test_list_items_are_sentences_of_their_own() -> None:
    assert sentences("The council will\n- mend the roof\n- paint the hall") == [
        "The council will",
        "- mend the roof",
        "- paint the hall",
    ]


def test_wrapped_prose_is_put_together() -> None:
    text = "The central bank left its main rate\nat 3% on Thursday, as analysts had\nexpected. Shares rose."
    assert sentences(text) == [text[: text.index(" Shares")], "Shares rose."]


def test_wrapped_prose_may_break_before_a_name() -> None:
    text = (
        "The company has agreed on a contract for parts with the\nHarrow Group of tool makers and will ship them soon."
    )
    assert sentences(text) == [text]


def test_spans_count_in_the_text_and_leave_out_white_space() -> None:
    text = "  One here.\t Two there.\r\n\r\nThree. "
    spans = split_sentences(text)
    assert [text[span.start : span.end] for span in spans] == ["One here.", "Two there.", "Three."]


def test_a_sentence_without_end_is_cut_at_white_space() -> None:
    pieces = split_sentences("word " * 3_000)
    assert len(pieces) > 1
    assert all(span.text.split(" ") == ["word"] * span.text.count("word") for span in pieces)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\u2029", "\x85"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()
