"""Biên bản họp Hội đồng: who sits in the council, what is put to its ballot, how much each award needs.

What the session itself brings (hours, who came, votes) is written in by hand; what a decision gave is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from ktd_tui.domain.merit import honour
from ktd_tui.domain.organisation import Council
from ktd_tui.domain.voting import Vote
from ktd_tui.naming import Called
from ktd_tui.papers.document import Block, Head, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.nominations import AWARD, awarded_to, nominees, result_notes
from ktd_tui.papers.letter import (
    BLANK,
    NO_DAY,
    NO_NUMBER,
    SIGN_HERE,
    cited,
    in_year,
    meta,
    paper_ended,
    signature_of,
)
from ktd_tui.papers.phrases import capital, points_ended
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.scoring.results.needed import Needed
from ktd_tui.words import number, percent

NO_HOUR = f"{NO_NUMBER} giờ {NO_NUMBER} phút"
OPEN = " "
"""A cell that is filled in by hand."""
CHAIR, SECRETARY = "chủ tịch", "thư ký"


@dataclass(frozen=True)
class CouncilData:
    """What the council's session is about.

    Attributes:
        meeting: The bloc's meeting that proposes.
        passed: What it voted for.
        grounds: The law and the rules that titles are judged by.
        needed: How many of the council's votes each of these needs; None: no rule says it.
        given: By which decision each was given; empty: by none yet.
    """

    meeting: MinutesData
    passed: Sequence[Vote]
    grounds: Sequence[str]
    needed: Sequence[Needed | None]
    given: Sequence[str]

    @property
    def members(self) -> tuple[tuple[str, str], ...]:
        """Who sits in the council: name and office of each."""
        parts = (line.partition(",") for line in self.meeting.council.seats.splitlines())
        return tuple((name.strip(), office.strip()) for name, _, office in parts)

    def holding(self, office: str) -> str:
        """Return who of the council holds an office, empty where nobody is known to; «Phó …» is another."""
        held = (name for name, said in self.members if office in said.casefold().partition("phó ")[0])
        return next(held, "")


def compose_council_minutes(of: CouncilData) -> Paper:
    """Return the minutes of the council's session on a bloc's proposals (Phụ lục III, Mẫu 1.9)."""
    data = of.meeting
    subject = (
        f"Họp {data.council.name} xét khen thưởng {in_year(data.year.year)} theo đề nghị của {data.bloc.name}"
    )
    return Paper(
        head=_head(data.council),
        title="BIÊN BẢN",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(of)),
        closing=paper_ended(f"Cuộc họp kết thúc vào {NO_HOUR}, {NO_DAY}"),
        signatures=(
            signature_of("THƯ KÝ", SIGN_HERE, Called(of.holding(SECRETARY))),
            signature_of("CHỦ TỌA", SIGN_HERE, Called(of.holding(CHAIR))),
        ),
        recipients=("Thành viên Hội đồng", data.bloc.name, "Lưu: VT, Hồ sơ"),
        meta=meta(f"Biên bản {subject[:1].lower()}{subject[1:]}", data.bloc),
    )


def _head(council: Council) -> Head:
    number_ = f"Số: {NO_NUMBER}/BB-HĐTĐKT"
    return Head(council.agency.upper(), council.name.upper(), number_)


def _blocks(of: CouncilData) -> Iterator[Block]:
    yield Paragraph(f"Thời gian bắt đầu: {NO_HOUR}, {NO_DAY}.")
    yield Paragraph(f"Địa điểm: {BLANK}.")
    yield from _attendance(of)
    yield Paragraph(f"Chủ trì: {_seated(of, CHAIR)}.")
    yield Paragraph(f"Thư ký: {_seated(of, SECRETARY)}.")
    yield Paragraph("Nội dung:", style="bold")
    if of.grounds:
        yield Heading("1. Căn cứ xét khen thưởng", 1)
        bloc = of.meeting.bloc
        yield Points(points_ended((*of.grounds, f"Tờ trình {cited('TTr', bloc)} của {bloc.name}")), "-")
    place = 2 if of.grounds else 1
    yield Heading(f"{place}. Kết quả bình xét của {of.meeting.bloc.words.noun}", 1)
    yield nominees(of.meeting, of.passed)
    yield from result_notes(of.meeting)
    yield Heading(f"{place + 1}. Kết quả bỏ phiếu của Hội đồng", 1)
    yield Paragraph(f"Ban kiểm phiếu gồm: {BLANK}.")
    told = "; ".join(f"{what}: {NO_NUMBER}" for what in ("phát ra", "thu về", "hợp lệ", "không hợp lệ"))
    yield Paragraph(f"Số phiếu {told}. Cụ thể:")
    yield _ballot(of)
    yield Paragraph(
        f"Hội đồng thống nhất trình cấp có thẩm quyền quyết định khen thưởng {NO_NUMBER} trường hợp có đủ số "
        "phiếu cần đạt."
    )


def _seated(of: CouncilData, office: str) -> str:
    """Say who holds an office of the council, with all that is said of them there."""
    name = of.holding(office)
    return next((", ".join(filter(None, one)) for one in of.members if name and one[0] == name), BLANK)


def _attendance(of: CouncilData) -> Iterator[Block]:
    """Say who sits in the council; absent members may give their opinion in writing."""
    total = number(len(of.members)) if of.members else NO_NUMBER
    absent = f"vắng mặt {NO_NUMBER}, trong đó {NO_NUMBER} thành viên gửi ý kiến bằng văn bản"
    end = ", gồm:" if of.members else "."
    yield Paragraph(f"Thành phần tham dự: có mặt {NO_NUMBER}/{total} thành viên Hội đồng; {absent}{end}")
    if of.members:
        yield Table(
            header=("STT", "Họ và tên", "Chức danh trong Hội đồng", "Có mặt, vắng mặt"),
            rows=tuple(
                (str(place), capital(name), office, OPEN)
                for place, (name, office) in enumerate(of.members, 1)
            ),
            widths=(0.08, 0.34, 0.38, 0.2),
            align=("center", "left", "left", "left"),
        )


def _ballot(of: CouncilData) -> Table:
    listed = zip(of.passed, of.needed, of.given, strict=True)
    return Table(
        header=("STT", "Tập thể, cá nhân", AWARD, "Cần đạt", "Đồng ý", "Tỷ lệ", "Kết quả"),
        rows=tuple(
            (
                str(place),
                awarded_to(of.meeting, vote),
                capital(honour(vote.award)),
                _needed(needed, len(of.members)) or OPEN,
                OPEN,
                OPEN,
                given or OPEN,
            )
            for place, (vote, needed, given) in enumerate(listed, 1)
        ),
        widths=(0.07, 0.22, 0.23, 0.14, 0.09, 0.09, 0.16),
        align=("center", "left", "left", "left", "center", "center", "left"),
    )


def _needed(of: Needed | None, members: int) -> str:
    """Say how many votes an award needs: «ít nhất 80% tổng số thành viên (8/9)»."""
    if of is None:
        return ""
    if of.share is None:
        return f"{number(of.votes)} phiếu" if of.votes else ""
    said = f"{'trên' if of.more else 'ít nhất'} {percent(of.share)} tổng số thành viên"
    whole = Fraction(of.share) * members
    least = floor(whole) + 1 if of.more else ceil(whole)
    return f"{said} ({least}/{members})" if members else said
