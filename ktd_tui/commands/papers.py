"""``ktd export pledge|invitation|report|handover|nominations|notice``: the year's papers as PDF."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ktd_tui.commands.base import open_desk
from ktd_tui.commands.data import say_written
from ktd_tui.i18n import t

NAMES = ("pledge", "invitation", "report", "handover", "nominations", "notice")


def add_parsers(papers: Any, common: ArgumentParser) -> None:
    """Add the papers' parsers under ``ktd export``."""
    texts = {
        "pledge": t("the pledge with every unit's signature, PDF"),
        "invitation": t("invitation to the meeting with its agenda, PDF"),
        "report": t("the year's report, a draft from the data, PDF"),
        "handover": t("record of the handover, PDF"),
        "nominations": t("proposal of awards, PDF"),
        "notice": t("notice of the meeting's conclusions, PDF"),
    }
    for name in NAMES:
        parser = papers.add_parser(name, parents=[common], help=texts[name], description=texts[name])
        parser.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
        parser.add_argument("--year", required=True, type=int, metavar="2022", help=t("the bloc's year"))
        parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))
        parser.add_argument(
            "-o", "--output", required=True, type=Path, metavar="FILE.pdf", help=t("the file to write")
        )


def run_export(options: Namespace, directory: Path) -> int:
    """Write the paper that was asked for."""
    from ktd_tui.commands.score import year_meant
    from ktd_tui.operations.papers import export_paper

    with open_desk(directory, options) as desk:
        size = export_paper(desk, options.paper, year_meant(desk, options).id, options.output)
    return say_written(options, options.output, size)


RUN: Mapping[str, Callable[[Namespace, Path], int]] = dict.fromkeys(NAMES, run_export)
