"""Every action as every role at every stage, against the table that is printed in ``docs/roles.md``."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage, Unit
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole
from ktd_tui.errors import KtdError, NotAllowed
from ktd_tui.i18n import t, tell
from ktd_tui.operations import rights
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import ACTS, ROLES, Act, Actor
from tests.operations.found import the_unit
from tests.operations.writing.every import ALL

PRINTED = Path(__file__).parents[2] / "docs" / "roles.md"
RENEW = "renew the table in docs/roles.md: ktd --lang vi user roles"

ACT_OF: dict[str, Act] = {
    "activities.delete_activity": Act.HOLD_ACTIVITY,
    "activities.drop_movement": Act.EDIT_YEAR,
    "activities.save_activity": Act.HOLD_ACTIVITY,
    "activities.save_part": Act.HOLD_ACTIVITY,
    "agenda.set_head": Act.EDIT_BLOC,
    "agenda.set_quorum": Act.EDIT_BLOC,
    "agenda.set_rule": Act.EDIT_BLOC,
    "agenda.set_secret": Act.EDIT_BLOC,
    "agenda.set_steps": Act.EDIT_BLOC,
    "award_rules.drop_rule": Act.EDIT_COUNCIL,
    "award_rules.save_rule": Act.EDIT_COUNCIL,
    "award_rules.save_set": Act.EDIT_COUNCIL,
    "award_rules.set_received": Act.EDIT_YEAR,
    "titles.add_titles_of_law": Act.EDIT_COUNCIL,
    "titles.confirm_titles": Act.EDIT_COUNCIL,
    "titles.drop_title": Act.EDIT_COUNCIL,
    "titles.move_title": Act.EDIT_COUNCIL,
    "titles.save_title": Act.EDIT_COUNCIL,
    "decisions.delete_decision": Act.EDIT_COUNCIL,
    "decisions.drop_awarded": Act.EDIT_COUNCIL,
    "decisions.save_awarded": Act.EDIT_COUNCIL,
    "decisions.save_decision": Act.EDIT_COUNCIL,
    "decisions.take_voted": Act.EDIT_COUNCIL,
    "exemplars.delete_exemplar": Act.PROPOSE_EXEMPLAR,
    "exemplars.save_exemplar": Act.PROPOSE_EXEMPLAR,
    "board.answer": Act.SHARE,
    "board.delete_post": Act.EDIT_BLOC,
    "board.save_post": Act.SHARE,
    "archive.archive_year": Act.ARCHIVE,
    "applying.set_not_assigned": Act.EDIT_YEAR,
    "applying.set_staff": Act.EDIT_YEAR,
    "applying.set_sub_group": Act.EDIT_YEAR,
    "settling.settle": Act.RUN_MEETING,
    "criteria.adopt": Act.EDIT_CRITERIA,
    "criteria.delete_entry": Act.EDIT_CRITERIA,
    "criteria.move_entry": Act.EDIT_CRITERIA,
    "criteria.save_entry": Act.EDIT_CRITERIA,
    "criteria.save_head": Act.EDIT_CRITERIA,
    "cross.assign": Act.EDIT_YEAR,
    "cross.set_gap_limit": Act.EDIT_YEAR,
    "cycle.set_deadline": Act.EDIT_YEAR,
    "evidence.accept": Act.REVIEW_SCORES,
    "evidence.hand_in": Act.HAND_IN_EVIDENCE,
    "evidence.refuse": Act.REVIEW_SCORES,
    "evidence.withdraw_evidence": Act.HAND_IN_EVIDENCE,
    "tasks.delete_task": Act.EDIT_YEAR,
    "tasks.finish_task": Act.EDIT_YEAR,
    "tasks.save_task": Act.EDIT_YEAR,
    "pledge.amend": Act.AMEND_PLEDGE,
    "pledge.draw_up": Act.EDIT_YEAR,
    "pledge.set_preamble": Act.EDIT_YEAR,
    "pledge.sign_pledge": Act.SIGN_PLEDGE,
    "pledge.withdraw_signature": Act.EDIT_YEAR,
    "registration.register": Act.REGISTER,
    "registration.toggle_title": Act.REGISTER,
    "rollover.roll_over": Act.OPEN_YEAR,
    "style.set_style": Act.EDIT_BLOC,
    "directory.save_council": Act.EDIT_COUNCIL,
    "people.save_person": Act.EDIT_UNIT,
    "people.move_person": Act.EDIT_UNIT,
    "people.delete_person": Act.EDIT_UNIT,
    "personal.forget": Act.EDIT_UNIT,
    "blocs.delete_bloc": Act.EDIT_COUNCIL,
    "blocs.reorder_bloc": Act.EDIT_COUNCIL,
    "blocs.save_bloc": Act.EDIT_COUNCIL,
    "reorganising.dissolve_unit": Act.EDIT_COUNCIL,
    "reorganising.merge_units": Act.EDIT_COUNCIL,
    "reorganising.split_unit": Act.EDIT_COUNCIL,
    "reorganising.transfer_unit": Act.EDIT_COUNCIL,
    "taking_part.leave_out": Act.EDIT_YEAR,
    "taking_part.take_in": Act.EDIT_YEAR,
    "units.delete_unit": Act.EDIT_BLOC,
    "units.order_by_alphabet": Act.EDIT_BLOC,
    "units.reorder_unit": Act.EDIT_BLOC,
    "units.save_unit": Act.EDIT_BLOC,
    "importing.write_plan": Act.EDIT_BLOC,
    "sheets.lock": Act.REVIEW_SCORES,
    "amending.lock_sheet": Act.REVIEW_SCORES,
    "amending.amend_signed": Act.REOPEN,
    "sheets.send_back": Act.REVIEW_SCORES,
    "sheets.set_bar": Act.SCORE,
    "sheets.submit": Act.SCORE,
    "confirming.confirm": Act.APPRAISE,
    "replying.reply": Act.ANSWER_SCORES,
    "cells.record_score": Act.SCORE,
    "many.record_many": Act.SCORE,
    "paste.write_paste": Act.SCORE,
    "sealing.correct": Act.SEAL_PAPER,
    "attaching.attach": Act.SEAL_PAPER,
    "sealing.note_scan": Act.SEAL_PAPER,
    "sealing.seal": Act.SEAL_PAPER,
    "users.add_user": Act.MANAGE_USERS,
    "users.remove_grant": Act.MANAGE_USERS,
    "users.remove_user": Act.MANAGE_USERS,
    "user_table.import_users": Act.MANAGE_USERS,
    "leaving.leave": Act.MANAGE_USERS,
    "years.open_year": Act.OPEN_YEAR,
    "years.save_movement": Act.EDIT_YEAR,
    "years.save_year": Act.EDIT_YEAR,
    "years.set_results": Act.EDIT_YEAR,
    "sheets.reopen_sheet": Act.REOPEN,
    "years.set_stage": Act.SET_STAGE,
}
"""What each operation is in the table; what is in none of these rooms runs the meeting."""
MEETING = (
    "change",
    "closing",
    "signing",
    "hours",
    "deeds",
    "speaking_list",
    "minutes_lines",
    "long_texts",
    "preparation",
    "presence",
    "pasted_delegates",
    "deciding",
    "opening",
    "rounds",
    "score_changes",
    "awarding",
    "electronic",
    "tellers",
    "votes",
)
AUTOMATIC = {"archive.archive_closed"}
"""Does ``archive_year`` for what is due, also unasked."""
ANYWHERE = {"board.answer"}
"""Who has the right for any bloc or unit answers all others."""
PERSON = 1234


def act_of(name: str) -> Act:
    room = name.split(".", maxsplit=1)[0]
    return ACT_OF[name] if name in ACT_OF else dict.fromkeys(MEETING, Act.RUN_MEETING)[room]


@cache
def printed_rows() -> list[list[str]]:
    lines = [line for line in PRINTED.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def printed_stages(act: Act, role: UserRole) -> set[Stage]:
    head, _, *rows = printed_rows()
    column = head.index(t(ROLES[role]))
    cell = next(row[column] for row in rows if row[0] == t(ACTS[act]))
    if cell in ("–", t("all")):
        return set() if cell == "–" else set(Stage)
    return {list(Stage)[int(number) - 1] for number in cell.split()}


def test_the_printed_table_is_the_one_in_force() -> None:
    text = PRINTED.read_text("utf-8")
    assert "\n".join(rights.printed_rights()) in text, RENEW


class Dropped(Exception):  # noqa: N818  # not an error
    """What was tried is not kept."""


def tried(desk: Desk, operation: Callable[[Desk], object]) -> KtdError | None:
    """Carry an operation out and drop what it did; return why it was refused, if it was."""
    refused: KtdError | None = None
    with suppress(Dropped), desk.store.transaction("tried"):
        try:
            operation(desk)
        except KtdError as error:
            refused = error
        raise Dropped
    return refused


def holding(desk: Desk, role: UserRole, **term: date) -> list[Grant]:
    """Return the role, for every bloc or every unit where it is held for one."""
    places: list[dict[str, object]] = [{}]
    if role in OF_BLOC:
        places = [{"bloc_id": bloc.id} for bloc in desk.store.find(Bloc)]
    if role in OF_UNIT:
        places = [{"unit_id": unit.id} for unit in desk.store.find(Unit)]
    return [Grant.model_validate({"uid": PERSON, "account": "ai", "role": role, **p, **term}) for p in places]


def as_person(desk: Desk, grants: list[Grant]) -> Desk:
    for grant in grants:
        desk.store.save(grant)
    return desk._replace(actor=Actor(PERSON, "ai"))


def at_stage(desk: Desk, stage: Stage) -> None:
    for year in desk.store.find(BlocYear):
        desk.store.save(year.with_(stage=stage))


@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("stage", Stage)
def test_every_action_as_every_role_at_every_stage(ready: Desk, stage: Stage, role: UserRole) -> None:
    at_stage(ready, stage)
    person = as_person(ready, holding(ready, role))
    wrong = []
    for name, operation in ALL.items():
        if name in AUTOMATIC:
            continue
        refused = tried(person, operation)
        may = stage in printed_stages(act_of(name), role)
        if may == isinstance(refused, NotAllowed):
            wrong.append(f"{name}: the table says {'yes' if may else 'no'}, but: {refused}")
        if not may and (not isinstance(refused, NotAllowed) or len(tell(refused)) < 20):
            wrong.append(f"{name}: refused without a sentence")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [UserRole.BLOC_HEAD, UserRole.BLOC_SECRETARY, UserRole.UNIT_REPRESENTATIVE])
@pytest.mark.parametrize("stage", [Stage.REGISTRATION, Stage.REVIEW])
def test_roles_count_in_their_own_bloc_and_unit_only(ready: Desk, stage: Stage, role: UserRole) -> None:
    at_stage(ready, stage)
    elsewhere = {
        UserRole.BLOC_HEAD: {"bloc_id": next(b.id for b in ready.store.find(Bloc) if b.code == "III")},
        UserRole.UNIT_REPRESENTATIVE: {"unit_id": the_unit(ready, "CQT III")},
    }
    place = elsewhere.get(role, elsewhere[UserRole.BLOC_HEAD])
    person = as_person(ready, [Grant.model_validate({"uid": PERSON, "account": "ai", "role": role, **place})])
    for name, operation in ALL.items():
        if name not in AUTOMATIC | ANYWHERE:
            assert isinstance(tried(person, operation), NotAllowed), f"{name} was allowed to a stranger"


@pytest.mark.parametrize(
    "term", [{"until": date(2023, 12, 7)}, {"since": date(2023, 12, 9)}], ids=["over", "not begun"]
)
def test_a_role_counts_in_its_term_only(ready: Desk, term: dict[str, date]) -> None:
    person = as_person(ready, holding(ready, UserRole.ADMINISTRATOR, **term))
    for name, operation in ALL.items():
        if name not in AUTOMATIC:
            assert isinstance(tried(person, operation), NotAllowed), f"{name} was allowed out of term"
    with pytest.raises(NotAllowed):
        rights.admit(person.store, person.actor, person.today)


@pytest.mark.parametrize("day", [date(2023, 12, 8)])
def test_the_first_and_the_last_day_belong_to_the_term(ready: Desk, day: date) -> None:
    person = as_person(ready, holding(ready, UserRole.ADMINISTRATOR, since=day, until=day))
    assert tried(person, ALL["years.set_stage"]) is None
