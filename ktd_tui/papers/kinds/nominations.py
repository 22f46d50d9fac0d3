"""Tờ trình: what the meeting voted for, unit by unit, with the grounds, the count and its share."""

from collections.abc import Iterator, Sequence

from ktd_tui.domain.merit import honour
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Paper, Paragraph, Points, Table
from ktd_tui.papers.letter import (
    head,
    in_year,
    meta,
    named_with_period,
    on_grounds,
    paper_ended,
    signed_by_head,
    units_of_bloc,
)
from ktd_tui.papers.phrases import capital
from ktd_tui.papers.record import MinutesData
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.scoring.results.ranking import Standing, came_to
from ktd_tui.text import enumerated
from ktd_tui.words import long_date, number, percent

AWARD = "Danh hiệu, hình thức khen thưởng"


def compose_nominations(data: MinutesData, grounds: Sequence[str]) -> Paper:
    """Return the list of nominations as a proposal (tờ trình; Phụ lục III, Mẫu 1.4).

    Args:
        grounds: The law and the rules that titles are judged by.
    """
    passed = passed_awards(data)
    whom = "các tập thể, cá nhân" if any(vote.person for vote in passed) else "các đơn vị"
    subject = f"Đề nghị khen thưởng {in_year(data.year.year)} đối với {whom} thuộc {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "TTr"),
        title="TỜ TRÌNH",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=(
            Paragraph(f"Kính gửi: {data.council.name}."),
            *on_grounds(grounds, _last_ground(data)),
            Paragraph(
                f"{data.bloc.name} kính đề nghị {data.council.name} xem xét, khen thưởng "
                f"{number(len(passed))} trường hợp sau:"
            ),
            nominees(data, passed),
            *result_notes(data),
        ),
        closing=paper_ended(f"{data.bloc.name} trân trọng đề nghị Hội đồng xem xét, quyết định"),
        signatures=signed_by_head(data.bloc, data.head_of_bloc),
        recipients=("Như trên", units_of_bloc(data.bloc), "Lưu: VT, Hồ sơ"),
        meta=meta(f"Tờ trình {subject[:1].lower()}{subject[1:]}", data.bloc),
    )


def passed_awards(data: MinutesData) -> list[Vote]:
    """Return the awards that the meeting voted for."""
    return [v for v in data.proceedings.of_purpose(Purpose.AWARD) if (of := outcome(v)) and of.passed]


def _last_ground(data: MinutesData) -> str:
    """Say the meeting, which is a ground, too."""
    meeting = data.proceedings.meeting
    day = f" {long_date(meeting.day)}" if meeting.day else ""
    held = f"{named_with_period(meeting, data.year.year)}{day} của {data.bloc.name}"
    return f"Căn cứ kết quả chấm điểm, xếp hạng và kết quả bình xét, suy tôn tại {held}"


def nominees(data: MinutesData, passed: Sequence[Vote]) -> Table:
    """Return who is proposed for what, with points, rank, votes and their share."""
    rows = tuple(_row(data, place, vote) for place, vote in enumerate(passed, 1))
    whom = "Tập thể, cá nhân" if any(vote.person for vote in passed) else "Đơn vị"
    return without_empty(
        Table(
            header=("STT", whom, AWARD, "Điểm", "Hạng", "Số phiếu đồng ý", "Tỷ lệ"),
            rows=rows,
            widths=(0.07, 0.24, 0.3, 0.09, 0.08, 0.12, 0.1),
            align=("center", "left", "left", "right", "center", "center", "right"),
        )
    )


def result_notes(data: MinutesData) -> Iterator[Block]:
    """Say who is barred and why, and how people decided between equals: whoever judges sees both."""
    if found := tuple(remarks(data.standings, data.units, data.settled)):
        yield Paragraph("Lưu ý về kết quả:")
        yield Points(found, "-")


def awarded_to(data: MinutesData, vote: Vote) -> str:
    """Say who is to get an award: a person with their office, a unit, or who was chosen on a ballot."""
    unit = data.units.get(vote.unit_id or "")
    chosen = enumerated(one.name for one in vote.candidates if one.id in vote.elected)
    return capital(vote.person) or (unit.name if unit else chosen)


def standing_behind(data: MinutesData, vote: Vote) -> Standing | None:
    """Return the points and the rank that stand behind a unit's award; None of a person's."""
    ranked = (s for s in data.standings if s.rank is not None and s.unit_id == vote.unit_id)
    return None if vote.person else next(ranked, None)


def _row(data: MinutesData, place: int, vote: Vote) -> tuple[str, ...]:
    result, standing = outcome(vote), standing_behind(data, vote)
    return (
        str(place),
        awarded_to(data, vote),
        capital(honour(vote.award)),
        came_to(standing) if standing else "",
        str(standing.rank) if standing else "",
        f"{number(result.agree)}/{number(result.base)}" if result else "",
        percent(result.share) if result else "",
    )
