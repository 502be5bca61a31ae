"""True of the names of any text: they are cut from it, share their bearer's kind, and cost time in proportion."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.compare.names import is_rival, same_name
from claims.extract import find_entities, lexicon
from tests.extract.test_entities import is_right
from tests.golden import rows
from tests.property.test_extract import steps

PIECES = st.sampled_from(
    [
        "Halden", "Halden Optics", "Co.", "Inc", "(HO)", "HO", "the", "South", "Korean", "company", "maker", "of",
        "and", "&", "Bank", "Ministry", "St", "Mary's", "Mr", "President", "Ida", "Kroll", "van", "der", "al-Rashid",
        "J.", "May", "in", "47", "Highway", "Yahoo!", "Japan", "’s", "said", ",", ".", "\n", "“", "iPhone", "A/S",
        "Sund-based", "FDA", "\ud800", "\0", "İ", "ß", "x" * 60, "A" * 60,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_names_are_cut_from_the_text_and_listed_among_the_forms_of_their_bearer(text: str) -> None:
    kinds: dict[str, set[str]] = {}
    for entity in find_entities(text):
        kinds.setdefault(entity.bearer, set()).add(entity.kind)
        assert entity.span in entity.forms
        assert [form.start for form in entity.forms] == sorted(form.start for form in entity.forms)
        assert all(text[form.start : form.end] == form.text for form in entity.forms)
    assert all(len(found) == 1 for found in kinds.values())


@given(TEXTS, TEXTS)
def test_any_two_names_are_compared_alike_from_either_side(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert is_rival(one, other) == is_rival(other, one)


@pytest.fixture
def shuffled_lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The word lists with their lines in another order."""
    for file in lexicon._DATA.glob("*.*"):
        lines = file.read_bytes().splitlines(keepends=True)
        random.Random(3).shuffle(lines)
        (tmp_path / file.name).write_bytes(b"".join(lines))
    monkeypatch.setattr(lexicon, "_DATA", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Have every list read anew."""
    for name in [name for name in sys.modules if name.startswith("claims.extract")]:
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.mark.usefixtures("shuffled_lists")
def test_the_order_of_word_lists_does_not_matter() -> None:
    assert all(map(is_right, rows("entities", "strong")[::3]))


@pytest.mark.parametrize(
    "piece",
    [
        "Halden ",
        "Bank of England and ",
        "A & ",
        "J. ",
        "the South Korean company ",
        "Wait... ",
        "Halden\n",
        "HALDEN TO ",
    ],
)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    def work(times: int) -> int:
        return steps(lambda: find_entities(piece * times))

    work(10)  # lists are loaded
    assert work(800) < 2.3 * work(400)


@pytest.mark.parametrize("pattern", ["Halden A{}", "Bank of Berg{},", "Aa{0} Bb{0} (AB)", "Kroll{0} Berg{0}"])
def test_many_names_with_one_short_form_are_about_as_much_work_each(pattern: str) -> None:
    def work(times: int) -> int:
        text = " ".join(pattern.format(n) for n in range(100_000, 100_000 + times)) + " Halden AB Bank"
        return steps(lambda: find_entities(text))

    work(10)
    assert work(800) < 2.3 * work(400)
