"""A folder of sheets that others wrote: each is read right or refused by name, and nothing in it is silent.

What is in the files, and what a careful reader takes from them, stands in ``tests/sheets/folder``.
"""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.scoring.score_rows import score_rows
from tests.operations.data.test_importing import no_scores, registering
from tests.operations.data.test_importing_hostile import cross_year
from tests.operations.found import the_year
from tests.sheets.folder import (
    awards,
    criteria,
    layers,
    lists,
    people,
    points,
    sent,
    targets,
    units,
    unlike,
    varied,
    varied_lists,
    walked,
)
from tests.sheets.folder.facts import facts
from tests.sheets.folder.office import Office

FOLDER = {
    f"{module.__name__.rpartition('.')[2]}: {name}": of
    for module in (
        units,
        people,
        criteria,
        points,
        layers,
        targets,
        awards,
        lists,
        walked,
        unlike,
        varied,
        varied_lists,
        sent,
    )
    for name, of in module.SHEETS.items()
}


def prepare(desk: Desk, stage: str) -> None:
    """Let the year stand where the sheet is written for."""
    if stage:
        no_scores(desk)
    if stage == "self":
        desk.store.save(the_year(desk).with_(stage=Stage.SELF_SCORING))
    if stage == "cross":
        cross_year(desk)
    if stage == "numbered":
        number_criteria(desk)
    if stage == "digits":
        number_groups(desk)
    if stage == "registering":
        registering(desk)


def number_criteria(desk: Desk) -> None:
    """Let the criteria bear numbers from 1 on, whatever their group."""
    of = criteria_of(desk, the_year(desk))
    places = {one.code: str(place) for place, one in enumerate(score_rows(of), 1)}
    groups = [
        group.model_copy(
            update={
                "criteria": tuple(one.model_copy(update={"code": places[one.code]}) for one in group.criteria)
            }
        )
        for group in of.groups
    ]
    desk.store.save(of.with_(groups=tuple(groups)))


def number_groups(desk: Desk) -> None:
    """Let the groups bear numbers, and the criteria those of their groups: 1, 1.1."""
    of = criteria_of(desk, the_year(desk))
    groups = [
        group.model_copy(
            update={
                "code": str(place),
                "criteria": tuple(
                    one.model_copy(update={"code": one.code.replace(group.code, str(place))})
                    for one in group.criteria
                ),
            }
        )
        for place, group in enumerate(of.groups, 1)
    ]
    desk.store.save(of.with_(groups=tuple(groups), tie_break=()))


def refused(desk: Desk, path: Path, of: Office) -> str:
    """Import a file; return why it is refused, all that is wrong in it; nothing where it is taken in."""
    try:
        plan = plan_import(desk, path, of.asked, of.kind)
    except Refused as error:
        return tell(error)
    if not plan.errors:
        write_plan(desk, plan)
    return "\n".join(f"{row.where}: {row.shown}: {row.told}" for row in plan.errors)


@pytest.mark.parametrize("name", FOLDER)
def test_a_sheet_of_the_folder(sample: Desk, tmp_path: Path, name: str) -> None:
    of = FOLDER[name]
    prepare(sample, of.stage)
    path, before = of.write(tmp_path), facts(sample)
    said = []
    try:
        plan = plan_import(sample, path, of.asked, of.kind)
    except Refused:
        assert of.wrong
    else:
        said = [*plan.facts, *(f"{row.where}: {row.what}" for row in plan.beside)]
    wrong = refused(sample, path, of)
    after = facts(sample)
    assert {*(after - before), *(f"- {gone}" for gone in before - after)} == set(of.gives)
    assert bool(wrong) == bool(of.wrong), wrong
    assert [words for words in of.wrong if words not in wrong] == [], wrong
    assert [words for words in of.told if words not in "\n".join(said)] == [], said
    if not wrong:
        assert plan_import(sample, path, of.asked, of.kind).changes == 0, "a second time it changes nothing"
