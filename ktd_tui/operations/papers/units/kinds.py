"""The kinds of paper that each unit writes of itself, one row each; what composes one is imported for it."""

from functools import partial

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.composers import Composing, PaperKind, PaperRef
from ktd_tui.operations.papers.units.whom import units_there


def self_report_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose a unit's own report."""
    from ktd_tui.operations.papers.units.gathering import unit_data
    from ktd_tui.papers.kinds.unit.self_report import compose_self_report

    return partial(compose_self_report, unit_data(desk, ref.year, ref.about))


def self_sheet_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the annex of a unit's own points.

    Raises:
        Refused: The unit gave itself none yet.
    """
    from ktd_tui.operations.papers.units.gathering import unit_data
    from ktd_tui.papers.kinds.unit.self_sheet import compose_self_sheet

    data = unit_data(desk, ref.year, ref.about)
    if data.own is None:
        raise Refused(N_("{unit} has not scored itself yet."), unit=data.unit.name)
    return partial(compose_self_sheet, data, data.own)


def _merit_paper(desk: Desk, ref: PaperRef) -> Composing:
    from ktd_tui.operations.papers.units.merit import merit_paper

    return merit_paper(desk, ref)


def _nominees_there(desk: Desk, bloc_year_id: str) -> list[tuple[str, str]]:
    from ktd_tui.operations.papers.units.merit import nominees_there

    return nominees_there(desk, bloc_year_id)


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
        _merit_paper,
        symbol="BC",
        steps=(),
        whom=_nominees_there,
    ),
)
