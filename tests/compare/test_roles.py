"""Who has which part in an action."""

import pytest

from claims.compare.frames import Frame, parse


def frame_of(sentence: str, name: str) -> tuple[Frame, str, str]:
    """The frame of a class, with who does it and to whom as a reader sees them."""
    parsed = parse(sentence)
    frame = next(f for f in parsed.frames if name in f.classes)
    return frame, parsed.printed(frame.agent), parsed.printed(frame.patient)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norvale sued Arden Foods.",
        "Arden Foods was sued by Norvale.",
        "Arden Foods, which Norvale sued, is silent.",
        "Arden Foods, sued by Norvale, is silent.",
        "Norvale, which sued Arden Foods, is silent.",
        "A lawsuit by Norvale against Arden Foods was filed.",
        "Norvale's lawsuit against Arden Foods was filed.",
        "Having sued Arden Foods, Norvale is silent.",
    ],
)
def test_the_parts_do_not_depend_on_the_order_of_words(sentence: str) -> None:
    _, agent, patient = frame_of(sentence, "sue")
    assert agent.startswith("Norvale")
    assert "Arden Foods" in patient
    assert "Arden" not in agent


def test_what_a_verb_is_done_by_is_no_figure_and_no_day() -> None:
    for sentence in ("Output was cut by 5 per cent.", "Output was cut by a third.", "Output was cut by Friday."):
        _, agent, _ = frame_of(sentence, "cut")
        assert not agent


def test_a_pronoun_after_a_verb_of_speech_is_whoever_speaks() -> None:
    _, agent, _ = frame_of("Norvale said on Tuesday that it had sued Arden Foods.", "sue")
    assert "Norvale" in agent


def test_a_deed_named_with_its_parties_has_happened() -> None:
    assert frame_of("Reyl's victory over Quist put him in the final.", "beat")[0].mood == "done"
    assert frame_of("A sale of the mill would please investors.", "sell")[0].mood == "mentioned"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Norvale obtained a 900 million dollar loan from the Land Bank.", "borrow"),
        ("The Land Bank granted Norvale a loan.", "lend"),
        ("The council gave its approval to the bridge.", "approve"),
        ("Norvale placed an order worth 9 million euros.", "order"),
        ("Dario Cattaneo will be the new director of the museum.", "takeoffice"),
    ],
)
def test_a_verb_that_carries_a_noun_tells_what_the_noun_does(sentence: str, name: str) -> None:
    assert any(name in frame.classes and not frame.is_noun for frame in parse(sentence).frames)
