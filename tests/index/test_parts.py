"""A long text is taken in sentence by sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.index import Form, LiveCollection
from claims.index.parts import parts_of
from tests.index.sequence import Sequence

PADDING = [f"The council of Harwell spoke of road {n} and of school {n} once more." for n in range(60)]
MILL = "The paper mill at Oxley will close in May, said its owner."


def article(sentence: str, place: int) -> str:
    return " ".join([*PADDING[:place], sentence, *PADDING[place:]])


def test_a_sentence_is_a_part_and_a_short_one_belongs_to_the_next():
    text = "The mill at Oxley has closed.\nWhy? Nobody would say on Monday. The owner is in Tennant."
    assert [part.strip() for part in parts_of(text)] == [
        "The mill at Oxley has closed.",
        "Why?  Nobody would say on Monday.",
        "The owner is in Tennant.",
    ]


@pytest.mark.parametrize("text", ["", " ", "Short.", "No full stop at the end", "v1.2.3 costs $1.50 at example.org"])
def test_a_short_text_is_one_part(text):
    assert [part.split() for part in parts_of(text)] == [text.split()]


@settings(max_examples=80)
@given(st.text(alphabet=st.sampled_from("ab .!?\n,1"), max_size=400))
def test_no_word_is_lost(text):
    told = {word for part in parts_of(text) for word in re.findall(r"\w+", part)}
    assert set(re.findall(r"\w+", text)) <= told


@pytest.mark.parametrize("odd", ["." * 200_000, "a" * 200_000, "a." * 100_000, "!?\n" * 60_000])
def test_odd_texts_have_parts(odd):
    assert parts_of(odd)


@pytest.fixture(params=["recent", "in the base"])
def collection(request, tmp_path):
    sequence = Sequence()
    collection = LiveCollection(sequence.changes, tmp_path / "articles", Form(False, in_parts=True), most_recent=50)
    collection.catch_up()

    def taken(**texts):
        sequence.put(**texts)
        collection.catch_up()
        if request.param == "in the base":
            collection.fold()
        return collection

    return taken


def ids(collection, text, limit=10):
    return [candidate.id for candidate in collection.nominate(text, limit)]


def test_a_long_article_is_found_by_the_one_sentence_that_speaks_of_a_claim(collection):
    words = ["The mill", "The paper", "Oxley, Oxley", "The mill will close", "It is May", "Paper of Oxley"]
    scattered = " ".join(f"{padding} {word}." for padding, word in zip(PADDING[::3], words, strict=False))
    taken = collection(deep=article(MILL, 40), scattered=scattered)
    assert ids(taken, "The paper mill at Oxley will close in May")[0] == "deep"


def test_an_article_is_nominated_once_however_many_of_its_parts_are_found(collection):
    taken = collection(one=" ".join([MILL] * 30), other=MILL)
    assert sorted(ids(taken, "paper mill at Oxley")) == ["one", "other"]
    assert len(ids(taken, "paper mill at Oxley", 1)) == 1
    assert taken.look().texts + taken.look().behind == 2


def test_an_article_that_was_reworded_or_dropped_leaves_no_part_behind(collection):
    collection(one=article(MILL, 20), other=article(MILL, 50))
    taken = collection(one=" ".join(PADDING), other=None)
    assert ids(taken, "paper mill at Oxley close in May") == []
    assert ids(taken, "school 7 of Harwell") == ["one"]
    assert list(taken.disagreements()) == []
