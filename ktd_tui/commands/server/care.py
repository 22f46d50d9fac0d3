"""``ktd server care``: what a timer does each night, with words that a mail can carry."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED, open_desk
from ktd_tui.commands.frame import Answer, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.server.copying import drilled_lines
from ktd_tui.commands.server.maintenance import findings_lines
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.server.copying import back_up_into, drill
from ktd_tui.operations.server.maintenance import check_data
from ktd_tui.operations.year.archive import archive_closed
from ktd_tui.rules.server.keeping import read_keep
from ktd_tui.words import file_size, short_moment

CARE_OPTIONS = (
    Option("--to", N_("the folder of the copies for elsewhere"), N_("FOLDER"), type=Path, required=True),
    Option("--keep", N_("how long copies in that folder are kept; the others are removed"),
           default="7d,4w,12m", metavar="7d,4w,12m"),
    JSON,
)  # fmt: skip


class CareTold(TypedDict):
    """A part of the care: whether it went well, and its words."""

    part: str
    well: bool
    lines: list[str]


PARTS = {"archive": N_("Archive"), "copy": N_("Copy"), "check": N_("Check"), "drill": N_("Drill")}
Said = tuple[bool, list[str]]
"""Whether a part of the care went well, and its words."""


def take_care(options: Namespace, directory: Path) -> Answer[list[CareTold]]:
    """Do every part, also after one that failed; refused where one did."""
    parts: dict[str, Callable[[], Said]] = {
        "archive": lambda: _archive(options, directory),
        "copy": lambda: _copy(options, directory),
        "check": lambda: _check(directory),
        "drill": lambda: _drill(options, directory),
    }
    done = {name: _tried(part) for name, part in parts.items()}
    data: list[CareTold] = [
        {"part": name, "well": well, "lines": lines} for name, (well, lines) in done.items()
    ]
    well = all(well for well, _ in done.values())
    return Answer(data, _lines(directory, done), DONE if well else REFUSED)


def _tried(part: Callable[[], Said]) -> Said:
    try:
        return part()
    except KtdError as error:
        return False, [tell(error)]


def _lines(directory: Path, done: dict[str, Said]) -> Iterator[str]:
    """Yield the report; its first line says whether somebody has to look."""
    failed = [t(PARTS[name]) for name, (well, _) in done.items() if not well]
    if failed:
        yield t("ktd, {path}: somebody has to look at: {parts}", path=directory, parts=", ".join(failed))
    else:
        yield t("ktd, {path}: all is well.", path=directory)
    yield short_moment(now())
    for name, (_, lines) in done.items():
        yield from (f"{t(PARTS[name])}: {line}" for line in lines)


def _archive(options: Namespace, directory: Path) -> Said:
    with open_desk(directory, options) as desk:
        names = archive_closed(desk)
    said = (
        t("Archived: {names}", names=", ".join(names))
        if names
        else t("There is no closed year to archive that another one follows.")
    )
    return True, [said]


def _copy(options: Namespace, directory: Path) -> Said:
    with open_desk(directory, options) as desk:
        kept = back_up_into(desk, options.to, read_keep(options.keep))
    return True, [t("{path} ({size})", path=kept.written.path, size=file_size(kept.written.size))]


def _check(directory: Path) -> Said:
    report = check_data(directory, now)
    return not report.problems, findings_lines(report)


def _drill(options: Namespace, directory: Path) -> Said:
    found = drill(directory, options.to, base.actor(options), now)
    return found.content, drilled_lines(found)
