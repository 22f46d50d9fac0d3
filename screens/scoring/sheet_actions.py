"""What is done to a whole score sheet, and to the layers: chosen from one list (F3 in the grid)."""

from collections.abc import Awaitable, Callable, Mapping

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.people import Staff
from ktd_tui.domain.scoring import Layer, NotAssigned
from ktd_tui.i18n import t, tell
from ktd_tui.operations.papers.amending import lock_sheet
from ktd_tui.operations.scoring import cross, sheets
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.layering.work_rights import work_hindrance
from ktd_tui.operations.year.applying import (
    StaffTyped,
    set_not_assigned,
    set_staff,
    set_sub_group,
    staff_as_typed,
    sub_groups,
)
from ktd_tui.operations.year.registration import Wanted, register
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.knock_outs import events
from ktd_tui.rules.scoring.score_rows import part_names
from ktd_tui.rules.scoring.scorers.listed import RESULT
from ktd_tui.rules.scoring.sheets import open_appeal
from ktd_tui.words import plain_number
from screens.base import KtdScreen
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.routes import CrossRoute
from screens.scoring import grid_works, texts
from screens.scoring.layer_actions import LAYER_WORKS, layer_works

MEAN = "mean"
SCORER = "scorer"


async def choose_work(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> View | None:
    """Ask what is to be done with a unit's sheet in view, or its marked cell, and do it.

    Only within a worker.

    Returns:
        The layer that is to be shown now, where another was chosen.
    """
    unit_id = place[0]
    works = {
        work: said
        for work, said in _works(of, place).items()
        if not work_hindrance(screen.desk, of, unit_id, work, ever=True)
    }
    key = await screen.app.push_screen_wait(PickDialog(texts.view(of), list(works.items())))
    if key == SCORER:
        return await _scorer(screen, of)
    if key is not None and (found := work_hindrance(screen.desk, of, unit_id, key)):
        screen.warn(tell(found))
    elif key is not None and key in LAYER_WORKS:
        await LAYER_WORKS[key](screen, of, place)
    elif key is not None and key in grid_works.works(of):
        await grid_works.do_work(screen, of, place, key)
    elif key is not None:
        await _WORKS[key](screen, of, unit_id)
    return None


def _works(of: Grid, place: tuple[str, str]) -> dict[str, str]:
    """Return whatever can be done with a unit's sheet in view, or its marked cell, each with its words."""
    unit = texts.unit_shown(of, place[0])
    of_a_sheet = {
        "submit": t("Hand in the sheet of {unit}", unit=unit),
        "return": t("Send the sheet of {unit} back, with a reason", unit=unit),
        "lock": t("Lock the sheet of {unit}", unit=unit),
        "reopen": t("Open the locked sheet of {unit} again, after an appeal", unit=unit),
    }
    nobodys = of.view in (View(Layer.CROSS), View(RESULT))  # what scorers or layers join to
    works = {} if nobodys else of_a_sheet
    return works | {
        "bar": t("What takes titles, grade or rank from {unit}, with a reason", unit=unit),
        SCORER: t("Cross scores: show those of one scorer"),
        "cross": t("Cross scores: who scores whom"),
        "gap": t("The gap that needs a reason"),
        "assign": t("What is not assigned to {unit}", unit=unit),
        "sub_group": t("The sub-group that {unit} is scored with", unit=unit),
        "staff": t("The people of {unit}, as titles and ties ask", unit=unit),
        **grid_works.works(of),
        **layer_works(of, place),
    }


async def choose_target(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    """Write what a unit registered against a criterion. Only within a worker."""
    unit_id, code = place
    before = of.targets.get(unit_id, {}).get(code, "")

    def save(values: dict[str, str], seen: str) -> object:
        return register(screen.desk, of.year.id, unit_id, Wanted(code, values["text"]), seen=seen)

    question = t("What does the unit register for {code}?", code=code)
    fields = [Field("text", t("Target"), before)]
    if await screen.app.push_screen_wait(FormDialog(question, fields, save, before)):
        screen.action_reload()


async def _submit(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    unit = texts.unit_shown(of, unit_id)
    question = t("Hand in the sheet of {unit}? Then it changes no more until it is sent back.", unit=unit)
    if await screen.app.push_screen_wait(ConfirmDialog(question, t("Yes, hand it in"))):
        done = await screen.act(lambda: sheets.submit(screen.desk, of.year.id, unit_id, of.view))
        _told(screen, done, t("Handed in."))


async def _send_back(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    question = t("Why is the sheet of {unit} sent back?", unit=texts.unit_shown(of, unit_id))
    if reason := await screen.app.push_screen_wait(AskDialog(question)):
        year_id, view = of.year.id, of.view
        done = await screen.act(lambda: sheets.send_back(screen.desk, year_id, unit_id, view, reason))
        _told(screen, done, t("Sent back."))


async def _lock(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    unit = texts.unit_shown(of, unit_id)
    question = t("Lock the sheet of {unit}? Then only an appeal opens it again.", unit=unit)
    sheet = sheets.sheet_of(screen.desk, of.year.id, unit_id, of.view)
    decision: str | None = ""
    if open_appeal(sheet):
        asked = t("What was decided on the appeal of {unit}?", unit=unit)
        decision = await screen.app.push_screen_wait(AskDialog(asked))
        if not decision:
            return
    if await screen.app.push_screen_wait(ConfirmDialog(question, t("Yes, lock it"))):
        done = await screen.act(lambda: lock_sheet(screen.desk, of.year.id, unit_id, of.view, decision or ""))
        _told(screen, done, t("Locked."))


async def _reopen(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return sheets.reopen_sheet(screen.desk, of.year.id, unit_id, of.view, sheets.AppealTyped(**values))

    question = t("Why is the sheet of {unit} opened again?", unit=texts.unit_shown(of, unit_id))
    fields = [
        Field("by", t("Asked by")),
        Field("on", t("Asked on"), "", t("day/month/year; empty: today")),
        Field("about", t("What for")),
    ]
    if await screen.app.push_screen_wait(FormDialog(question, fields, save)):
        _told(screen, True, t("Open again. Lock it when it is decided."))


async def _bar(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    sheet = sheets.sheet_of(screen.desk, of.year.id, unit_id)
    then = {one.name: texts.consequence(one) for one in of.criteria.knock_outs}
    conditions = [
        (bar, f"{'✓ ' if bar in sheet.bars else ''}{bar}{then.get(bar, '')}") for bar in events(of.criteria)
    ]
    if not conditions:
        screen.warn(t("The criteria set names no condition and no event that takes something from a unit."))
        return
    unit = texts.unit_shown(of, unit_id)
    condition = await screen.app.push_screen_wait(
        PickDialog(t("What holds for {unit}?", unit=unit), conditions)
    )
    if condition is None:
        return

    def save(values: dict[str, str], seen: str) -> object:
        return sheets.set_bar(screen.desk, of.year.id, unit_id, condition, values["reason"], seen=seen)

    before = sheet.bars.get(condition, "")
    question = f"{unit}: {condition}. " + t("An empty reason takes it back.")
    fields = [Field("reason", t("Reason"), before)]
    await screen.app.push_screen_wait(FormDialog(question, fields, save, before))


async def _assign(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    registered = next((one for one in of.known.registrations if one.unit_id == unit_id), None)
    there = {one.code: one for one in (registered.not_assigned if registered else ())}
    names = part_names(of.criteria) | {row.code: row.text for row in of.rows}
    choices = [(code, f"{'✓ ' if code in there else ''}{code} {text}") for code, text in names.items()]
    unit = texts.unit_shown(of, unit_id)
    code = await screen.app.push_screen_wait(
        PickDialog(t("What is not assigned to {unit}?", unit=unit), choices)
    )
    if code is None:
        return

    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return set_not_assigned(screen.desk, of.year.id, unit_id, NotAssigned(code=code, **values))

    before = there.get(code)
    fields = [
        Field("who", t("Who decided it"), before.who if before else ""),
        Field("reason", t("Reason"), before.reason if before else ""),
    ]
    question = f"{unit}: {code} {names[code]}. " + t("An empty reason takes it back.")
    if await screen.app.push_screen_wait(FormDialog(question, fields, save, before)):
        screen.action_reload()


async def _sub_group(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return set_sub_group(screen.desk, of.year.id, unit_id, values["name"])

    before = next((m.sub_group for m in of.year.members if m.unit_id == unit_id), "")
    names = sub_groups(screen.desk, of.year)
    field = Field(
        "name", t("Sub-group"), before, choices=[(n, n) for n in names] if names else (), other=True
    )
    question = t(
        "With which sub-group is {unit} scored? Empty: with none.", unit=texts.unit_shown(of, unit_id)
    )
    if await screen.app.push_screen_wait(FormDialog(question, [field], save, before)):
        screen.action_reload()


async def _staff(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return set_staff(screen.desk, of.year.id, unit_id, StaffTyped(**values))

    before = staff_as_typed(next((m.staff for m in of.year.members if m.unit_id == unit_id), Staff()))
    names = (t("People"), t("Women"), t("With the members' title"), t("Disciplined"))
    hint = t("empty: not said")
    fields = [
        Field(key, name, value, hint, number=True)
        for (key, value), name in zip(before._asdict().items(), names, strict=True)
    ]
    question = t("The people of {unit}", unit=texts.unit_shown(of, unit_id))
    if await screen.app.push_screen_wait(FormDialog(question, fields, save, before)):
        screen.action_reload()


async def _scorer(screen: KtdScreen, of: Grid) -> View | None:
    if not of.year.cross:
        screen.warn(t("Nobody was assigned to score anybody this year: F3, “who scores whom”."))
        return None
    scorers = {pair.scorer_id for pair in of.year.cross}
    choices = [(MEAN, t("Cross scores (mean)"))]
    choices += [(unit.id, unit.name) for unit in of.units if unit.id in scorers]
    key = await screen.app.push_screen_wait(PickDialog(t("Whose cross scores?"), choices))
    return View(Layer.CROSS, None if key == MEAN else key) if key else None


async def _cross(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    del unit_id
    screen.open(CrossRoute(of.year.id))


async def _gap(screen: KtdScreen, of: Grid, unit_id: str) -> None:
    del unit_id
    before = "" if of.year.gap_limit is None else plain_number(of.year.gap_limit)

    def save(values: dict[str, str], seen: BlocYear) -> object:
        return cross.set_gap_limit(screen.desk, seen, values["gap_limit"])

    question = t("From how many points on does a difference to the layer before need a reason? Empty: never.")
    fields = [Field("gap_limit", t("Points"), before, number=True)]
    await screen.app.push_screen_wait(FormDialog(question, fields, save, of.year))


def _told(screen: KtdScreen, done: object, words: str) -> None:
    if done is not None:
        screen.action_reload()
        screen.call_later(screen.say, words)


_WORKS: Mapping[str, Callable[[KtdScreen, Grid, str], Awaitable[None]]] = {
    "submit": _submit,
    "return": _send_back,
    "lock": _lock,
    "reopen": _reopen,
    "bar": _bar,
    "assign": _assign,
    "sub_group": _sub_group,
    "staff": _staff,
    "cross": _cross,
    "gap": _gap,
}
