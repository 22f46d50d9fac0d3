"""Kế hoạch hoạt động năm: theme, movements, tasks with who answers for them, the days of the year."""

from collections.abc import Iterator

from ktd_tui.domain.organisation import Role
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.year.data import YearData
from ktd_tui.papers.letter import head, in_year, meta, paper_ended, signed_by_head, units_of_bloc
from ktd_tui.papers.phrases import paper_period
from ktd_tui.text import enumerated
from ktd_tui.words import short_date


def compose_plan(data: YearData) -> Paper:
    """Return the plan (Phụ lục III, Mẫu 1.4)."""
    subject = f"Hoạt động {in_year(data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "KH"),
        title="KẾ HOẠCH",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(
            f"{data.bloc.name} đề nghị các đơn vị triển khai thực hiện; có vướng mắc, phản ánh về "
            f"{data.bloc.words.head} để được hướng dẫn"
        ),
        signatures=signed_by_head(data.bloc, data.head),
        recipients=(data.council.name, units_of_bloc(data.bloc), "Lưu: VT"),
        meta=meta(f"Kế hoạch hoạt động {in_year(data.year.year)}", data.bloc),
    )


def _blocks(data: YearData) -> Iterator[Block]:
    noun = data.bloc.words.noun
    yield Heading("I. MỤC ĐÍCH, YÊU CẦU", 1)
    theme = f", theo chủ đề “{data.year.theme}”" if data.year.theme else ""
    first = (
        f"Tổ chức phong trào thi đua của {noun} thiết thực, góp phần hoàn thành nhiệm vụ chính trị "
        f"{in_year(data.year.year)} của {data.council.agency or 'cơ quan'}{theme}"
    )
    second = "Việc đăng ký, chấm điểm, bình xét công khai, công bằng, đúng tiêu chí đã thống nhất"
    yield Points((f"{first}.", f"{second}."), "1")
    yield Heading("II. NỘI DUNG", 1)
    if data.movements:
        yield Paragraph(f"Các phong trào thi đua {noun} thực hiện:")
        yield _movements(data)
    if data.year.tasks:
        yield Paragraph("Nhiệm vụ trọng tâm:")
        yield _tasks(data)
    if data.year.deadlines:
        yield Paragraph("Tiến độ trong năm:")
        yield _days(data)
    yield Heading("III. TỔ CHỨC THỰC HIỆN", 1)
    yield Points(tuple(f"{one}." for one in _who(data)), "1")


def _movements(data: YearData) -> Table:
    rows = (
        (str(n), f"“{m.title}”", m.plan, paper_period(m)) for n, m in enumerate(data.movements, 1)
    )  # fmt: skip
    return without_empty(
        Table(
            header=("STT", "Phong trào", "Kế hoạch", "Thời gian"),
            rows=tuple(rows),
            widths=(0.08, 0.44, 0.3, 0.18),
            align=("center", "left", "left", "center"),
        )
    )


def _tasks(data: YearData) -> Table:
    whole = f"Cả {data.bloc.words.noun}"
    rows = (
        (
            str(n),
            task.text,
            data.names.get(task.unit_id, whole) if task.unit_id else whole,
            short_date(task.due) if task.due else "",
        )
        for n, task in enumerate(data.year.tasks, 1)
    )
    return without_empty(
        Table(
            header=("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn"),
            rows=tuple(rows),
            widths=(0.08, 0.5, 0.26, 0.16),
            align=("center", "left", "left", "center"),
        )
    )


def _days(data: YearData) -> Table:
    dated = sorted((day, data.stages[stage]) for stage, day in data.year.deadlines.items())
    return Table(
        header=("STT", "Công việc", "Hoàn thành trước ngày"),
        rows=tuple((str(n), name, short_date(day)) for n, (day, name) in enumerate(dated, 1)),
        widths=(0.08, 0.62, 0.3),
        align=("center", "left", "center"),
    )


def _who(data: YearData) -> Iterator[str]:
    words = data.bloc.words
    for name in data.holding(Role.HEAD):
        yield f"{name} ({words.head}) chủ trì, điều hành hoạt động, tổ chức sơ kết, tổng kết"
    if deputies := enumerated(data.holding(Role.DEPUTY)):
        yield f"{deputies} ({words.deputy}) phối hợp với {words.head}, thay mặt khi được ủy quyền"
    yield (
        f"Các đơn vị trong {words.noun} đăng ký, thực hiện nội dung thi đua, tự chấm điểm và gửi báo cáo "
        "đúng thời hạn nêu trên"
    )
