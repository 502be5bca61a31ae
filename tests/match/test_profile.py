import pytest

from claims.match.profile import profile_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Halden Paper will shut its mill in Oxley", ("Halden Paper", "Oxley")),
        ("The mill of Crumb & Sons in the Gulf of Aden", ("Crumb & Sons", "Gulf", "Aden")),
        ("Yesterday Ada van Holt met Halden Paper, Corvane and others", ("Ada van Holt", "Halden Paper", "Corvane")),
        ("Output rose in March, on Monday", ()),
        ("Halden Paper Shuts Steel Mill In Oxley", ("Halden", "Oxley")),
        ("Halden's chief, Holt, said that Halden Paper would close", ("Holt", "Halden Paper")),
    ],
)
def test_capitals_mark_names(text: str, names: tuple[str, ...]) -> None:
    assert profile_of(text).names == names


def test_known_names_are_names_whatever_their_letters() -> None:
    assert "harbour board" in profile_of("the harbour board met", ("harbour board",)).names


def test_rare_words_tell_more_than_common_ones() -> None:
    weights = profile_of("the report on the zinc smelter was new").weights
    assert weights["smelter"] > weights["report"]
    assert "the" not in weights


def test_words_of_dates_and_amounts_tell_little() -> None:
    weights = profile_of("a bridge for nine million euros in March").weights
    assert weights["bridg"] > 3 * weights["million"]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("It will buy the mill", {"buy"}),
        ("It has agreed to acquire the mill", {"buy"}),
        ("The plan was called off", {"cancel"}),
        ("Holt called the mayor", set()),
        ("The judge of Close Brothers", set()),
    ],
)
def test_acts_are_classes_of_words(text: str, actions: set[str]) -> None:
    assert actions <= set(profile_of(text).actions)
    assert actions or not profile_of(text).actions


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("It will close", {"will"}),
        ("It won't close", {"will", "not"}),
        ("It isn't closing", {"not"}),
        ("It may reportedly close", {"open"}),
        ("Is it closed?", {"question"}),
        ("It closed", set()),
    ],
)
def test_turns_are_what_makes_another_statement(text: str, turns: set[str]) -> None:
    assert profile_of(text).turns == turns


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1,500 jobs", {"1500"}), ("$746 million", {"746"}), ("3.2% in 2025.", {"3.2", "2025"}), ("40bn", {"40"})],
)
def test_numerals_are_compared_without_separators(text: str, numbers: set[str]) -> None:
    assert profile_of(text).numbers == numbers
