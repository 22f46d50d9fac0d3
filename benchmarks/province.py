"""Does ktd stay quick in a province? The same pages on the sample and on 60 blocs × 12 units × 5 years.

Each figure is the province's divided by another's, all taken in turn in one run: of the first screen, and of
the processor's time from the key that opens a page until all of it stands, in a real terminal. (Without one
a page that opens is drawn at each of its layouts: nobody waits for that.) What the page needs is imported by
then; of the data the session knows what its first screen asked. The sample's newest year has 5 units and no
points yet, the province's 12 and all points: a page of one year has more to show. So they are also divided by
what one such bloc with one such year takes, which tells what the other blocs cost.
Run: ``python -m benchmarks.province``.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from textual.binding import Binding

from benchmarks.table import Row, columns, compiled, median, say
from benchmarks.terminal import processor_ms
from benchmarks.years import opened
from ktd_tui.app import KtdApp
from ktd_tui.clock import now
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Member, Role, Stage, Unit
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet, SheetState, Target
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft
from ktd_tui.rules.access import Actor
from screens.base import KtdScreen
from screens.routes import BlocRoute, ExplainRoute, FindRoute, HomeRoute, RankingRoute, Route, ScoreRoute
from store import Author, open_store
from tests.terminal_session import Session

BLOCS, UNITS, YEARS, LAST = 60, 12, 5, 2025
FIRST = {"sample": "2186/KH-VPQH", "province": "Khối thi đua số 1", "alone": "số 1 › 2025"}
"""What the first screen shows last of each."""
NAMES = ("home", "bloc", "ranking", "score grid", "F9", "find")
BEGIN, OPEN = "\x1b[57383u", "\x1b[57384u"
"""F20 and F21, as kitty's protocol says them."""
QUIET = 0.1
"""Seconds without a byte after which a page stands."""


def fill(directory: Path, blocs: int = BLOCS, years: int = YEARS) -> int:
    """Fill a directory with blocs whose last year is being scored; return the bytes of ``ktd.json``."""
    who = Actor(os.getuid(), "root", owner=True)
    store = open_store(directory, create=True, author=Author(who.uid, who.name), clock=now)
    set_up_council(Desk(store, who, now), "Hội đồng Thi đua - Khen thưởng tỉnh", "Ủy ban nhân dân tỉnh")
    criteria = next(s for s in store.find(CriteriaSet) if s.version == "A-1")
    codes = [c.code for g in criteria.groups for c in g.criteria]
    with store.transaction("bench"):
        council = store.find(Council)[0]
        for bloc in store.find(Bloc):
            store.delete(bloc)
        for number in range(1, blocs + 1):
            name = f"Khối thi đua số {number}"
            bloc = store.save(Bloc(council_id=council.id, code=str(number), name=name))
            units = [
                store.save(Unit(name=f"Đơn vị {n} của khối {number}", short_name=f"ĐV {n}", bloc_id=bloc.id))
                for n in range(1, UNITS + 1)
            ]
            for year in range(LAST - years + 1, LAST + 1):
                roles = [Role.HEAD, *[Role.MEMBER] * (UNITS - 1)]
                of = store.save(
                    BlocYear(
                        bloc_id=bloc.id,
                        year=year,
                        theme="Đoàn kết, đổi mới",
                        stage=Stage.SCORING if year == LAST else Stage.CLOSED,
                        members=tuple(
                            Member(unit_id=u.id, role=r) for u, r in zip(units, roles, strict=True)
                        ),
                        criteria_id=criteria.id,
                    )
                )
                targets = tuple(Target(code=code, text="Hoàn thành đúng hạn") for code in codes[:4])
                for unit in units:
                    store.save(Registration(bloc_year_id=of.id, unit_id=unit.id, targets=targets))
                    store.save(
                        ScoreSheet(
                            bloc_year_id=of.id,
                            unit_id=unit.id,
                            points=dict.fromkeys(codes, Decimal(3)),
                            state=SheetState.SUBMITTED if year == LAST else SheetState.LOCKED,
                        )
                    )
    store.close()
    return (directory / "ktd.json").stat().st_size


def a_desk_on(directory: Path) -> Desk:
    """Return the owner's desk on a directory, as a session that has just begun has it."""
    who = Actor(os.getuid(), "root", owner=True)
    return Desk(open_store(directory, author=Author(who.uid, who.name), clock=now), who, now)


def pages(desk: Desk) -> dict[str, Route]:
    """Return the pages that are measured, of the newest year that is scored."""
    store = desk.store
    year = max((y for y in store.find(BlocYear) if y.criteria_id), key=lambda y: (y.year, y.id))
    unit_id = year.members[0].unit_id
    routes: tuple[Route, ...] = (
        HomeRoute(),
        BlocRoute(year.bloc_id),
        RankingRoute(year.id),
        ScoreRoute(year.id),
        ExplainRoute(year.id, unit_id),
        FindRoute(),
    )
    return dict(zip(NAMES, routes, strict=True))


class Opening(KtdApp):
    """The app that opens the measured pages in turn, each on data opened anew."""

    BINDINGS = [Binding("f20", "begin_anew", priority=True), Binding("f21", "open_page", priority=True)]
    place: Path
    ahead: Iterator[str]

    async def _look_after(self) -> None:
        """Leave the closed years where they are: in the archive they would weigh less than in one file."""

    def action_begin_anew(self) -> None:
        """Leave what is open, open the data anew, and show the first page on it."""
        self.desk.store.close()
        self.desk = a_desk_on(self.place)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, KtdScreen):
            self.screen.action_reload()
        self.route = pages(self.desk)[next(self.ahead)]
        gc.collect()
        gc.freeze()  # as once the first screen stands

    def action_open_page(self) -> None:
        """Open the page whose turn it is."""
        self.open(self.route)


def be_the_app(directory: Path) -> None:
    """Run the app on a directory."""
    desk = a_desk_on(directory)
    app = Opening(desk, Draft(None, str(desk.actor.uid)))
    app.place, app.ahead = directory, cycle(pages(desk))
    app.run(mouse=False)


def page_time(session: Session, name: str) -> float:
    """Return the milliseconds of processor until the page whose turn it is stands, on data opened anew."""
    session.send(BEGIN)
    session.settle(QUIET)
    used = processor_ms(session.pid)
    for key in (OPEN, *("d" if name == "find" else "")):
        session.send(key)
        session.settle(QUIET)
    return processor_ms(session.pid) - used


def page_times(places: dict[str, Path], rounds: int) -> dict[str, dict[str, float]]:
    """Return what each page takes in each place, the middle of so many; each page in all places in turn."""
    taken: dict[str, dict[str, list[float]]] = {name: {where: [] for where in places} for name in NAMES}
    with ExitStack() as open_ones:
        sessions = {}
        for where, place in places.items():
            command = [sys.executable, "-m", "benchmarks.province", "--app", str(place)]
            sessions[where] = open_ones.enter_context(Session(command))
            sessions[where].wait_for(FIRST[where])
        for run in range(rounds + 1):
            for name, found in taken.items():
                for where, session in sessions.items():
                    took = page_time(session, name)
                    if run:  # the first time what a page needs is imported
                        found[where].append(took)
    return {name: {where: median(of) for where, of in found.items()} for name, found in taken.items()}


def rows(quick: bool) -> Iterator[Row]:
    """Measure in turn, so that a busy moment hits all alike."""
    ktd = [str(Path(sys.executable).with_name("ktd"))]
    with compiled() as folder:
        places = {name: Path(folder) / name for name in FIRST}
        subprocess.run([*ktd, "init", "--sample", str(places["sample"])], check=True, capture_output=True)
        yield Row("the province's file", fill(places["province"]) / 1e6, "MB")
        fill(places["alone"], 1, 1)
        shown: dict[str, list[tuple[float, float]]] = {name: [] for name in ("sample", "province")}
        for run in range((1 if quick else 3) + 1):
            for name, found in shown.items():
                one = opened(ktd, places[name], FIRST[name])
                if run:  # the one before them compiles
                    found.append(one)
        pages_took = page_times(places, 1 if quick else 4)
    small, large = (columns(shown[name]) for name in ("sample", "province"))
    for at, (what, most) in enumerate((("first screen", 1.2), ("memory", 1.6))):
        yield Row(f"province / sample: {what}", large[at] / small[at], "times", most)
    for what, took in pages_took.items():
        yield Row(f"province / sample: {what}", took["province"] / took["sample"], "times", 1.2)
        yield Row(f"province / one bloc of it: {what}", took["province"] / took["alone"], "times", 1.2)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--app"]:
        be_the_app(Path(sys.argv[2]))
    else:
        say(rows)
