"""Every screen there is, found in the package and made from its parameters' names: tomorrow's, too."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter, isclass, signature
from pathlib import Path
from typing import Any, NamedTuple

import screens
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.merit import AwardDecision
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.operations.council.board import save_post
from ktd_tui.operations.council.decisions import DecisionTyped, save_decision
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.page import Page
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.verifying import verify
from screens.base import KtdScreen
from screens.council.home import HomeScreen
from screens.meeting.door import DoorKeys
from screens.meeting.pasted_lines import PastedLines
from screens.meeting.reopened import ReopenedNotice
from screens.ordering import OrderedScreen
from screens.overview.years import YearsScreen
from screens.reading import ReadingScreen
from screens.records import ReckonedScreen, RecordsScreen, YearRecordsScreen

FRAMES = {
    DoorKeys,
    KtdScreen,
    OrderedScreen,
    PastedLines,
    ReadingScreen,
    ReckonedScreen,
    RecordsScreen,
    ReopenedNotice,
    YearRecordsScreen,
    YearsScreen,
}
"""What the screens are made on; none of them is opened itself."""


def screen_classes() -> list[type[KtdScreen]]:
    """Every screen, by name."""
    found: set[type[KtdScreen]] = set()
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        names = vars(import_module(module.name)).values()
        found |= {n for n in names if isclass(n) and issubclass(n, KtdScreen)} - FRAMES
    return sorted(found, key=lambda of: of.__name__)


class Place(NamedTuple):
    """Of which year and unit the screens are."""

    year: BlocYear
    unit_id: str


def make_screen(of: type[KtdScreen], desk: Desk, place: Place | None = None) -> KtdScreen:
    """Make a screen, on the sample's data or a place; its parameters' names tell what it needs."""
    return of(**dict(_arguments(of, desk, place or _of_sample(desk))))


def _of_sample(desk: Desk) -> Place:
    bloc = next(b for b in desk.store.find(Bloc) if b.code == "V")
    unit = next(u for u in desk.store.find(Unit) if u.name == "Cục Quản trị III")
    return Place(desk.store.find(BlocYear, bloc_id=bloc.id, year=2022)[0], unit.id)


def _arguments(of: type[KtdScreen], desk: Desk, place: Place) -> Iterator[tuple[str, Any]]:
    year, unit_id = place
    known: dict[str, Callable[[], object]] = {
        "bloc_id": lambda: year.bloc_id,
        "bloc_year_id": lambda: year.id,
        "year_id": lambda: year.id,
        "unit_id": lambda: unit_id,
        "movement_id": lambda: year.movement_ids[0],
        "code": lambda: "I.1",
        "number": lambda: year.year,
        "kind": lambda: "year-end",
        "ref": lambda: PaperRef("report", year.id),
        "post_id": lambda: save_post(desk, None, unit_id, "Họp qua mạng", "Đỡ đi lại ba thành phố.").id,
        "decision_id": lambda: _decision(desk).id,
        "meeting_id": lambda: desk.store.find(Meeting, bloc_year_id=year.id)[0].id,
        "of": HomeScreen,
        "verdict": lambda: verify(desk, Path(__file__)),
        "page": lambda: lambda: Page("", ()),
    }
    for name, parameter in signature(of).parameters.items():
        if name in known:
            yield name, known[name]()
        else:
            assert parameter.default is not Parameter.empty, f"{of.__name__}: say here what “{name}” is"


def _decision(desk: Desk) -> AwardDecision:
    """The decision that the page shows; made once."""
    there = desk.store.find(AwardDecision)
    return there[0] if there else save_decision(desk, None, DecisionTyped("01/QĐ", "15/12/2022", "2022"))
