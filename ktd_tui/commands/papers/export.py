"""``ktd export …``: papers as PDF, tables, and all data."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import MEETING_KINDS, open_desk, prints_pdf
from ktd_tui.commands.data import exporting
from ktd_tui.commands.papers import papers
from ktd_tui.commands.server import maintenance
from ktd_tui.commands.server.maintenance import say_written
from ktd_tui.i18n import t

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    export = commands.add_parser("export", help=t("write a paper, or all data"))
    kinds = export.add_subparsers(dest="paper", metavar=t("PAPER"), title=t("papers"), required=True)
    maintenance.add_export_parser(kinds, common)
    exporting.add_parsers(kinds, common)
    papers.add_export_parsers(kinds, common)
    minutes = kinds.add_parser("minutes", parents=[common], help=t("minutes of a meeting, PDF"))
    minutes.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
    minutes.add_argument("--year", required=True, type=int, metavar="2022", help=t("the bloc's year"))
    minutes.add_argument(
        "--kind", choices=MEETING_KINDS, default="year-end", help=t("which meeting (year-end)")
    )
    minutes.add_argument("--json", action="store_true", help=t("say the result as JSON"))
    papers.add_output(minutes)


def run_minutes(options: Namespace, directory: Path) -> int:
    """Write the minutes."""
    with open_desk(directory, options, prints=prints_pdf(options.output)) as desk:
        from ktd_tui.domain.meeting import MeetingKind
        from ktd_tui.operations.lookup import find_meeting
        from ktd_tui.operations.papers.export import export_minutes

        meeting_id = find_meeting(desk, options.bloc, options.year, MeetingKind(options.kind))
        done = export_minutes(desk, meeting_id, options.output or _proposed(desk, meeting_id))
    return say_written(options, done)


def _proposed(desk: "Desk", meeting_id: str) -> Path:
    from ktd_tui.operations.papers.printing import minutes_file

    return minutes_file(desk, meeting_id, Path())


def run_export(options: Namespace, directory: Path) -> int:
    """Write what was asked for."""
    return EXPORTS[options.paper](options, directory)


EXPORTS: Mapping[str, Callable[[Namespace, Path], int]] = {
    "data": maintenance.run_export,
    "minutes": run_minutes,
    **exporting.RUN,
    **papers.EXPORTS,
}
RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"export": run_export}
