"""Whom a paper that a unit or person writes of themselves is about: the choices, and one by typed letters."""

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import member_named, units_of
from ktd_tui.operations.papers.composers import PaperKind, PaperRef
from ktd_tui.text import matches


def units_there(desk: Desk, bloc_year_id: str) -> list[tuple[str, str]]:
    """Return the units of a year, id and name, in their order."""
    return [(unit.id, unit.name) for unit in units_of(desk, desk.store.get(BlocYear, bloc_year_id))]


def about_whom(desk: Desk, kind: PaperKind, bloc_year_id: str, typed: str) -> PaperRef:
    """Return the paper of whom typed letters mean: a person by words of the name, else a unit.

    Raises:
        Refused: Nobody, or several, who are named.
    """
    choices = kind.whom(desk, bloc_year_id) if kind.whom else ()
    units = dict(units_there(desk, bloc_year_id))
    persons = [(key, name) for key, name in choices if key not in units and matches(typed, name)]
    if len(persons) > 1:
        names = "; ".join(name for _, name in persons)
        raise Refused(N_("“{text}” may mean {names}."), text=typed.strip(), names=names)
    key = persons[0][0] if persons else member_named(desk, desk.store.get(BlocYear, bloc_year_id), typed).id
    return PaperRef(kind.id, bloc_year_id, about=key)
