"""Speech: who said what, in which words, in which manner, and on whose account."""

from typing import Any

import pytest

from claims.domain.mention import Attribution, Manner
from claims.extract import find_attributions
from claims.extract.speech.manners import manner_of
from claims.extract.speech.verbs import americanised, stem
from tests.golden import rows, strong

WEAK_RIGHT = 8  # of the weak rows, at least so many come out right


def shape(one: Attribution) -> dict[str, Any]:
    told = {
        "claimant": one.claimant and one.claimant.text,
        "content": one.content.text,
        "speaker": one.speaker,
        "via": one.via,
        "anonymous": one.anonymous or None,
        "manner": str(one.manner),
    }
    return {name: value for name, value in told.items() if value is not None}


def told(text: str) -> list[dict[str, Any]]:
    return [shape(one) for one in find_attributions(text)]


@pytest.mark.parametrize("row", strong("quotes"))
def test_who_said_what(row: dict[str, Any]) -> None:
    assert told(row["text"]) == row["told"]


def test_of_the_hard_ones_no_fewer_come_out_than_before() -> None:
    assert sum(told(row["text"]) == row["told"] for row in rows("quotes", "weak")) >= WEAK_RIGHT


def test_every_span_is_cut_from_the_text() -> None:
    text = "Halden Optics said on Monday that the plant was safe. “It is,” added Ida Kroll, its chair."
    found = find_attributions(text)
    assert len(found) == 2
    for one in found:
        for span in (one.content, one.claimant, one.cue):
            assert span is not None
            assert text[span.start : span.end] == span.text


def test_a_quotation_that_goes_on_in_the_next_sentence_keeps_its_speaker() -> None:
    text = "“The quay is safe,” Kroll said. “It was tested twice this year.” Rain fell."
    (one,) = find_attributions(text)
    assert one.content.text.endswith("“It was tested twice this year.”")


def test_a_quotation_of_the_next_paragraph_with_a_speaker_of_its_own_is_not_given_to_the_last_one() -> None:
    text = "“The quay is safe,” Kroll said.\n\n“Nobody asked the sailors about it,” Berg said."
    found = [(a.speaker, a.content.text) for a in find_attributions(text)]
    assert found == [("Kroll", "“The quay is safe,”"), ("Berg", "“Nobody asked the sailors about it,”")]


def test_a_line_break_within_a_paragraph_parts_no_speaker_from_the_words() -> None:
    (one,) = find_attributions("“The quay is safe,”\nIda Kroll said.")
    assert (one.speaker, one.content.text) == ("Ida Kroll", "“The quay is safe,”")


@pytest.mark.parametrize("text", ["", " ", ":", "said", "said.", "“", "\0", "\ud800 said \ud800", "according to"])
def test_next_to_nothing_is_read_without_an_exception(text: str) -> None:
    find_attributions(text)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Ida Kroll said the quay was safe.", Manner.SAID),
        ("Ida Kroll denied that the quay was safe.", Manner.SAID),
        ("Ida Kroll asked whether the quay was safe.", Manner.ASKED),
        ("Ida Kroll believes the quay is safe.", Manner.THOUGHT),
        ("Ida Kroll did not say whether the quay was safe.", Manner.OTHER),
    ],
)
def test_only_what_is_said_puts_somebody_on_record(text: str, manner: Manner) -> None:
    (one,) = find_attributions(text)
    assert one.manner is manner


def test_british_and_american_spellings_are_one() -> None:
    assert americanised("criticised") == "criticized"
    assert americanised("rumoured") == "rumored"
    assert manner_of("signalled") is manner_of("signaled") is Manner.SAID


def test_forms_of_a_verb_have_one_stem() -> None:
    assert {stem(form) for form in ("dismiss", "dismisses", "dismissed", "dismissing")} == {"dismiss"}
    assert {stem(form) for form in ("say", "says", "said", "saying")} == {"say"}
    assert stem("guarantee") == stem("guaranteed")
