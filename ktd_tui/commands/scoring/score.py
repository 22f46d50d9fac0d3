"""``ktd score``: cells, what is missing, sheets handed in, sent back, locked, and who scores whom."""

from argparse import Namespace
from typing import NamedTuple

from ktd_tui.commands.base import DONE, REFUSED
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import unit_meant, year_meant
from ktd_tui.commands.options import CODE, IN_A_YEAR, REASON, TEXT, UNIT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.scoring.answers import (
    BarsTold,
    BlankTold,
    CellOfAll,
    CellTold,
    ConfirmedTold,
    OfScorer,
    ReplyTold,
    SheetTold,
    StaffTold,
    SubGroupTold,
    UnassignedTold,
)
from ktd_tui.commands.scoring.cross import CROSS, LIMIT, gap_that_needs_a_reason, who_scores_whom
from ktd_tui.commands.scoring.evidence import EVIDENCE
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Staff
from ktd_tui.domain.scoring import NotAssigned, ScoreSheet
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.papers.amending import lock_sheet
from ktd_tui.operations.scoring.cells import ScoreTyped, record_score
from ktd_tui.operations.scoring.cross import first_view
from ktd_tui.operations.scoring.grid import blanks, grid
from ktd_tui.operations.scoring.layering.confirming import confirm
from ktd_tui.operations.scoring.layering.filling import layer_of_year
from ktd_tui.operations.scoring.layering.replying import ReplyTyped, reply
from ktd_tui.operations.scoring.layering.together import is_for_all, record_cross
from ktd_tui.operations.scoring.sheets import AppealTyped, reopen_sheet, send_back, set_bar, submit
from ktd_tui.operations.year.applying import set_not_assigned, set_staff, set_sub_group, staff_as_typed
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.sheets import state_said
from ktd_tui.words import number

OF_A_LAYER = (
    Option(
        "--layer",
        N_("whose scores: a layer's code or name (as the screen: the one the year's stage works on)"),
        N_("LAYER"),
        default="",
    ),
    Option("--scorer", N_("who scores, in the cross layer"), N_("UNIT"), default=""),
)
SHEET = (UNIT, *OF_A_LAYER)
CELL = (
    CODE,
    Option("points", N_("the points"), nargs="?", default="", metavar="18,5"),
    Option("--reason", N_("why they lie far from the layer before"), TEXT, default=""),
)
CONDITION = Option("--condition", N_("the condition, as the criteria set has it"), TEXT, required=True)
DECISION = Option("--decision", N_("what was decided on the appeal that opened it"), TEXT, default="")
APPEAL = (
    Option("--by", N_("who asked for it"), metavar="…", required=True),
    Option("--on", N_("when they asked (today)"), default="", metavar="05/12/2022"),
)
STAFF = {
    "people": N_("people"),
    "women": N_("women"),
    "titled": N_("with the members' title"),
    "disciplined": N_("disciplined"),
}
COMMANDS = Commands()
SCORE = COMMANDS.group("score", help_of("score"), *IN_A_YEAR)


class _Meant(NamedTuple):
    year: BlocYear
    unit: Unit
    view: View


@SCORE.add("set", N_("write one cell; no points: blank"), *SHEET, *CELL)
def _set(desk: Desk, options: Namespace) -> Answer[CellTold | CellOfAll]:
    of = _meant(desk, options)
    typed = ScoreTyped(of.year.id, of.unit.id, options.code, options.points, of.view, options.reason)
    if is_for_all(of.view, options.points):
        return _all_set(desk, typed, record_cross(desk, typed))
    sheet = record_score(desk, typed)
    unit, code, points = of.unit.label, options.code, sheet.points.get(options.code)
    said = "–" if points is None else number(points)
    return Answer(
        {"unit": unit, "code": code, "points": points},
        t("{unit}, {code}: {points}", unit=unit, code=code, points=said),
    )


def _all_set(desk: Desk, typed: ScoreTyped, sheets: tuple[ScoreSheet, ...]) -> Answer[CellOfAll]:
    """Say what each of those who score a unit has given."""
    found = [(unit_label(desk, one.scorer_id or ""), one.points[typed.code]) for one in sheets]
    unit = unit_label(desk, typed.unit_id)
    given: list[OfScorer] = [{"scorer": who, "points": of} for who, of in found]
    data: CellOfAll = {"unit": unit, "code": typed.code, "points": given}
    return Answer(data, [f"{who} → {unit}, {typed.code}: {number(points)}" for who, points in found])


@SCORE.add(
    "confirm",
    N_("confirm what blank cells of a layer propose: of a unit, a row, or all"),
    *OF_A_LAYER,
    Option("--unit", N_("the unit (all)"), N_("UNIT"), default=""),
    Option("--code", N_("the criterion's code (all)"), default="", metavar="I.1"),
)
def _confirm(desk: Desk, options: Namespace) -> Answer[ConfirmedTold]:
    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit).id if options.unit else ""
    done = confirm(desk, year.id, _view(desk, options), unit, options.code)
    lines = [t("Confirmed: {count} cells", count=done.cells)]
    lines += [
        _refused_where(unit_label(desk, of), code, tell(why)) for (of, code), why in done.refused.items()
    ]
    return Answer({"cells": done.cells, "refused": lines[1:]}, lines, REFUSED if done.refused else DONE)


def _refused_where(unit: str, code: str, why: str) -> str:
    """Say where a cell was refused; most sentences begin with its code."""
    return f"{unit}, {why}" if why.startswith(f"{code}:") else f"{unit}, {code}: {why}"


@SCORE.add(
    "reply",
    N_("write what a unit replies to points that it was given; empty: take it back"),
    *SHEET,
    CODE,
    Option("text", N_("the reply"), N_("TEXT"), nargs="?", default=""),
)
def _reply(desk: Desk, options: Namespace) -> Answer[ReplyTold]:
    of = _meant(desk, options)
    typed = ReplyTyped(of.year.id, of.unit.id, of.view, options.code, options.text)
    said = reply(desk, typed).replies
    data: ReplyTold = {"unit": of.unit.label, "code": options.code, "reply": said.get(options.code, "")}
    return Answer(data, f"{of.unit.label}, {options.code}: {said.get(options.code) or '–'}")


@SCORE.add("missing", N_("list the blank criteria, which block the ranking"), *OF_A_LAYER)
def _missing(desk: Desk, options: Namespace) -> Answer[list[BlankTold]]:
    of = grid(desk, year_meant(desk, options).id, _view(desk, options))
    names = {unit.id: unit.label for unit in of.units}
    texts = {row.code: row.text for row in of.rows}
    found = [(names[blank.unit_id], blank.code, texts[blank.code]) for blank in blanks(of)]
    data: list[BlankTold] = [{"unit": unit, "code": code, "criterion": text} for unit, code, text in found]
    lines = ["  ".join(parts) for parts in found]
    return Answer(data, lines or t("Every criterion is scored."), REFUSED if found else DONE)


@SCORE.add("submit", N_("hand a unit's sheet in"), *SHEET)
def _submit(desk: Desk, options: Namespace) -> Answer[SheetTold]:
    of = _meant(desk, options)
    return _state(submit(desk, of.year.id, of.unit.id, of.view), of)


@SCORE.add("return", N_("send a unit's sheet back"), *SHEET, REASON)
def _return(desk: Desk, options: Namespace) -> Answer[SheetTold]:
    of = _meant(desk, options)
    return _state(send_back(desk, of.year.id, of.unit.id, of.view, options.reason), of)


@SCORE.add("lock", N_("lock a unit's sheet"), *SHEET, DECISION)
def _lock(desk: Desk, options: Namespace) -> Answer[SheetTold]:
    of = _meant(desk, options)
    return _state(lock_sheet(desk, of.year.id, of.unit.id, of.view, options.decision), of)


@SCORE.add("reopen", N_("open a locked sheet again after an appeal"), *SHEET, *APPEAL, REASON)
def _reopen(desk: Desk, options: Namespace) -> Answer[SheetTold]:
    of = _meant(desk, options)
    asked = AppealTyped(options.by, options.on, options.reason)
    return _state(reopen_sheet(desk, of.year.id, of.unit.id, of.view, asked), of)


def _state(sheet: ScoreSheet, of: _Meant) -> Answer[SheetTold]:
    data: SheetTold = {"unit": of.unit.label, "layer": of.view.layer, "state": sheet.state}
    return Answer(data, f"{of.unit.label}: {t(state_said(sheet))}")


@SCORE.add(
    "bar",
    N_("say why a unit is barred from titles; an empty reason takes it back"),
    UNIT,
    REASON,
    CONDITION,
)
def _bar(desk: Desk, options: Namespace) -> Answer[BarsTold]:
    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit)
    bars = set_bar(desk, year.id, unit.id, options.condition, options.reason).bars
    lines = [f"{unit.label}: {condition}: {reason}" for condition, reason in bars.items()]
    return Answer({"unit": unit.label, "bars": bars}, lines)


@SCORE.add(
    "assign",
    N_("say that a group or row is not assigned to a unit; an empty reason takes it back"),
    UNIT,
    CODE,
    Option("--by", N_("who decided it"), metavar="…", default=""),
    REASON,
)
def _assign(desk: Desk, options: Namespace) -> Answer[UnassignedTold]:
    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit)
    wanted = NotAssigned(code=options.code, who=options.by, reason=options.reason)
    found = set_not_assigned(desk, year.id, unit.id, wanted).not_assigned
    lines = [f"{unit.label}: {one.code}: {one.who}: {one.reason}" for one in found]
    return Answer({"unit": unit.label, "not_assigned": found}, lines)


@SCORE.add(
    "sub-group",
    N_("say with which sub-group of the bloc a unit is scored; empty: with none"),
    UNIT,
    Option("name", N_("the sub-group"), N_("NAME"), nargs="?", default=""),
)
def _sub_group(desk: Desk, options: Namespace) -> Answer[SubGroupTold]:
    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit)
    set_sub_group(desk, year.id, unit.id, options.name)
    return Answer({"unit": unit.label, "sub_group": options.name}, f"{unit.label}: {options.name or '–'}")


@SCORE.add(
    "staff",
    N_("say how many people a unit has, as rules of titles and ties ask; what is left out stays"),
    UNIT,
    *texts(STAFF),
)
def _staff(desk: Desk, options: Namespace) -> Answer[StaffTold]:
    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit)
    before = next((m.staff for m in year.members if m.unit_id == unit.id), Staff())
    now = staff_as_typed(before)
    given = {name: text for name in now._fields if (text := getattr(options, name)) is not None}
    typed = now._replace(**given)
    set_staff(desk, year.id, unit.id, typed)
    said = ", ".join(f"{t(STAFF[name])}: {text or '–'}" for name, text in typed._asdict().items())
    data: StaffTold = {
        "unit": unit.label,
        "people": typed.people,
        "women": typed.women,
        "titled": typed.titled,
        "disciplined": typed.disciplined,
    }
    return Answer(data, f"{unit.label}: {said}")


SCORE.add("cross", N_("say who scores whom; assign it in rotation, or pair by pair"), *CROSS)(who_scores_whom)
SCORE.add("gap", N_("set the gap to the layer before that needs a reason"), LIMIT)(gap_that_needs_a_reason)


def _meant(desk: Desk, options: Namespace) -> _Meant:
    year = year_meant(desk, options)
    return _Meant(year, unit_meant(desk, year, options.unit), _view(desk, options))


def _view(desk: Desk, options: Namespace) -> View:
    """Return whose scores are meant; without a layer those on which the screen of the same person opens."""
    year = year_meant(desk, options)
    scorer = unit_meant(desk, year, options.scorer).id if options.scorer else None
    if options.layer:
        return View(layer_of_year(desk, year, options.layer), scorer)
    first = first_view(desk, year.id)
    return first._replace(scorer_id=scorer) if scorer else first


SCORE.group(
    "evidence", N_("evidence: list, add, edit, accept, refuse, withdraw"), verbs=EVIDENCE, dest="what"
)
