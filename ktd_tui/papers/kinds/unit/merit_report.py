"""Báo cáo thành tích of a nominee, unit or person; what the data does not know is blank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ktd_tui.domain.merit import AwardKind, AwardTitle, honour
from ktd_tui.naming import Called, taken_apart
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Signature, Table
from ktd_tui.papers.kinds.unit.data import UnitData
from ktd_tui.papers.kinds.unit.parts import UnitPart, told_parts
from ktd_tui.papers.letter import BLANK, SIGN_HERE, in_year, paper_ended, signature_of
from ktd_tui.papers.phrases import capital, points_ended
from ktd_tui.words import long_date, number

CONFIRMED = "XÁC NHẬN CỦA CẤP TRÌNH"
SEX = {"ông": "nam", "bà": "nữ"}


class Given(NamedTuple):
    """An award that a decision gave: the year that it rewards, what, and the decision."""

    year: int
    title: str
    number: str
    day: date
    issuer: str


class UnitResult(NamedTuple):
    """What a unit came to in a year: its points, its rank of so many, its grade, and what bars it."""

    year: int
    points: str
    rank: str
    grade: str
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeritData:
    """What the report is composed from.

    Attributes:
        of: The unit, or the person's unit.
        person: Who is proposed, as a list shows them; empty: the unit itself.
        awards: What it is proposed for.
        results: What the unit came to in this year and those before, the newest first.
        given: What decisions gave it, the newest first.
    """

    of: UnitData
    person: str
    awards: Sequence[str]
    results: Sequence[UnitResult]
    given: Sequence[Given]

    @property
    def called(self) -> Called:
        """The person, without office."""
        return taken_apart(self.person.partition(",")[0])

    @property
    def whose(self) -> str:
        """The person as a sentence names them, or the unit."""
        return self.called.titled if self.person else self.of.unit.name


def compose_merit_report(data: MeritData) -> Paper:
    """Return the report as a document (Phụ lục III, Mẫu 1.4)."""
    asked = "; ".join(map(honour, data.awards)) or BLANK
    subject = (f"Đề nghị khen thưởng {in_year(data.of.year.year)}: {asked}", data.person or data.of.unit.name)
    return Paper(
        head=data.of.letterhead("" if data.person else "BC"),
        title="BÁO CÁO THÀNH TÍCH",
        subject=tuple(map(capital, subject)),
        notice=data.of.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(f"Trên đây là báo cáo thành tích {in_year(data.of.year.year)} của {data.whose}"),
        signatures=tuple(_signatures(data)),
        recipients=(),
        meta=data.of.meta(f"Báo cáo thành tích {in_year(data.of.year.year)} của {data.whose}"),
    )


def _signatures(data: MeritData) -> Iterator[Signature]:
    """A person's head confirms what the person signs; above a unit the body that proposes it does."""
    if data.person:
        yield data.of.signed_by_head()
        yield signature_of("NGƯỜI BÁO CÁO THÀNH TÍCH", SIGN_HERE, data.called)
    else:
        yield Signature(CONFIRMED, SIGN_HERE, "")
        yield data.of.signed_by_head()


def _blocks(data: MeritData) -> Iterator[Block]:
    yield Heading("I. SƠ LƯỢC LÝ LỊCH" if data.person else "I. ĐẶC ĐIỂM, TÌNH HÌNH", 1)
    yield Points(points_ended(_about_person(data) if data.person else _about_unit(data)), "-")
    yield Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC", 1)
    for place, part in enumerate(_merits(data), 1):
        yield Heading(f"{place}. {part.title}", 2)
        yield from part.blocks
    yield Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", 1)
    yield from _given(data.given)


def _about_person(data: MeritData) -> Iterator[str]:
    _, _, office = data.person.partition(", ")
    yield f"Họ và tên: {data.called.name}"
    yield f"Ngày, tháng, năm sinh: {BLANK}; giới tính: {SEX.get(data.called.honorific, BLANK)}"
    yield f"Chức vụ, đơn vị công tác: {office or data.of.unit.name}"
    yield f"Trình độ chuyên môn, nghiệp vụ: {BLANK}"
    yield f"Nhiệm vụ được giao: {BLANK}"


def _about_unit(data: MeritData) -> Iterator[str]:
    unit, year = data.of.unit, data.of.year
    staff = next(member.staff for member in year.members if member.unit_id == unit.id)
    yield f"Tên đơn vị: {unit.name}"
    yield f"Địa điểm: {unit.city or data.of.council.place or BLANK}"
    women = f", trong đó nữ {number(staff.women)}" if staff.women is not None else ""
    yield f"Số lượng cán bộ, công chức, viên chức, người lao động: {_known(staff.people)}{women}"
    yield f"Chức năng, nhiệm vụ được giao: {BLANK}"


def _known(count: int | None) -> str:
    return BLANK if count is None else number(count)


def _merits(data: MeritData) -> Iterator[UnitPart]:
    """Yield what the data knows: of a person the deeds that were noted, of a unit its year."""
    if data.person:
        deeds = [one.deed for one in data.of.exemplars if _is_of(one.name, data.called.name)]
        yield UnitPart("Việc làm, thành tích tiêu biểu", (Points(points_ended(deeds or [BLANK]), "-"),))
        yield UnitPart("Kết quả thực hiện nhiệm vụ được giao", (Points((BLANK,), "-"),))
    else:
        yield from told_parts(data.of, data.of.result or data.of.own)
    if data.results:
        whose = f" của {data.of.unit.name}" if data.person else ""
        yield UnitPart(f"Kết quả chấm điểm, xếp hạng{whose}", tuple(_results(data.results)))
    law = "Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước"
    yield UnitPart(law, (Points((BLANK,), "-"),))


def _is_of(name: str, wanted: str) -> bool:
    return taken_apart(name.partition(",")[0]).name.casefold() == wanted.casefold()


def _results(results: Sequence[UnitResult]) -> Iterator[Block]:
    yield without_empty(
        Table(
            header=("Năm", "Điểm", "Hạng", "Xếp loại"),
            rows=tuple((str(one.year), one.points, one.rank, one.grade) for one in results),
            widths=(0.2, 0.2, 0.2, 0.4),
            align=("center", "right", "center", "left"),
        )
    )
    if told := tuple(f"Năm {one.year}, {ground}" for one in results for ground in one.grounds):
        yield Points(told, "-")


def _given(given: Sequence[Given]) -> Iterator[Block]:
    """Say titles before commendations (NĐ 152/2025/NĐ-CP, Điều 29)."""
    for place, kind in enumerate((AwardKind.TITLE, AwardKind.FORM), 1):
        title = "Danh hiệu thi đua" if kind is AwardKind.TITLE else "Hình thức khen thưởng"
        yield Heading(f"{place}. {title}", 2)
        rows = [one for one in given if AwardTitle.model_validate(one.title).kind is kind]
        yield _decisions(rows) if rows else Paragraph(BLANK)


def _decisions(rows: Sequence[Given]) -> Table:
    return without_empty(
        Table(
            header=("Năm", "Danh hiệu, hình thức", "Quyết định", "Cơ quan ban hành"),
            rows=tuple(
                (str(one.year), one.title, f"{one.number}, {long_date(one.day)}", one.issuer) for one in rows
            ),
            widths=(0.1, 0.36, 0.3, 0.24),
            align=("center", "left", "left", "left"),
        )
    )
