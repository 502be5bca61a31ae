"""Articles in numbers: what cannot be read is named, the others go in, and a second run changes nothing."""

from dataclasses import replace

import pytest

from claims.services.bulk import ingest_source
from claims.services.fetch import Fetched
from tests.intake.test_warc import archive

PAGE = (
    "<html><head><title>{title}</title><meta property='article:published_time' content='2025-03-04T10:00:00Z'></head>"
    "<body><article><p>{text}</p><p>The chair told shareholders about it at a meeting in the town hall on Monday, "
    "and residents who had travelled from the other end of the valley asked many questions.</p></article></body></html>"
)
BANK = PAGE.format(
    title="Branches", text="Harrow Bank will open 40 branches in Marlfield by the end of May 2025."
).encode()
RAIL = PAGE.format(
    title="Refunds", text="Orran Rail promised to refund all travellers by the end of April 2025."
).encode()


def told(lines):
    return [(line.where.rpartition("/")[2], "error" if line.error else line.intake.created) for line in lines]


@pytest.fixture
def desk(newsroom):
    def fetch(url, *_):
        return Fetched(url, "text/html", BANK if url.endswith("bank") else RAIL)

    return replace(newsroom.desk, fetch=fetch)


def test_the_pages_of_a_web_archive_come_in(desk, tmp_path):
    records = [
        ("https://post.example/bank", "200 OK", "text/html", BANK),
        ("https://post.example/empty", "200 OK", "text/html", b"<p></p>"),
        ("https://post.example/rail", "200 OK", "text/html", RAIL),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(archive(*records))
    lines = list(ingest_source(desk, str(tmp_path)))
    assert told(lines) == [("bank", True), ("empty", "error"), ("rail", True)]
    assert lines[0].intake.article.url == "https://post.example/bank"
    assert told(ingest_source(desk, str(tmp_path / "crawl.warc.gz"))) == [
        ("bank", False),
        ("empty", "error"),
        ("rail", False),
    ]


def test_a_damaged_archive_is_named_after_what_could_be_read(desk, tmp_path):
    (tmp_path / "crawl.warc").write_bytes(
        archive(("https://post.example/bank", "200 OK", "text/html", BANK), packed=False) + b"damage"
    )
    assert told(ingest_source(desk, str(tmp_path / "crawl.warc"))) == [("bank", True), ("crawl.warc", "error")]


def test_the_pages_at_a_list_of_addresses_come_in_with_what_it_says_of_them(desk, tmp_path):
    (tmp_path / "list.csv").write_text(
        "URL,Publisher,published_at,note\n"
        "https://post.example/bank,Vale Herald,2025-03-02,x\n"
        ",Vale Herald,,\n"
        "https://post.example/rail,,soon,\n"
        "https://post.example/rail,,,\n"
    )
    lines = list(ingest_source(desk, str(tmp_path / "list.csv")))
    assert told(lines) == [("list.csv:2", True), ("list.csv:3", "error"), ("list.csv:4", "error"), ("list.csv:5", True)]
    article = lines[0].intake.article
    assert (article.publisher, article.published.iso()) == ("Vale Herald", "2025-03-02")
    again = list(ingest_source(desk, str(tmp_path / "list.csv")))
    assert [line.intake.created for line in again if line.intake] == [False, False]


def test_a_list_gives_an_article_no_address_that_leads_nowhere(desk, tmp_path):
    (tmp_path / "list.csv").write_text("url,canonical_url\nhttps://post.example/bank,javascript:alert(1)\n")
    (line,) = ingest_source(desk, str(tmp_path / "list.csv"))
    assert "not an address that begins with http" in line.error


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"https://post.example/bank\n", "`url`"),
        (b"", "`url`"),
        (b"url," + b"x" * 200_000 + b"\nhttps://post.example/bank,\n", "`url`"),
        (b"url,title\rhttps://post.example/bank,Bank\r", "`url`"),  # as old Macs ended lines
        ("url\nhttps://post.example/bank\n".encode("utf-16"), "CSV UTF-8"),
    ],
)
def test_a_list_that_names_no_column_of_addresses_is_refused(desk, tmp_path, raw, says):
    (tmp_path / "list.csv").write_bytes(raw)
    (line,) = ingest_source(desk, str(tmp_path / "list.csv"))
    assert says in line.error
    assert list(ingest_source(desk, str(tmp_path))) == []  # in a folder, a sheet may be anything
