"""Tables of what was measured stand in the docs between two marks with their name."""

from pathlib import Path

import pytest

from benchmarks.measure import Row
from benchmarks.tables import lines_of, write_table


def test_a_table_takes_the_place_of_the_one_from_before(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- speed -->\nold\n<!-- end of speed -->\nafter\n", "utf-8")
    write_table(page, "speed", ["new", "newer"])
    assert page.read_text("utf-8") == "before\n<!-- speed -->\nnew\nnewer\n<!-- end of speed -->\nafter\n"


@pytest.mark.parametrize(
    "text", ["", "<!-- speed -->\n", "<!-- end of speed -->\n", "<!-- end of speed --><!-- speed -->\n"]
)
def test_a_page_without_a_place_for_a_table_is_left_as_it_is(tmp_path: Path, text: str):
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="no place for a table of speed"):
        write_table(page, "speed", ["new"])
    assert page.read_text("utf-8") == text


def test_figures_are_lines_with_three_digits_or_whole():
    rows = [Row("read", 0.12345, "ms", "aim: 1"), Row("added", 12345.6, "claims/s")]
    assert lines_of(rows)[2:] == ["| read | 0.123 ms | aim: 1 |", "| added | 12,346 claims/s |  |"]
