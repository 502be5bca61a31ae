import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Collection

MILL = "The paper mill at Oxley will close in May"
FERRY = "A new ferry links Harwell and Port Anders"
TRAM = "The tram to Port Anders will be free of charge"


@pytest.fixture
def claims() -> Collection:
    collection = Collection()
    collection.update([("mill", MILL), ("ferry", FERRY), ("tram", TRAM)])
    return collection


def ids(collection: Collection, text: str, limit: int = 10) -> list[str]:
    return [candidate.id for candidate in collection.nominate(text, limit)]


def test_the_text_sharing_the_most_telling_words_comes_first(claims: Collection) -> None:
    assert ids(claims, "Free tram rides in Port Anders") == ["tram", "ferry"]


def test_inflected_words_are_found(claims: Collection) -> None:
    assert ids(claims, "Oxley's mills were closing") == ["mill"]


def test_scores_fall(claims: Collection) -> None:
    scores = [candidate.score for candidate in claims.nominate("the ferry and the tram to Port Anders", 10)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2


def test_no_more_than_the_limit(claims: Collection) -> None:
    assert len(claims.nominate("Port Anders", 1)) == 1
    assert claims.nominate("Port Anders", 0) == []


def test_an_update_is_seen_by_the_next_nomination(claims: Collection) -> None:
    claims.update([("mill", "The saw mill at Tennant has burnt down")])
    assert ids(claims, "paper mill at Oxley") == ["mill"]  # by "mill" alone
    assert ids(claims, "Oxley paper") == []
    assert ids(claims, "Tennant") == ["mill"]


def test_the_last_text_of_an_id_in_one_update_stands(claims: Collection) -> None:
    claims.update([("mill", "Quarry"), ("mill", None), ("mill", "Viaduct")])
    assert ids(claims, "quarry oxley viaduct") == ["mill"]
    assert ids(claims, "quarry oxley") == []


def test_a_dropped_text_is_gone(claims: Collection) -> None:
    claims.update([("tram", None), ("never there", None)])
    assert ids(claims, "Port Anders") == ["ferry"]


def test_a_long_text_asks_for_its_rarest_words(claims: Collection) -> None:
    filler = " ".join(f"filler{n}" for n in range(3000))
    assert ids(claims, f"{filler} Oxley") == ["mill"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "the of and",
        "\0",
        "\ud800 \udfff",
        '" OR id:mill',
        "((((",
        "terms:[* TO *]",
        "-mill +",
        "a" * 100_000,
    ],
)
def test_text_without_words_on_file_nominates_nothing(claims: Collection, text: str) -> None:
    assert all(candidate.id == "mill" for candidate in claims.nominate(text, 5))


@settings(max_examples=40)
@given(st.lists(st.text(alphabet=st.characters(), max_size=80), max_size=4))
def test_any_text_can_be_put_in_and_asked_for(texts: list[str]) -> None:
    collection = SHARED
    collection.update((f"t{number}", text) for number, text in enumerate(texts))
    for text in texts:
        collection.nominate(text, 3)


SHARED = Collection()
