"""Charts drawn in characters, and figures whose commas stand below each other."""

import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.layout import by_comma, cells
from ktd_tui.terminal.glyphs import STRANGE, twin
from screens.widgets.charts import bar_lines, count_lines, heat_lines, line_chart

SHARE = st.none() | st.fractions(0, 1)
TOTAL = st.none() | st.decimals(0, 1000, places=2)
TEXT = st.text("aăđế Vụ123…", max_size=40)


@given(st.lists(st.tuples(TEXT, SHARE, SHARE), max_size=5), st.integers(60, 120))
def test_bars_stay_within_their_width_and_say_every_share(
    rows: list[tuple[str, Fraction | None, Fraction | None]], width: int
) -> None:
    lines = bar_lines(rows, width)
    assert all(cells(line) <= width for line in lines)
    assert sum("%" in line for line in lines) == sum(s is not None for _, *both in rows for s in both)


@given(st.lists(st.tuples(st.integers(2000, 2100), TOTAL, TOTAL), min_size=2, max_size=5))
def test_a_line_has_each_year_and_each_figure(
    points: list[tuple[int, Decimal | None, Decimal | None]],
) -> None:
    drawn = "\n".join(line_chart(points))
    assert all(str(year) in drawn for year, *_ in points)
    assert drawn.count("○") >= any(mean is not None for _, mean, _ in points)


def test_a_higher_total_stands_higher() -> None:
    lines = line_chart([(2021, Decimal(90), None), (2022, Decimal("95.5"), Decimal(93))])
    first, second = (next(n for n, line in enumerate(lines) if line.find("○") == at) for at in (10, 19))
    assert second < first
    assert lines[-2].split() == ["○", "90", "95,5"]
    assert lines[-1].split() == ["×", "–", "93"]


def test_grades_are_counted_in_blocks() -> None:
    assert [line.split() for line in count_lines([("Tốt", 3), ("Khá", 0)], 60)] == [
        ["Tốt", "███", "3"],
        ["Khá", "0"],
    ]


def test_the_heat_map_marks_full_weak_and_blank_cells() -> None:
    heat = {"I.1": {"a": Fraction(1), "b": Fraction(1, 2)}, "I.2": {"a": Fraction(9, 10)}}
    lines = heat_lines([("I.1", "Một"), ("I.2", "Hai")], [("a", "Cục A"), ("b", "Cục B")], heat, 60)
    assert [line.split()[-2:] for line in lines[1:]] == [["✓", "!50"], ["90", "–"]]
    narrow = heat_lines([("I.1", "Một")], [(f"u{n}", f"Cục {n}") for n in range(12)], {}, 60)
    assert sum("I.1" in line for line in narrow) > 1, "units that do not fit are not told below"
    assert all(cells(line) <= 60 for line in (*lines, *narrow))


def test_units_of_the_heat_map_are_told_apart() -> None:
    names = ("Trường THPT A", "Trường THPT Nguyễn Huệ", "Trường THPT Nguyễn Du")
    head = heat_lines([("I.1", "Một")], list(zip("abc", names, strict=True)), {}, 80)[0]
    assert len(set(re.split(r"  +", head.strip()))) == len(names), head


def test_every_mark_has_an_ascii_twin() -> None:
    drawn = [
        *bar_lines([("a", Fraction(1, 2), Fraction(1, 3))], 60),
        *line_chart([(2021, Decimal(1), Decimal(2)), (2022, Decimal(3), None)]),
        *heat_lines([("I", "x")], [("a", "A")], {"I": {"a": Fraction(1)}}, 60),
    ]
    assert STRANGE not in map(twin, "".join(drawn))


def test_commas_stand_below_each_other() -> None:
    assert by_comma(["97,5", "93", "(75)", "–", "1.234,25"]) == [
        "97,5 ", "93   ", "(75)  ", "–", "1.234,25",
    ]  # fmt: skip
    assert by_comma(["97,5", "93"], 4) == ["97,5", "93  "]
    assert by_comma(["100", "93,25"], 5) == ["100", "93,25"], "what does not fit stays as it is"
    assert by_comma(["100%", "91,7%"]) == ["100%", "91,7%"]
    assert by_comma(["5", "12"]) == ["5", "12"]


@given(st.lists(st.decimals(0, 9999, places=2).map(lambda d: f"{d.normalize():f}".replace(".", ","))))
def test_commas_stand_in_one_column_however_many_figures(figures: list[str]) -> None:
    aligned = by_comma(figures)
    wide = max(map(len, aligned), default=0)
    ends = {
        (line.rjust(wide).index(",") if "," in line else len(line.rjust(wide).rstrip()))
        for line in aligned
        if any("," in figure for figure in figures)
    }
    assert len(ends) <= 1
