"""Pages come out of web archives, and nothing in an archive takes more memory than a page may."""

import gzip
import io
import random
import tracemalloc

import pytest

from claims.domain.errors import InvalidInput
from claims.intake import Limits, read_warc

LIMITS = Limits(max_bytes=100_000)


def archive(*records, packed=True):
    """An archive of (address, status, content type, body, more headers)."""
    return b"".join(gzip.compress(raw) if packed else raw for raw in map(record_of, records))


def record_of(record):
    url, status, kind, body, *more = record
    head = "".join(f"{name}: {value}\r\n" for name, value in (("Content-Type", kind), *more))
    block = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    about = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Date: 2025-03-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n"
    )
    return about.encode() + b"\r\n" + block + b"\r\n\r\n"


def read(raw):
    return list(read_warc(io.BytesIO(raw), LIMITS))


ONE = ("https://post.example/1", "200 OK", "text/html; charset=latin-1", b"<p>One.</p>")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_given_with_their_address_and_charset(packed):
    others = [
        ("https://post.example/2", "404 Not Found", "text/html", b"gone"),
        ("https://post.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://post.example/4", "200 OK", "text/plain", b"Four."),
        ("javascript:five", "200 OK", "text/html", b"<p>Five.</p>"),
        ("https://[::6", "200 OK", "text/html", b"<p>Six.</p>"),
    ]
    found = read(archive(ONE, *others, packed=packed))
    assert [(page.number, page.url, page.body) for page in found] == [
        (1, "https://post.example/1", b"<p>One.</p>"),
        (4, "https://post.example/4", b"Four."),
    ]
    assert (found[0].content_type, found[0].charset) == ("text/html", "latin-1")


def test_a_body_that_was_sent_packed_is_unpacked():
    packed = gzip.compress(b"<p>Packed.</p>")
    (page,) = read(archive(("https://post.example/1", "200 OK", "text/html", packed, ("Content-Encoding", "gzip"))))
    assert page.body == b"<p>Packed.</p>"


def peak_of(raw):
    tracemalloc.start()
    try:
        sizes = [len(page.body) for page in read_warc(io.BytesIO(raw), LIMITS)]
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return sizes, peak


def test_a_bomb_is_unpacked_no_further_than_a_byte_over_the_limit():
    bomb = gzip.compress(b"x" * 200_000_000)
    within = archive(("https://post.example/1", "200 OK", "text/html", bomb, ("Content-Encoding", "gzip")), ONE)
    sizes, peak = peak_of(within)
    assert sizes == [LIMITS.max_bytes + 1, len(ONE[3])]
    assert peak < 60_000_000  # a step of the unpacking is 16 MB at most


@pytest.mark.parametrize(
    "head", [b"WARC/1.0\r\nA: " + b"x" * 60_000_000, b"WARC/1.0\r\n" + b"A: b\r\n" * 10_000_000], ids=["line", "lines"]
)
def test_a_head_without_end_is_told_and_bounded(head):
    raw = gzip.compress(head, 1)
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput, match="headers of a record"):
            list(read_warc(io.BytesIO(raw), LIMITS))
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("raw", [b"no archive", b"<html></html>", b"\x1f\x8b broken"])
def test_what_is_no_archive_is_told(raw):
    with pytest.raises(InvalidInput, match="no web archive"):
        read(raw)


def test_what_stands_before_the_damage_is_given():
    pages = read_warc(io.BytesIO(archive(ONE) + gzip.compress(b"garbage that is no record")), LIMITS)
    assert next(pages).url == ONE[0]
    with pytest.raises(InvalidInput, match="after record 1"):
        next(pages)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("more", [(), (("Content-Encoding", "gzip"),), (("Transfer-Encoding", "chunked"),)])
def test_a_page_that_broke_off_is_no_page(packed, more):
    body = {
        (): ONE[3] * 2_000,
        "gzip": gzip.compress(random.Random(7).randbytes(9_000)),
        "chunked": b"9\r\n<p>One.</\r\n" * 900,
    }
    last = ("https://post.example/2", "200 OK", "text/html", body[more and more[0][1]], *more)
    pages = read_warc(io.BytesIO(archive(ONE, last, packed=packed)[:-60]), LIMITS)
    assert next(pages).url == ONE[0]
    with pytest.raises(InvalidInput, match=r"within record 2, https://post\.example/2"):
        next(pages)


def test_what_follows_the_last_chunk_of_a_page_is_not_missed():
    chunked = (
        "https://post.example/2",
        "200 OK",
        "text/html",
        b"3\r\n<p>\r\n0\r\n\r\nrest",
        ("Transfer-Encoding", "chunked"),
    )
    assert [page.body for page in read(archive(chunked, ONE))] == [b"<p>", ONE[3]]
