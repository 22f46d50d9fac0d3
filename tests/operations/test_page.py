"""A page as plain text: its columns."""

from ktd_tui.operations.page import Page, PageTable, page_lines

ROWS = (
    ("Vụ Một", "83,56", "Tốt"),
    ("Vụ Hai, nơi có một cái tên rất dài", "77,6", "Khá"),
    ("Vụ Ba", "(9)", "–"),
)


def test_commas_stand_below_each_other_also_where_a_name_is_broken() -> None:
    table = PageTable(("Đơn vị", "Tổng", "Xếp loại"), ROWS, frozenset({1}))
    for width in (80, 40):
        said = page_lines(Page("Trang", (table,)), width)
        at = {
            figure: line.index(figure) for line in said for figure in ("3,56", "7,6", "9)") if figure in line
        }
        assert set(at) == {"3,56", "7,6", "9)"}
        assert len(set(at.values())) == 1, said
