"""The document model: what a paper says, without a word on how it is drawn.

Preview and PDF are both rendered from it, so they cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Head:
    """The first lines of a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1–4).

    Attributes:
        superior: The superior body, in capitals.
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
    """The file's description."""

    title: str
    author: str
    subject: str


@dataclass(frozen=True)
class Heading:
    """A heading of the body; level 1 is bold, level 2 bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; ``lead`` is its bold beginning (a clock time)."""

    text: str
    style: Literal["body", "bold", "italic"] = "body"
    lead: str = ""


@dataclass(frozen=True)
class Points:
    """Points of a list, each begun by the marker."""

    items: tuple[str, ...]
    marker: str = "-"


@dataclass(frozen=True)
class Table:
    """A ruled table; ``widths`` are shares of the text's width and add up to 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: tuple[Align, ...]


Block = Heading | Paragraph | Points | Table


@dataclass(frozen=True)
class Signature:
    """Who signs: office, how, name (Phụ lục I, II.7)."""

    office: str
    hint: str
    name: str


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Attributes:
        notice: A remark under the title that the paper must not be without («Số liệu minh họa …»).
        closing: The last sentence; ends «./.».
        signatures: Left and right.
        recipients: «Nơi nhận».
    """

    head: Head
    title: str
    subject: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    signatures: tuple[Signature, Signature]
    recipients: tuple[str, ...]
    meta: Meta
    notice: str = ""


def strings(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper, for checks of what can be set."""
    yield from _strings(paper)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
