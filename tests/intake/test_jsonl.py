import io
import json

import pytest

from claims.intake import Limits, read_jsonl

LIMITS = Limits()


def read(*lines):
    return list(read_jsonl(lines, LIMITS))


def one(**keys):
    (line,) = read(json.dumps(keys))
    return line


def test_a_line_is_an_article_with_what_is_said_of_it():
    line = one(
        text="The mill closed on Monday.",
        title="Mill\nshut",
        published_at="2024-05-12T08:00:00+02:00",
        publisher="Upland Herald",
        author="A. Lee",
        canonical_url="https://uplandherald.example/mill",
    )
    assert (line.number, line.error) == (1, None)
    assert line.page.title == "Mill shut"
    assert line.page.published.iso() == "2024-05-12T06:00:00Z"
    assert line.page.publisher == "Upland Herald"
    assert line.page.canonical_url == "https://uplandherald.example/mill"
    assert line.fields["published_at"] == "2024-05-12T08:00:00+02:00"
    assert "text" not in line.fields


def test_what_the_line_says_goes_before_what_its_page_says():
    head = "<title>Old title</title><meta name=author content='Bea Orr'>"
    html = f"<html><head>{head}</head><body><p>The mill at Hove closed.</p></body></html>"
    line = one(html=html, title="New title", author=None, publisher="")
    assert (line.page.title, line.page.author, line.page.publisher) == ("New title", "Bea Orr", None)


def test_a_line_that_names_an_address_is_left_to_whoever_fetches():
    line = one(url="https://uplandherald.example/mill", publisher="Upland Herald")
    assert (line.page, line.error) == (None, None)
    assert line.fields == {"url": "https://uplandherald.example/mill", "publisher": "Upland Herald"}


def test_a_bad_line_is_reported_by_number_and_the_next_ones_go_on():
    lines = read('{"text": "One mill."}', "{bad", "", b'{"text": "Two mills."}')
    assert [(line.number, line.page and line.page.text) for line in lines] == [
        (1, "One mill."),
        (2, None),
        (4, "Two mills."),
    ]
    assert lines[1].error.startswith("The line is not JSON:")


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ('{"text": "x", "colour": "red"}', "Unknown key 'colour'; known are text, html, url, title"),
        ('{"text": "x", "url": "y"}', "exactly one of text, html and url, not text and url"),
        ('{"title": "x"}', "not none"),
        ('{"text": 5}', "The text must be text."),
        ('{"text": "x", "title": ["y"]}', "The title must be text."),
        ('{"text": "x", "published_at": "soon"}', "neither a day"),
        ('{"text": "x", "title": "' + "y" * 1_001 + '"}', "1,001 characters"),
        ('{"text": "x", "canonical_url": "javascript:alert(1)"}', "not an address that begins with http"),
        ('{"html": "<p>x", "canonical_url": "http://[::1"}', "not an address that begins with http"),
        ('{"text": "x \\ud83d"}', "surrogate"),
        ('{"text": "x \\u0000"}', "NUL"),
        ("[1]", "not an object"),
        ("null", "not an object"),
        ("[" * 100_000, "nesting too deep"),
        ('{"a": ' + "9" * 5_000 + "}", "number too long"),
        (b'{"text": "\xff"}', "not valid UTF-8"),
    ],
)
def test_the_reason_says_what_is_wrong(line, because):
    (result,) = read(line)
    assert result.page is None
    assert because in result.error


@pytest.mark.parametrize("stream", [io.BytesIO, lambda raw: io.StringIO(raw.decode())])
def test_a_line_over_the_limit_is_an_error_and_never_held_in_memory(stream):
    class Watched:
        longest = 0

        def __init__(self, inner):
            self.inner = inner

        def readline(self, size):
            assert size <= 101
            return self.inner.readline(size)

    raw = b'{"text": "One mill."}\n' + b"x" * 5_000 + b"\n" + b'{"text": "Two mills."}'
    lines = list(read_jsonl(Watched(stream(raw)), Limits(max_bytes=100)))
    assert [line.number for line in lines] == [1, 2, 3]
    assert lines[1].error == "The line is longer than 100 bytes."
    assert lines[2].page.text == "Two mills."


def test_a_line_as_long_as_the_limit_is_read():
    raw = b'{"text": "One mill."}'
    for end in (b"\n", b""):
        (line,) = read_jsonl(io.BytesIO(raw + end), Limits(max_bytes=len(raw)))
        assert line.page.text == "One mill."
