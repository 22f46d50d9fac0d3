"""``ktd check``, ``restore`` and ``repair``: the data as a whole."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.server.maintenance import check_data, repair, restore
from ktd_tui.table_names import TABLES
from store.report import Report, Severity

LISTED = 100
"""Findings that are said one by one; ``--json`` has all of them."""


class _FindingTold(TypedDict):
    severity: Severity
    text: str
    facts: Mapping[str, object]


class FindingsTold(TypedDict):
    """What was looked at in the data, and what was found."""

    seq: int | None
    records: Mapping[str, int]
    problems: int
    findings: list[_FindingTold]


class _Checked(FindingsTold):
    path: Path


class _Restored(TypedDict):
    path: Path
    kept: Path


COMMANDS = Commands()


@COMMANDS.bare("check", help_of("check"), JSON)
def _check(options: Namespace, directory: Path) -> Answer[_Checked]:
    del options
    return _report(check_data(directory, now), directory)


@COMMANDS.bare(
    "restore",
    help_of("restore"),
    JSON,
    Option("file", N_("a backup (.zip) or a data file (.json)"), N_("FILE"), type=Path),
)
def _restore(options: Namespace, directory: Path) -> Answer[_Restored]:
    kept = restore(directory, options.file, base.actor(options), now)
    said = t("{file} was restored. The data before it is kept in {kept}.", file=options.file, kept=kept)
    return Answer({"path": options.file, "kept": kept}, said)


def _report(report: Report, directory: Path) -> Answer[_Checked]:
    """Tell what was found in the data; refused where something is wrong with it."""
    data: _Checked = {"path": directory, **findings_data(report)}
    lines = [t("Data: {path}", path=directory), *findings_lines(report)]
    return Answer(data, lines, REFUSED if report.problems else DONE)


def findings_data(report: Report) -> FindingsTold:
    """Return a report for programs."""
    findings: list[_FindingTold] = [
        {"severity": f.severity, "text": t(f.message, **f.facts), "facts": f.facts} for f in report.findings
    ]
    return {
        "seq": report.seq,
        "records": report.counts,
        "problems": report.problems,
        "findings": findings,
    }


def findings_lines(report: Report) -> list[str]:
    """Return a report for people."""
    lines = []
    if report.counts:
        lines.append(t("Records: {records}", records=in_words(report.counts)))
    words = {Severity.PROBLEM: N_("problem: {text}"), Severity.NOTICE: N_("notice: {text}")}
    lines += [t(words[f.severity], text=t(f.message, **f.facts)) for f in report.findings[:LISTED]]
    if (more := len(report.findings) - LISTED) > 0:
        lines.append(t("… and {count} more; --json lists all of them", count=more))
    if report.problems:
        lines.append(plural("{n} problem was found.", "{n} problems were found.", report.problems))
    else:
        lines.append(t("No problem was found."))
    return lines


def in_words(counts: Mapping[str, int]) -> str:
    """Say how many records of which kind there are."""
    known = {table: t(words) for table, words in TABLES.items()}
    order = [table for table in known if table in counts] + sorted(counts.keys() - known.keys())
    return ", ".join(f"{known.get(table, table)}: {counts[table]}" for table in order)


@COMMANDS.bare("repair", help_of("repair"), JSON)
def _repair(options: Namespace, directory: Path) -> Answer[_Checked]:
    return _report(repair(directory, base.actor(options), now), directory)
