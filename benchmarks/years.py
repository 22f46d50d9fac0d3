"""Opening ten years of five blocs beside opening one year: first screen, bytes of the file, memory.

Both directories are made through the store and the operations: 5 blocs × 10 units, each year with its
registrations, three layers of scores, a signed meeting with 60 lines and 12 votes; closed years go to the
archive as they do in use. The home screen opens in both. Run: ``python -m benchmarks.years``.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.table import Row, columns, compiled, say
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Member, Stage, Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet, Target
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.archive import archive_closed
from ktd_tui.rules.access import Actor
from store import Author, open_store
from tests.terminal_session import Session

BLOCS, UNITS, LINES, VOTES = 5, 10, 60, 12
LAST = 2025
READY = "Khối thi đua số V"


def fill(directory: Path, years: int) -> int:
    """Fill a directory with so many years of every bloc; return the bytes of ``ktd.json``."""
    who = Actor(os.getuid(), "root", owner=True)
    store = open_store(directory, create=True, author=Author(who.uid, who.name), clock=now)
    desk = Desk(store, who, now)
    set_up_council(desk, "Hội đồng Thi đua - Khen thưởng", "Văn phòng")
    criteria = next(s for s in store.find(CriteriaSet) if s.version == "A-1")
    for bloc in store.find(Bloc):
        with store.transaction("bench"):
            units = [store.save(Unit(name=f"Đơn vị {n}", bloc_id=bloc.id)) for n in range(UNITS)]
        for year in range(LAST - years + 1, LAST + 1):
            _year(desk, bloc, units, criteria, year)
    archive_closed(desk)
    store.close()
    return (directory / "ktd.json").stat().st_size


def _year(desk: Desk, bloc: Bloc, units: list[Unit], criteria: CriteriaSet, number: int) -> None:
    store, closed = desk.store, number < LAST
    with store.transaction("bench"):
        year = store.save(
            BlocYear(
                bloc_id=bloc.id,
                year=number,
                theme="Đoàn kết, đổi mới",
                stage=Stage.CLOSED if closed else Stage.WORK,
                members=tuple(Member(unit_id=u.id) for u in units),
                criteria_id=criteria.id,
            )
        )
        codes = [c.code for g in criteria.groups for c in g.criteria]
        for unit in units:
            targets = tuple(Target(code=code, text="Hoàn thành đúng hạn") for code in codes)
            store.save(Registration(bloc_year_id=year.id, unit_id=unit.id, targets=targets))
            points = dict.fromkeys(codes, Decimal(3))
            for layer in Layer:
                scorer = units[0].id if layer is Layer.CROSS else None
                store.save(
                    ScoreSheet(
                        bloc_year_id=year.id, unit_id=unit.id, layer=layer, scorer_id=scorer, points=points
                    )
                )
        if closed:
            _meeting(desk, year, units)


def _meeting(desk: Desk, year: BlocYear, units: list[Unit]) -> None:
    store, begun = desk.store, datetime(year.year, 12, 9, 7, tzinfo=UTC)
    meeting = store.save(
        Meeting(
            bloc_year_id=year.id,
            attendees=tuple(Attendee(id=f"a{n}", unit_id=u.id) for n, u in enumerate(units)),
            opened_at=begun,
            signed_at=begun,
        )
    )
    for n in range(LINES):
        at = begun + timedelta(minutes=n)
        store.save(MinutesLine(meeting_id=meeting.id, step=Step.REPORT, at=at, text="Nhất trí với báo cáo"))
    for n in range(VOTES):
        store.save(Vote(meeting_id=meeting.id, purpose=Purpose.AWARD, subject=f"Đề nghị {n}", agree=9))


def opened(ktd: list[str], directory: Path, wanted: str = READY) -> tuple[float, float]:
    """Return the milliseconds until the first screen shows a text, and the process's memory there in MiB."""
    with Session([*ktd, "--data", str(directory)]) as session:
        taken = 1e3 * session.wait_for(wanted)
        status = Path(f"/proc/{session.pid}/status").read_text("utf-8")
    kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return taken, kib / 1024


def rows(quick: bool) -> Iterator[Row]:
    """Measure in turn, so that a busy moment hits both alike."""
    ktd = [str(Path(sys.executable).with_name("ktd"))]
    taken: dict[int, list[tuple[float, float]]] = {1: [], 10: []}
    with compiled() as folder:
        sizes = {years: fill(Path(folder) / str(years), years) for years in taken}
        for run in range((3 if quick else 11) + 1):
            for years, found in taken.items():
                one = opened(ktd, Path(folder) / str(years))
                if run:  # the first compiles
                    found.append(one)
    (one_ms, one_mib), (ten_ms, ten_mib) = (columns(found) for found in taken.values())
    yield Row("first screen after ten years / after one", ten_ms / one_ms, "times", 1.05)
    yield Row("memory after ten years / after one", ten_mib / one_mib, "times", 1.1)
    yield Row("bytes of the file after ten years / after one", sizes[10] / sizes[1], "times")


if __name__ == "__main__":
    say(rows)
