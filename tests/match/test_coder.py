"""What texts mean in 32 bytes: near texts have near codes, and any text has one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.match import MeaningCoder
from claims.match.coder import directions_of
from claims.match.meaning import meanings
from claims.match.sketch import sketch_of

CODER = MeaningCoder()
SHIP = "A Russian warship entered the harbour of Marseille"
TAX = "The finance minister wants to raise the tax on petrol"


def test_a_text_is_nearest_to_what_means_the_like_in_other_words():
    vessel, levy = CODER.likeness("A navy vessel from Moscow docked in France", CODER.codes_of([SHIP, TAX]))
    assert vessel > 0.3 > levy


def test_a_text_is_near_one_to_itself():
    assert CODER.likeness(SHIP, CODER.codes_of([SHIP])) == pytest.approx([1], abs=0.1)


def test_directions_made_together_are_those_made_alone():
    texts = [SHIP, "", "qzxv", TAX]
    together = directions_of(texts, meanings())
    alone = [sketch_of(text, meanings()).vector for text in texts]
    assert np.allclose(together, alone, atol=1e-5)


def test_a_text_without_known_words_is_near_nothing():
    assert CODER.likeness("qzxv", CODER.codes_of([SHIP, TAX])) == [0, 0]
    assert CODER.codes_of([]) == []


@settings(max_examples=40)
@given(st.lists(st.text(alphabet=st.characters(), max_size=80), max_size=4))
def test_every_text_has_a_code_of_four_numbers_of_64_bits(texts):
    codes = CODER.codes_of(texts)
    assert [len(code) for code in codes] == [4] * len(texts)
    assert all(0 <= part < 2**64 for code in codes for part in code)
    for text in texts:
        assert all(-1.01 <= like <= 1.01 for like in CODER.likeness(text, codes))
