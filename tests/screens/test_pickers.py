"""A picker that may be empty says why, and which key fills it; of the others: why they never are empty."""

import ast
from collections.abc import Iterator
from pathlib import Path

import screens

ROOT = Path(screens.__file__).parent
NEVER_EMPTY = {
    "council/titles.py action_of_law": "the levels of office",
    "council/unit_changes.py change_unit": "what may become of a unit",
    "data/importing_lists.py action_export": "the kinds of table",
    "meeting/agenda.py action_conditions": "what asks for nothing is told",
    "meeting/door.py _takes_over": "to stand in, or to chair",
    "meeting/meetings.py _kind": "the kinds of meeting",
    "meeting/minutes_line.py choose_phrase": "asked only where a phrase was found",
    "dialogs/lines.py ask_what_lines_are": "one line is always one of them",
    "meeting/pasted_lines.py on_line_input_of_minutes": "what pasted lines may be",
    "meeting/steps/approval.py _offer_what_follows": "to stay is always one of them",
    "meeting/steps/attendance.py _ask_day": "the day that was set, or today",
    "meeting/steps/attendance.py _by_letters": "asked of several who were found",
    "meeting/steps/attendance.py _settle_office": "the office goes on, or is empty",
    "meeting/steps/voting/ballots.py _lots": "where nobody has equal votes, that is told",
    "meeting/steps/voting/electronic.py _mark": "a blank ballot is always one of them",
    "meeting/steps/voting/opened.py chair": "for or against",
    "meeting/steps/voting/opened.py stand_down": "where nobody stands, Delete is told",
    "meeting/steps/voting/opened.py written": "the answers of an opinion",
    "meeting/steps/votes.py _purpose": "asked of a step with several questions",
    "papers/paper.py action_export": "the ways in which a paper is written",
    "papers/register.py action_export": "the ways in which a paper is written",
    "scoring/criteria.py action_new": "the parts of a set",
    "scoring/evidence.py action_judge": "accept or refuse",
    "plain_text.py action_copy": "the whole page is always one of them",
    "scoring/grid_works.py _go": "the grid's list opens on a unit's cell",
    "scoring/grid_works.py _layer": "where no other layer has points, that is told",
    "scoring/grid_works.py _order": "the orders of units",
    "scoring/sheet_actions.py _assign": "a set has rows",
    "scoring/sheet_actions.py _bar": "a set without bars is told",
    "scoring/sheet_actions.py _scorer": "the mean is always one of them",
    "scoring/sheet_actions.py choose_work": "what may be done with a sheet",
}


def without_a_reason() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        for of in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(of, ast.FunctionDef | ast.AsyncFunctionDef):
                for call in ast.walk(of):
                    if (
                        isinstance(call, ast.Call)
                        and getattr(call.func, "id", "") == "PickDialog"
                        and not any(one.arg == "empty" for one in call.keywords)
                    ):
                        yield f"{path.relative_to(ROOT)} {of.name}"


def test_every_picker_that_may_be_empty_says_why() -> None:
    assert sorted(set(without_a_reason())) == sorted(NEVER_EMPTY)
