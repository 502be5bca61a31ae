import gzip

import pytest

from claims.domain.article import Page
from claims.domain.errors import InvalidInput, TooLarge
from claims.intake import Limits, read_text

LIMITS = Limits()


def test_a_text_becomes_a_page_that_claims_nothing_of_its_origin():
    assert read_text("The mill closed on Monday.", LIMITS) == Page(text="The mill closed on Monday.")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(line_end):
    assert read_text(f"One.{line_end}Two.", LIMITS).text == "One.\nTwo."


def test_paragraphs_and_tabs_stay():
    assert read_text("One.\r\n\r\nTwo\tcolumns.", LIMITS).text == "One.\n\nTwo\tcolumns."


@pytest.mark.parametrize("control", ["\x01", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x90"])
def test_other_control_characters_become_a_space_so_that_words_stay_apart(control):
    assert read_text(f"four{control}hundred", LIMITS).text == "four hundred"


@pytest.mark.parametrize("hint", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_invisible_layout_hints_go_so_that_words_stay_whole(hint):
    assert read_text(f"mil{hint}lion", LIMITS).text == "million"


def test_joiners_that_carry_meaning_and_marks_of_direction_stay():
    assert read_text("a\u200db\u200cc\u202ed", LIMITS).text == "a\u200db\u200cc\u202ed"


def test_letters_with_accents_have_one_spelling():
    assert read_text("cafe\u0301", LIMITS).text == "caf\u00e9"


def test_white_space_around_the_text_goes():
    assert read_text(" \n\t The mill closed. \n", LIMITS).text == "The mill closed."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_file_is_found(encoding):
    text = "The café on the quay paid €5 for “Señor Peña”."
    assert read_text(text.encode(encoding), LIMITS).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp949", "한국은행은 기준금리를 3.5%로 동결했다고 밝혔다."),
        ("shift_jis", "東京の会社は来年三月までに工場を再開すると発表した。"),
        ("cp1251", "Министерство сообщило, что завод откроется в мае."),
        ("gb18030", "国家统计局表示，九月份零售额增长百分之五。"),
    ],
)
def test_the_encoding_of_another_script_is_found(encoding, text):
    assert read_text(text.encode(encoding), LIMITS).text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        gzip.compress(b"The mill closed. " * 100),
        bytes(range(1, 256)) * 4,
        "The mill closed.".encode("utf-16-le"),
        b"GIF89a\x01\x02\x03\x04\x05\x06",
    ],
    ids=["png", "zip", "gzip", "noise", "utf-16 without a mark", "gif"],
)
def test_binary_data_is_called_so(raw):
    with pytest.raises(InvalidInput, match="binary data") as refused:
        read_text(raw, LIMITS)
    assert refused.value.errors.keys() == {"text"}


def test_a_pdf_is_called_so():
    with pytest.raises(InvalidInput, match="PDF file; hand in its text"):
        read_text(b"%PDF-1.7\n1 0 obj", LIMITS)


@pytest.mark.parametrize("raw", [b"\xff\xfeT\0h", b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf\xff"])
def test_a_byte_order_mark_is_a_promise(raw):
    with pytest.raises(InvalidInput, match="is not valid utf-"):
        read_text(raw, LIMITS)


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        ("", "is empty"),
        ("  \n\t\u200b", "is empty"),
        ("12 — 14, 3.5%!", "no words"),
        ("The mill\0closed.", r"NUL character \(at 8\)"),
        ("The mill \ud83d closed.", r"surrogate pair \(at 9\)"),
        ("a" + "\u0301\u0316" * 20, "combining marks"),
        ("a" + "\u0301\u0316" * 500_000, "characters; at most 1,000,000"),
    ],
    ids=["nothing", "blank", "numbers", "nul", "surrogate", "pile", "long"],
)
def test_what_is_no_text_is_refused_under_the_field_text(raw, because):
    with pytest.raises(InvalidInput, match=because) as refused:
        read_text(raw, LIMITS)
    assert refused.value.errors.keys() == {"text"}


def test_a_text_over_the_limit_is_refused_with_both_numbers():
    with pytest.raises(TooLarge, match="12 characters; at most 10 are kept"):
        read_text("x" * 12, Limits(max_chars=10))
    with pytest.raises(TooLarge, match="12 bytes; at most 10 are read"):
        read_text(b"x" * 12, Limits(max_bytes=10))


def test_a_text_that_grows_over_the_limit_when_normalised_is_refused():
    with pytest.raises(TooLarge):
        read_text("\U0001d160" * 8 + "ab", Limits(max_chars=10))
