"""``ktd check``, ``backup``, ``restore``, ``repair`` and ``export data``: the data as a whole."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED, open_desk, say, say_json
from ktd_tui.i18n import N_, plural, t

if TYPE_CHECKING:
    from ktd_tui.operations.files import Written
    from store.care.report import Report

LISTED = 100
"""Findings that are said one by one; ``--json`` has all of them."""
TABLES = {
    "councils": N_("councils"),
    "blocs": N_("blocs"),
    "units": N_("units"),
    "people": N_("people"),
    "movements": N_("movements"),
    "bloc_years": N_("years of blocs"),
    "criteria_sets": N_("criteria sets"),
    "registrations": N_("registrations"),
    "score_sheets": N_("score sheets"),
    "meetings": N_("meetings"),
    "minutes_lines": N_("lines of minutes"),
    "votes": N_("votes"),
    "archives": N_("archived years"),
}


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""

    def add(name: str, says: str) -> ArgumentParser:
        parser: ArgumentParser = commands.add_parser(name, parents=[common], help=says, description=says)
        parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))
        return parser

    add("check", t("look for damage in the data; change nothing"))
    backup = add("backup", t("write data and history into one new file"))
    backup.add_argument("file", type=Path, metavar="FILE.zip", help=t("the file to write"))
    restore = add("restore", t("put a backup in the place of the data; what was there is kept"))
    restore.add_argument("file", type=Path, metavar="FILE", help=t("a backup (.zip) or a data file (.json)"))
    add("repair", t("put together what is whole of damaged data; all files are kept"))


def add_export_parser(exports: Any, common: ArgumentParser) -> None:
    """Add the parser of ``export data``."""
    says = t("all records as one TinyDB file, JSON")
    data = exports.add_parser("data", parents=[common], help=says, description=says)
    data.add_argument("--json", action="store_true", help=t("say the result as JSON"))
    data.add_argument(
        "-o", "--output", required=True, type=Path, metavar="FILE.json", help=t("the file to write")
    )


def run_check(options: Namespace, directory: Path) -> int:
    """Say what is wrong with the data; refused where anything is."""
    from ktd_tui.operations.server.maintenance import check_data

    return _say_report(check_data(directory, now), options, directory)


def run_repair(options: Namespace, directory: Path) -> int:
    """Repair the data and say what was done; refused where something is still wrong."""
    from ktd_tui.operations.server.maintenance import repair

    return _say_report(repair(directory, base.actor(options), now), options, directory)


def run_backup(options: Namespace, directory: Path) -> int:
    """Write a backup."""
    from ktd_tui.operations.server.maintenance import back_up

    with open_desk(directory, options) as desk:
        return say_written(options, back_up(desk, options.file))


def run_export(options: Namespace, directory: Path) -> int:
    """Write all records into a data file."""
    from ktd_tui.operations.server.maintenance import export_data

    with open_desk(directory, options) as desk:
        return say_written(options, export_data(desk, options.output))


def run_restore(options: Namespace, directory: Path) -> int:
    """Put a backup in the place of the data."""
    from ktd_tui.operations.server.maintenance import restore

    kept = restore(directory, options.file, base.actor(options), now)
    if options.json:
        say_json({"path": options.file, "kept": kept})
    else:
        say(t("{file} was restored. The data before it is kept in {kept}.", file=options.file, kept=kept))
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "check": run_check,
    "backup": run_backup,
    "restore": run_restore,
    "repair": run_repair,
}


def say_written(options: Namespace, of: "Written") -> int:
    """Say which file was written, and to whom came by SSH how to fetch it."""
    from ktd_tui.operations.files import told_to

    if options.json:
        say_json({"path": of.path, "bytes": of.size} | ({"pages": of.pages} if of.pages else {}))
    else:
        say(told_to(base.actor(options).name, of))
    return DONE


def _say_report(report: "Report", options: Namespace, directory: Path) -> int:
    if options.json:
        findings = [
            {"severity": f.severity, "text": t(f.message, **f.facts), "facts": f.facts}
            for f in report.findings
        ]
        say_json(
            {"path": directory, "seq": report.seq, "records": report.counts, "problems": report.problems}
            | {"findings": findings}
        )
    else:
        _say_findings(report, directory)
    return REFUSED if report.problems else DONE


def _say_findings(report: "Report", directory: Path) -> None:
    from store.care.report import Severity

    say(t("Data: {path}", path=directory))
    if report.counts:
        say(t("Records: {records}", records=in_words(report.counts)))
    words = {Severity.PROBLEM: N_("problem: {text}"), Severity.NOTICE: N_("notice: {text}")}
    for finding in report.findings[:LISTED]:
        say(t(words[finding.severity], text=t(finding.message, **finding.facts)))
    if (more := len(report.findings) - LISTED) > 0:
        say(t("… and {count} more; --json lists all of them", count=more))
    if report.problems:
        say(plural("{n} problem was found.", "{n} problems were found.", report.problems))
    else:
        say(t("No problem was found."))


def in_words(counts: Mapping[str, int]) -> str:
    """Say how many records of which kind there are."""
    known = {table: t(words) for table, words in TABLES.items()}
    order = [table for table in known if table in counts] + sorted(counts.keys() - known.keys())
    return ", ".join(f"{known.get(table, table)}: {counts[table]}" for table in order)
