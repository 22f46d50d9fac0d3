"""The lists of a dossier: who is proposed for what, and which evidence stands behind the points."""

from decimal import Decimal

from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.voting import Purpose
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.papers.kinds.nominations import awarded_to, standing_behind
from ktd_tui.papers.phrases import capital
from ktd_tui.papers.result_phrases import grounds
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.sheets.writing import Value, WrittenTable
from ktd_tui.words import short_date

NOMINEES = (
    "STT",
    "Danh hiệu, hình thức khen thưởng",
    "Đơn vị",
    "Cá nhân",
    "Điểm",
    "Hạng",
    "Đồng ý",
    "Tổng số",
    "Tỷ lệ (%)",
    "Ghi chú",
)
EVIDENCE = ("STT", "Đơn vị", "Mã tiêu chí", "Tên tài liệu", "Số, ký hiệu", "Ngày", "Nơi lưu", "SHA-256")
FIELDS = ("No", "Title", "Unit", "Person", "Points", "Rank", "Agree", "Base", "SharePercent", "Remark")
"""The columns of the nominees as JSON has them."""


def nominees_table(desk: Desk, bloc_year_id: str) -> WrittenTable:
    """Return whom the year-end meeting proposed, a row each award that was passed."""
    meeting = meeting_of(desk, bloc_year_id, MeetingKind.YEAR_END)
    rows: list[tuple[Value, ...]] = []
    data = meeting_view(desk, meeting.id).data if meeting else None
    for vote in data.proceedings.of_purpose(Purpose.AWARD) if data else ():
        result = outcome(vote)
        if data is None or result is None or not result.passed:
            continue
        standing = standing_behind(data, vote)
        share = (Decimal(result.agree) * 100 / max(result.base, 1)).quantize(Decimal("0.01"))
        points = standing.result.total if standing else None
        rank = standing.rank if standing else None
        unit = data.units.get(vote.unit_id or "")
        note = " ".join(grounds(standing, unit.name)) if standing and unit else None
        name = unit.name if unit else None if vote.person else awarded_to(data, vote)
        whom = (name, capital(vote.person) or None)
        rows.append(
            (len(rows) + 1, vote.award, *whom, points, rank, result.agree, result.base, share, note or None)
        )
    return WrittenTable("Đề nghị khen thưởng", NOMINEES, tuple(rows))


def nominees_json(of: WrittenTable) -> list[dict[str, object]]:
    """Return the same for programs."""

    def plain(value: Value) -> object:
        return float(value) if isinstance(value, Decimal) else value

    return [dict(zip(FIELDS, map(plain, row), strict=True)) for row in of.rows]


def evidence_table(desk: Desk, bloc_year_id: str) -> WrittenTable:
    """Return the year's evidence, by unit and criterion."""
    names = {unit.id: unit.name for unit in desk.store.find(Unit)}
    found = desk.store.find(Evidence, bloc_year_id=bloc_year_id)
    ordered = sorted(found, key=lambda one: (names.get(one.unit_id, ""), one.code, one.title))
    rows = tuple(
        (
            place,
            names.get(one.unit_id, "?"),
            one.code,
            one.title,
            one.number or None,
            short_date(one.day) if one.day else None,
            one.address or None,
            one.sha256 or None,
        )
        for place, one in enumerate(ordered, 1)
    )
    return WrittenTable("Minh chứng", EVIDENCE, rows)
