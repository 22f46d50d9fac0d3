"""Does ktd stay quick in a province? The same pages on the sample and on 60 blocs × 12 units × 5 years.

Each figure is the province's divided by another's, all taken in turn in one run: of the first screen in a
terminal, and of the processor's time until a page stands in an app without one. The sample's newest year has
5 units and no points yet, the province's 12 and all points: a page of one year has more to show. So they are
also divided by what one such bloc with one such year takes, which tells what the other blocs cost.
Run: ``python -m benchmarks.province``.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.table import Row, compiled, median, say
from benchmarks.years import opened
from ktd_tui.clock import now
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Member, Role, Stage, Unit
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet, SheetState, Target
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Actor
from screens.routes import BlocRoute, ExplainRoute, FindRoute, HomeRoute, RankingRoute, Route, ScoreRoute
from store import Author, open_store
from tests.screens.driving import press, running, settle

BLOCS, UNITS, YEARS, LAST = 60, 12, 5, 2025
FIRST = {"sample": "2186/KH-VPQH", "province": "Khối thi đua số 1"}
"""What the first screen shows last of either."""


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
    return {
        "home": HomeRoute(),
        "bloc": BlocRoute(year.bloc_id),
        "ranking": RankingRoute(year.id),
        "score grid": ScoreRoute(year.id),
        "F9": ExplainRoute(year.id, unit_id),
        "find": FindRoute(),
    }


async def page_times(directory: Path, folder: Path) -> dict[str, float]:
    """Return the milliseconds of processor until each page stands, the first time that it is opened."""
    taken = {}
    for name in pages(a_desk_on(directory)):
        desk = a_desk_on(directory)
        async with running(desk, folder, drawn=True) as (app, pilot):
            begun = time.process_time()
            app.open(pages(desk)[name])
            await settle(pilot)
            if name == "find":
                await press(pilot, "d")
            taken[name] = 1e3 * (time.process_time() - begun)
        desk.store.close()
    return taken


def rows(quick: bool) -> Iterator[Row]:
    """Measure in turn, so that a busy moment hits both alike."""
    ktd = [str(Path(sys.executable).with_name("ktd"))]
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in FIRST}
    with compiled() as folder:
        places = {name: Path(folder) / name for name in FIRST}
        subprocess.run([*ktd, "init", "--sample", str(places["sample"])], check=True, capture_output=True)
        yield Row("the province's file", fill(places["province"]) / 1e6, "MB")
        fill(alone := Path(folder) / "alone", 1, 1)
        of_one = []
        for run in range((1 if quick else 3) + 1):
            for name, place in places.items():
                shown, memory = opened(ktd, place, FIRST[name])
                found = asyncio.run(page_times(place, Path(folder)))
                if run:  # the one before them compiles and imports
                    taken[name].append({"first screen": shown, "memory": memory, **found})
            of_one.append(asyncio.run(page_times(alone, Path(folder))))
    for what in taken["sample"][0]:
        small, large = (median(run[what] for run in taken[name]) for name in FIRST)
        yield Row(f"province / sample: {what}", large / small, "times", 1.6 if what == "memory" else 1.2)
        if what in of_one[0]:
            same = median(run[what] for run in of_one[1:])
            yield Row(f"province / one bloc of it: {what}", large / same, "times", 1.2)


if __name__ == "__main__":
    say(rows)
