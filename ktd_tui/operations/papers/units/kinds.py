"""The kinds of paper that each unit writes of itself, one row each."""

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.composers import PaperKind, PaperRef
from ktd_tui.operations.papers.units.gathering import unit_data
from ktd_tui.operations.papers.units.merit import merit_paper, nominees_there
from ktd_tui.operations.papers.units.whom import units_there
from ktd_tui.papers.document import Paper
from ktd_tui.papers.kinds.unit.self_report import compose_self_report
from ktd_tui.papers.kinds.unit.self_sheet import compose_self_sheet


def self_report_paper(desk: Desk, ref: PaperRef) -> Paper:
    """Compose a unit's own report."""
    return compose_self_report(unit_data(desk, ref.year, ref.about))


def self_sheet_paper(desk: Desk, ref: PaperRef) -> Paper:
    """Compose the annex of a unit's own points.

    Raises:
        Refused: The unit gave itself none yet.
    """
    data = unit_data(desk, ref.year, ref.about)
    if data.own is None:
        raise Refused(N_("{unit} has not scored itself yet."), unit=data.unit.name)
    return compose_self_sheet(data, data.own)


UNIT_KINDS = (
    PaperKind(
        "self-report",
        N_("A unit's own report"),
        N_("a unit's report on its own year, PDF"),
        "bao-cao-tu-danh-gia",
        self_report_paper,
        symbol="BC",
        steps=(),
        whom=units_there,
    ),
    PaperKind(
        "self-sheet",
        N_("A unit's own points"),
        N_("the points that a unit gave itself, annex of its report, PDF"),
        "phieu-tu-cham-diem",
        self_sheet_paper,
        annex_of="self-report",
        steps=(),
        whom=units_there,
    ),
    PaperKind(
        "merit-report",
        N_("A nominee's report on merits"),
        N_("the report on what a unit or person deserves an award for, PDF"),
        "bao-cao-thanh-tich",
        merit_paper,
        symbol="BC",
        steps=(),
        whom=nominees_there,
    ),
)
