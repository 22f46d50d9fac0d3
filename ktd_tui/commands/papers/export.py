"""``ktd export …``: papers as PDF, tables, and all data."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import MEETING_KINDS, open_desk, prints_pdf
from ktd_tui.commands.data import exporting
from ktd_tui.commands.meant import in_a_year, year_meant
from ktd_tui.commands.server import maintenance
from ktd_tui.commands.server.maintenance import say_written
from ktd_tui.i18n import t
from ktd_tui.operations.papers.kinds import KINDS, PaperRef, minutes_ref

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    export = commands.add_parser("export", help=t("write a paper, or all data"))
    papers = export.add_subparsers(dest="paper", metavar=t("PAPER"), title=t("papers"), required=True)
    maintenance.add_export_parser(papers, common)
    exporting.add_parsers(papers, common)
    for kind in KINDS.values():
        parser = papers.add_parser(kind.id, parents=[common], help=t(kind.help), description=t(kind.help))
        in_a_year(parser)
        if kind.any_meeting:
            says = t("which meeting (year-end)")
            parser.add_argument("--kind", choices=MEETING_KINDS, default=kind.meeting, help=says)
        says = t("the file to write (the year's folder of papers)")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help=says)


def run_paper(options: Namespace, directory: Path) -> int:
    """Write the paper that was asked for."""
    with open_desk(directory, options, prints=prints_pdf(options.output)) as desk:
        from ktd_tui.operations.papers.printing import paper_file, print_paper

        ref = _paper_meant(desk, options)
        done = print_paper(desk, ref, options.output or paper_file(desk, ref, Path()))
    return say_written(options, done)


def _paper_meant(desk: "Desk", options: Namespace) -> PaperRef:
    if not KINDS[options.paper].any_meeting:
        return PaperRef(options.paper, year_meant(desk, options).id)
    from ktd_tui.domain.meeting import MeetingKind
    from ktd_tui.operations.lookup import find_meeting

    return minutes_ref(desk, find_meeting(desk, options.bloc, options.year, MeetingKind(options.kind)))


def run_export(options: Namespace, directory: Path) -> int:
    """Write what was asked for."""
    return EXPORTS.get(options.paper, run_paper)(options, directory)


EXPORTS: Mapping[str, Callable[[Namespace, Path], int]] = {"data": maintenance.run_export, **exporting.RUN}
"""What is no paper."""
RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"export": run_export}
