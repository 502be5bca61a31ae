"""Pages laid out in several ways, written for these tests: what is read, and what must not leak in."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.domain.errors import InvalidInput, TooLarge
from claims.intake import Limits, read_html

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"
CASES = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text("utf-8"))
LIMITS = Limits()

PARAGRAPHS = "".join(
    f"<p>The ministry said on Tuesday that {n}00 homes will be built in the valley by June of that year.</p>"
    for n in range(1, 7)
)


def page(head: str = "", body: str = PARAGRAPHS) -> str:
    return f"<html><head>{head}</head><body><article><h1>Homes for the valley</h1>{body}</article></body></html>"


@pytest.fixture(params=CASES, ids=lambda case: case["page"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def test_the_main_text_is_read_whole_and_nothing_around_it(case):
    text = read_html((PAGES / case["page"]).read_bytes(), case["url"], LIMITS).text
    flat = " ".join(text.split())
    assert [words for words in case["holds"] if words not in flat] == []
    assert [words for words in case["lacks"] if words in flat] == []


@pytest.mark.parametrize("name", ["title", "publisher", "author", "url", "canonical_url"])
def test_the_page_is_known_by_what_it_says_of_itself(case, name):
    assert getattr(read_html((PAGES / case["page"]).read_bytes(), case["url"], LIMITS), name) == case[name]


def test_the_day_is_the_one_at_the_place_of_publication_and_the_time_is_kept(case):
    published = read_html((PAGES / case["page"]).read_bytes(), case["url"], LIMITS).published
    assert (published.iso(), published.day) == (case["published"], case["day"])


def test_a_page_reads_the_same_as_text_and_as_bytes():
    source = (PAGES / "graph.html").read_bytes()
    assert read_html(source, None, LIMITS) == read_html(source.decode(), None, LIMITS)


def test_the_day_comes_from_no_date_in_the_running_text():
    assert read_html(page(body=PARAGRAPHS + "<p>The works opened on 3 March 2019.</p>"), None, LIMITS).published is None


def test_the_minute_is_kept_where_only_a_meta_element_gives_it():
    head = (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05-12"}</script>'
        '<meta property="article:published_time" content="2024-05-12T08:30:00+02:00">'
    )
    assert read_html(page(head), None, LIMITS).published.iso() == "2024-05-12T06:30:00Z"


def test_a_time_without_an_offset_is_known_by_its_day():
    head = '<meta property="article:published_time" content="2024-05-12T23:30:00">'
    assert read_html(page(head), None, LIMITS).published.iso() == "2024-05-12"


@pytest.mark.parametrize(
    "signpost",
    ["<b>Read more: <a href='/x'>Cannery strike ends</a></b>", "<a href='/x'>ALSO READ | Cannery strike</a> (2 min)"],
)
def test_a_paragraph_that_leads_elsewhere_is_left_out(signpost):
    assert "Cannery" not in read_html(page(body=PARAGRAPHS + f"<p>{signpost}</p>" + PARAGRAPHS), None, LIMITS).text


def test_a_sentence_with_a_link_in_it_stays():
    linked = "<p>So did <a href='/y'>the longer strike</a> of the cannery workers, it said</p>"
    text = read_html(page(body=PARAGRAPHS + linked), None, LIMITS).text
    assert "So did the longer strike of the cannery workers, it said" in text


def test_a_quotation_marked_by_its_element_keeps_its_marks():
    text = read_html(
        page(body=PARAGRAPHS + "<p><q>We will <b>open</b> it</q> by June, he said.</p>"), None, LIMITS
    ).text
    assert "“We will open it” by June, he said." in text


@pytest.mark.parametrize("nonsense", ["0000-00-00", "soon", "9999-99-99T00:00:00Z", "0001-01-01T00:00:00+14:00", ""])
def test_a_date_that_is_none_is_not_believed(nonsense):
    head = f'<meta property="article:published_time" content="{nonsense}">'
    assert read_html(page(head), None, LIMITS).published is None


@pytest.mark.parametrize("json_ld", ["{", "[[[", "[" * 100_000, '"text"', "[1, null]", '{"@type": {"a": []}}', "null"])
def test_json_ld_that_is_not_what_it_should_be_is_passed_over(json_ld):
    head = f'<script type="application/ld+json">{json_ld}</script>'
    assert "600 homes" in read_html(page(head), None, LIMITS).text


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.example.co.uk/a", "example.co.uk"),
        ("https://www.example.com:8443/a", "example.com"),
        ("http://intranet/a", "intranet"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        (None, None),
        ("http://[broken", None),
    ],
)
def test_a_page_without_a_name_is_known_by_its_domain(url, domain):
    assert read_html(page(), url, LIMITS).publisher == domain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
def test_the_encoding_is_found(encoding):
    source = page(f'<meta charset="{encoding}">', PARAGRAPHS + "<p>The café on the quay paid €5 for it.</p>")
    assert "The café on the quay paid €5 for it." in read_html(source.encode(encoding), None, LIMITS).text


@pytest.mark.parametrize(
    "declared", ["shift_jis", "utf-16", "ascii", "klingon", "zip", "unicode_escape", "\0", "x" * 99]
)
def test_utf_8_is_read_as_such_whatever_the_page_declares(declared):
    source = page(f'<meta charset="{declared}">'.replace("\0", ""), PARAGRAPHS + "<p>The café paid €5 for it.</p>")
    assert "The café paid €5 for it." in read_html(source.encode(), None, LIMITS).text


def test_an_encoding_declared_wrongly_does_not_stop_the_reading():
    source = page('<meta charset="utf-8">', PARAGRAPHS + "<p>The café on the quay closed.</p>")
    assert "The café on the quay closed." in read_html(source.encode("cp1252"), None, LIMITS).text


@pytest.mark.parametrize(
    "source",
    [
        "",
        " ",
        "<",
        "<html></html>",
        "<html><body></body></html>",
        "<html><body><script>render()</script></body></html>",
        "<!-- nothing -->",
        "<p>",
        "&",
        "<div>" * 100_000,
        "<table><tr><td>" * 30_000,
        "<![CDATA[",
        "<?xml",
        "]]>",
    ],
    ids=lambda source: source[:12] or "empty",
)
def test_a_page_without_text_is_refused_in_a_sentence(source):
    with pytest.raises(InvalidInput) as refused:
        read_html(source, None, LIMITS)
    assert refused.value.errors.keys() == {"html"}


def test_a_page_that_a_script_would_fill_says_what_to_do():
    with pytest.raises(InvalidInput, match="hand in its text instead"):
        read_html("<html><body><div id=root></div><script>render()</script></body></html>", None, LIMITS)


@pytest.mark.parametrize(
    "source",
    [
        page(body="<div>" * 200 + PARAGRAPHS),
        page(body=PARAGRAPHS + "<p>and <b>more <i>of </b>it</i> <p <p <a href='>"),
        page(body=PARAGRAPHS + "<br>" * 5_000),
        page(body="<p>&#1; &#x80; &#xD800; &#x110000; &nosuch; &amp;</p>" + PARAGRAPHS),
        page(head="<meta name=author content='Ann Bee'>" * 5_000),
        page(head="<title>" + "a - " * 50_000 + "</title>"),
        page(body=PARAGRAPHS + f"<p>{'x' * 500_000}</p>"),
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + page(body=PARAGRAPHS + "&b;" * 1_000),
        '<?xml version="1.0" encoding="iso-8859-1"?>' + page(),
        page(body="<!--" * 50_000 + "-->" + PARAGRAPHS),
        page(body="<script>" + "x('<p>');" * 50_000 + "</script>" + PARAGRAPHS),
    ],
    ids=["deep", "broken", "breaks", "characters", "metas", "title", "word", "entities", "xml", "comments", "script"],
)
def test_hostile_markup_around_a_text_leaves_the_text_readable(source):
    assert "600 homes will be built" in read_html(source, None, LIMITS).text


@pytest.mark.parametrize(
    ("source", "because"),
    [
        (page(body="<b>x</b>" * 20_001), "elements"),
        (page(body=f"<p {' '.join(f'a{n}=1' for n in range(1_500))}>x</p>"), "attributes"),
        (page(body=f"<p/{'/'.join(f'a{n}' for n in range(1_500))}>x</p>"), "attributes"),
        (page(body=f'<p x" {" ".join(f"a{n}" for n in range(1_500))}>x</p>'), "attributes"),
        (page(body=PARAGRAPHS + "<p>a" + "&#769;&#790;" * 5_000), "combining marks"),
        (page(body=PARAGRAPHS + "\0"), "NUL"),
        (page(body=PARAGRAPHS + "\udcff"), "surrogate"),
    ],
    ids=["elements", "attributes", "slashes", "quotes", "marks", "nul", "surrogate"],
)
def test_markup_that_would_take_quadratic_time_or_is_not_text_is_refused(source, because):
    with pytest.raises(InvalidInput, match=because):
        read_html(source, None, LIMITS)


def test_a_long_attribute_is_not_many_attributes():
    source = page(body=PARAGRAPHS + f"<div data-state='{'{&quot;a b&quot;: 1}, ' * 20_000}'></div>")
    assert "600 homes" in read_html(source, None, LIMITS).text


def test_the_source_and_the_text_have_limits_that_the_message_names():
    with pytest.raises(TooLarge, match=r"1,0\d\d characters; at most 1,000 are read"):
        read_html("<p>" + "x" * 1_017, None, Limits(max_bytes=1_000))
    with pytest.raises(TooLarge, match="at most 100 are kept"):
        read_html(page(), None, Limits(max_chars=100))


def test_a_title_too_long_to_be_one_is_left_out():
    assert (
        read_html(page(f"<title>{'word ' * 900}</title>", PARAGRAPHS).replace("<h1>", "<p>"), None, LIMITS).title == ""
    )


@pytest.mark.parametrize("unfit", ["\ufffe", "\uffff", "&#xfffe;", "&#xffff;", "&#1;", "&#xd800;"])
def test_a_character_that_xml_has_no_place_for_does_no_harm(unfit):
    page = read_html(
        f"<p>The mill closed{unfit}on Monday, the council said in a letter to its staff.</p>", None, LIMITS
    )
    assert page.text.startswith("The mill closed")
    assert page.text.endswith("on Monday, the council said in a letter to its staff.")
