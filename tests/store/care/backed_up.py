"""What a store that is backed up holds, and what changes it."""

from pathlib import Path

from ktd_tui.domain.organisation import Unit
from store import Store

UNITS = tuple(Unit(id=f"U{n}", name=f"Vụ {n}") for n in range(5))


def everything(directory: Path) -> dict[str, bytes | None]:
    return {
        str(p.relative_to(directory)): p.read_bytes() if p.is_file() else None
        for p in sorted(directory.rglob("*"))
    }


def numbers(store: Store) -> list[int]:
    return [commit.seq for commit in store.changes()]


def change(store: Store) -> None:
    store.delete(store.get(Unit, "U0"))
    store.save(UNITS[3])
    store.save(store.get(Unit, "U1").with_(city="Vinh"))
