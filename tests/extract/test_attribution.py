"""Speech: who said what, in which words, and on whose account."""

from typing import Any

import pytest

from claims.extract import find_attributions
from tests.extract.golden import cases


def attributions(text: str) -> list[Any]:
    return list(find_attributions(text))


@pytest.mark.parametrize("case", cases("attributions.yaml"))
def test_who_said_what(case: dict[str, Any]) -> None:
    found = [
        {
            "claimant": a.claimant.text if a.claimant else None,
            "speaker": a.speaker,
            "via": a.via,
            "anonymous": a.anonymous,
            "content": a.content.text,
        }
        for a in attributions(case["text"])
    ]
    silent = {"claimant": None, "speaker": None, "via": None, "anonymous": False}
    assert found == [silent | expected for expected in case["said"]]


def test_every_span_is_cut_from_the_text() -> None:
    text = "Halden Optics said on Monday that the plant was safe. “It is,” added Ida Kroll, its chair."
    found = attributions(text)
    assert len(found) == 2
    for one in found:
        for span in (one.content, one.claimant, one.cue):
            assert span is not None
            assert text[span.start : span.end] == span.text


def test_a_quotation_that_goes_on_in_the_next_sentence_keeps_its_speaker() -> None:
    text = "“The quay is safe,” Kroll said. “It was tested twice this year.” Rain fell."
    (one,) = attributions(text)
    assert one.content.text.endswith("“It was tested twice this year.”")


def test_a_quotation_of_the_next_paragraph_with_a_speaker_of_its_own_is_not_given_to_the_last_one() -> None:
    text = "“The quay is safe,” Kroll said.\n\n“Nobody asked the sailors about it,” Berg said."
    told = [(a.speaker, a.content.text) for a in attributions(text)]
    assert told == [("Kroll", "“The quay is safe,”"), ("Berg", "“Nobody asked the sailors about it,”")]


def test_a_line_break_within_a_paragraph_parts_no_speaker_from_the_words() -> None:
    (one,) = attributions("“The quay is safe,”\nIda Kroll said.")
    assert (one.speaker, one.content.text) == ("Ida Kroll", "“The quay is safe,”")
