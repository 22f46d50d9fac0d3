"""Every sealed paper of a year in one ZIP."""

from collections.abc import Sequence
from pathlib import Path

from ktd_tui.clock import local_date
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, check_paper_target, ending_of, write_paper
from ktd_tui.operations.papers.kinds import kind_named
from ktd_tui.operations.papers.printing import ZIP
from ktd_tui.operations.papers.register import papers_register, reprinted
from ktd_tui.words import count, short_date

INDEX = "muc-luc.txt"
"""The list of what a year's ZIP holds."""


def print_year(desk: Desk, bloc_year_id: str, target: Path) -> Written:
    """Write every sealed paper of a year into one ZIP with an index.

    Equal registers give equal files: the ZIP tells the days of the papers, not the hour of its making.

    Raises:
        Refused: Nothing is sealed yet, or the path cannot be written.
    """
    ending_of(target, ZIP)
    found = papers_register(desk, bloc_year_id)
    if not found:
        raise Refused(N_("Nothing is sealed yet."))
    check_paper_target(desk, target)
    return write_paper(desk, target, _zipped(desk, found))


def _zipped(desk: Desk, found: Sequence[SealedPaper]) -> bytes:
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    file, lines = BytesIO(), []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for of in found:
            name = f"{of.number:02d}-{of.version}-{kind_named(of.kind).stem}.pdf"
            day = of.day or local_date(of.sealed_at)
            at = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
            archive.writestr(ZipInfo(name, at), reprinted(desk, of).pdf)
            told = (
                count(of.number),
                str(of.version),
                short_date(day),
                of.title,
                of.pdf_sha256,
                name,
                of.reason,
            )
            lines.append("\t".join(told).rstrip())
        archive.writestr(ZipInfo(INDEX), "\n".join([*lines, ""]))
    return file.getvalue()
