"""``ktd export …``: papers, tables, and all data, each into one new file.

What makes tables is imported where one is asked for: a paper is not to wait for it.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import BLOC, IN_A_YEAR, JSON, MEETING_KINDS, TABLE_KINDS
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.written import FileTold, written
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, find_meeting
from ktd_tui.operations.papers.kinds import KINDS, PaperRef, minutes_ref
from ktd_tui.operations.papers.printing import paper_file, print_paper
from ktd_tui.operations.papers.units.whom import about_whom


def _output(metavar: str) -> Option:
    return Option("-o --output", N_("the file to write"), metavar, required=True, type=Path)


def _layer(default: str) -> Option:
    says = N_("whose scores: a layer's code or name")
    return Option("--layer", says, N_("LAYER"), default=default)


TABLE_OF_A_YEAR = (*IN_A_YEAR, _output(N_("FILE.xlsx")))
PEOPLE_OF_A_BLOC = (BLOC, JSON, _output(N_("FILE.xlsx")))
SHEET_OPTIONS = (
    _layer("self"),
    Option("--unit", N_("the unit that is scored"), N_("NAME"), required=True),
    Option("--scorer", N_("the unit that scores (cross scores)"), N_("NAME"), default=""),
)
TEMPLATE_OPTIONS = (
    Option("--bloc", N_("the bloc's number"), default="", metavar="V"),
    Option("--year", N_("the bloc's year"), type=int, metavar="2022"),
    JSON,
    _output(N_("FILE.xlsx")),
    Option("--kind", N_("what the table tells"), choices=TABLE_KINDS, required=True),
)
OF_WHOM = Option("--of", N_("whose: the unit's name, or the person's"), N_("NAME"), required=True)
PAPER_OUTPUT = Option(
    "-o --output",
    N_("the file to write: .pdf, .docx, .txt, .md (a PDF in the year's folder of papers)"),
    N_("FILE.pdf"),
    type=Path,
)
EXPORTS = Commands()


@EXPORTS.add("data", N_("all records as one TinyDB file, JSON"), JSON, _output(N_("FILE.json")))
def _data(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.server.maintenance import export_data

    return written(options, export_data(desk, options.output))


@EXPORTS.add(
    "scores",
    N_("scores with sums and ranks: .csv, .xlsx, .pdf"),
    *TABLE_OF_A_YEAR,
    _layer(""),
)
def _scores(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.exporting import export_scores
    from ktd_tui.operations.scoring.layering.filling import layer_of_year

    year = year_meant(desk, options)
    layer = layer_of_year(desk, year, options.layer) if options.layer else None
    return written(options, export_scores(desk, year.id, layer, options.output))


@EXPORTS.add("registrations", N_("what the units registered: .csv, .xlsx"), *TABLE_OF_A_YEAR)
def _registrations(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.exporting import registration_table, write_table

    table = registration_table(desk, year_meant(desk, options).id)
    return written(options, write_table(table, options.output))


@EXPORTS.add(
    "people", N_("the people of a bloc's units, to mend and import again: .csv, .xlsx"), *PEOPLE_OF_A_BLOC
)
def _people(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.export_people import people_table
    from ktd_tui.operations.data.exporting import write_table

    return written(
        options, write_table(people_table(desk, bloc_named(desk, options.bloc).id), options.output)
    )


@EXPORTS.add(
    "sheet", N_("a unit's score form to fill in and import again: .xlsx"), *TABLE_OF_A_YEAR, *SHEET_OPTIONS
)
def _sheet(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.exporting import Wish, score_form, write_table
    from ktd_tui.operations.scoring.layering.filling import layer_of_year

    year = year_meant(desk, options)
    wish = Wish(options.unit, layer_of_year(desk, year, options.layer), options.scorer)
    form = score_form(desk, year.id, wish)
    return written(options, write_table(form, options.output))


@EXPORTS.add(
    "titles", N_("the council's titles and commendations: .csv, .xlsx"), JSON, _output(N_("FILE.xlsx"))
)
def _titles(desk: "Desk", options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.award_tables import export_titles

    return written(options, export_titles(desk, options.output))


@EXPORTS.add(
    "decisions", N_("award decisions, a row each award: .csv, .xlsx"), JSON, _output(N_("FILE.xlsx"))
)
def _decisions(desk: "Desk", options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.award_tables import export_decisions

    return written(options, export_decisions(desk, options.output))


WORK_OF_A_YEAR = (
    ("movements", N_("the year's movements: .csv, .xlsx")),
    ("parts", N_("what the units made of the movements: .csv, .xlsx")),
    ("activities", N_("what the units held: .csv, .xlsx")),
    ("tasks", N_("the year's tasks: .csv, .xlsx")),
    ("exemplars", N_("the exemplars of a year: .csv, .xlsx")),
)


def _work(desk: Desk, options: Namespace) -> Answer[FileTold]:
    from ktd_tui.operations.data.exporting import write_table
    from ktd_tui.operations.data.year_tables import work_table
    from ktd_tui.sheets.columns import TableKind

    table = work_table(desk, year_meant(desk, options).id, TableKind(options.paper))
    return written(options, write_table(table, options.output))


for _name, _says in WORK_OF_A_YEAR:
    EXPORTS.add(_name, _says, *TABLE_OF_A_YEAR)(_work)


@EXPORTS.add("template", N_("an empty table to fill in and import: .csv, .xlsx"), *TEMPLATE_OPTIONS)
def _template(desk: Desk, options: Namespace) -> Answer[FileTold]:
    """Write an empty table; of criteria: the set that a year has, or the first one, as an example."""
    from ktd_tui.operations.data.exporting import example, write_table
    from ktd_tui.sheets.columns import TableKind

    of = example(desk, TableKind(options.kind), year_meant(desk, options).id if options.year else None)
    return written(options, write_table(of, options.output))


def _paper(desk: Desk, options: Namespace) -> Answer[FileTold]:
    ref = _paper_meant(desk, options)
    return written(options, print_paper(desk, ref, options.output or paper_file(desk, ref, Path())))


def _paper_meant(desk: Desk, options: Namespace) -> PaperRef:
    kind = KINDS[options.paper]
    if kind.whom:
        return about_whom(desk, kind, year_meant(desk, options).id, options.of)
    if not kind.any_meeting:
        return PaperRef(options.paper, year_meant(desk, options).id)
    return minutes_ref(desk, find_meeting(desk, options.bloc, options.year, MeetingKind(options.kind)))


for _kind in KINDS.values():
    _meeting = Option("--kind", N_("which meeting (year-end)"), choices=MEETING_KINDS, default=_kind.meeting)
    _options = (*IN_A_YEAR, *[_meeting] * _kind.any_meeting, *[OF_WHOM] * bool(_kind.whom), PAPER_OUTPUT)
    EXPORTS.add(_kind.id, _kind.help, *_options)(_paper)


class _Export:
    """All of them under one command, which takes no options of its own."""

    def add_to(
        self, commands: Any, common: ArgumentParser, name: str = "export", verb: str | None = None
    ) -> None:
        export = commands.add_parser(name, help=t(help_of(name)))
        papers = export.add_subparsers(dest="paper", metavar=t("PAPER"), title=t("papers"), required=True)
        EXPORTS.add_to(papers, common, verb if verb in EXPORTS else None)


COMMANDS = _Export()
