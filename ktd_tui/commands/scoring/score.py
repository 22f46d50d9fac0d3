"""``ktd score``: cells, what is missing, sheets handed in, sent back, locked, and who scores whom."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ktd_tui.commands.base import DONE, LAYERS, REFUSED, open_desk, say, say_json
from ktd_tui.commands.meant import in_a_year, unit_meant, year_meant
from ktd_tui.commands.scoring import evidence
from ktd_tui.i18n import t

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import BlocYear, Unit
    from ktd_tui.operations.desk import Desk
    from ktd_tui.rules.scoring.layers import View


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("scores: set, missing, submit, return, lock, bar, cross, gap, evidence")
    score = commands.add_parser("score", parents=[common], help=says, description=says)
    verbs = score.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)

    def verb(name: str, says: str) -> ArgumentParser:
        made: ArgumentParser = verbs.add_parser(name, parents=[common], help=says, description=says)
        return in_a_year(made)

    cell = verb("set", t("write one cell; no points: blank"))
    missing = verb("missing", t("list the blank criteria, which block the ranking"))
    submit = verb("submit", t("hand a unit's sheet in"))
    back = verb("return", t("send a unit's sheet back"))
    lock = verb("lock", t("lock a unit's sheet"))
    bar = verb("bar", t("say why a unit is barred from titles; an empty reason takes it back"))
    cross = verb("cross", t("say who scores whom, or assign it in rotation"))
    gap = verb("gap", t("set the gap to the layer before that needs a reason"))
    for of_unit in (cell, submit, back, lock, bar):
        of_unit.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
    for layered in (cell, missing, submit, back, lock):
        layered.add_argument("--layer", choices=LAYERS, default="bloc", help=t("whose scores (bloc)"))
        layered.add_argument(
            "--scorer", default="", metavar=t("UNIT"), help=t("who scores, in the cross layer")
        )
    cell.add_argument("--code", required=True, metavar="I.1", help=t("the criterion's code"))
    cell.add_argument("points", nargs="?", default="", metavar="18,5", help=t("the points"))
    cell.add_argument("--reason", default="", help=t("why they lie far from the layer before"))
    for reasoned in (back, bar):
        reasoned.add_argument("--reason", required=True, help=t("the reason"))
    bar.add_argument("--condition", required=True, help=t("the condition, as the criteria set has it"))
    cross.add_argument("--each", type=int, metavar="2", help=t("assign: how many units each one scores"))
    gap.add_argument("points", nargs="?", default="", metavar="1,5", help=t("the points; none: any gap"))
    evidence.add_parsers(verbs, common)


class _Meant(NamedTuple):
    year: "BlocYear"
    unit: "Unit"
    view: "View"


def _meant(desk: "Desk", options: Namespace) -> _Meant:
    year = year_meant(desk, options)
    return _Meant(year, unit_meant(desk, year, options.unit), _view(desk, options))


def _view(desk: "Desk", options: Namespace) -> "View":
    from ktd_tui.domain.scoring import Layer
    from ktd_tui.rules.scoring.layers import View

    scorer = unit_meant(desk, year_meant(desk, options), options.scorer).id if options.scorer else None
    return View(Layer(options.layer), scorer)


def run_score(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs."""
    if options.verb == "evidence":
        return evidence.run_evidence(options, directory)
    with open_desk(directory, options) as desk:
        return _VERBS[options.verb](desk, options)


def _set(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.grid import ScoreTyped, record_score
    from ktd_tui.words import number

    of = _meant(desk, options)
    typed = ScoreTyped(of.year.id, of.unit.id, options.code, options.points, of.view, options.reason)
    sheet = record_score(desk, typed)
    points = sheet.points.get(options.code)
    if options.json:
        say_json({"unit": of.unit.label, "code": options.code, "points": points})
    else:
        said = "–" if points is None else number(points)
        say(t("{unit}, {code}: {points}", unit=of.unit.label, code=options.code, points=said))
    return DONE


def _missing(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.grid import blanks, grid

    of = grid(desk, year_meant(desk, options).id, _view(desk, options))
    names = {unit.id: unit.label for unit in of.units}
    texts = {row.code: row.text for row in of.rows}
    found = [(names[blank.unit_id], blank.code, texts[blank.code]) for blank in blanks(of)]
    if options.json:
        say_json([{"unit": unit, "code": code, "criterion": text} for unit, code, text in found])
    for line in () if options.json else found:
        say("  ".join(line))
    if not found and not options.json:
        say(t("Every criterion is scored."))
    return REFUSED if found else DONE


def _submit(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.sheets import submit

    of = _meant(desk, options)
    return _say_state(submit(desk, of.year.id, of.unit.id, of.view).state, of, options)


def _return(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.sheets import send_back

    of = _meant(desk, options)
    return _say_state(send_back(desk, of.year.id, of.unit.id, of.view, options.reason).state, of, options)


def _lock(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.sheets import lock

    of = _meant(desk, options)
    return _say_state(lock(desk, of.year.id, of.unit.id, of.view).state, of, options)


def _say_state(state: str, of: _Meant, options: Namespace) -> int:
    from ktd_tui.rules.scoring.sheets import STATES

    if options.json:
        say_json({"unit": of.unit.label, "layer": of.view.layer, "state": state})
    else:
        say(f"{of.unit.label}: " + t(STATES[state]))
    return DONE


def _bar(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.sheets import set_bar

    year = year_meant(desk, options)
    unit = unit_meant(desk, year, options.unit)
    bars = set_bar(desk, year.id, unit.id, options.condition, options.reason).bars
    if options.json:
        say_json({"unit": unit.label, "bars": bars})
    for condition, reason in {} if options.json else bars.items():
        say(f"{unit.label}: {condition}: {reason}")
    return DONE


def _cross(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.lookup import unit_label
    from ktd_tui.operations.scoring.cross import assign, propose

    year = year_meant(desk, options)
    if options.each is not None:
        year = assign(desk, year, propose(desk, year.id, options.each))
    pairs = [(unit_label(desk, pair.scorer_id), unit_label(desk, pair.unit_id)) for pair in year.cross]
    if options.json:
        say_json([{"scorer": scorer, "unit": unit} for scorer, unit in pairs])
    for pair in () if options.json else pairs:
        say(" → ".join(pair))
    return DONE


def _gap(desk: "Desk", options: Namespace) -> int:
    from ktd_tui.operations.scoring.cross import set_gap_limit
    from ktd_tui.words import number

    limit = set_gap_limit(desk, year_meant(desk, options), options.points).gap_limit
    if options.json:
        say_json({"gap_limit": limit})
    else:
        say(t("Gap that needs a reason: {limit}", limit="–" if limit is None else number(limit)))
    return DONE


_VERBS: Mapping[str, Callable[["Desk", Namespace], int]] = {
    "set": _set,
    "missing": _missing,
    "submit": _submit,
    "return": _return,
    "lock": _lock,
    "bar": _bar,
    "cross": _cross,
    "gap": _gap,
}
RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"score": run_score}
