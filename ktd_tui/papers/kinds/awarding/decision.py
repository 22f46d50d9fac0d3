"""Dự thảo Quyết định khen thưởng: what the office would sign, from what the meeting voted for (Mẫu 1.2)."""

from collections.abc import Iterator, Sequence

from ktd_tui.domain.merit import AwardKind, AwardTitle, honour
from ktd_tui.domain.organisation import Council
from ktd_tui.domain.voting import Vote
from ktd_tui.naming import Called, without_power
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Head, Paper, Paragraph, Signature, Table
from ktd_tui.papers.kinds.nominations import AWARD, awarded_to
from ktd_tui.papers.letter import (
    BLANK,
    NO_NUMBER,
    cited,
    in_year,
    meta,
    on_grounds,
    paper_ended,
    place_and_date,
)
from ktd_tui.papers.phrases import capital
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.council.head_offices import head_office
from ktd_tui.words import number

NOBODY = "Thủ trưởng cơ quan"
"""Who signs where nobody said it, and what body it is tells nothing."""


def compose_decision(data: MinutesData, passed: Sequence[Vote], grounds: Sequence[str]) -> Paper:
    """Return the draft of the office's decision; its number, day and signer are the office's.

    Args:
        passed: The awards that the meeting voted for.
        grounds: The law and the rules that titles are judged by.
    """
    agency = data.council.agency or data.council.name
    subject = f"Về việc khen thưởng {in_year(data.year.year)}"
    return Paper(
        head=Head(
            superior="",
            agency=agency.upper(),
            number=f"Số: {NO_NUMBER}/QĐ-{data.council.symbol or BLANK}",
            place_and_date=place_and_date(data.council.place, None),
        ),
        title="QUYẾT ĐỊNH",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data, passed, grounds)),
        closing="",
        signatures=(Signature(_signer(data.council), "", ""),),
        recipients=("Như Điều 4", "Lưu: VT"),
        meta=meta(f"Dự thảo Quyết định khen thưởng {in_year(data.year.year)}", data.bloc),
    )


def _blocks(data: MinutesData, passed: Sequence[Vote], grounds: Sequence[str]) -> Iterator[Block]:
    yield _centred(_authority(data.council))
    yield from on_grounds(grounds, f"Theo đề nghị của {data.council.name} và {_proposal(data)}")
    yield _centred("QUYẾT ĐỊNH:")
    yield Paragraph(f"{_what(passed)} cho {number(len(passed))} trường hợp sau:", lead="Điều 1. ")
    yield _table(data, passed)
    yield Paragraph("Tiền thưởng trích từ Quỹ thi đua, khen thưởng theo quy định hiện hành.", lead="Điều 2. ")
    yield Paragraph("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 3. ")
    charged = (
        f"{data.council.name}, {data.bloc.name} và các {_whom(passed)} có tên tại Điều 1 chịu trách nhiệm "
        "thi hành Quyết định này"
    )
    yield Paragraph(paper_ended(charged), lead="Điều 4. ")


def _proposal(data: MinutesData) -> str:
    return f"Tờ trình {cited('TTr', data.bloc)} của {data.bloc.name}"


def _whom(passed: Sequence[Vote]) -> str:
    """Say whom the awards are for: «tập thể», «cá nhân», or both."""
    there = (("tập thể", any(not vote.person for vote in passed)), ("cá nhân", any(v.person for v in passed)))
    return ", ".join(name for name, is_there in there if is_there)


def _centred(text: str) -> Paragraph:
    return Paragraph(text, style="centred", indent=False)


def _authority(council: Council) -> str:
    """Return who decides, by the head's office (Mẫu 1.2): «CHỦ NHIỆM VĂN PHÒNG QUỐC HỘI»."""
    office = _office(council)
    if not office:
        return NOBODY.upper()
    return Called(title=without_power(office.split(";")[0]), unit=council.agency).office.upper()


def _office(council: Council) -> str:
    """Return who signs, lines parted by «;»: as the council set it, else the head of such a body."""
    return council.decision_signer or head_office(council.agency)


def _signer(council: Council) -> str:
    """Return the office that signs, a line each: «KT. CHỦ NHIỆM» above «PHÓ CHỦ NHIỆM»."""
    lines = (_office(council) or NOBODY).split(";")
    return "\n".join(line.strip() for line in lines).upper()


def _what(passed: Sequence[Vote]) -> str:
    kinds = {AwardTitle.model_validate(vote.award).kind for vote in passed if vote.award}
    said = {
        frozenset({AwardKind.TITLE}): "Tặng danh hiệu thi đua",
        frozenset({AwardKind.FORM}): "Tặng hình thức khen thưởng",
    }
    return said.get(frozenset(kinds), "Tặng danh hiệu thi đua, hình thức khen thưởng")


def _table(data: MinutesData, passed: Sequence[Vote]) -> Table:
    rows = []
    for place, vote in enumerate(passed, 1):
        rows.append((str(place), awarded_to(data, vote), capital(honour(vote.award))))
    return without_empty(
        Table(
            header=("STT", capital(_whom(passed)), AWARD),
            rows=tuple(rows),
            widths=(0.1, 0.45, 0.45),
            align=("center", "left", "left"),
        )
    )
