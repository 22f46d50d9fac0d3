"""The blocks of a paper's body: headings, paragraphs, lists, tables, charts, annexes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Align = Literal["left", "center", "right"]

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Points are lettered by the Vietnamese alphabet (Phụ lục I, II.6đ): đ follows d, f and j are not in it."""


@dataclass(frozen=True)
class Heading:
    """A heading of the body, bold (II.6đ); level 1 stands off from what is above it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; a line break in ``text`` begins another one of the same kind.

    Attributes:
        style: ``plain`` is not justified: for lines that are no sentences; ``centred`` is bold.
        lead: Its bold beginning: a clock time, a speaker.
        indent: Whether the first line is indented (II.6e).
    """

    text: str
    style: Literal["body", "plain", "italic", "bold", "centred"] = "body"
    lead: str = ""
    indent: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs that the text makes."""
        return tuple(line for line in self.text.split("\n") if line.strip()) or ("",)


@dataclass(frozen=True)
class Points:
    """Points of a list.

    Attributes:
        marker: ``1`` numbers them «1.», ``a`` letters them «a)»; anything else is put before each.
    """

    items: tuple[str, ...]
    marker: str = "-"

    @property
    def marked(self) -> tuple[str, ...]:
        """The points with their markers."""
        return tuple(f"{self._marker(place)} {item}" for place, item in enumerate(self.items))

    def _marker(self, place: int) -> str:
        if self.marker == "1":
            return f"{place + 1}."
        if self.marker == "a":
            again, letter = divmod(place, len(LETTERS))
            return f"{LETTERS[letter] * (again + 1)})"
        return self.marker


@dataclass(frozen=True)
class Table:
    """A ruled table.

    Attributes:
        widths: Each column's share of the text's width. Shares are wishes: a column is not made
            narrower than its longest word while another one has room.
        strong: Places of the rows that are bold: groups, sums.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: tuple[Align, ...]
    caption: str = ""
    strong: tuple[int, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A chart of bars, black and white safe, each bar with its value.

    Attributes:
        names: What each row of bars is about.
        series: What each bar of a row is, the first drawn full, the second empty («năm 2022», «năm 2021»).
        values: The bars' values, row by row; None: there is none.
        shown: The same values as they are printed.
        most: The value of a bar that fills the width.
    """

    caption: str
    names: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    shown: tuple[tuple[str, ...], ...]
    most: float

    @property
    def told(self) -> Table:
        """The chart as a table, where nothing can be drawn."""
        rows = tuple((name, *shown) for name, shown in zip(self.names, self.shown, strict=True))
        wide = (0.5, *([0.5 / len(self.series)] * len(self.series)))
        right: list[Align] = ["right"] * len(self.series)
        return Table(("", *self.series), rows, wide, ("left", *right), self.caption)


@dataclass(frozen=True)
class Annex:
    """The beginning of an annex: without Quốc hiệu, on a page of its own (Phụ lục III, Mẫu 2.1).

    Attributes:
        title: In capitals.
        to: «Kèm theo Quyết định số 05/QĐ-KTĐV ngày 09 tháng 12 năm 2022 của …».
        number: «I» where a paper has several.
    """

    title: str
    to: str = ""
    number: str = ""

    @property
    def name(self) -> str:
        """«Phụ lục», «Phụ lục I»."""
        return f"Phụ lục {self.number}".rstrip()


Block = Heading | Paragraph | Points | Table | Bars | Annex


def numbered_points(items: Iterable[str]) -> Points | Paragraph:
    """Number what are several; one alone bears no number."""
    of = tuple(items)
    return Points(of, "1") if len(of) != 1 else Paragraph(of[0])


def without_empty(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    columns = range(len(table.header)) if table.rows else ()
    kept = [n for n in columns if any(row[n].strip() for row in table.rows)]
    return replace(
        table,
        header=tuple(table.header[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        widths=tuple(table.widths[n] for n in kept),
        align=tuple(table.align[n] for n in kept),
    )
