"""``ktd explain``, ``ktd nominations``, ``ktd blocs`` and ``ktd exemplar``: what follows from the scores."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import in_a_year, numbered, unit_meant, year_meant
from ktd_tui.i18n import plural, t


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("say why a unit's points, total and rank are what they are")
    explain = in_a_year(commands.add_parser("explain", parents=[common], help=says, description=says))
    explain.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
    explain.add_argument("--code", default="", metavar="I.1", help=t("the criterion's code"))
    says = t("who is proposed for which title, and why")
    proposed = in_a_year(commands.add_parser("nominations", parents=[common], help=says, description=says))
    proposed.add_argument("--all", action="store_true", help=t("also who is not proposed"))
    proposed.add_argument("--put", action="store_true", help=t("put them to the year-end meeting's vote"))
    says = t("how far every bloc is, and who leads")
    blocs = commands.add_parser("blocs", parents=[common], help=says, description=says)
    blocs.add_argument("--year", type=int, metavar="2022", help=t("the year (else the one in work)"))
    blocs.add_argument("--json", action="store_true", help=t("say the result as JSON"))
    says = t("exemplars: list, add, drop")
    exemplar = commands.add_parser("exemplar", parents=[common], help=says, description=says)
    verbs = exemplar.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    says = t("list the exemplars of a year")
    in_a_year(verbs.add_parser("list", parents=[common], help=says, description=says))
    says = t("put an exemplar into the trash")
    drop = in_a_year(verbs.add_parser("drop", parents=[common], help=says, description=says))
    drop.add_argument("number", metavar="1", help=t("its place in the list"))
    says = t("note an exemplar")
    add = in_a_year(verbs.add_parser("add", parents=[common], help=says, description=says))
    add.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
    add.add_argument("--name", required=True, metavar=t("NAME"), help=t("who it is"))
    add.add_argument("--person", action="store_true", help=t("a person, not a collective"))
    add.add_argument("--deed", required=True, metavar=t("TEXT"), help=t("the deed"))
    add.add_argument("--on", default="", metavar="20/11/2022", help=t("the day of the deed"))
    add.add_argument("--proposed", default="", metavar="25/11/2022", help=t("the day of the proposal"))
    add.add_argument("--award", default="", metavar=t("TEXT"), help=t("the commendation"))


def run_explain(options: Namespace, directory: Path) -> int:
    """Say why."""
    from ktd_tui.operations.scoring.explain import explain

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        lines = explain(desk, year.id, unit_meant(desk, year, options.unit).id, options.code)
    if options.json:
        say_json(lines)
        return DONE
    for line in lines:
        say(line)
    return DONE


def run_nominations(options: Namespace, directory: Path) -> int:
    """List the proposals, and put them to the vote where asked to."""
    from ktd_tui.operations.meeting.voting.votes import put_to_meeting
    from ktd_tui.operations.pages import told
    from ktd_tui.operations.scoring.awards import awards_page, proposal
    from ktd_tui.rules.scoring.nominations import Proposal

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        put = put_to_meeting(desk, year.id) if options.put else None
        page = awards_page(desk, year.id)
    found = [one for one in page.nominations if options.all or one.verdict is not Proposal.NOT]
    if options.json:
        say_json(
            [
                {
                    "title": one.title,
                    "unit": page.units[one.unit_id].name,
                    "verdict": one.verdict.value,
                    "why": told(one),
                }
                for one in found
            ]
        )
        return DONE
    for one in found:
        say(f"{one.title}  {page.units[one.unit_id].name}  {proposal(one)}  {told(one)}")
    if put is not None:
        say(plural("{n} question put.", "{n} questions put.", put))
    return DONE


def run_blocs(options: Namespace, directory: Path) -> int:
    """List the blocs with their leading units."""
    from ktd_tui.operations.scoring.ranking import blocs_standing
    from ktd_tui.words import number

    with open_desk(directory, options) as desk:
        rows = blocs_standing(desk, options.year)
    if options.json:
        say_json(
            [
                {
                    "bloc": row.bloc.code,
                    "year": row.year.year if row.year else None,
                    "scored": row.scored,
                    "units": row.units,
                    "first": [unit.name for unit in row.first],
                    "total": row.best.result.total if row.best else None,
                    "proposed": row.proposed,
                }
                for row in rows
            ]
        )
        return DONE
    for row in rows:
        first = ", ".join(unit.name for unit in row.first) or "–"
        total = number(row.best.result.total) if row.best else "–"
        year = str(row.year.year) if row.year else "–"
        say(f"{row.bloc.name}  {year}  {row.scored}/{row.units}  {first}  {total}")
    return DONE


def run_exemplar(options: Namespace, directory: Path) -> int:
    """List the exemplars, or note one."""
    from ktd_tui.domain.merit import ExemplarKind
    from ktd_tui.operations.year.exemplars import delete_exemplar, exemplars_page, save_exemplar
    from ktd_tui.words import short_date

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        if options.verb == "add":
            values = {
                "name": options.name,
                "unit": unit_meant(desk, year, options.unit).id,
                "kind": (ExemplarKind.PERSON if options.person else ExemplarKind.COLLECTIVE).value,
                "deed": options.deed,
                "deed_on": options.on,
                "proposed_on": options.proposed,
                "award": options.award,
            }
            save_exemplar(desk, year.id, None, values)
        elif options.verb == "drop":
            rows = exemplars_page(desk, year.id).rows
            delete_exemplar(desk, numbered(rows, options.number, "ktd exemplar list").exemplar)
        page = exemplars_page(desk, year.id)
    if options.json:
        say_json(
            [row.exemplar.model_dump(mode="json", exclude={"id", "rev", "bloc_year_id"}) for row in page.rows]
        )
        return DONE
    for place, row in enumerate(page.rows, 1):
        of = row.exemplar
        day = short_date(of.deed_on) if of.deed_on else "–"
        say("  ".join((str(place), day, of.name, row.unit, of.deed, of.award)))
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "explain": run_explain,
    "nominations": run_nominations,
    "blocs": run_blocs,
    "exemplar": run_exemplar,
}
