"""No page begins with the last row of a table alone, however many rows there are."""

import pytest

from ktd_tui.papers.document import Table
from tests.papers.breaks.test_breaks import pages_of
from tests.papers.sample import with_blocks


@pytest.mark.parametrize("first", range(20, 70, 10))
def test_the_last_row_has_the_one_before_it_beside_it(first: int) -> None:
    for many in range(first, first + 10):
        rows = tuple((f"dòng{n}", "Một việc") for n in range(1, many + 1))
        paper = with_blocks(Table(("STT", "Nội dung"), rows, (0.3, 0.7), ("left", "left")))
        there = [page for page in pages_of(paper) if any("dòng" in line.text for line in page)]
        last = " ".join(line.text for line in there[-1])
        assert f"dòng{many}" in last
        assert f"dòng{many - 1}" in last, f"{many} rows"
