"""Floors of quality rise when asked, and fall only by name."""

import pytest

from benchmarks.evaluation import Figure
from benchmarks.floors import fallen, lowered, raised

FLOORS = {"dates": 80.0, "money": 92.0}


def test_a_better_figure_raises_its_floor_and_a_new_one_gets_one():
    figures = [Figure("dates", 81.5), Figure("money", 91.0), Figure("quotes", 50.0)]
    assert raised(FLOORS, figures) == {"dates": 81.5, "money": 92.0, "quotes": 50.0}


def test_only_a_named_floor_is_lowered():
    figures = [Figure("dates", 70.0), Figure("money", 70.0)]
    assert lowered(FLOORS, figures, ["money"]) == {"dates": 80.0, "money": 70.0}


def test_a_floor_that_was_not_measured_cannot_be_lowered():
    with pytest.raises(KeyError):
        lowered(FLOORS, [], ["money"])


def test_a_figure_below_its_floor_is_told_with_both():
    assert fallen(FLOORS, [Figure("money", 91.9), Figure("dates", 80.0)]) == ["money is 91.9, its floor 92"]
