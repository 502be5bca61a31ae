"""What Claimdesk once reached on the development data, it keeps."""

import pytest

from benchmarks.floors import fallen, read_floors
from benchmarks.reading import YARDSTICKS
from tests.eval.shared import needs

YARDS = [pytest.param(yard, id=name, marks=needs(*yard.NEEDS)) for name, yard in YARDSTICKS.items()]


@pytest.mark.slow
@pytest.mark.parametrize("yard", YARDS)
def test_no_figure_is_below_its_floor(yard):
    assert fallen(read_floors(), yard.measure()) == []
