"""Where papers lie: ``papers/<bloc>/<year>/`` beside the data, drafts in a folder of their own there."""

import os
from pathlib import Path

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.account import PAPERS
from ktd_tui.operations.desk import Desk
from ktd_tui.text import file_name
from ktd_tui.words import count

DRAFTS = "du-thao"
"""The folder of a year's drafts: what was printed before it was sealed never lies among what counts."""


def papers_root(desk: Desk) -> Path | None:
    """Return the folder of all papers, None where there is no data directory."""
    return desk.folder / PAPERS if desk.folder else None


def year_place(bloc: Bloc, year: BlocYear) -> str:
    """Return where a year's papers lie below the folder of all papers."""
    return f"{file_name(bloc.code)}/{year.year}"


def year_folder(desk: Desk, bloc_year_id: str) -> Path | None:
    """Return the folder of a year's papers; None where a person writes nothing there that is to last.

    That is so on a throw-away copy, in a session that only reads, and where the disk says no.
    """
    root = papers_root(desk)
    if root is None or desk.sample or desk.rehearsal or desk.actor.read_only:
        return None
    if not os.access(root if root.exists() else root.parent, os.W_OK):
        return None
    year = desk.store.get(BlocYear, bloc_year_id)
    return root / year_place(desk.store.get(Bloc, year.bloc_id), year)


def draft_file(desk: Desk, bloc_year_id: str, stem: str, elsewhere: Path) -> Path:
    """Return a free path for a draft, named after the day and the paper; elsewhere also after bloc and year.

    Args:
        desk: The desk.
        bloc_year_id: The year.
        stem: The paper's name in a file's name.
        elsewhere: The folder where there is no ``year_folder``.
    """
    name = f"{desk.today:%Y%m%d}-{stem}"
    if folder := year_folder(desk, bloc_year_id):
        return _free(desk, folder / DRAFTS, name)
    return _free(desk, elsewhere, f"{name}-{_of_year(desk, bloc_year_id)}")


def sealed_file(desk: Desk, of: SealedPaper, elsewhere: Path, *, archival: bool = False) -> Path:
    """Return a free path for a sealed paper that is printed again, or for its PDF/A; it is named as that."""
    name = Path(of.file).stem or count(of.number)
    name = f"{name}-pdfa" if archival else name
    return _free(desk, year_folder(desk, of.bloc_year_id) or elsewhere, name)


def year_file(desk: Desk, bloc_year_id: str, elsewhere: Path) -> Path:
    """Return a free path for the ZIP of a year's papers."""
    name = f"van-ban-{_of_year(desk, bloc_year_id)}"
    return _free(desk, year_folder(desk, bloc_year_id) or elsewhere, name, ".zip")


def _of_year(desk: Desk, bloc_year_id: str) -> str:
    year = desk.store.get(BlocYear, bloc_year_id)
    return f"khoi-{file_name(desk.store.get(Bloc, year.bloc_id).code.lower())}-{year.year}"


def _free(desk: Desk, folder: Path, stem: str, suffix: str = ".pdf") -> Path:
    """Return a path in ``folder`` that is free; a rehearsal's name says that it is one."""
    stem = f"dien-tap-{stem}" if desk.rehearsal else stem
    place = 1
    while (path := folder / (f"{stem}{suffix}" if place == 1 else f"{stem}-{place}{suffix}")).exists():
        place += 1
    return path
