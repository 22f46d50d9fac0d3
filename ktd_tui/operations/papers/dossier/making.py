"""The dossier as one ZIP or folder: papers, what came back, an index paper, metadata, nominees, evidence."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import NOTHING, Desk
from ktd_tui.operations.files import (
    Written,
    check_paper_target,
    ending_of,
    free_path,
    write_paper,
    year_folder,
    year_place,
)
from ktd_tui.operations.papers.dossier.lists import evidence_table, nominees_json, nominees_table
from ktd_tui.operations.papers.dossier.metadata import metadata, notation
from ktd_tui.operations.papers.kinds import KINDS, kind_named
from ktd_tui.operations.papers.register import kept_content, papers_register, reprinted
from ktd_tui.papers.document import prepared
from ktd_tui.papers.kinds.dossier_index import IndexRow, compose_dossier_index
from ktd_tui.sheets.writing import xlsx_bytes
from ktd_tui.words import count, number, short_date

ZIP = ".zip"
PAPERS, RETURNED, METADATA = "van-ban", "ban-tra-ve", "sieu-du-lieu"
INDEX, NOMINEES, EVIDENCE = "muc-luc-ho-so", "de-nghi-khen-thuong", "minh-chung"


def dossier_file(desk: Desk, bloc_year_id: str, elsewhere: Path) -> Path:
    """Return a free path for a year's dossier."""
    year = desk.store.get(BlocYear, bloc_year_id)
    name = f"ho-so-{year_place(desk.store.get(Bloc, year.bloc_id), year)}".lower().replace("/", "-")
    return free_path(desk, year_folder(desk, bloc_year_id) or elsewhere, name, ZIP)


def write_dossier(desk: Desk, bloc_year_id: str, target: Path) -> Written:
    """Write a year's dossier: into a ZIP, or into a new folder where the name has no ending.

    Raises:
        Refused: Nothing is sealed yet, the name ends otherwise, or it cannot be written.
    """
    ending = ending_of(target, ZIP, "")
    check_paper_target(desk, target)
    files = dict(dossier(desk, bloc_year_id))
    if ending == ZIP:
        return write_paper(desk, target, _zipped(files))
    for name, content in files.items():
        file = target / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = os_reason(error)
            raise Refused(N_("{path} could not be written: {reason}"), path=file, reason=reason) from error
        write_paper(desk, file, content)
    return Written(target, sum(map(len, files.values())))


def dossier(desk: Desk, bloc_year_id: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a dossier, by name.

    Raises:
        Refused: Nothing is sealed yet.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    listed, page = [], 1
    papers = _papers(desk, bloc_year_id)
    for place, of in enumerate(papers, 1):
        pdf, pages = reprinted(desk, of)
        stem = f"{place:02d}-{kind_named(of.kind).stem}"
        returned = tuple(f"{RETURNED}/{stem}-{n}.pdf" for n in range(1, len(of.came_back) + 1))
        yield f"{PAPERS}/{stem}.pdf", pdf
        there = list(_returned(desk, of, returned))
        yield from there
        told = metadata(of, bloc, f"{PAPERS}/{stem}.pdf", returned)
        yield f"{METADATA}/{stem}.json", _json(told)
        day = short_date(of.day) if of.day else ""
        remark = f"Có {number(len(there))} bản trả về" if there else ""
        numbered = f"{count(of.number)}/{notation(of)}"
        listed.append(IndexRow(numbered, day, of.title, bloc.name, f"{page}–{page + pages - 1}", remark))
        page += pages
    yield from _lists(desk, bloc_year_id)
    index = prepared(compose_dossier_index(council(desk), bloc, year, desk.today, listed))
    yield f"{INDEX}.pdf", desk.render(index).pdf
    from ktd_tui.papers.render.word.writing import render_word

    yield f"{INDEX}.docx", render_word(index, NOTHING)


def _papers(desk: Desk, bloc_year_id: str) -> list[SealedPaper]:
    """Return the last version of each sealed paper, in the order in which the year needs them."""
    order = list(KINDS)
    last = {(of.kind, of.number, of.day): of for of in papers_register(desk, bloc_year_id)}
    if not last:
        raise Refused(N_("Nothing is sealed yet."))
    return sorted(last.values(), key=lambda of: (order.index(of.kind) if of.kind in order else 0, of.number))


def _returned(desk: Desk, of: SealedPaper, names: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for name, one in zip(names, of.came_back, strict=True):
        if content := kept_content(desk, one.file):  # else it is gone: the metadata still tells its digest
            yield name, content


def _lists(desk: Desk, bloc_year_id: str) -> Iterator[tuple[str, bytes]]:
    nominees, evidence = nominees_table(desk, bloc_year_id), evidence_table(desk, bloc_year_id)
    if nominees.rows:
        yield f"{NOMINEES}.xlsx", xlsx_bytes(nominees)
        yield f"{NOMINEES}.json", _json(nominees_json(nominees))
    if evidence.rows:
        yield f"{EVIDENCE}.xlsx", xlsx_bytes(evidence)


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(str(PurePath(name))), content, ZIP_DEFLATED)
    return file.getvalue()
