"""What is owed is reckoned anew where something changed, and only there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from unittest import mock
from weakref import WeakKeyDictionary

import pytest

from ktd_tui.domain.organisation import Bloc, BlocYear, Member, Role, Stage, Unit
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Registration, Target
from ktd_tui.operations import kept_years
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.owed import owed

Change = Callable[[Desk, BlocYear], object]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk of somebody who sees what everybody owes."""
    return desk._replace(actor=desk.actor._replace(owner=True))


def two_blocs(desk: Desk) -> list[BlocYear]:
    """Two blocs of two units each, with a year."""
    years = []
    for code in ("1", "2"):
        bloc = desk.store.save(Bloc(council_id="C", code=code, name=f"Khối {code}"))
        units = [desk.store.save(Unit(name=f"Đơn vị {code}.{n}", bloc_id=bloc.id)) for n in (1, 2)]
        members = tuple(
            Member(unit_id=u.id, role=r) for u, r in zip(units, (Role.HEAD, Role.MEMBER), strict=True)
        )
        years.append(
            desk.store.save(BlocYear(bloc_id=bloc.id, year=2025, members=members, stage=Stage.SCORING))
        )
    return years


def registered(desk: Desk, year: BlocYear) -> None:
    unit = year.members[0].unit_id
    desk.store.save(Registration(bloc_year_id=year.id, unit_id=unit, targets=(Target(code="1", text="Đạt"),)))


def unregistered(desk: Desk, year: BlocYear) -> None:
    for one in desk.store.find(Registration, bloc_year_id=year.id):
        desk.store.delete(one)


def renamed(desk: Desk, year: BlocYear) -> None:
    unit = desk.store.get(Unit, year.members[0].unit_id)
    desk.store.save(unit.with_(name="Đơn vị mới tên"))


CHANGES: dict[str, Change] = {
    "a registration": registered,
    "a registration taken back": unregistered,
    "another theme": lambda desk, year: desk.store.save(
        desk.store.get(BlocYear, year.id).with_(theme="Đoàn kết")
    ),
    "a pledge": lambda desk, year: desk.store.save(Pledge(bloc_year_id=year.id, drawn_at=desk.now)),
    "a unit's name": renamed,
    "a bloc's name": lambda desk, year: desk.store.save(
        desk.store.get(Bloc, year.bloc_id).with_(code="9", name="Khối 9")
    ),
}


def anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is owed, with nothing kept."""
    with monkeypatch.context() as patch:
        patch.setattr(kept_years, "_KEPT", WeakKeyDictionary())
        return list(owed(desk))


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_kept_is_what_is_owed(office: Desk, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    years = two_blocs(office)
    for name, change in CHANGES.items():
        before = owed(office)
        change(office, years[at])
        assert owed(office) == anew(office, monkeypatch), f"{name}: what was owed before was told"
        assert owed(office) != before, f"{name} changed nothing"


def test_a_change_in_one_bloc_costs_that_bloc_alone(office: Desk) -> None:
    years = two_blocs(office)
    owed(office)
    registered(office, years[0])
    with mock.patch("ktd_tui.operations.year.owed.facts_of", wraps=facts()) as asked:
        owed(office)
        owed(office)
    assert [call.args[1].id for call in asked.call_args_list] == [years[0].id]


def test_years_that_were_archived_are_not_looked_for_in_their_archives(office: Desk) -> None:
    years = two_blocs(office)
    for year in years:
        registered(office, year)
        office.store.save(office.store.get(BlocYear, year.id).with_(stage=Stage.CLOSED))
    owed(office)
    for year in years:
        keeps = office.store.find(Registration, bloc_year_id=year.id)
        office.store.archive(year.id, keeps, [f"{year.id}-r"])
    with mock.patch("store.engine.archive_files.Archives.read", side_effect=AssertionError):
        owed(office)


KEPT: tuple[Callable[..., dict[str, int]], ...] = (
    kept_years.kept_by_year,
    lambda store, about: kept_years.kept_of(store, about, ()),
)


@pytest.mark.parametrize("kept", KEPT)
def test_what_a_transaction_found_out_goes_with_it(desk: Desk, kept: Callable[..., dict[str, int]]) -> None:
    kept(desk.store, "answers")["Y"] = 1
    with suppress(RuntimeError), desk.store.transaction("Saved"):
        assert kept(desk.store, "answers") == {}, "it may have changed what the answer follows from"
        kept(desk.store, "answers")["Y"] = 2
        raise RuntimeError
    assert kept(desk.store, "answers") == {"Y": 1}


@pytest.mark.parametrize("kept", KEPT)
def test_what_another_thread_found_out_is_its_own(desk: Desk, kept: Callable[..., dict[str, int]]) -> None:
    kept(desk.store, "answers")["Y"] = 1
    with ThreadPoolExecutor(1) as other:
        assert other.submit(kept, desk.store, "answers").result() == {}
    assert kept(desk.store, "answers") == {"Y": 1}


def facts() -> Callable[..., object]:
    from ktd_tui.operations.year.cycle import facts_of

    return facts_of
