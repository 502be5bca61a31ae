"""Claims go out as CSV and come in as CSV, and no cell is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.domain.errors import InvalidInput
from claims.services import spreadsheet
from claims.services.desk import close_desk, open_desk
from claims.services.spreadsheet import export_claims, import_claims
from claims.settings import Settings

HEAD = "text,claimant,claimed_at,kind,deadline,tags,publisher\r\n"


@pytest.fixture
def empty(tmp_path):
    desk = open_desk(Settings(database_url=f"sqlite:///{tmp_path}/other.db"))
    yield desk
    close_desk(desk)


def sheet(desk):
    return list(csv.DictReader(io.StringIO("".join(export_claims(desk)))))


def taken_in(desk, text):
    refused = []
    raw = text if isinstance(text, bytes) else text.encode()
    return import_claims(desk, io.BytesIO(raw), refused.append), refused


def test_a_claim_is_a_row(newsroom):
    newsroom.claim("Lorne Bank promised to refund customers by the end of May 2025", "2025-04-02", tags=("banks", "uk"))
    (row,) = sheet(newsroom.desk)
    assert row["text"].startswith("Lorne Bank promised")
    assert (row["kind"], row["status"], row["overdue"], row["deadline"]) == ("promise", "pending", "no", "2025-05-31")
    assert (row["claimed_at"], row["publisher"], row["tags"]) == ("2025-04-02", "Market Whisper", "banks; uk")


def test_no_cell_begins_as_a_formula(newsroom):
    newsroom.claim(
        '=HYPERLINK("http://x.example","Lorne Bank will pay")', "2025-04-02", claimant="@lorne", publisher="+1"
    )
    newsroom.claim("-2+3 was the result that Lorne Bank gave", "2025-04-02", publisher="＝1", tags=("=a",))
    cells = [cell for row in sheet(newsroom.desk) for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip()[:1] and cell.lstrip()[0] in "=+-@\t\r＝＋－＠"] == []
    assert '\'=HYPERLINK("http://x.example","Lorne Bank will pay")' in cells


@given(st.text(st.sampled_from("'=+-@ \taZ\n"), max_size=6))
def test_what_is_guarded_comes_back_as_it_was(text):
    guarded = spreadsheet._guarded(text)
    assert spreadsheet._unguarded(guarded) == text
    assert guarded.lstrip()[:1] not in {"=", "+", "-", "@"}


def test_claims_come_in_again_as_the_same_claims(newsroom, empty):
    newsroom.claim(
        "=Lorne Bank promised to refund customers by the end of May 2025", "2025-04-02", tags=("banks", "uk")
    )
    newsroom.claim("Corvo Foods, with others, said “no” on Monday", "2025-04-02")
    report, refused = taken_in(empty, "".join(export_claims(newsroom.desk)))
    assert ((report.imported, report.skipped, report.refused), refused) == ((2, 0, 0), [])
    entered = ("id", "text", "kind", "claimant", "claimed_at", "deadline", "publisher", "tags")
    here, there = ([[row[name] for name in entered] for row in sheet(desk)] for desk in (newsroom.desk, empty))
    assert here == there
    report, _ = taken_in(empty, "".join(export_claims(newsroom.desk)))
    assert (report.imported, report.skipped) == (0, 2)


def test_a_sheet_of_another_language_is_read_by_its_delimiter_and_with_its_mark(empty):
    text = "\ufeffText;Publisher;Claimed_at\r\nLorne Bank will open 40 branches.;Dale Post;2025-04-02\r\n"
    report, refused = taken_in(empty, text)
    assert (report.imported, refused) == (1, [])
    assert sheet(empty)[0]["publisher"] == "Dale Post"


def test_bad_rows_are_named_by_line_and_handed_back_with_their_head(empty):
    good = "Lorne Bank will open 40 branches.,,2025-04-02,,,,Dale Post\r\n"
    bad = [
        "Too few cells,\r\n",
        ",,2025-04-02,,,,No text\r\n",
        "Lorne Bank will pay.,,yesterday,,,,Dale Post\r\n",
        "Lorne Bank will pay.,,2025-04-02,rumour,,,Dale Post\r\n",
        "Lorne Bank will pay.,,2025-04-02,,31 May,,Dale Post\r\n",
        '"Lorne Bank\r\nwill pay.",,tomorrow,,,,Dale Post\r\n',
        "Lorne Bank will pay.,,2999-01-01,,,,Dale Post\r\n",
    ]
    report, refused = taken_in(empty, HEAD + "".join(bad) + good)
    assert [row.line for row in refused] == [2, 3, 4, 5, 6, 7, 9]
    assert [row.raw.decode() for row in refused] == bad
    assert {row.head.decode() for row in refused} == {HEAD}
    assert (report.imported, report.refused) == (1, 7)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[::1", "https://", "https://a b.example/"])
def test_a_claim_has_no_address_that_leads_nowhere(empty, url):
    report, refused = taken_in(empty, f"text,url\nLorne Bank will pay.,{url}\n")
    assert (report.imported, len(refused)) == (0, 1)
    assert "not an address that begins with http" in refused[0].message


def test_what_no_spreadsheet_wrote_is_told_and_bounded(empty):
    good = b"Lorne Bank will open 40 branches.,,2025-04-02,,,,Dale Post\r\n"
    long = b"x" * 3_000_000 + b"\r\n"
    cells = b"x" + b"," * 100_000 + b"\r\n"
    latin = "Café Lorne will open.,,2025-04-02,,,,Dale Post\r\n".encode("latin-1")
    report, refused = taken_in(empty, HEAD.encode() + long + cells + latin + good)
    assert [row.line for row in refused] == [2, 3, 4]
    assert "100001 cells" in refused[1].message
    assert "UTF-8" in refused[2].message
    assert refused[2].raw == latin
    assert report.imported == 1


def test_a_quotation_mark_that_is_never_closed_does_not_fill_the_memory(empty):
    report, refused = taken_in(empty, HEAD + '"open' + "a line\r\n" * 100_000)
    assert report.imported == 0
    assert refused[0].line == 2


def test_an_address_that_is_none_of_the_web_is_refused(empty):
    report, refused = taken_in(empty, "text,url\r\nLorne Bank will pay.,javascript:alert(1)\r\n")
    assert (report.imported, "http://" in refused[0].message) == (0, True)


@pytest.mark.parametrize("first", ["", "claimant,kind\r\n", "text,text\r\n", "\x00\r\n"])
def test_a_file_that_does_not_name_its_columns_is_refused(empty, first):
    with pytest.raises(InvalidInput, match="first row"):
        taken_in(empty, first + "a,b\r\n")
