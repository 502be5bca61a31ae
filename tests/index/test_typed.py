"""Words typed half, or with a letter wrong."""

import pytest

from claims.index.base import Form
from claims.index.live import LiveCollection
from claims.index.typed import Typed, near_terms, typed_words
from claims.store.base import Change

TEXTS = {
    "c1": "Corvo Foods will buy the bakery chain Merrow & Daughters for £310 million",
    "c2": "Harrow Bank will open 40 branches",
    "c3": "The acquisition of Halden Optics is off",
}


@pytest.fixture(params=["recent", "in the base"])
def claims(request):
    changes = [Change(n, id_, text) for n, (id_, text) in enumerate(TEXTS.items(), 1)]
    collection = LiveCollection(
        lambda after, limit: [c for c in changes if c.seq > after][:limit],
        None,
        Form(keep_texts=True),
        most_recent=1_000 if request.param == "recent" else 1,
    )
    collection.catch_up()
    return collection


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("corv", ["c1"]),  # half a word
        ("corvo fods", ["c1"]),  # a letter missing
        ("Merow", ["c1"]),
        ("harrow brnaches", ["c2"]),  # two turned round
        ("aquisition", ["c3"]),
        ("acquisi", ["c3"]),
        ("corvo branchs", []),  # each word has to be there
        ("corvo branchs harrow", []),
        ("corvo foods bakery merrow daughtrs", ["c1"]),  # however many words there are
        ("corvo foods bakery merrow branchs", []),
        ("foods harrow bank open branchs", []),  # not where the rarest alone are there
        ("319 corv", []),  # a number is not forgiven
        ("", []),
        ("the of", []),
    ],
)
def test_what_is_typed_half_or_wrong_is_found(claims, typed, found):
    assert claims.find_typed(typed, 10) == found


def test_words_that_are_on_file_are_asked_for_as_they_are(claims):
    assert claims.find_typed("corvo foods", 10) == []


def test_no_more_are_found_than_asked_for(claims):
    assert len(claims.find_typed("wil fods", 1)) <= 1


def test_short_words_are_only_completed():
    assert near_terms(Typed("cat", 0), ["cat", "cats", "cut", "coat"]) == ["cat", "cats"]


def test_a_question_is_bounded():
    assert len(typed_words(" ".join(f"word{n}x" for n in range(500)), lambda _: 0)) == 12
