"""Appraisers, outside the bloc and behind it: what they owe, and that they alone lock it and send it back."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import SheetState
from ktd_tui.errors import NotAllowed
from ktd_tui.i18n import t
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label, units_of
from ktd_tui.operations.overview.reminding import reminders
from ktd_tui.operations.scoring import many, sheets
from ktd_tui.operations.scoring.many import CellGiven
from ktd_tui.operations.year.cycle import facts_of
from ktd_tui.operations.year.owed import owed
from ktd_tui.operations.year.years import year_page
from ktd_tui.rules.meeting.proceedings import Obstacle
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_rows
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year
from tests.operations.scoring.test_named_layers import DUYET, TD, layered


def fill(desk: Desk, view: View) -> None:
    """All points of every row of one unit in a layer."""
    year, unit = the_year(desk, 2023), the_unit(desk, "CQT I")
    given = [CellGiven(row.code, row.maximum, "Đủ") for row in score_rows(sheets.criteria_of(desk, year))]
    assert many.record_many(desk, year.id, unit, view, given) == {}


def test_appraisers_owe_their_layer_and_heads_do_not(sample: Desk, tmp_path: Path) -> None:
    year = layered(sample)
    bloc = {"bloc_id": year.bloc_id}
    td, named, head = (
        a_colleague(sample, tmp_path / "data", uid, name, role, **bloc)
        for uid, name, role in (
            (1401, "tham-dinh", UserRole.APPRAISER),
            (1402, "duyet", UserRole.APPRAISER),
            (1403, "khoi-truong", UserRole.BLOC_HEAD),
        )
    )

    def of(desk: Desk, stage: Stage = Stage.SCORING) -> set[str]:
        desk.store.refresh()
        desk.store.save(the_year(desk, 2023).with_(stage=stage))
        return {one.text for one in owed(desk) if one.bloc_year_id == year.id}

    theirs = "Thẩm định: nộp điểm của CQT I V/2023"
    last = "Điểm duyệt: nộp điểm của CQT I V/2023"
    assert theirs in of(td)
    assert not any("Chấm đủ điểm" in text for text in of(td))
    assert theirs not in of(head)
    assert "Chấm đủ điểm của CQT I, V/2023" in of(head)
    assert last not in of(td, Stage.REVIEW), "it names who fills it"
    assert last in of(named, Stage.REVIEW)
    assert last not in of(named), "what counts nothing may come later"
    fill(sample, View("bloc"))
    unit = the_unit(sample, "CQT I")
    facts = facts_of(sample, the_year(sample, 2023))
    assert (unit in facts.unscored, unit in facts.bloc_open) == (True, False), "it waits for appraisers alone"
    who = {one.who: one.accounts for one in reminders(sample) if theirs in {of.text for of in one.owed}}
    assert who == {"Thẩm định, Khối thi đua số V": ("tham-dinh", "duyet")}
    fill(sample, TD)
    sheets.submit(td, year.id, unit, TD)
    assert theirs not in of(td)
    for desk in (td, named, head):
        desk.store.close()


def test_nobody_owes_points_of_the_bloc_that_count_nothing(sample: Desk) -> None:
    year = layered(sample)
    assert facts_of(sample, year).bloc_open
    of = sheets.criteria_of(sample, year)
    nothing = {"weight": Decimal(0)}
    layers = tuple(one.model_copy(update=nothing) if one.code == "bloc" else one for one in of.layers)
    of = sample.store.save(of.with_(layers=layers))
    facts = facts_of(sample, year)
    assert facts.unscored
    assert facts.bloc_open == ()
    assert not any("Chấm đủ điểm" in one.text for one in owed(sample) if one.bloc_year_id == year.id)
    (first, *rows), *groups = of.groups[0].criteria, *of.groups[1:]
    theirs = of.groups[0].model_copy(update={"criteria": (first.model_copy(update={"layer": "bloc"}), *rows)})
    sample.store.save(of.with_(groups=(theirs, *groups)))
    assert facts_of(sample, year).bloc_open == facts.unscored, "a row is the bloc's alone"


def test_who_appraises_locks_it_and_sends_it_back(sample: Desk, tmp_path: Path) -> None:
    year, unit = layered(sample), the_unit(sample, "CQT I")
    bloc = {"bloc_id": year.bloc_id}
    td, named, head = (
        a_colleague(sample, tmp_path / "data", uid, name, role, **bloc)
        for uid, name, role in (
            (1401, "tham-dinh", UserRole.APPRAISER),
            (1402, "duyet", UserRole.APPRAISER),
            (1403, "khoi-truong", UserRole.BLOC_HEAD),
        )
    )
    fill(sample, View("bloc"))
    fill(sample, TD)
    sheets.submit(sample, year.id, unit, TD)
    named.store.refresh()
    fill(named, DUYET)
    sheets.submit(named, year.id, unit, DUYET)
    for desk in (td, named, head):
        desk.store.refresh()
    with pytest.raises(NotAllowed):
        sheets.lock(head, year.id, unit, TD)
    with pytest.raises(NotAllowed):
        sheets.send_back(head, year.id, unit, TD, "Sai")
    with pytest.raises(NotAllowed):
        sheets.lock(td, year.id, unit, View("bloc"))
    with pytest.raises(NotAllowed, match="duyet alone"):
        sheets.lock(td, year.id, unit, DUYET)
    assert sheets.send_back(td, year.id, unit, TD, "Thiếu minh chứng").state is SheetState.RETURNED
    undo(td)
    assert sheets.lock(td, year.id, unit, TD).locked_by == "tham-dinh"
    named.store.refresh()
    assert sheets.lock(named, year.id, unit, DUYET).state is SheetState.LOCKED
    head.store.refresh()
    assert sheets.lock(head, year.id, unit, View("bloc")).state is SheetState.LOCKED
    for desk in (td, named, head):
        desk.store.close()


def test_what_appraisers_owe_is_not_told_as_points_that_the_bloc_lacks(sample: Desk) -> None:
    year = layered(sample)
    of = the_year(sample, 2023)
    for member in of.members:
        given = [CellGiven(row.code, row.maximum, "Đủ") for row in score_rows(sheets.criteria_of(sample, of))]
        assert many.record_many(sample, of.id, member.unit_id, View("bloc"), given) == {}
    said = [tell_obstacle(one) for one in year_page(sample, year.id).missing]
    names = ", ".join(unit_label(sample, unit.id) for unit in units_of(sample, of))
    assert f"Thẩm định chưa nộp điểm của: {names}." in said
    assert not any("Chưa chấm đủ điểm" in one for one in said), said
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.REVIEW))
    said = [tell_obstacle(one) for one in year_page(sample, year.id).missing]
    assert f"Điểm duyệt chưa nộp điểm của: {names}." in said
    assert any("hội nghị" in one for one in said), "the bloc's own work at this stage is told beside it"


def tell_obstacle(of: Obstacle) -> str:
    return t(of.message, **of.facts)
