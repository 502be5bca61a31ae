from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.domain.article import Article, DatedBy
from claims.domain.claim import Claim, Kind
from claims.domain.evidence import Judgement, Origin, Stance, Strength
from claims.domain.moment import Moment
from claims.domain.text import Span, span_of
from claims.stance.origins import trace_origin

DAY = date(2026, 3, 2)
CLAIM_TEXT = "Ostrava Ferries will scrap its night service to Lindholm"
FIRST = "publisher:harbour log"
STORY = (
    "Ostrava Ferries will scrap its night service to Lindholm, according to a timetable seen by this newspaper. "
    "The service has run since 1961 and carries some forty passengers a night, most of them nurses on the late shift. "
    "A petition against the cut had gathered nine hundred signatures by Monday evening, its organisers said."
)
OWN_WORK = "Night boats to Lindholm are to end in the autumn, three members of the harbour board have confirmed."


def claim(publisher: str | None = "Harbour Log", article_id: str | None = "first", url: str | None = None) -> Claim:
    return Claim(
        id="c1",
        text=CLAIM_TEXT,
        kind=Kind.EVENT,
        claimed=Moment(DAY),
        publisher=publisher,
        article_id=article_id,
        url=url,
    )


def article(name: str, text: str = OWN_WORK, publisher: str | None = "Lindholm Courier", **more: str) -> Article:
    return Article(id=name, text=text, published=Moment(DAY), dated_by=DatedBy.CALLER, publisher=publisher, **more)


def judgement(of: Article, relays: str | None = None) -> Judgement:
    return Judgement(
        claim_id="c1",
        stance=Stance.SUPPORTS,
        strength=Strength.REPORTED,
        score=0.8,
        passage=span_of(of.text, 0, len(of.text)),
        relays=relays,
    )


FIRST_REPORT = (article("first", STORY, "Harbour Log"), Origin(FIRST, "It is the first report."))


def trace(
    of: Article,
    *filed: tuple[Article, Origin],
    by: Claim | None = None,
    relays: str | None = None,
) -> Origin:
    return trace_origin(by or claim(), of, judgement(of, relays), filed)


def test_own_work_counts_under_its_publisher() -> None:
    assert trace(article("a1"), FIRST_REPORT).key == "publisher:lindholm courier"


def test_an_article_without_publisher_counts_for_itself() -> None:
    assert trace(article("a1", publisher=None), FIRST_REPORT).key == "article:a1"


def test_a_reprint_of_the_first_report_is_the_first_report() -> None:
    origin = trace(article("a1", STORY, "Evening Post"), FIRST_REPORT)
    assert origin == Origin(
        FIRST, "It is nearly the same text as Harbour Log’s article of 2026-03-02.", copy=True, through="first"
    )


@pytest.mark.parametrize(
    "text",
    [
        STORY.upper(),
        STORY[:120],
        "From our correspondent. " + STORY + " Read more in our travel section, and sign up for the weekly letter.",
        STORY.replace("nurses", "hospital workers").replace("Monday", "Tuesday"),
    ],
    ids=["shouted", "cut short", "framed", "retouched"],
)
def test_a_reprint_is_known_by_its_text(text: str) -> None:
    assert trace(article("a1", text, "Evening Post"), FIRST_REPORT).key == FIRST


def test_forty_reprints_and_ten_citations_of_one_report_are_one_origin() -> None:
    filed = [FIRST_REPORT]
    for number in range(40):
        reprint = article(f"r{number}", f"{STORY} Edition {number}.", f"Local Paper {number}")
        filed.append((reprint, trace(reprint, *filed)))
    for number in range(10):
        text = f"The {number}th boat may be the last: the night service will go, Harbour Log reported on Monday."
        citation = article(f"c{number}", text, f"Ferry Blog {number}")
        filed.append((citation, trace(citation, *filed)))
    assert {origin.key for _, origin in filed} == {FIRST}


def test_two_reports_of_one_event_are_two_origins() -> None:
    other = (
        "The night service to Lindholm will be withdrawn, Ostrava Ferries told its crews on Monday. The timetable for "
        "the autumn lists no sailing after eleven, and the last crew will move to the morning boats in September."
    )
    assert trace(article("a1", other), FIRST_REPORT).key == "publisher:lindholm courier"


def test_a_reprint_of_a_later_report_shares_its_origin() -> None:
    own = article("a1", OWN_WORK + " They asked not to be named.")
    filed = (own, Origin("publisher:lindholm courier", ""))
    assert trace(article("a2", own.text, "Evening Post"), FIRST_REPORT, filed).key == "publisher:lindholm courier"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"canonical_url": "https://harbourlog.example/night/"}, {"url": "http://www.harbourlog.example/night"}),
        ({"url": "https://harbourlog.example/night#top"}, {"canonical_url": "https://harbourlog.example/night"}),
    ],
)
def test_a_shared_address_is_one_origin(mine: dict[str, str], theirs: dict[str, str]) -> None:
    first = article("first", STORY, "Harbour Log", **theirs)
    assert trace(article("a1", **mine), (first, FIRST_REPORT[1])).key == FIRST


def test_the_address_of_a_first_report_that_is_not_on_file_leads_to_it() -> None:
    copy = article("a1", canonical_url="https://harbourlog.example/night")
    by = claim(article_id=None, url="https://harbourlog.example/night")
    assert trace(copy, by=by).key == FIRST


@pytest.mark.parametrize(
    ("text", "author", "key"),
    [
        ("LINDHOLM (AP) — " + OWN_WORK, None, "wire:ap"),
        ("LINDHOLM, March 2 (Reuters) - " + OWN_WORK, None, "wire:reuters"),
        ("PORT LINDHOLM, March 2, 2026 (AFP) " + OWN_WORK, None, "wire:afp"),
        (OWN_WORK + " (dpa)", None, "wire:dpa"),
        (OWN_WORK + " - Reuters", None, "wire:reuters"),
        (OWN_WORK + "\n— AP", None, "wire:ap"),
        (OWN_WORK + " (Additional reporting by Reuters)", None, "publisher:lindholm courier"),
        (OWN_WORK + " The picture is by Reuters", None, "publisher:lindholm courier"),
        (OWN_WORK + " © 2026 The Associated Press.", None, "wire:ap"),
        ("By Reuters\n" + OWN_WORK, None, "wire:reuters"),
        ("Reuters Staff\n\n" + OWN_WORK, None, "wire:reuters"),
        (OWN_WORK + " The boats are run by Ostrava.", None, "publisher:lindholm courier"),
        (OWN_WORK + " It was an own-goal by PA Consulting", None, "publisher:lindholm courier"),
        (OWN_WORK, "Jo Lind, Associated Press", "wire:ap"),
        (OWN_WORK, "Reuters Staff", "wire:reuters"),
        ("Pupils may sit Advanced Placement (AP) exams. " + OWN_WORK, None, "publisher:lindholm courier"),
        (OWN_WORK, "Ada Reutersward", "publisher:lindholm courier"),
    ],
)
def test_agency_copy_is_known_by_its_mark(text: str, author: str | None, key: str) -> None:
    marked = article("a1", text) if author is None else article("a1", text, author=author)
    assert trace(marked, FIRST_REPORT).key == key


def test_agency_copy_of_an_agency_that_told_it_first_is_the_first_report() -> None:
    marked = article("a1", "LINDHOLM (Reuters) - " + OWN_WORK)
    assert trace(marked, by=claim("Reuters", None)).key == "publisher:reuters"


def test_agency_copy_is_the_first_report_where_that_was_agency_copy_too() -> None:
    first = article("first", "LINDHOLM (AP) — The night boats are to go.", "Harbour Log")
    marked = article("a1", "LINDHOLM (AP) — " + OWN_WORK)
    assert trace(marked, (first, FIRST_REPORT[1])).key == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "The night service will go, Harbour Log reported on Sunday.",
        "According to the Harbour Log, the night service will go.",
        "The night service will go, as first reported by Harbour Log.",
        "The night service will go, a report said, citing Harbour Log.",
        "Ostrava Ferries told Harbour Log that the night service will go.",
        "Harbour Log's report that the night service will go has not been answered.",
    ],
)
def test_a_citation_of_the_first_report_is_the_first_report(text: str) -> None:
    assert trace(article("a1", text)) == Origin(FIRST, "It relays what Harbour Log reported.", through="first")


def test_a_citation_in_the_title_counts() -> None:
    assert trace(article("a1", title="Night boats to go, says Harbour Log"), FIRST_REPORT).key == FIRST


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Baltic Gazette reported that the night service will go.", "publisher:baltic gazette"),
        ("The night service will go, according to Agence France-Presse.", "wire:afp"),
        ("According to the Transport Ministry, the night service will go.", "publisher:lindholm courier"),
        ("Ostrava Ferries said that the night service will go.", "publisher:lindholm courier"),
        ("The operator told Lindholm Courier that the night service will go.", "publisher:lindholm courier"),
    ],
)
def test_only_other_outlets_are_cited(text: str, key: str) -> None:
    assert trace(article("a1", text), FIRST_REPORT).key == key


@pytest.mark.parametrize(
    ("cited", "key"),
    [
        ("the Irish Times", "publisher:irish times"),
        ("The Times of India", "publisher:times of india"),
        ("The Times", "family:news corp"),
        ("Reuters Television", "wire:reuters"),
        ("Reuters Monday", "wire:reuters"),
        ("Metro Bank", "publisher:lindholm courier"),
        ("AP Moller-Maersk", "publisher:lindholm courier"),
    ],
)
def test_a_name_that_only_holds_that_of_a_known_outlet_is_another(cited: str, key: str) -> None:
    assert trace(article("a1", f"The night service will go, according to {cited}."), FIRST_REPORT).key == key


@pytest.mark.parametrize("before", ["On Monday", "But", "Germany's", "Rival"])
def test_an_outlet_is_known_behind_other_words_with_a_capital(before: str) -> None:
    told = article("a1", f"The night boats may go. {before} Bild reported that the night service will go.")
    assert trace(told, FIRST_REPORT).key == "family:axel springer"


def test_a_relay_that_stance_found_counts_whatever_the_outlet_is_called() -> None:
    assert trace(article("a1"), FIRST_REPORT, relays="Kajplats").key == "publisher:kajplats"


def test_a_citation_is_followed_through_what_is_on_file() -> None:
    copy = article("a1", STORY, "Evening Post")
    filed = (copy, trace(copy, FIRST_REPORT))
    citing = article("a2", "The night service will go, Evening Post reported.")
    assert trace(citing, FIRST_REPORT, filed).key == FIRST


def test_the_outlet_that_the_first_report_cites_is_no_second_voice() -> None:
    text = f"{CLAIM_TEXT}, the Baltic Gazette reported on Sunday."
    first = article("first", text, "Harbour Log")
    original = article("a1", publisher="Baltic Gazette")
    assert trace(original, (first, FIRST_REPORT[1])).key == FIRST


def test_outlets_of_one_group_are_one_origin() -> None:
    one = trace(article("a1", publisher="The Hollywood Reporter"), FIRST_REPORT)
    other = trace(article("a2", publisher="variety.com"), FIRST_REPORT)
    assert one.key == other.key == "family:penske media"


def test_an_outlet_of_the_first_reports_group_is_the_first_report() -> None:
    assert trace(article("a1", publisher="Variety"), by=claim("IndieWire", None)).key == "publisher:indiewire"


def test_an_article_already_on_file_is_not_compared_with_itself() -> None:
    again = article("a1")
    assert trace(again, (again, Origin("publisher:other", ""))).key == "publisher:lindholm courier"


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(), max_size=200), st.text(alphabet=st.characters(), max_size=40))
def test_any_text_has_an_origin_with_a_reason(text: str, name: str) -> None:
    strange = article("a1", text or "x", name)
    origin = trace(strange, FIRST_REPORT, relays=name or None)
    assert ":" in origin.key
    assert origin.detail.endswith(".")


def test_a_passage_may_lie_anywhere_in_a_long_text() -> None:
    text = "word " * 40_000
    long = article("a1", text)
    told = Judgement(
        claim_id="c1",
        stance=Stance.SUPPORTS,
        strength=Strength.REPORTED,
        score=0.5,
        passage=Span(100_000, 100_004, "word"),
    )
    assert trace_origin(claim(), long, told, [FIRST_REPORT]).key == "publisher:lindholm courier"


def test_a_denial_that_quotes_the_whole_report_is_no_copy_of_it() -> None:
    denial = "Ostrava Ferries denied on Friday that it will scrap its night service to Lindholm. " + STORY
    of = article("a1", denial, "Evening Post")
    told = Judgement(
        claim_id="c1",
        stance=Stance.REFUTES,
        strength=Strength.OFFICIAL,
        score=0.9,
        passage=span_of(denial, 0, denial.index(".") + 1),
    )
    assert not trace_origin(claim(), of, told, [FIRST_REPORT]).copy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("LINDHOLM (Harbour Log) - " + OWN_WORK, FIRST),
        ("LINDHOLM (Seaboard Press) - " + OWN_WORK, "publisher:seaboard press"),
        ("The board (Lindholm) - all nine of it - met. " + OWN_WORK, "publisher:lindholm courier"),
    ],
)
def test_a_dateline_names_where_a_report_is_from_though_no_list_has_it(text: str, key: str) -> None:
    assert trace(article("a1", text), FIRST_REPORT).key == key
