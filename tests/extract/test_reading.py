"""Reading: every mention of an article in the sentence where it stands, and whom its pronouns mean."""

from datetime import date

from claims.extract import read

TOLD = date(2025, 3, 10)


def test_mentions_lie_in_their_sentences_and_count_in_the_article() -> None:
    text = "Halden Optics sold 40% of its shares on 7 March. Brava Motors paid $5 million, Halden said."
    reading = read(text, TOLD, title="A sale")
    assert reading.title == "A sale"
    assert [s.text for s in reading.sentences] == [text[:48], text[49:]]
    for sentence in reading.sentences:
        for mention in (*sentence.quantities, *sentence.dates, *sentence.entities):
            assert sentence.span.covers(mention.span)
            assert text[mention.span.start : mention.span.end] == mention.span.text
    first, second = reading.sentences
    assert [q.span.text for q in first.quantities] == ["40%"]
    assert first.dates[0].first == date(2025, 3, 7)
    assert [e.name for e in second.entities] == ["Brava Motors", "Halden"]
    assert second.attributions[0].speaker == "Halden"


def test_speech_over_two_sentences_belongs_to_both() -> None:
    reading = read("“The quay is safe,” Kroll said. “It was tested in June and July.”", TOLD)
    assert [len(s.attributions) for s in reading.sentences] == [1, 1]
    assert reading.sentences[0].attributions == reading.sentences[1].attributions


def subjects(text: str) -> list[str | None]:
    return [s.subject for s in read(text, TOLD).sentences]


def test_it_and_the_company_stand_for_the_last_party_that_led_a_sentence() -> None:
    text = "Halden Optics bought a mill from Brava Motors in Lisbon. It paid cash. The company will close it."
    assert subjects(text) == [None, "Halden Optics", "Halden Optics"]


def test_the_bank_stands_for_the_bank() -> None:
    assert subjects("Halden Optics owes money to Pellworm Bank. The bank is patient.")[1] == "Pellworm Bank"


def test_she_stands_for_a_person_and_it_does_not() -> None:
    text = "Ida Kroll left Halden Optics. She was its chair. It has no chair now."
    assert subjects(text)[1:] == ["Ida Kroll", "Halden Optics"]


def test_a_place_is_never_meant_by_it() -> None:
    assert subjects("Rain fell on Lisbon. It was cold.")[1] is None


def test_the_pronoun_of_it_was_reported_stands_for_nobody() -> None:
    assert subjects("Halden Optics grew. It was reported that sales rose.")[1] is None


def test_a_text_without_words_has_no_sentences() -> None:
    assert read(" \n ", TOLD).sentences == ()


def test_an_agency_in_brackets_is_not_what_the_text_is_about() -> None:
    assert subjects("(Sund Wire) Halden Optics grew. It sold lamps.")[1] == "Halden Optics"
