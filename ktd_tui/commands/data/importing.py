"""``ktd import``: tables of an office, or a whole data file into an empty directory."""

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED, Reason, open_desk, reason_of, say
from ktd_tui.commands.frame import Answer, Commands, Option, speak_as_meant
from ktd_tui.commands.options import JSON, TABLE_KINDS
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.server.maintenance import LISTED, in_words
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t, tell
from ktd_tui.operations.data.import_rows import Action, Asked, RowOutcome
from ktd_tui.operations.data.importing import ACTIONS, Plan, plan_import, summary, write_plan
from ktd_tui.operations.server.maintenance import import_data
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.reading import FORMATS

FILE = N_("a table (.csv .xlsx .xls .ods .docx .yaml), or a file of “ktd export data”")
OPTIONS = (
    Option("file", FILE, N_("FILE"), type=Path),
    Option("--dry-run", N_("check the file, change nothing"), action="store_true"),
    Option("--kind", N_("what the table tells, where its heads do not say it"), choices=TABLE_KINDS),
    Option("--bloc", N_("the bloc's number"), default="", metavar="V"),
    Option("--year", N_("the bloc's year"), type=int, metavar="2022"),
    Option("--layer", N_("whose scores: a layer's code or name"), N_("LAYER"), default=""),
    Option("--unit", N_("the unit, where the table has no column for it"), N_("NAME"), default=""),
    Option("--scorer", N_("the unit that scores (cross scores)"), N_("NAME"), default=""),
    Option("--name", N_("the criteria set's name"), N_("NAME"), default=""),
    Option("--sheet", N_("the sheet to read, where a workbook has several"), N_("NAME"), default=""),
    Option("--table", N_("the table to read, where a file has several: 1, 2 …"), type=int, metavar="2"),
    Option(
        "--means",
        N_("the unit that a name of the file means; nothing behind the = leaves it out"),
        N_("NAME=UNIT"),
        action="append",
        default=[],
    ),
    Option(
        "--skip",
        N_("a row to leave out, by its place in the plan: Sheet1!7, or one cell of points: Sheet1!D7"),
        N_("PLACE"),
        action="append",
        default=[],
    ),
    Option("--yes", N_("write without asking"), action="store_true"),
    JSON,
)


class _Counts(TypedDict):
    add: int
    change: int
    same: int
    error: int


class _TableRead(TypedDict):
    sheet: str
    first_row: int
    last_row: int


class _RowTold(TypedDict):
    place: str
    action: Action
    what: str
    fields: Mapping[str, str | Decimal | None]
    shown: str
    error: str
    reason: Reason | None
    more: int


class _NotRead(TypedDict):
    place: str
    sheet: str
    rows: Sequence[int] | None
    column: int | None
    text: str
    why: Why


class _ReadOtherwise(TypedDict):
    place: str
    text: str
    more: int


class _Converted(TypedDict):
    place: str
    before: str
    after: str


class _PlanTold(TypedDict):
    file: str
    kind: TableKind
    bloc: str
    year: int | None
    layer: str | None
    tables: list[_TableRead]
    counts: _Counts
    read_as: Sequence[str]
    rows: list[_RowTold]
    not_read: list[_NotRead]
    read_otherwise: list[_ReadOtherwise]
    converted: list[_Converted]
    unknown_units: Mapping[str, Sequence[str]]
    written: bool
    dry_run: bool


class _DataTaken(TypedDict):
    path: Path
    records: Mapping[str, int]
    dry_run: bool


COMMANDS = Commands()


@COMMANDS.bare("import", help_of("import"), *OPTIONS)
def _import(options: Namespace, directory: Path) -> Answer[_PlanTold | _DataTaken]:
    """Show what a file would change, ask, and write it; or fill an empty directory from a data file."""
    if options.file.suffix.lower() not in FORMATS:
        return _import_data(options, directory)
    with open_desk(directory, options) as desk:
        speak_as_meant(desk, options)
        plan = plan_import(
            desk, options.file, _asked(options), TableKind(options.kind) if options.kind else None
        )
        written = False
        if not options.json:
            _say_plan(plan)
        if not plan.errors and plan.changes and not options.dry_run and _agreed(options, plan):
            write_plan(desk, plan)
            written = True
        if not options.json:
            _say_end(options, plan, written=written)
        stopped = bool(plan.errors) or (plan.changes > 0 and not written and not options.dry_run)
        data = _as_json(plan, written=written, dry_run=options.dry_run)
        return Answer(data, (), REFUSED if stopped else DONE)


def _asked(options: Namespace) -> Asked:
    means = tuple(_meaning(one) for one in options.means)
    return Asked(
        bloc=options.bloc,
        year=options.year,
        layer=options.layer,
        unit=options.unit,
        scorer=options.scorer,
        name=options.name,
        sheet=options.sheet,
        table=options.table,
        means=means,
        left_out=frozenset(options.skip),
    )


def _meaning(typed: str) -> tuple[str, str]:
    written, equals, unit = typed.partition("=")
    if not equals or not written.strip():
        raise Refused(N_('“{text}”: write --means "name in the file=unit".'), text=typed)
    return written.strip(), unit.strip()


def _agreed(options: Namespace, plan: Plan) -> bool:
    if options.yes:
        return True
    if options.json or not sys.stdin.isatty():
        return False
    say(plural("Write {n} change? [y/N]", "Write {n} changes? [y/N]", plan.changes))
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "c", "co", "có")


def _say_plan(plan: Plan) -> None:
    for fact in plan.facts:
        say(fact)
    told = [row for row in plan.rows if row.action != "same"]
    for row in sorted(told, key=lambda one: one.action != "error")[:LISTED]:
        action = t(ACTIONS[row.action])
        say(t("{action}: {place}: {what}", action=action, place=row.where, what=row.told))
    if (more := len(told) - LISTED) > 0:
        say(t("… and {count} more; --json lists all of them", count=more))
    for row in plan.beside:
        say(t("{action}: {place}: {what}", action=t(ACTIONS[row.action]), place=row.where, what=row.what))
    if plan.errors:
        say(t("A row is left out by its place: --skip “{place}”.", place=plan.errors[0].where))
    if plan.unknown:
        say(t("Say which unit a name means: --means “name in the file=unit”, or leave it out: “name=”."))
    say(summary(plan))


def _say_end(options: Namespace, plan: Plan, *, written: bool) -> None:
    if plan.errors:
        say(t("Nothing was written. Mend the rows named above and import the file again."), wrong=True)
    elif written:
        say(t("Written. “Undo” (Ctrl+Z) takes all of it back as one step."))
    elif plan.changes and not options.dry_run:
        say(t("Nothing was written. --yes writes without asking."), wrong=True)
    else:
        say(t("Nothing was written; the data is as before."))


def _as_json(plan: Plan, *, written: bool, dry_run: bool) -> _PlanTold:
    cells = plan.cells
    return {
        "file": plan.file,
        "kind": plan.kind,
        "bloc": plan.asked.bloc,
        "year": plan.asked.year,
        "layer": plan.layer,
        "tables": [
            {"sheet": one.sheet, "first_row": one.span[0], "last_row": one.span[1]} for one in plan.tables
        ],
        "counts": {
            "add": plan.count(Action.ADD),
            "change": plan.count(Action.CHANGE),
            "same": plan.count(Action.SAME),
            "error": plan.count(Action.ERROR),
        },
        "read_as": plan.facts,
        "rows": [_row_as_json(row, cells) for row in plan.rows],
        "not_read": [
            {
                "place": p.where,
                "sheet": p.sheet,
                "rows": p.rows,
                "column": p.column,
                "text": p.text,
                "why": p.why,
            }
            for p in plan.passed
        ],
        "read_otherwise": [{"place": n.where, "text": n.text, "more": n.more} for n in plan.notes],
        "converted": [{"place": m.where, "before": m.before, "after": m.after} for m in plan.mended],
        "unknown_units": plan.unknown,
        "written": written,
        "dry_run": dry_run,
    }


def _row_as_json(row: RowOutcome, cells: Mapping[str, Mapping[str, str]]) -> _RowTold:
    return {
        "place": row.where,
        "action": row.action,
        "what": row.what,
        "fields": row.fields or cells.get(row.where) or cells.get(row.row, {}),
        "shown": row.shown,
        "error": tell(row.error) if row.error else "",
        "reason": reason_of(row.error) if row.error else None,
        "more": row.more,
    }


def _import_data(options: Namespace, directory: Path) -> Answer[_DataTaken]:
    counts = import_data(directory, options.file, base.actor(options), now, dry_run=options.dry_run)
    file, records = options.file, in_words(counts)
    if options.dry_run:
        said = t("{file} could be imported: {records}. Nothing was changed.", file=file, records=records)
    else:
        said = t("Imported from {file}: {records}.", file=file, records=records)
    return Answer({"path": file, "records": counts, "dry_run": options.dry_run}, said)
