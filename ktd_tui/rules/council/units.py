"""What becomes of a unit from a year on: renamed, moved, merged, split, dissolved; its past is kept."""

from collections.abc import Sequence

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.unit_past import FormerName, UnitEvent, UnitEventKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


def renamed(unit: Unit, name: str, short_name: str, year: int, ground: str = "") -> Unit:
    """Return a unit under a new name from a year on; until then it keeps the one it has.

    Raises:
        Refused: It bears its present name only since a later year.
    """
    since = max((former.until_year + 1 for former in unit.former_names), default=0)
    if year < since:
        raise Refused(
            N_("{unit} bears this name since {since}; a change before that year is no longer possible."),
            unit=unit.name,
            since=since,
        )
    former, events = unit.former_names, unit.events
    if year > since:
        former = (*former, FormerName(name=unit.name, until_year=year - 1, short_name=unit.short_name))
    else:  # renamed twice in one year: the name between never held
        events = tuple(e for e in events if (e.kind, e.year) != (UnitEventKind.RENAMED, year))
    before = next((f.name for f in former if f.until_year == year - 1), unit.name)
    told = UnitEvent(kind=UnitEventKind.RENAMED, year=year, before=(before,), after=(name,), ground=ground)
    return unit.with_(name=name, short_name=short_name, former_names=former, events=in_order((*events, told)))


def ended(unit: Unit, event: UnitEvent) -> Unit:
    """Return a unit that takes part no more from the event's year on.

    Raises:
        Refused: It ended already.
    """
    check_alive(unit)
    return unit.with_(last_year=event.year - 1, events=in_order((*unit.events, event)))


def told(unit: Unit, event: UnitEvent) -> Unit:
    """Return a unit with one more event of its past."""
    return unit.with_(events=in_order((*unit.events, event)))


def in_order(events: Sequence[UnitEvent]) -> tuple[UnitEvent, ...]:
    """Return events, the earliest first."""
    return tuple(sorted(events, key=lambda event: event.year))


def check_alive(unit: Unit) -> None:
    """Refuse what only a unit that goes on can do.

    Raises:
        Refused: It takes part no more.
    """
    if unit.last_year is not None:
        raise Refused(N_("{unit} has taken no part since {year}."), unit=unit.name, year=unit.last_year + 1)
