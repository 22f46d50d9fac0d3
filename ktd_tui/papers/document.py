"""The document model: what a paper says, without a word on how it is drawn.

The terminal's preview and the PDF are both rendered from it, so they cannot differ.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, NamedTuple, NewType

from ktd_tui.i18n import t
from ktd_tui.papers.blocks import LETTERS, Align, Annex, Bars, Block, Heading, Paragraph, Points, Table
from ktd_tui.text import clean

__all__ = [
    "ATTACHED",
    "LETTERS",
    "MOTTO",
    "RECIPIENTS",
    "Align",
    "Annex",
    "Bars",
    "Block",
    "Head",
    "Heading",
    "Meta",
    "Paper",
    "Paragraph",
    "Points",
    "Prepared",
    "Rendered",
    "Signature",
    "Table",
    "prepared",
    "strings",
    "with_texts",
]  # fmt: skip

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""Quốc hiệu and Tiêu ngữ stand on every paper (Phụ lục I, II.1), so no composer says them."""

RECIPIENTS = "Nơi nhận:"
ATTACHED = "ktd.json"
"""The file in a PDF that tells machines what the paper says."""

_SPACES = str.maketrans(
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\u2011",
    "       \u00a0   \u00a0 -",
)
"""Spaces and the hyphen that faces often lack a glyph for, and those that have one."""


@dataclass(frozen=True)
class Head:
    """The first lines of a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1–4).

    Attributes:
        superior: The superior body, in capitals; empty where there is none.
        agency: The body that issues the paper, in capitals.
        number: «Số: 05/BB-KTĐV».
        place_and_date: Empty for minutes: Mẫu 1.9 has no such line.
    """

    superior: str
    agency: str
    number: str
    place_and_date: str = ""


@dataclass(frozen=True)
class Meta:
    """The file's description.

    Attributes:
        created: The paper's day. The file says this day, not the day of export, so that the same
            paper is the same file whenever and wherever it is exported.
    """

    title: str
    author: str
    subject: str
    keywords: str = ""
    created: date | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs: office (lines such as «TM. …» above it), how, name (II.7).

    Attributes:
        degree: What the house style puts before the name by a sector's rule, and nothing else prints.
        person_id: Who that is in the directory, for the house style alone.
    """

    office: str
    hint: str
    name: str
    degree: str = ""
    person_id: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Attributes:
        notice: A remark under the title that the paper must not be without («Số liệu minh họa …»).
        closing: The last sentence; ends «./.».
        signatures: From left to right; a single one stands right, beside «Nơi nhận».
        recipients: «Nơi nhận», without dashes and end marks.
        landscape: The page lies, for a broad table.
        mark: What the paper is not to be mistaken for («DỰ THẢO»): under the number, and on every page.
        footer: One small line at the foot of every page.
        attached: What is embedded in the PDF for machines, as JSON; it is not printed.
    """

    head: Head
    title: str
    subject: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    meta: Meta
    notice: str = ""
    landscape: bool = False
    mark: str = ""
    footer: str = ""
    attached: str = ""

    @property
    def is_annex(self) -> bool:
        """Whether it is an annex in a file of its own: its first block heads it, it has no other head."""
        return bool(self.blocks) and isinstance(self.blocks[0], Annex)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that no line of the head and the title breaks while there is room."""
        return (self.meta.author, self.head.agency, self.head.superior)

    @property
    def foot(self) -> str:
        """What stands at the foot of every page: the mark before the footer."""
        return " · ".join(part for part in (self.mark, self.footer) if part)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """«Nơi nhận» as it is printed: each line «- …;», the last «- ….» (II.9)."""
        lines = [f"- {recipient.rstrip(' .;')};" for recipient in self.recipients]
        return (*lines[:-1], f"{lines[-1][:-1]}.") if lines else ()


Prepared = NewType("Prepared", Paper)
"""A paper whose every text can be set; only such a one is rendered or sealed."""


class Rendered(NamedTuple):
    """A paper as PDF, and how many pages it has."""

    pdf: bytes
    pages: int


def prepared(paper: Paper) -> Prepared:
    """Return a paper whose every text can be set: NFC, no controls, only spaces that faces have.

    Called once for each paper, where it is composed or read: a text composed of parts that were clean one
    by one need not be.
    """
    return Prepared(
        with_texts(paper, lambda text: clean(text, lines=True, limit=sys.maxsize).translate(_SPACES))
    )


def with_texts(paper: Paper, change: Callable[[str], str]) -> Paper:
    """Return a paper with each of its texts changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: changed(getattr(value, f.name)) for f in fields(value)})
        return value

    of: Paper = changed(paper)
    return of


def strings(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield every text that is printed, with a name of its place for a person."""
    head = paper.head
    for text in (head.superior, head.agency, head.number, head.place_and_date, paper.mark, paper.footer):
        yield t("the head"), text
    for text in () if paper.is_annex else (paper.title, *paper.subject, paper.notice):
        yield t("the title"), text
    yield from _in_blocks(paper.blocks)
    yield t("the closing sentence"), paper.closing
    for signature in paper.signatures:
        for text in (signature.office, signature.hint, signature.name):
            yield t("the signatures"), text
    for text in paper.recipients:
        yield t("the recipients"), text


def _in_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    heading, tables, others = "", 0, 0
    for block in blocks:
        if isinstance(block, Heading):
            heading, others = block.text, 0
            yield t("heading “{heading}”", heading=heading), heading
        elif isinstance(block, Table | Bars):
            tables += 1
            yield from _in_table(block if isinstance(block, Table) else block.told, tables)
        elif isinstance(block, Annex):
            heading, others = block.title, 0
            yield from ((t("the title"), text) for text in (block.name, block.title, block.to))
        else:
            others += 1
            place = t("paragraph {number}", number=others)
            if heading:
                place = t("paragraph {number} under “{heading}”", number=others, heading=heading)
            texts = block.items if isinstance(block, Points) else (block.lead + block.text,)
            yield from ((place, text) for text in texts)


def _in_table(table: Table, number: int) -> Iterator[tuple[str, str]]:
    for text in (table.caption, *table.header):
        yield t("the head of table {number}", number=number), text
    for row, cells in enumerate(table.rows, 1):
        place = t("table {number}, row {row}", number=number, row=row)
        yield from ((place, text) for text in cells)
