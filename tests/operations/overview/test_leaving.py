"""A leaver's roles end on a day; roles, tasks and pens go to who takes over."""

from datetime import date
from decimal import Decimal

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.minutes import Pen
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.operations.council.users import Account, add_user
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.leaving import leave
from ktd_tui.operations.year.tasks import TaskTyped, save_task
from tests.operations.found import the_meeting, the_unit, the_year

HAO, TAM = Account(1008, "hoa"), Account(1009, "tam")


def held(desk: Desk) -> set[tuple[str, str, date | None, date | None]]:
    return {
        (g.account, g.role.value, g.since, g.until) for g in desk.store.find(Grant) if g.account != "thu-ky"
    }


def test_a_leavers_roles_end_and_go_to_who_takes_over(sample: Desk) -> None:
    add_user(sample, HAO, UserRole.BLOC_SECRETARY, place="V", until="31/12/2025")
    add_user(sample, HAO, UserRole.OBSERVER, since="01/03/2024")
    assert len(leave(sample, "hoa", "31/12/2023", TAM).ended) == 2
    assert held(sample) == {
        ("hoa", "bloc-secretary", None, date(2023, 12, 31)),
        ("tam", "bloc-secretary", date(2024, 1, 1), date(2025, 12, 31)),
        ("tam", "observer", date(2024, 3, 1), None),
    }
    with pytest.raises(Refused):
        leave(sample, "hoa", "31/12/2023", None)


def test_who_takes_over_keeps_what_they_have(sample: Desk) -> None:
    add_user(sample, HAO, UserRole.OBSERVER)
    add_user(sample, TAM, UserRole.OBSERVER, until="31/12/2024")
    leave(sample, "hoa", "31/12/2023", TAM)
    assert held(sample) == {("hoa", "observer", None, date(2023, 12, 31)), ("tam", "observer", None, None)}


def test_the_last_administrator_leaves_only_to_another(sample: Desk) -> None:
    me = next(g for g in sample.store.find(Grant) if g.role is UserRole.ADMINISTRATOR)
    with pytest.raises(Refused, match="last administrator"):
        leave(sample, me.account, "31/12/2099", None)
    leave(sample, me.account, "31/12/2099", TAM)
    kept = {g.account: (g.since, g.until) for g in sample.store.find(Grant)}
    assert kept == {me.account: (None, date(2099, 12, 31)), "tam": (date(2100, 1, 1), None)}


def test_a_units_open_tasks_go_with_the_role_or_are_told_to_be_nobodys(sample: Desk) -> None:
    year, unit = the_year(sample, 2023), the_unit(sample, "Vụ TK")
    save_task(sample, year.id, None, TaskTyped("Gửi báo cáo quý", unit, "31/03/2024"))
    save_task(sample, year.id, None, TaskTyped("Việc của cả khối"))
    add_user(sample, HAO, UserRole.UNIT_REPRESENTATIVE, place="Vụ TK")
    told = {task.text: (task.due, task.to) for task in leave(sample, "hoa", "31/01/2024", None).tasks}
    assert told["V/2023: Gửi báo cáo quý"] == (date(2024, 3, 31), ())
    assert "V/2023: Việc của cả khối" not in told
    told = {task.text: (task.due, task.to) for task in leave(sample, "hoa", "30/01/2024", TAM).tasks}
    assert told["V/2023: Gửi báo cáo quý"] == (date(2024, 3, 31), ("tam",))


def test_another_who_has_the_role_already_answers_for_the_tasks(sample: Desk) -> None:
    year = the_year(sample, 2023)
    save_task(sample, year.id, None, TaskTyped("Việc của cả khối"))
    add_user(sample, HAO, UserRole.BLOC_SECRETARY, place="V")
    add_user(sample, TAM, UserRole.BLOC_HEAD, place="V")
    tasks = leave(sample, "hoa", "31/01/2024", None).tasks
    assert {task.to for task in tasks if "Việc của cả khối" in task.text} == {("tam",)}


def test_who_alone_fills_a_layer_is_joined_by_who_takes_over(sample: Desk) -> None:
    year = the_year(sample, 2023)
    of = sample.store.find(CriteriaSet)[0]
    layer = ScoreLayer(code="td", name="Thẩm định", accounts=("hoa",), weight=Decimal(100))
    own = sample.store.save(of.with_(id="own", rev=0, template=False, layers=(layer,)))
    sample.store.save(year.with_(criteria_id=own.id))
    add_user(sample, HAO, UserRole.APPRAISER, place="V")
    leave(sample, "hoa", "31/01/2024", TAM)
    assert sample.store.get(CriteriaSet, own.id).layers[0].accounts == ("hoa", "tam")


@pytest.mark.parametrize(("last", "kept"), [("01/01/2023", ""), ("31/12/2099", "s1")])
def test_a_pen_is_told_and_put_down_once_the_term_is_over(sample: Desk, last: str, kept: str) -> None:
    add_user(sample, HAO, UserRole.BLOC_SECRETARY, place="V")
    claim = {"uid": 1008, "account": "hoa", "session": "s1", "held_at": sample.now}
    pen = sample.store.save(Pen.model_validate({"meeting_id": the_meeting(sample).id, **claim}))
    tasks = leave(sample, "hoa", last, TAM).tasks
    assert ("V/2022: quyền ghi biên bản, nhận bằng Ctrl+E", None, ("tam",)) in tasks
    assert sample.store.get(Pen, pen.id).session == kept
