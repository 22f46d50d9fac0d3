"""Who comes in at all, and who cares for the data as a whole; undo asks for the same right."""

from collections.abc import Callable  # noqa: TC003  # annotations of local names
from pathlib import Path

import pytest

from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import KtdError, NotAllowed
from ktd_tui.i18n import tell
from ktd_tui.operations import rights
from ktd_tui.operations.council import users
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server import copying, maintenance
from ktd_tui.rules.access import Act, Actor
from tests.builders import a_colleague
from tests.operations.test_roles import PERSON, as_person, holding, printed_stages, tried
from tests.operations.writing.every import ALL


@pytest.mark.parametrize("role", UserRole)
def test_care_for_the_data_as_a_whole(ready: Desk, tmp_path: Path, role: UserRole) -> None:
    person = as_person(ready, holding(ready, role))
    folder, plain, copy = tmp_path / "data", tmp_path / "plain.json", tmp_path / "copy.zip"
    may_copy, may_maintain = (bool(printed_stages(act, role)) for act in (Act.COPY_DATA, Act.MAINTAIN))
    exports: list[Callable[[], object]] = [
        lambda: maintenance.export_data(person, plain),
        lambda: copying.back_up(person, copy),
    ]
    for export in exports:
        if may_copy:
            assert export()
        else:
            with pytest.raises(NotAllowed):
                export()
    copying.back_up(ready, tmp_path / "own.zip")
    acts: list[Callable[[], object]] = [
        lambda: maintenance.restore(folder, tmp_path / "own.zip", person.actor, person.clock),
        lambda: maintenance.import_data(folder, plain, person.actor, person.clock, dry_run=False),
        lambda: maintenance.repair(folder, person.actor, person.clock),
        lambda: copying.drill(folder, tmp_path / "own.zip", person.actor, person.clock),
    ]
    for act in acts:
        try:
            act()
        except NotAllowed:
            assert not may_maintain
        except KtdError:
            assert may_maintain  # refused for what it would do, not for who asks


def test_undo_asks_for_the_same_right(ready: Desk, tmp_path: Path) -> None:
    lan = a_colleague(ready, tmp_path / "data", 1001, "lan")
    ALL["years.save_year"](lan)
    users.remove_user(ready, "lan")
    lan.store.refresh()
    before = lan.store.seq
    with pytest.raises(NotAllowed):
        undo.undo(lan)
    assert lan.store.seq == before
    lan.store.close()


def test_who_comes_first_is_administrator(sample: Desk) -> None:
    assert [(r.grant.account, r.grant.role) for r in users.users(sample)] == [
        ("thu-ky", UserRole.ADMINISTRATOR)
    ]
    rights.admit(sample.store, sample.actor, sample.today)


def test_a_stranger_is_not_let_in_and_told_by_whom(sample: Desk) -> None:
    with pytest.raises(NotAllowed) as refused:
        rights.admit(sample.store, Actor(PERSON, "ai"), sample.today)
    assert "thu-ky có thể phân bằng lệnh: ktd user add ai" in tell(refused.value)


def test_root_and_the_owner_are_always_let_in(sample: Desk) -> None:
    owner = Actor(PERSON, "chu", owner=True)
    rights.admit(sample.store, owner, sample.today)
    assert tried(sample._replace(actor=owner), ALL["years.open_year"]) is None


@pytest.fixture
def others(ready: Desk) -> Desk:
    return as_person(ready, holding(ready, UserRole.OBSERVER))


def test_an_observer_reads(others: Desk) -> None:
    rights.admit(others.store, others.actor, others.today)
    assert users.own_roles(others)[0].grant.role is UserRole.OBSERVER
