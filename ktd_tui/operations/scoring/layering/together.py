"""Cross scores typed together («8; 9; 9,5»): each goes to the sheet of the unit that gave it."""

from collections.abc import Mapping
from decimal import Decimal

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.cells import ScoreTyped, record_score
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.scorers.several import NONE, cell_parts, is_several
from ktd_tui.text import enumerated

EVERYBODY = View(Layer.CROSS)
"""The view of what all scorers gave."""


def is_for_all(view: View, text: str) -> bool:
    """Tell whether the scores of all who score a unit were typed together."""
    return view == EVERYBODY and is_several(text)


def by_scorer(desk: Desk, year: BlocYear, unit_id: str, text: str) -> dict[str, str]:
    """Return what each of those who score a unit gave it, in the order in which the year names them.

    Who gave nothing («–») is left out.

    Raises:
        Refused: There are not as many scores as units that score it.
    """
    scorers = [pair.scorer_id for pair in year.cross if pair.unit_id == unit_id]
    given = cell_parts(text)
    if len(given) != len(scorers):
        raise Refused(
            N_(
                "{unit} is scored by {n} units, in this order: {scorers}; {given} scores stand here. "
                "Write one of each, “–” for who gave none."
            ),
            unit=unit_label(desk, unit_id),
            n=len(scorers),
            scorers=enumerated(unit_label(desk, one) for one in scorers) or "–",
            given=len(given),
        )
    return {scorer: one for scorer, one in zip(scorers, given, strict=True) if one not in NONE}


def given_by(of: Grid, typed: ScoreTyped) -> dict[str, Decimal | None]:
    """Return what each of those who score a unit has entered in a cell."""
    sheets = [one for one in of.known.sheets if (one.layer, one.unit_id) == (Layer.CROSS, typed.unit_id)]
    return {one.scorer_id: one.points.get(typed.code) for one in sheets if one.scorer_id}


def record_cross(
    desk: Desk, typed: ScoreTyped, seen: Mapping[str, Decimal | None] | None = None
) -> tuple[ScoreSheet, ...]:
    """Write the scores of all who score a unit, in one step; nothing where one of them cannot be written.

    Args:
        seen: What stood in the cell of each scorer when typing began; None: whatever stands there.

    Raises:
        Refused: Not as many scores as scorers, somebody else entered one meanwhile, or as ``record_score``.
    """
    year = desk.store.get(BlocYear, typed.bloc_year_id)
    told = {"unit": unit_label(desk, typed.unit_id), "code": typed.code, "new": typed.text}
    with desk.store.transaction(N_("Cross scores of {unit}, {code}: {new}"), told):
        found = []
        for scorer, text in by_scorer(desk, year, typed.unit_id, typed.text).items():
            one = typed._replace(text=text, view=View(Layer.CROSS, scorer))
            known = {} if seen is None else {"seen": seen.get(scorer)}
            try:
                found.append(record_score(desk, one, **known))
            except Clash as clash:
                raise Refused(
                    N_("{scorer} was entered by somebody else meanwhile; look at it, then type again."),
                    scorer=unit_label(desk, scorer),
                ) from clash
        return tuple(found)
