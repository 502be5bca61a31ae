import pytest

from claims.compare.frames import Frame, parse
from claims.compare.moods import Mood


def frame_of(sentence: str, name: str) -> Frame:
    return next(f for f in parse(sentence).frames if name in f.classes)


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("Halvard Pumps will sell its mill.", 1),
        ("Halvard Pumps will not sell its mill.", -1),
        ("Halvard Pumps has no plans to sell its mill.", -1),
        ("Halvard Pumps denied that it would sell its mill.", -1),
        ("Halvard Pumps denied that it would not sell its mill.", 1),
        ("Halvard Pumps denied having scrapped its plan to sell the mill.", 1),
        ("Halvard Pumps failed to sell its mill.", -1),
        ("Halvard Pumps did not deny that it would sell its mill.", 1),
        ("The sale of the mill was called off.", -1),
        ("Halvard Pumps did not rise, but it will sell its mill.", 1),
        ("Halvard Pumps, which denied fraud, will sell its mill.", 1),
        ("The mill won't be sold.", -1),
    ],
)
def test_the_sign_follows_what_governs_the_verb(sentence: str, sign: int) -> None:
    assert frame_of(sentence, "sell").sign == sign


@pytest.mark.parametrize(
    ("sentence", "mood"),
    [
        ("Halvard Pumps sold its mill.", Mood.DONE),
        ("Halvard Pumps has sold its mill.", Mood.DONE),
        ("The mill was sold.", Mood.DONE),
        ("Halvard Pumps is selling its mill.", Mood.ONGOING),
        ("Halvard Pumps will sell its mill.", Mood.PLANNED),
        ("Halvard Pumps to sell its mill", Mood.PLANNED),
        ("The mill will be sold.", Mood.PLANNED),
        ("Halvard Pumps announced the sale of its mill.", Mood.PLANNED),
        ("Halvard Pumps completed the sale of its mill.", Mood.DONE),
        ("The sale of the mill pleased investors.", Mood.MENTIONED),
    ],
)
def test_the_mood_says_how_real_it_is(sentence: str, mood: Mood) -> None:
    assert frame_of(sentence, "sell").mood is mood


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Halvard Pumps may sell its mill.", "possibility"),
        ("If prices fall, Halvard Pumps could sell its mill.", "possibility"),
        ("Halvard Pumps will sell its mill if prices fall.", "condition"),
        ("Halvard Pumps is in talks to sell its mill.", "possibility"),
        ("Halvard Pumps has not yet decided whether to sell its mill.", "pending"),
        ("Halvard Pumps said it would sell its mill.", "planning"),
        ("Halvard Pumps would sell its mill for a song.", "possibility"),
    ],
)
def test_what_governs_the_verb_is_known_by_its_kind(sentence: str, kind: str) -> None:
    assert kind in frame_of(sentence, "sell").kinds


def test_a_passive_is_turned() -> None:
    sentence = "The mill was bought by Halvard Pumps."
    parsed = parse(sentence)
    frame = frame_of(sentence, "buy")
    assert frame.passive
    assert parsed.printed(frame.subject) == "Halvard Pumps"
    assert parsed.printed(frame.object).startswith("The mill")


def test_the_subject_stands_after_the_verb_of_speech() -> None:
    sentence = "The Gazette reported that Halvard Pumps bought the mill."
    frame = frame_of(sentence, "buy")
    assert parse(sentence).printed(frame.subject) == "Halvard Pumps"


def test_a_verb_and_its_particle_are_one_action() -> None:
    assert frame_of("The council called the parade off.", "cancel").parts == {2, 5}


def test_a_name_is_no_action() -> None:
    assert not parse("The chair of Stellan Shipping spoke.").frames


def test_a_headline_in_capitals_has_its_action() -> None:
    assert frame_of("Halvard Pumps To Sell Its Second Mill", "sell").mood is Mood.PLANNED


@pytest.mark.parametrize("size", [1, 1000, 100_000])
def test_long_runs_are_read_in_part(size: int) -> None:
    assert parse("sell , " * size).words
    assert parse("(" * size).frames == ()
    assert parse("x" * size).words
