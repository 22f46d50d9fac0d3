"""Does ktd stay quick in a province? The first screen on the sample and on 60 blocs × 12 units × 5 years.

Each figure is the province's divided by the sample's, both taken in turn in one run.
Targets: 1.2 for the first screen, 1.6 for memory. Run: ``python -m benchmarks.province [RUNS]``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from benchmarks.years import opened
from ktd_tui.clock import now
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Member, Role, Stage, Unit
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet, SheetState, Target
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Actor
from store import Author, open_store

BLOCS, UNITS, YEARS, LAST = 60, 12, 5, 2025
FIRST = {"sample": "2186/KH-VPQH", "province": "Khối thi đua số 1"}
"""What the first screen shows last of either."""


def fill(directory: Path) -> int:
    """Fill a directory with a province whose last year is being scored; return the bytes of ``ktd.json``."""
    who = Actor(os.getuid(), "root", owner=True)
    store = open_store(directory, create=True, author=Author(who.uid, who.name), clock=now)
    set_up_council(Desk(store, who, now), "Hội đồng Thi đua - Khen thưởng tỉnh", "Ủy ban nhân dân tỉnh")
    criteria = next(s for s in store.find(CriteriaSet) if s.version == "A-1")
    codes = [c.code for g in criteria.groups for c in g.criteria]
    with store.transaction("bench"):
        council = store.find(Council)[0]
        for bloc in store.find(Bloc):
            store.delete(bloc)
        for number in range(1, BLOCS + 1):
            name = f"Khối thi đua số {number}"
            bloc = store.save(Bloc(council_id=council.id, code=str(number), name=name))
            units = [
                store.save(Unit(name=f"Đơn vị {n} của khối {number}", short_name=f"ĐV {n}", bloc_id=bloc.id))
                for n in range(1, UNITS + 1)
            ]
            for year in range(LAST - YEARS + 1, LAST + 1):
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


def main() -> None:
    """Measure in turn, so that a busy moment hits both alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    ktd = [str(Path(sys.executable).with_name("ktd"))]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "pyc")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        places = {name: Path(folder) / name for name in FIRST}
        subprocess.run([*ktd, "init", "--sample", str(places["sample"])], check=True, capture_output=True)
        print(f"province: {fill(places['province']) / 1e6:.1f} MB")
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in places}
        for name, place in places.items():
            opened(ktd, place, FIRST[name])  # compiles
        for _ in range(runs):
            for name, place in places.items():
                taken[name].append(opened(ktd, place, FIRST[name]))
    for column, what, unit, target in ((0, "first screen", "ms", 1.2), (1, "memory", "MiB", 1.6)):
        small, large = (statistics.median(found[column] for found in taken[n]) for n in FIRST)
        met = "met" if large / small <= target else "NOT met"
        print(f"{what}: {small:.0f} → {large:.0f} {unit}: × {large / small:.2f} (target {target}: {met})")


if __name__ == "__main__":
    main()
