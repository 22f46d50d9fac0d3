"""``ktd backup`` and ``ktd drill``: copies for a place outside, and whether one can be opened."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.server.maintenance import FindingsTold, findings_data, findings_lines
from ktd_tui.commands.written import FileTold, written
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import told_to
from ktd_tui.operations.server.copying import OLD, Drilled, back_up, back_up_into, drill, hand_on
from ktd_tui.rules.server.keeping import read_keep
from ktd_tui.words import short_moment

OUT = "-"
"""Stands for standard output, where a folder is asked for."""


class _Kept(FileTold):
    removed: list[Path]


class _DrilledTold(FindingsTold):
    path: Path
    at: datetime
    days: int
    behind: int | None


COMMANDS = Commands()


@COMMANDS.add(
    "backup",
    help_of("backup"),
    JSON,
    Option("file", N_("the file to write"), N_("FILE.zip"), type=Path, nargs="?"),
    Option("--to", N_("a folder, in which the copy is named after the time; - hands it to the next program"),
           N_("FOLDER"), default=""),
    Option("--keep", N_("how long copies in that folder are kept; the others are removed"),
           default="", metavar="7d,4w,12m"),
)  # fmt: skip
def _backup(desk: Desk, options: Namespace) -> Answer[FileTold | _Kept] | None:
    if bool(options.file) == bool(options.to) or (options.keep and options.to in ("", OUT)):
        raise Refused(
            N_("Name a file, or a folder: ktd backup FILE.zip, ktd backup --to FOLDER --keep 7d,4w,12m")
        )
    if options.file:
        return written(options, back_up(desk, options.file))
    if options.to == OUT:
        hand_on(desk, sys.stdout.buffer)
        return None
    kept = back_up_into(desk, Path(options.to), read_keep(options.keep) if options.keep else None)
    data: _Kept = {"path": kept.written.path, "bytes": kept.written.size, "removed": list(kept.removed)}
    said = [told_to(base.actor(options).name, kept.written)]
    if kept.removed:
        said.append(
            plural("{n} older copy was removed.", "{n} older copies were removed.", len(kept.removed))
        )
    return Answer(data, said)


@COMMANDS.bare(
    "drill",
    help_of("drill"),
    JSON,
    Option("source", N_("a copy, or a folder of copies; else where the last one was put"),
           N_("FOLDER"), type=Path, nargs="?"),
)  # fmt: skip
def _drill(options: Namespace, directory: Path) -> Answer[_DrilledTold]:
    found = drill(directory, options.source, base.actor(options), now)
    data: _DrilledTold = {
        "path": found.copy,
        "at": found.at,
        "days": found.days,
        "behind": found.behind,
        **findings_data(found.report),
    }
    return Answer(data, drilled_lines(found), DONE if found.content else REFUSED)


def drilled_lines(found: Drilled) -> list[str]:
    """Tell what a drill found."""
    at = short_moment(found.at)
    lines = [t("Copy: {path}, of {at}", path=found.copy, at=at), *findings_lines(found.report)]
    if found.behind:
        lines.append(
            plural("{n} change came to the data since.", "{n} changes came to the data since.", found.behind)
        )
    if found.days > OLD:
        lines.append(t("The copy is {days} days old. Make one: ktd backup --to FOLDER", days=found.days))
    if found.content:
        lines.append(t("The copy was restored in a place of its own and is whole."))
    return lines
