"""The year's tasks (chương trình, nhiệm vụ): added, changed, done, taken out."""

from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, PlanItem
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Clash, Gone, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import optional_date, short_date


class TaskTyped(NamedTuple):
    """A task as typed.

    Attributes:
        text: What is to be done.
        unit_id: The unit that answers for it; None: the whole bloc.
        due: Until when; empty: open.
        done_on: The day on which it was done; empty: it is not done.
    """

    text: str
    unit_id: str | None = None
    due: str = ""
    done_on: str = ""


def task_as_typed(of: PlanItem) -> TaskTyped:
    """Return a task as a form has it."""
    due, done = (short_date(day) if day else "" for day in (of.due, of.done_on))
    return TaskTyped(of.text, of.unit_id, due, done)


def save_task(desk: Desk, bloc_year_id: str, seen: PlanItem | None, typed: TaskTyped) -> BlocYear:
    """Add a task to a year (``seen`` None) or change one.

    Args:
        seen: The task as it was seen.
        typed: The task as typed.

    Raises:
        NotAllowed: The right is missing.
        Refused: The text is empty, a date is none, it is said done on a day to come, or the unit is not in
            the bloc this year.
        Clash: Somebody else changed the task meanwhile.
        Gone: Somebody else took it out meanwhile.
    """
    wording = within(typed.text, LIMIT)
    if not wording:
        raise Refused(N_("The task is empty."), field="text")
    done = optional_date(typed.done_on)
    if done and done > desk.today:
        raise Refused(
            N_("{day} is still to come: a task is done on a day until today."),
            field="done_on",
            day=short_date(done),
        )
    fields = {"text": wording, "unit_id": typed.unit_id, "due": optional_date(typed.due), "done_on": done}
    with desk.act(
        Act.EDIT_YEAR, N_("Task: {text}"), {"text": wording}, at=At(BlocYear, bloc_year_id)
    ) as store:
        year = store.get(BlocYear, bloc_year_id)
        if typed.unit_id:
            check_member(year, typed.unit_id)
        if seen is None:
            fresh = PlanItem.model_validate({"id": new_id(), **fields})
            return store.save(year.with_(tasks=(*year.tasks, fresh)))
        changed = seen.model_copy(update=fields)
        return _replace(desk, year, seen, changed)


def finish_task(desk: Desk, bloc_year_id: str, seen: PlanItem, *, done: bool) -> BlocYear:
    """Say that a task was done today, or that it is open again.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the task meanwhile.
        Gone: Somebody else took it out meanwhile.
    """
    why = N_("Task done: {text}") if done else N_("Task open again: {text}")
    with desk.act(Act.EDIT_YEAR, why, {"text": seen.text}, at=At(BlocYear, bloc_year_id)) as store:
        year = store.get(BlocYear, bloc_year_id)
        changed = seen.model_copy(update={"done_on": desk.today if done else None})
        return _replace(desk, year, seen, changed)


def delete_task(desk: Desk, bloc_year_id: str, seen: PlanItem) -> BlocYear:
    """Take a task out of the year; undo brings it back.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the task meanwhile.
        Gone: Somebody else took it out already.
    """
    with desk.act(
        Act.EDIT_YEAR, N_("Task taken out: {text}"), {"text": seen.text}, at=At(BlocYear, bloc_year_id)
    ) as store:
        return _replace(desk, store.get(BlocYear, bloc_year_id), seen, None)


def _replace(desk: Desk, year: BlocYear, seen: PlanItem, fresh: PlanItem | None) -> BlocYear:
    there = next((task for task in year.tasks if task.id == seen.id), None)
    if there is None:
        raise Gone(seen, record_id=year.id)
    if there not in (seen, fresh):
        found = difference("text", fresh.text if fresh else "", there.text)
        raise Clash((found,), mine=fresh, theirs=there, record_id=year.id, seen=there)
    swapped = (fresh if task.id == seen.id else task for task in year.tasks)
    tasks = tuple(task for task in swapped if task is not None)
    return year if tasks == year.tasks else desk.store.save(year.with_(tasks=tasks))
