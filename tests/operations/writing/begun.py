"""By which action of which screen an operation begins, and by which work of the score grid."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

from ktd_tui.domain.activity import Post
from ktd_tui.domain.organisation import Stage, Unit
from ktd_tui.domain.scoring import Layer
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations import lookup
from ktd_tui.operations.council.board import board
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.papers.register import ref_to
from ktd_tui.operations.year.activities import activities_page
from ktd_tui.operations.year.exemplars import exemplars_page
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from screens.base import KtdScreen
from screens.council.bloc import BlocScreen
from screens.council.board import BoardScreen, PostScreen
from screens.council.decisions import DecisionScreen, DecisionsScreen
from screens.council.home import HomeScreen
from screens.council.titles import TitlesScreen
from screens.council.unit import UnitScreen
from screens.council.users import UsersScreen
from screens.data.importing_lists import ListImportScreen
from screens.meeting.agenda import AgendaScreen
from screens.meeting.meeting import MeetingScreen
from screens.meeting.meetings import MeetingsScreen
from screens.papers.paper import PaperScreen
from screens.papers.papers import PapersScreen
from screens.papers.register import RegisterScreen
from screens.scoring.award_rules import AwardRulesScreen
from screens.scoring.criteria import CriteriaScreen
from screens.scoring.cross import CrossScreen
from screens.scoring.evidence import EvidenceScreen
from screens.scoring.nominations import NominationsScreen
from screens.scoring.ranking import RankingScreen
from screens.scoring.score import ScoreScreen
from screens.year.activities import ActivitiesScreen
from screens.year.cycle import CycleScreen
from screens.year.exemplars import ExemplarsScreen
from screens.year.movement import MovementScreen
from screens.year.movements import MovementsScreen
from screens.year.pledge import PledgeScreen
from screens.year.registration import RegistrationScreen
from screens.year.tasks import TasksScreen
from screens.year.year import YearScreen
from tests.operations.found import (
    the_bloc,
    the_decision,
    the_meeting,
    the_new_person,
    the_new_unit,
    the_signed,
    the_unit,
    the_year,
)
from tests.operations.writing.ready import APPRAISED


class Shown(NamedTuple):
    """How an operation is begun on a screen.

    Attributes:
        page: The screen.
        action: What begins it.
        args: What the screen is made of.
        there: What else it has then, by name: the marked record, the page that was read.
    """

    page: type[KtdScreen]
    action: str
    args: Callable[[Desk], tuple[Any, ...]] = lambda _: ()
    there: Callable[[Desk], dict[str, object]] = lambda _: {}


def year(number: int = 2022) -> Callable[[Desk], tuple[Any, ...]]:
    return lambda d: (the_year(d, number).id,)


def of_bloc(code: str = "V") -> Callable[[Desk], tuple[Any, ...]]:
    return lambda d: (lookup.bloc_named(d, code).id,)


def of_unit(number: int, *more: Any, unit: str = "Vụ TK") -> Callable[[Desk], tuple[Any, ...]]:
    return lambda d: (the_year(d, number).id, the_unit(d, unit), *more)


def marked(find: Callable[[Desk], object]) -> Callable[[Desk], dict[str, object]]:
    return lambda d: {"marked": find(d)}


def among(table: str, unit: Callable[[Desk], str] = lambda d: the_unit(d, "Vụ TK")) -> Callable[..., Any]:
    def there(desk: Desk) -> dict[str, object]:
        years = table == "years"
        rows = SimpleNamespace(selected=unit(desk))
        return {"_among_years": lambda: years, "query_one": lambda *_: rows}

    return there


def registered(*, frozen: bool) -> Callable[[Desk], dict[str, object]]:
    return lambda _: {"ready": True, "page": SimpleNamespace(frozen=frozen)}


def unit_marked(d: Desk) -> Unit:
    return d.store.get(Unit, the_unit(d, "Vụ TK"))


def agenda_of(d: Desk) -> tuple[str, str]:
    return the_bloc(d), "year-end"


def stage_marked(d: Desk) -> dict[str, object]:
    page = SimpleNamespace(year=the_year(d, 2024).with_(stage=Stage.LAUNCH))
    return {"ready": True, "page": page, "marked": SimpleNamespace(stage=Stage.CLOSED)}


def cell_marked(d: Desk) -> dict[str, object]:
    cell = SimpleNamespace(place=(the_unit(d, "Vụ TK"), "I.2"))
    return {"query_one": lambda *_: cell}


def of_movement(d: Desk) -> tuple[str, str]:
    return the_year(d).id, the_year(d).movement_ids[0]


def the_paper(d: Desk) -> tuple[PaperRef]:
    return (ref_to(d.store.find(SealedPaper)[0]),)


SHOWN: dict[str, Shown] = {
    "activities.delete_activity": Shown(
        ActivitiesScreen, "delete", year(), marked(lambda d: activities_page(d, the_year(d).id).rows[0])
    ),
    "activities.save_activity": Shown(ActivitiesScreen, "new", year()),
    "activities.save_part": Shown(MovementScreen, "edit", of_movement, marked(unit_marked)),
    "activities.drop_movement": Shown(MovementsScreen, "delete", year()),
    "years.save_movement": Shown(MovementsScreen, "edit", year()),
    "agenda.set_head": Shown(AgendaScreen, "name", agenda_of),
    "agenda.set_quorum": Shown(AgendaScreen, "open", agenda_of),
    "agenda.set_rule": Shown(AgendaScreen, "open", agenda_of),
    "agenda.set_secret": Shown(AgendaScreen, "open", agenda_of),
    "agenda.set_steps": Shown(AgendaScreen, "delete", agenda_of),
    "award_rules.drop_rule": Shown(AwardRulesScreen, "delete", year()),
    "award_rules.save_rule": Shown(AwardRulesScreen, "new", year()),
    "award_rules.save_set": Shown(AwardRulesScreen, "head", year()),
    "award_rules.set_received": Shown(NominationsScreen, "received", year(2024)),
    "titles.add_titles_of_law": Shown(TitlesScreen, "of_law"),
    "titles.confirm_titles": Shown(TitlesScreen, "confirm"),
    "titles.drop_title": Shown(TitlesScreen, "delete"),
    "titles.move_title": Shown(TitlesScreen, "move_up"),
    "titles.save_title": Shown(TitlesScreen, "new"),
    "decisions.delete_decision": Shown(DecisionsScreen, "delete"),
    "decisions.save_decision": Shown(DecisionsScreen, "new"),
    "decisions.drop_awarded": Shown(DecisionScreen, "delete", lambda d: (the_decision(d).id,)),
    "decisions.save_awarded": Shown(DecisionScreen, "new", lambda d: (the_decision(d).id,)),
    "decisions.take_voted": Shown(DecisionScreen, "voted", lambda d: (the_decision(d).id,)),
    "board.answer": Shown(PostScreen, "answer", lambda d: (d.store.find(Post)[0].id,)),
    "board.delete_post": Shown(BoardScreen, "delete", there=marked(lambda d: board(d)[0])),
    "board.save_post": Shown(BoardScreen, "new"),
    "criteria.adopt": Shown(CriteriaScreen, "adopt", year(2024)),
    "criteria.delete_entry": Shown(CriteriaScreen, "delete", year(2024)),
    "criteria.move_entry": Shown(CriteriaScreen, "move_up", year(2024)),
    "criteria.save_entry": Shown(CriteriaScreen, "new", year(2024)),
    "criteria.save_head": Shown(CriteriaScreen, "head", year(2024)),
    "cross.assign": Shown(CrossScreen, "edit", year(2024)),
    "cycle.set_deadline": Shown(CycleScreen, "edit", year(2024)),
    "years.set_stage": Shown(CycleScreen, "open", year(2024), stage_marked),
    "directory.save_council": Shown(HomeScreen, "edit"),
    "blocs.delete_bloc": Shown(HomeScreen, "delete"),
    "blocs.reorder_bloc": Shown(HomeScreen, "move_up"),
    "blocs.save_bloc": Shown(HomeScreen, "new"),
    "people.save_person": Shown(UnitScreen, "new", lambda d: (the_unit(d, "Vụ TK"),)),
    "people.move_person": Shown(UnitScreen, "move", lambda d: (the_new_unit(d).id,)),
    "people.delete_person": Shown(UnitScreen, "delete", lambda d: (the_new_person(d).unit_id,)),
    "reorganising.transfer_unit": Shown(BlocScreen, "reorganise", of_bloc(), among("units")),
    "taking_part.leave_out": Shown(BlocScreen, "reorganise", of_bloc(), among("units")),
    "units.delete_unit": Shown(BlocScreen, "delete", of_bloc(), among("units")),
    "units.order_by_alphabet": Shown(BlocScreen, "reorganise", of_bloc(), among("units")),
    "units.reorder_unit": Shown(BlocScreen, "move_up", of_bloc(), among("units")),
    "units.save_unit": Shown(BlocScreen, "new", of_bloc("I"), among("units")),
    "years.open_year": Shown(BlocScreen, "new", of_bloc(), among("years")),
    "evidence.accept": Shown(EvidenceScreen, "judge", of_unit(2022, "I.1")),
    "evidence.hand_in": Shown(EvidenceScreen, "new", of_unit(2026, "I.2")),
    "evidence.refuse": Shown(EvidenceScreen, "judge", of_unit(2022, "I.1")),
    "evidence.withdraw_evidence": Shown(EvidenceScreen, "delete", of_unit(2026, "I.1", unit="CQT I")),
    "exemplars.delete_exemplar": Shown(
        ExemplarsScreen,
        "delete",
        year(2024),
        marked(lambda d: exemplars_page(d, the_year(d, 2024).id).rows[0]),
    ),
    "exemplars.save_exemplar": Shown(ExemplarsScreen, "new", year(2024)),
    "importing.write_plan": Shown(ListImportScreen, "new"),
    "preparation.move": Shown(MeetingScreen, "next_step", lambda d: (the_meeting(d).id,)),
    "preparation.start_meeting": Shown(MeetingsScreen, "new", year(2024)),
    "tasks.delete_task": Shown(TasksScreen, "delete", year(2024)),
    "tasks.finish_task": Shown(TasksScreen, "mark", year(2024)),
    "tasks.save_task": Shown(TasksScreen, "new", year(2024)),
    "style.set_style": Shown(PapersScreen, "style", year()),
    "pledge.amend": Shown(RegistrationScreen, "edit", of_unit(2026), registered(frozen=True)),
    "pledge.draw_up": Shown(PledgeScreen, "new", year(2023)),
    "pledge.set_preamble": Shown(PledgeScreen, "edit", year(2024)),
    "pledge.sign_pledge": Shown(PledgeScreen, "open", year(2024), marked(unit_marked)),
    "pledge.withdraw_signature": Shown(PledgeScreen, "delete", year(2027)),
    "registration.register": Shown(RegistrationScreen, "edit", of_unit(2023), registered(frozen=False)),
    "registration.toggle_title": Shown(RegistrationScreen, "titles", of_unit(2023)),
    "sealing.correct": Shown(PaperScreen, "amend", the_paper),
    "amending.amend_signed": Shown(PaperScreen, "amend", lambda d: (minutes_ref(d, the_signed(d).id),)),
    "sealing.seal": Shown(PaperScreen, "seal", lambda d: (PaperRef("invitation", the_year(d).id),)),
    "attaching.attach": Shown(RegisterScreen, "attach", year()),
    "sealing.note_scan": Shown(RegisterScreen, "note_scan", year()),
    "settling.settle": Shown(RankingScreen, "settle", year()),
    "users.add_user": Shown(UsersScreen, "new"),
    "users.remove_grant": Shown(UsersScreen, "delete"),
    "votes.put_to_meeting": Shown(NominationsScreen, "put", year()),
    "years.save_year": Shown(YearScreen, "edit", year(2024)),
    "years.set_results": Shown(YearScreen, "results", year(2023)),
}
"""Operations by the action that begins them; those of one action that ask for the same once."""

ALSO: dict[str, Shown] = {
    "activities.delete_activity": Shown(
        ActivitiesScreen, "edit", year(), marked(lambda d: activities_page(d, the_year(d).id).rows[0])
    ),
    "preparation.start_meeting": Shown(YearScreen, "prepare", year(2024)),
    "people.save_person": Shown(BlocScreen, "edit", of_bloc(), among("units")),
    "users.remove_grant": Shown(UsersScreen, "edit"),
    "registration.register": Shown(ScoreScreen, "edit", year(2023), cell_marked),
}
"""The same begun elsewhere, or what asks for the same."""


class Work(NamedTuple):
    """A work of the grid: its key, the unit, the year and the layer in view."""

    key: str
    unit: str = "Vụ TK"
    year: int = 2022
    view: View = BLOC_VIEW


WORKS: dict[str, Work] = {
    "amending.lock_sheet": Work("lock", "CQT II"),
    "applying.set_not_assigned": Work("assign", year=2023),
    "applying.set_staff": Work("staff"),
    "applying.set_sub_group": Work("sub_group", year=2024),
    "confirming.confirm": Work("confirm_all", "CQT I", view=APPRAISED),
    "cross.set_gap_limit": Work("gap", year=2024),
    "replying.reply": Work("reply", "CQT I"),
    "score_changes.put_score_change": Work("vote", "CQT I"),
    "sheets.reopen_sheet": Work("reopen", "CQT III"),
    "sheets.send_back": Work("return", view=View(Layer.SELF)),
    "sheets.set_bar": Work("bar"),
    "sheets.submit": Work("submit", "CQT I"),
}

NOWHERE = {
    *("archive.archive_closed", "archive.archive_year", "rollover.roll_over"),
    *("cells.record_score", "many.record_many", "paste.write_paste"),
    *("leaving.leave", "personal.forget", "user_table.import_users", "users.remove_user"),
    *("reorganising.dissolve_unit", "reorganising.merge_units", "reorganising.split_unit"),
    *("sheets.lock", "taking_part.take_in"),
}
"""Done by commands or by themselves; typed into a cell; or begun as another one is."""
