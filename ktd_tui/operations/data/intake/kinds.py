"""How each kind of table is taken in: a row a kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_awards import take_decisions, take_titles
from ktd_tui.operations.data.import_criteria import take_criteria
from ktd_tui.operations.data.import_lists import take_blocs, take_people, take_units
from ktd_tui.operations.data.import_rows import RowOutcome, Run
from ktd_tui.operations.data.import_years import take_aims, take_targets
from ktd_tui.operations.data.intake.agenda_steps import take_agenda
from ktd_tui.operations.data.intake.layer_rows import take_layers
from ktd_tui.operations.data.intake.scores import take_scores
from ktd_tui.operations.data.intake.ways import take_ways
from ktd_tui.operations.data.intake.year_work import (
    take_activities,
    take_exemplars,
    take_movements,
    take_parts,
    take_tasks,
)
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.file_tables import ReadTable


class Intake(NamedTuple):
    """How a kind of table is taken in, and what the history says of it, a msgid."""

    take: Callable[[Run, ReadTable], Iterator[RowOutcome]]
    done: str


INTAKES: Mapping[TableKind, Intake] = {
    TableKind.BLOCS: Intake(take_blocs, N_("Blocs from {file}: {added} added, {changed} changed")),
    TableKind.UNITS: Intake(take_units, N_("Units from {file}: {added} added, {changed} changed")),
    TableKind.PEOPLE: Intake(take_people, N_("People from {file}: {added} added, {changed} changed")),
    TableKind.CRITERIA: Intake(take_criteria, N_("Criteria from {file}: {added} added, {changed} changed")),
    TableKind.LAYERS: Intake(take_layers, N_("Layers from {file}: {added} added, {changed} changed")),
    TableKind.REGISTRATIONS: Intake(
        take_targets, N_("Registrations from {file}: {added} added, {changed} changed")
    ),
    TableKind.AIMS: Intake(take_aims, N_("Titles aimed at from {file}: {added} added, {changed} changed")),
    TableKind.SCORES: Intake(take_scores, N_("Scores from {file}: {added} added, {changed} changed")),
    TableKind.TITLES: Intake(take_titles, N_("Award titles from {file}: {added} added, {changed} changed")),
    TableKind.DECISIONS: Intake(
        take_decisions, N_("Award decisions from {file}: {added} added, {changed} changed")
    ),
    TableKind.WAYS: Intake(take_ways, N_("Grades and bars from {file}: {added} added, {changed} changed")),
    TableKind.MOVEMENTS: Intake(
        take_movements, N_("Movements from {file}: {added} added, {changed} changed")
    ),
    TableKind.PARTS: Intake(
        take_parts, N_("Units' parts in movements from {file}: {added} added, {changed} changed")
    ),
    TableKind.ACTIVITIES: Intake(
        take_activities, N_("Activities from {file}: {added} added, {changed} changed")
    ),
    TableKind.TASKS: Intake(take_tasks, N_("Tasks from {file}: {added} added, {changed} changed")),
    TableKind.EXEMPLARS: Intake(
        take_exemplars, N_("Exemplars from {file}: {added} added, {changed} changed")
    ),
    TableKind.AGENDA: Intake(take_agenda, N_("Agendas from {file}: {added} added, {changed} changed")),
}
