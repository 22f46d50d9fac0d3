"""What the papers of a year are composed from, whether or not a meeting was held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ktd_tui.domain.meeting import Agenda
from ktd_tui.domain.merit import AwardRules
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Role, Unit
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.naming import Called


@dataclass(frozen=True)
class YearData:
    """A bloc's year.

    Attributes:
        units: Its units in the order of protocol.
        names: The name of each unit by id.
        head: Who heads the leading unit; nobody where they are not known.
        agenda: By which the bloc holds its year-end meeting.
        stages: The Vietnamese name of each stage.
        award_rules: By which titles are proposed.
        grounds: The law that holds for the year.
        leaves_out: Some row is not assigned to some unit.
    """

    council: Council
    bloc: Bloc
    year: BlocYear
    units: Sequence[Unit]
    names: Mapping[str, str]
    head: Called
    movements: Sequence[Movement]
    criteria: CriteriaSet | None
    agenda: Agenda
    stages: Mapping[str, str]
    award_rules: AwardRules
    grounds: Sequence[str] = ()
    leaves_out: bool = False

    def holding(self, role: Role) -> tuple[str, ...]:
        """Return the names of the units that hold an office."""
        return tuple(self.names[unit] for unit in self.year.units_with(role) if unit in self.names)
