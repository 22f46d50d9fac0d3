"""Phân công, phân quyền: which account may do what in the bloc's data, until when, and who gave it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ktd_tui.papers.blocks import numbered_points, without_empty
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.year.data import YearData
from ktd_tui.papers.letter import head, in_year, meta, paper_ended, signed_by_head, units_of_bloc
from ktd_tui.words import short_date


class RightTold(NamedTuple):
    """A role of an account, as the paper tells it.

    Attributes:
        role: In Vietnamese words.
        place: The bloc or unit that it is held for; empty: the whole council.
        since: First day; None: from ever.
        until: Last day; None: without end.
        given_by: The account that gave it as it is now; empty where the history does not tell.
        given_on: When it did.
    """

    account: str
    role: str
    place: str
    since: date | None
    until: date | None
    given_by: str
    given_on: date | None


def compose_rights(
    data: YearData, held: Sequence[RightTold], may: Sequence[tuple[str, tuple[str, ...]]]
) -> Paper:
    """Return the notice of who may do what (Phụ lục III, Mẫu 1.4).

    Args:
        data: The bloc's year.
        held: The roles, in order.
        may: Each role that is held, and what it may do.
    """
    subject = f"Phân công, phân quyền cập nhật dữ liệu thi đua của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "TB"),
        title="THÔNG BÁO",
        subject=(subject,),
        blocks=tuple(_blocks(data, held, may)),
        closing=paper_ended(f"{data.bloc.name} thông báo để các đơn vị biết, thực hiện"),
        signatures=signed_by_head(data.bloc, data.head),
        recipients=(data.council.name, units_of_bloc(data.bloc), "Lưu: VT"),
        meta=meta(f"Phân công, phân quyền {in_year(data.year.year)}", data.bloc),
    )


def _blocks(
    data: YearData, held: Sequence[RightTold], may: Sequence[tuple[str, tuple[str, ...]]]
) -> Iterator[Block]:
    yield Heading("I. TÀI KHOẢN ĐƯỢC PHÂN QUYỀN", 1)
    yield Paragraph(
        f"Các tài khoản sau được phân quyền trên hệ thống dữ liệu thi đua của {data.bloc.name} "
        f"{in_year(data.year.year)}:"
    )
    yield _accounts(data, held)
    yield Heading("II. VIỆC ĐƯỢC LÀM CỦA TỪNG VAI TRÒ", 1)
    yield numbered_points(tuple(f"{_upper(role)}: {_acts(acts)}." for role, acts in may))
    yield Heading("III. TỔ CHỨC THỰC HIỆN", 1)
    yield Points(
        (
            "Việc của từng giai đoạn trong năm chỉ làm được trong giai đoạn đó.",
            "Mỗi người chỉ dùng tài khoản của mình; mọi thay đổi dữ liệu được ghi lại theo tài khoản.",
            "Quyền hết hiệu lực sau ngày cuối của thời hạn; người thôi nhiệm vụ bàn giao việc còn dở dang.",
            "Người quản trị máy chủ và chủ sở hữu thư mục dữ liệu có quyền như quản trị viên.",
        ),
        "1",
    )


def _accounts(data: YearData, held: Sequence[RightTold]) -> Table:
    whole = data.council.name
    return without_empty(
        Table(
            header=("STT", "Tài khoản", "Vai trò", "Phạm vi", "Thời hạn", "Người phân quyền"),
            rows=tuple(
                (str(n), of.account, of.role, of.place or whole, _term(of), _given(of))
                for n, of in enumerate(held, 1)
            ),
            widths=(0.07, 0.16, 0.19, 0.24, 0.17, 0.17),
            align=("center", "left", "left", "left", "center", "left"),
        )
    )


def _term(of: RightTold) -> str:
    since = f"từ {short_date(of.since)}" if of.since else ""
    until = f"đến {short_date(of.until)}" if of.until else ""
    return " ".join(part for part in (since, until) if part) or "không thời hạn"


def _given(of: RightTold) -> str:
    return f"{of.given_by} ({short_date(of.given_on)})" if of.given_by and of.given_on else ""


def _acts(acts: Sequence[str]) -> str:
    return "; ".join(acts) or "xem dữ liệu"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
