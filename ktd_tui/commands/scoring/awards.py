"""``ktd explain``, ``ktd nominations``, ``ktd ties`` and ``ktd blocs``: what follows from the scores."""

from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, JSON, UNIT
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.i18n import N_, plural, t
from ktd_tui.text import enumerated

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scoring.explain import ExplainedUnit
    from ktd_tui.rules.scoring.results.nominations import Proposal

EXPLAIN_OPTIONS = (
    UNIT,
    Option("--code", N_("the criterion's code"), metavar="I.1", default=""),
    Option("--layer", N_("the layer in question (the result)"), N_("LAYER"), default=""),
)
NOMINATIONS_OPTIONS = (
    Option("--all", N_("also who is not proposed"), action="store_true"),
    Option("--received", N_("say when the dossiers are received: it chooses the law"), metavar="15/12/2025"),
    Option("--put", N_("put them to the year-end meeting's vote"), action="store_true"),
)


class _Nominated(TypedDict):
    title: str
    unit: str
    verdict: "Proposal"
    why: str


class _Tie(TypedDict):
    about: str
    units: list[str]
    settled: str | None


_SETTLED = Fields(TieDecision, but=("id", "rev"))
SettledTold = Annotated[Shown, _SETTLED]


class _BlocStands(TypedDict):
    bloc: str
    year: int | None
    scored: int
    units: int
    first: list[str]
    total: Decimal | None
    proposed: int


COMMANDS = Commands()


@COMMANDS.add("explain", help_of("explain"), *IN_A_YEAR, *EXPLAIN_OPTIONS)
def _explain(desk: "Desk", options: Namespace) -> "Answer[ExplainedUnit]":
    from ktd_tui.operations.scoring.explain import explain, explained_fields
    from ktd_tui.operations.scoring.layering.filling import layer_of_year
    from ktd_tui.rules.scoring.layers import View

    year = year_meant(desk, options)
    unit_id = unit_meant(desk, year, options.unit).id
    view = View(layer_of_year(desk, year, options.layer)) if options.layer else None
    lines = explain(desk, year.id, unit_id, options.code, view)
    return Answer(explained_fields(desk, year.id, unit_id, view)._replace(sentences=lines), lines)


@COMMANDS.add("nominations", help_of("nominations"), *IN_A_YEAR, *NOMINATIONS_OPTIONS)
def _nominations(desk: "Desk", options: Namespace) -> Answer[list[_Nominated]]:
    from ktd_tui.operations.meeting.voting.votes import put_to_meeting
    from ktd_tui.operations.pages import told
    from ktd_tui.operations.scoring.award_rules import set_received
    from ktd_tui.operations.scoring.awards import NO_TITLES, awards_page, proposal
    from ktd_tui.rules.scoring.results.nominations import Proposal

    year = year_meant(desk, options)
    if options.received is not None:
        set_received(desk, year.id, options.received)
    put = put_to_meeting(desk, year.id) if options.put else None
    page = awards_page(desk, year.id)
    data: list[_Nominated] = []
    lines = [] if page.titles else [t(NO_TITLES)]
    for one in page.nominations:
        if options.all or one.verdict is not Proposal.NOT:
            unit, why = page.units[one.unit_id].name, told(one)
            data.append({"title": one.title, "unit": unit, "verdict": one.verdict, "why": why})
            lines.append(f"{one.title}  {unit}  {proposal(one)}  {why}")
    if put is not None:
        lines.append(plural("{n} question put.", "{n} questions put.", put))
    return Answer(data, lines)


TIES = COMMANDS.group("ties", help_of("ties"), *IN_A_YEAR)


@TIES.listing("list", N_("list the units that are equal, and what people decided"))
def _ties(desk: "Desk", options: Namespace) -> Answer[list[_Tie]]:
    from ktd_tui.operations.lookup import unit_label
    from ktd_tui.operations.scoring.results.settling import settlement_said, ties_of

    data: list[_Tie] = []
    lines = []
    for tie in ties_of(desk, year_meant(desk, options).id):
        units = [unit_label(desk, unit) for unit in tie.unit_ids]
        said = settlement_said(desk, tie.settled) if tie.settled else t("not decided yet")
        data.append({"about": tie.about, "units": units, "settled": said if tie.settled else None})
        lines.append(f"{tie.about or t('Rank')}: {enumerated(units)}: {said}")
    return Answer(data, lines or [t("No units are equal.")])


@TIES.add(
    "settle",
    N_("record what people decided between equals"),
    Option("unit", N_("all who are equal, the one that comes first first"), N_("UNIT"), nargs="+"),
    Option("--about", N_("the grade or title; empty: the rank"), metavar="…", default=""),
    Option("--by", N_("what decided"), choices=("lot", "chair", "vote"), default="lot"),
    Option("--who", N_("who decided, or who drew the lot"), metavar="…", default=""),
    Option("--told", N_("how it was done, or on which ground"), metavar="…", default=""),
)
def _settle(desk: "Desk", options: Namespace) -> Answer[SettledTold]:
    from ktd_tui.operations.scoring.results.settling import SettledTyped, settle, settlement_said

    year = year_meant(desk, options)
    units = tuple(unit_meant(desk, year, name).id for name in options.unit)
    saved = settle(desk, year.id, SettledTyped(options.about, units, options.by, options.who, options.told))
    return Answer(_SETTLED.of(saved), settlement_said(desk, saved))


@COMMANDS.add(
    "blocs",
    help_of("blocs"),
    Option("--year", N_("the year (else the one in work)"), metavar="2022", type=int),
    JSON,
)
def _blocs(desk: "Desk", options: Namespace) -> Answer[list[_BlocStands]]:
    from ktd_tui.operations.scoring.ranking import blocs_standing
    from ktd_tui.words import number

    data: list[_BlocStands] = []
    lines = []
    for row in blocs_standing(desk, options.year):
        year, first = row.year.year if row.year else None, [unit.name for unit in row.first]
        total = row.best.result.total if row.best else None
        data.append(
            {
                "bloc": row.bloc.code,
                "year": year,
                "scored": row.scored,
                "units": row.units,
                "first": first,
                "total": total,
                "proposed": row.proposed,
            }
        )
        said = "–" if total is None else number(total)
        scored = f"{row.scored}/{row.units}"
        lines.append("  ".join((row.bloc.name, str(year or "–"), scored, enumerated(first) or "–", said)))
    return Answer(data, lines)
