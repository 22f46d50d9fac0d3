"""Quy chế hoạt động: how the bloc is led, meets, votes, scores and proposes, read off the bloc's own data."""

from collections.abc import Iterator

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.organisation import Role
from ktd_tui.domain.voting import Base, Method, Purpose, VoteRule
from ktd_tui.papers.blocks import numbered_points
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph
from ktd_tui.papers.kinds.year.data import YearData
from ktd_tui.papers.kinds.year.grades import what_grades_take
from ktd_tui.papers.kinds.year.votes_needed import votes_needed
from ktd_tui.papers.letter import head, meta, on_grounds, paper_ended, signed_by_head, units_of_bloc
from ktd_tui.papers.phrases import office_in, points_ended, scoring_steps, within_sentence
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.text import enumerated
from ktd_tui.words import number, percent

_BASES = {
    Base.PRESENT: "số đại biểu có mặt",
    Base.MEMBERS: "tổng số đại biểu được biểu quyết",
    Base.ISSUED: "số phiếu phát ra",
    Base.VALID: "số phiếu hợp lệ",
}
_ASKED = {
    Purpose.SCORES: "thông qua kết quả chấm điểm, xếp hạng",
    Purpose.AWARD: "bình xét, đề nghị khen thưởng",
    Purpose.HEAD: "bầu đơn vị đứng đầu",
    Purpose.DEPUTY: "bầu đơn vị cấp phó",
    Purpose.REGULATION: "thông qua quy chế",
    Purpose.CRITERIA: "thông qua tiêu chí, bảng chấm điểm",
}


def compose_regulation(data: YearData) -> Paper:
    """Return the regulation (Phụ lục III, Mẫu 1.4)."""
    subject = f"Hoạt động của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "QC"),
        title="QUY CHẾ",
        subject=(subject,),
        blocks=tuple(_blocks(data)),
        closing=paper_ended(
            f"Quy chế có hiệu lực từ ngày được Hội nghị của {data.bloc.name} thông qua; việc sửa đổi, "
            "bổ sung do Hội nghị quyết định"
        ),
        signatures=signed_by_head(data.bloc, data.head),
        recipients=(data.council.name, units_of_bloc(data.bloc), "Lưu: VT"),
        meta=meta(f"Quy chế hoạt động của {data.bloc.name}", data.bloc),
    )


def _blocks(data: YearData) -> Iterator[Block]:
    yield from on_grounds(data.grounds, f"Theo thống nhất của các đơn vị thuộc {data.bloc.name}")
    articles = (
        ("Phạm vi điều chỉnh, đối tượng áp dụng", _scope),
        ("Nguyên tắc hoạt động", _principles),
        (f"{data.bloc.words.head}, {data.bloc.words.deputy}", _offices),
        ("Trách nhiệm của các đơn vị", _duties),
        ("Hội nghị và biểu quyết", _meetings),
        ("Chấm điểm, xếp hạng", _scoring),
        ("Bình xét, đề nghị khen thưởng", _awards),
    )
    told = ((title, tuple(points(data))) for title, points in articles)
    for place, (title, points) in enumerate(((t, p) for t, p in told if p), 1):
        yield Heading(f"Điều {place}. {title}", 1)
        if len(points) == 1:
            yield Paragraph(points_ended(points)[0])
        else:
            yield numbered_points(points_ended(f"{point}." for point in points))


def _scope(data: YearData) -> Iterator[str]:
    yield (
        f"Quy chế này quy định tổ chức, hoạt động, chấm điểm và bình xét thi đua của {data.bloc.name}, "
        f"trực thuộc {data.council.name}"
    )
    yield f"Quy chế áp dụng đối với {number(len(data.units))} đơn vị: {'; '.join(u.name for u in data.units)}"


def _principles(data: YearData) -> Iterator[str]:
    yield f"{data.bloc.name} hoạt động tự nguyện, tự giác, công khai, công bằng, đoàn kết, hợp tác"
    yield "Các vấn đề chung do Hội nghị thảo luận và quyết định theo biểu quyết"


def _offices(data: YearData) -> Iterator[str]:
    words = data.bloc.words
    if any(one.step is Step.ELECTION for one in data.agenda.steps):
        yield f"{words.head}, {words.deputy} do {data.agenda.name} bầu, nhiệm kỳ một năm"
    year = data.year.year
    for role, office in ((Role.HEAD, words.head), (Role.DEPUTY, words.deputy)):
        if names := data.holding(role):
            yield f"Năm {year}, {enumerated(names)} làm {office_in(data.bloc, office)}"
    yield (
        f"{words.head} xây dựng chương trình, kế hoạch năm, tổ chức ký giao ước, sơ kết, tổng kết, "
        "chấm điểm, tổng hợp hồ sơ đề nghị khen thưởng và bàn giao cho nhiệm kỳ sau"
    )
    yield f"{words.deputy} phối hợp, thay mặt {words.head} khi được ủy quyền"


def _duties(data: YearData) -> Iterator[str]:
    yield "Đăng ký nội dung, chỉ tiêu, danh hiệu thi đua và ký giao ước hằng năm"
    yield "Tự chấm điểm kèm minh chứng, gửi báo cáo đúng thời hạn"
    yield f"Dự đủ các cuộc họp và hoạt động của {data.bloc.words.noun}"


def _meetings(data: YearData) -> Iterator[str]:
    quorum = percent(data.agenda.quorum) if data.agenda.quorum.denominator == 1 else str(data.agenda.quorum)
    yield f"Hội nghị được tiến hành khi có ít nhất {quorum} số đại biểu được biểu quyết có mặt"
    for purpose, asked in _ASKED.items():
        if rule := data.agenda.rules.get(purpose):
            yield f"Đối với việc {asked}: {_rule_said(rule)}"
    yield f"Đối với các nội dung khác: {_rule_said(VoteRule())}"


def _rule_said(rule: VoteRule) -> str:
    """Say how a question is decided."""
    how = "bỏ phiếu kín" if rule.method is Method.BALLOT else "biểu quyết giơ tay"
    least = "quá" if rule.strict else "ít nhất"
    told = f"{how}, được thông qua khi {least} {rule.fraction} {_BASES[rule.base]} đồng ý"
    if rule.quorum is not None:
        told += f", khi có mặt ít nhất {rule.quorum} số đại biểu"
    if rule.written:
        told += ", kể cả ý kiến bằng văn bản của đại biểu vắng mặt"
    if rule.casting:
        told += "; khi số phiếu bằng nhau, quyết định theo ý kiến của chủ trì"
    if rule.rounds:
        told += f"; tổ chức nhiều nhất {number(rule.rounds)} vòng"
    return told


def _scoring(data: YearData) -> Iterator[str]:
    criteria = data.criteria
    if criteria is None:
        return
    most = most_of(criteria)
    groups = "; ".join(f"{g.code}. {g.name}: {number(most[g.code])} điểm" for g in criteria.groups)
    yield f"Điểm chấm theo “{criteria.name}”, gồm: {groups}"
    if criteria.bonuses:
        yield f"Điểm cộng nhiều nhất {number(criteria.bonus_cap)} điểm"
    if criteria.deductions:
        yield f"Điểm trừ nhiều nhất {number(criteria.deduction_cap)} điểm"
    yield f"Việc chấm điểm qua các bước: {scoring_steps(criteria, data.bloc)}"
    if criteria.grades:
        yield f"Xếp loại: {'; '.join(what_grades_take(criteria))}"


def _awards(data: YearData) -> Iterator[str]:
    yield "Hội nghị bình xét theo kết quả chấm điểm, danh hiệu đã đăng ký và điều kiện của pháp luật"
    yield from votes_needed(data)
    if data.criteria:
        bars = "; ".join(within_sentence(bar.rstrip(" .;")) for bar in data.criteria.bars)
        yield from [f"Không xét danh hiệu thi đua trong các trường hợp: {bars}"] if bars else []
    yield f"{data.bloc.words.head} lập Tờ trình kèm danh sách, biên bản gửi {data.council.name}"
