import pytest

from claims.stance.headlines import is_clipped, is_set_as_headline


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Bridge Reopens After Winter Storm",
        "Mayor: library stays open",
        "Is the Kelby tram line cancelled?",
        "Ferry firm 'to cut night service'",
        "Kelby Council Votes to Sell Old Town Hall",
    ],
)
def test_marks_and_capitals_make_a_headline(text: str) -> None:
    assert is_set_as_headline(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour bridge reopened after the storm",
        "Coach Ines Valdarno has been sacked by Ortona Rangers",
        "Tarn Shipping bought Belmore Docks for $4 million",
        "Ada Lind is Prime Minister of Westmark",
        "",
    ],
)
def test_a_sentence_full_of_names_is_no_headline(text: str) -> None:
    assert not is_set_as_headline(text)


@pytest.mark.parametrize(
    ("text", "clipped"), [("Council leader shot", True), ("The council's leader was shot", False), ("", True)]
)
def test_without_article_and_auxiliary_a_claim_is_clipped(text: str, clipped: bool) -> None:
    assert is_clipped(text) is clipped
