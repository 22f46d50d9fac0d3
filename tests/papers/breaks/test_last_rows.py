"""No page begins with the last row of a table alone, however many rows there are."""

from dataclasses import replace

import pytest

from ktd_tui.papers.document import Annex, Table
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


def test_no_group_is_named_at_the_foot_of_a_page() -> None:
    for many in range(20, 30):
        rows = (
            *((f"dòng{n}", "Một việc") for n in range(many)),
            ("nhóm", "Điểm cộng"),
            *[("T1", "Việc")] * 9,
        )
        table = Table(("STT", "Nội dung"), rows, (0.3, 0.7), ("left", "left"), strong=(many,))
        for page in pages_of(with_blocks(table)):
            assert "Điểm cộng" not in page[-1].text, f"{many} rows"


def test_a_table_that_fills_the_page_of_an_annex_leaves_no_page_empty() -> None:
    for many in range(30, 40):
        rows = tuple((f"dòng{n}", "Một việc") for n in range(many))
        table = Table(("STT", "Nội dung"), rows, (0.3, 0.7), ("left", "left"))
        annex = replace(
            with_blocks(Annex("Phụ lục", "BẢNG ĐIỂM"), table), closing="", signatures=(), recipients=()
        )
        assert all(pages_of(annex)), f"{many} rows"
