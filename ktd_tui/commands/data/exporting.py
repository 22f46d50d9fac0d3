"""``ktd export scores|registrations|sheet|template``: tables and the score annex."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ktd_tui.commands.base import LAYERS, TABLE_KINDS, open_desk, prints_pdf
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.server.maintenance import say_written
from ktd_tui.i18n import t


def add_parsers(papers: Any, common: ArgumentParser) -> None:
    """Add the parsers of the tables under ``ktd export``."""

    def add(name: str, says: str, file: str, *, year: bool = True) -> ArgumentParser:
        parser: ArgumentParser = papers.add_parser(name, parents=[common], help=says, description=says)
        parser.add_argument("--bloc", required=year, default="", metavar="V", help=t("the bloc's number"))
        parser.add_argument("--year", required=year, type=int, metavar="2022", help=t("the bloc's year"))
        parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))
        parser.add_argument(
            "-o", "--output", required=True, type=Path, metavar=file, help=t("the file to write")
        )
        return parser

    scores = add("scores", t("scores with sums and ranks: .csv, .xlsx, .pdf"), "FILE.xlsx")
    says = t("whose scores: the unit's own, cross, the bloc's")
    scores.add_argument("--layer", choices=LAYERS, default="bloc", help=says)
    add("registrations", t("what the units registered: .csv, .xlsx"), "FILE.xlsx")
    form = add("sheet", t("a unit's score form to fill in and import again: .xlsx"), "FILE.xlsx")
    form.add_argument("--layer", choices=LAYERS, default="self", help=says)
    form.add_argument("--unit", required=True, metavar="NAME", help=t("the unit that is scored"))
    form.add_argument("--scorer", default="", metavar="NAME", help=t("the unit that scores (cross scores)"))
    empty = add("template", t("an empty table to fill in and import: .csv, .xlsx"), "FILE.xlsx", year=False)
    empty.add_argument("--kind", choices=TABLE_KINDS, required=True, help=t("what the table tells"))


def run_scores(options: Namespace, directory: Path) -> int:
    """Write the scores of a layer."""
    with open_desk(directory, options, prints=prints_pdf(options.output)) as desk:
        from ktd_tui.domain.scoring import Layer
        from ktd_tui.operations.data.exporting import export_scores

        done = export_scores(desk, year_meant(desk, options).id, Layer(options.layer), options.output)
    return say_written(options, done)


def run_registrations(options: Namespace, directory: Path) -> int:
    """Write what the units registered."""
    from ktd_tui.operations.data.exporting import registration_table, write_table

    with open_desk(directory, options) as desk:
        done = write_table(registration_table(desk, year_meant(desk, options).id), options.output)
    return say_written(options, done)


def run_sheet(options: Namespace, directory: Path) -> int:
    """Write a unit's score form."""
    from ktd_tui.domain.scoring import Layer
    from ktd_tui.operations.data.exporting import Wish, score_form, write_table

    wish = Wish(options.unit, Layer(options.layer), options.scorer)
    with open_desk(directory, options) as desk:
        done = write_table(score_form(desk, year_meant(desk, options).id, wish), options.output)
    return say_written(options, done)


def run_template(options: Namespace, directory: Path) -> int:
    """Write an empty table; of criteria: the set that a year has, or the first one, as an example."""
    from ktd_tui.operations.data.exporting import example, write_table
    from ktd_tui.sheets.layout import Kind

    with open_desk(directory, options) as desk:
        of = example(desk, Kind(options.kind), year_meant(desk, options).id if options.year else None)
        done = write_table(of, options.output)
    return say_written(options, done)


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "scores": run_scores,
    "registrations": run_registrations,
    "sheet": run_sheet,
    "template": run_template,
}
