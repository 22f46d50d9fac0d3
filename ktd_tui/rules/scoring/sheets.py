"""How far a score sheet is, and what may still be done to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ktd_tui.clock import local_date
from ktd_tui.domain.scoring import Appeal, CriteriaSet, Layer, ScoreSheet, SheetState
from ktd_tui.errors import Refused, Shut
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.score_rows import rows_there
from ktd_tui.rules.scoring.sums import ScoreResult
from ktd_tui.rules.scoring.told import Telling
from ktd_tui.words import number, short_date, short_time

STATES: Mapping[str, str] = {
    SheetState.DRAFT: N_("open"),
    SheetState.SUBMITTED: N_("handed in"),
    SheetState.RETURNED: N_("sent back"),
    SheetState.LOCKED: N_("locked"),
}
"""At most 8 columns in every language, as ``REOPENED``: they stand above a unit's points."""
REOPENED = N_("reopened")
"""What a sheet is that an appeal opened again."""
NAMED = 8
"""So many blank criteria are named in a refusal."""


def check_sheet_open(sheet: ScoreSheet, unit: str) -> None:
    """Refuse to change the points of a sheet that is handed in or locked.

    Args:
        unit: What its unit is called.

    Raises:
        Shut: It is; the sentence says who locked it and when.
    """
    check_unlocked(sheet, unit)
    if sheet.state is SheetState.SUBMITTED:
        raise Shut(
            N_("The sheet of {unit} is handed in; it takes no points until it is sent back."), unit=unit
        )


def check_unlocked(sheet: ScoreSheet, unit: str) -> None:
    """Refuse to change anything in a locked sheet.

    Raises:
        Shut: It is locked; the sentence says who locked it and when.
    """
    if sheet.state is SheetState.LOCKED:
        when = sheet.locked_at
        raise Shut(
            N_(
                "The sheet of {unit} was locked by {user} at {hour} on {day}; "
                "only an appeal (F3) opens it again."
            ),
            unit=unit,
            user=sheet.locked_by or "?",
            hour=short_time(when) if when else "?",
            day=short_date(local_date(when)) if when else "?",
        )


def open_appeal(sheet: ScoreSheet) -> Appeal | None:
    """Return the appeal on which nothing is decided yet, or None."""
    return next((one for one in sheet.appeals if one.decided_at is None), None)


def state_said(sheet: ScoreSheet | None) -> str:
    """Return how far a sheet is, as a msgid."""
    if sheet and open_appeal(sheet):
        return REOPENED
    return STATES[sheet.state if sheet else SheetState.DRAFT]


def reopened(sheet: ScoreSheet, appeal: Appeal, unit: str, *, signed: bool = False) -> ScoreSheet:
    """Return a locked sheet, opened again by an appeal.

    Args:
        signed: Its points stand in signed minutes; these lock it whatever it says itself.

    Raises:
        Refused: It is not locked, or an appeal has opened it already.
    """
    if sheet.state is not SheetState.LOCKED and not (signed and open_appeal(sheet) is None):
        raise Refused(N_("The sheet of {unit} is not locked; its points can be changed as it is."), unit=unit)
    fresh = {"state": SheetState.RETURNED, "returned_for": appeal.about, "locked_by": "", "locked_at": None}
    fresh["decided"] = None  # what its points come to is asked anew
    return sheet.with_(**fresh, appeals=(*sheet.appeals, appeal))


def decided(sheet: ScoreSheet, decision: str, at: datetime, unit: str) -> tuple[Appeal, ...]:
    """Return a sheet's appeals with what was decided on the open one.

    Raises:
        Refused: There is one, and nothing is said of the decision.
    """
    waiting = open_appeal(sheet)
    if waiting is None:
        return sheet.appeals
    if not decision:
        raise Refused(
            N_("Say what was decided on the appeal before the sheet of {unit} is locked."), unit=unit
        )
    settled = waiting.model_copy(update={"decision": decision, "decided_at": at})
    return tuple(settled if one is waiting else one for one in sheet.appeals)


def check_complete(missing: Sequence[str], unit: str) -> None:
    """Refuse a sheet with blanks.

    Args:
        missing: The codes of the criteria without points.
        unit: What its unit is called.

    Raises:
        Refused: A criterion is blank; the sentence lists them.
    """
    if missing:
        raise Refused(
            N_("The sheet of {unit} has {n} blank criteria: {codes}. Blank is not 0."),
            unit=unit,
            n=len(missing),
            codes=listed(missing),
        )


def check_own_points(criteria: CriteriaSet, layer: str, come: ScoreResult, unit: str) -> None:
    """Refuse a unit's own sheet that comes to more than the set leaves it.

    Raises:
        Refused: It does.
    """
    most = criteria.self_most
    if layer == Layer.SELF and most is not None and come.total > most:
        raise Refused(
            N_("{unit} gives itself {total} points; its own sheet may come to {most} at most."),
            unit=unit,
            total=number(come.total),
            most=number(most),
        )


def check_leaders(of: Telling, names: Mapping[str, str]) -> None:
    """Refuse to freeze points that follow from results which are not there yet.

    Raises:
        Refused: A row holds the units against each other, and one has no result in it.
    """
    for unit in of.whole:
        for row in rows_there(of.criteria, of.of(unit), of.layer):
            entered = any(row.code in one.values or row.code in one.stands for one in of.whole[unit])
            if row.kind.among and not entered:
                raise Refused(
                    N_("{code} holds the units against each other, and {unit} has no result yet."),
                    code=row.code,
                    unit=names[unit],
                )


def listed(codes: Sequence[str]) -> str:
    """Write codes in one line, the first ones of many."""
    shown = ", ".join(codes[:NAMED])
    return f"{shown}…" if len(codes) > NAMED else shown
