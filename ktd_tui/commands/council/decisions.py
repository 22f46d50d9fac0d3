"""``ktd decision``: decisions by which awards were given, and who got what."""

from argparse import Namespace
from datetime import date
from typing import Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import numbered
from ktd_tui.commands.options import JSON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.merit import AwardDecision
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.decisions import (
    AwardedRow,
    DecisionTyped,
    award_typed,
    decision_as_typed,
    decision_page,
    decisions,
    delete_decision,
    drop_awarded,
    save_awarded,
    save_decision,
    take_voted,
)
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_named
from ktd_tui.words import short_date

PLACE = Option("decision", N_("its place in the list"), N_("NUMBER"))
AWARD = Option("award", N_("its place in the decision"), N_("NUMBER"))
HEAD = (
    Option("--number", N_("its number as it is cited"), metavar="125/QĐ-VPQH"),
    Option("--day", N_("the day it was signed"), metavar="20/12/2025"),
    Option("--year", N_("the year that it rewards"), metavar="2025"),
    Option("--issuer", N_("who decided"), TEXT),
)
GIVEN = (
    Option("--title", N_("the title, or how it alone begins"), TEXT, required=True),
    Option("--unit", N_("the unit's name"), N_("UNIT"), required=True),
    Option("--person", N_("the person, where it is for one"), TEXT, default=""),
)
MENDED = (
    Option("--title", N_("the title, or how it alone begins"), TEXT),
    Option("--unit", N_("the unit's name"), N_("UNIT")),
    Option("--person", N_("the person, where it is for one"), TEXT),
)
_DECISION = Fields(AwardDecision, but=("id", "rev"))
DecisionTold = Annotated[Shown, _DECISION]


class _Awarded(TypedDict):
    title: str
    unit: str
    person: str


class _Given(TypedDict):
    number: str
    day: date
    year: int
    issuer: str
    awarded: list[_Awarded]


COMMANDS = Commands()
DECISIONS = COMMANDS.group("decision", help_of("decision"), JSON)


@DECISIONS.listing("list", N_("list the decisions, the newest first"))
def _list_decisions(desk: Desk, options: Namespace) -> Answer[list[DecisionTold]]:
    del options
    data, lines = [], []
    for place, one in enumerate(decisions(desk), 1):
        data.append(_DECISION.of(one))
        awards = plural("{n} award", "{n} awards", len(one.awarded))
        lines.append(spaced(place, one.number, short_date(one.day), one.year, one.issuer, awards))
    return Answer(data, lines or t("No decision is noted yet."))


def _decision(desk: Desk, options: Namespace) -> AwardDecision:
    return numbered(decisions(desk), options.decision, "ktd decision list")


def _shown(desk: Desk, decision_id: str) -> Answer[_Given]:
    """Show a decision with who got what."""
    page = decision_page(desk, decision_id)
    of, awards = page.decision, [_row(row) for row in page.rows]
    lines = [spaced(n, a["title"], a["unit"], a["person"]) for n, a in enumerate(awards, 1)]
    given: _Given = {
        "number": of.number,
        "day": of.day,
        "year": of.year,
        "issuer": of.issuer,
        "awarded": awards,
    }
    return Answer(given, [spaced(of.number, short_date(of.day), of.issuer), *lines])


def _row(row: AwardedRow) -> _Awarded:
    return {"title": row.awarded.title, "unit": row.unit, "person": row.awarded.person}


@DECISIONS.add("show", N_("show a decision with who got what"), PLACE)
def _show(desk: Desk, options: Namespace) -> Answer[_Given]:
    return _shown(desk, _decision(desk, options).id)


@DECISIONS.add("add", N_("note a decision"), *HEAD)
def _add_decision(desk: Desk, options: Namespace) -> None:
    names = DecisionTyped._fields
    save_decision(desk, None, DecisionTyped(*(getattr(options, name) or "" for name in names)))


@DECISIONS.add("edit", N_("change a decision; what is left out stays"), PLACE, *HEAD)
def _edit_decision(desk: Desk, options: Namespace) -> None:
    seen = _decision(desk, options)
    now = decision_as_typed(seen)
    typed = {key: value for key in now._fields if (value := getattr(options, key)) is not None}
    save_decision(desk, seen, now._replace(**typed))


@DECISIONS.add("delete", N_("put a decision into the trash"), PLACE)
def _delete_decision(desk: Desk, options: Namespace) -> None:
    delete_decision(desk, _decision(desk, options))


@DECISIONS.add("award", N_("say who got what by a decision"), PLACE, *GIVEN)
def _award(desk: Desk, options: Namespace) -> Answer[_Given]:
    of, unit = _decision(desk, options), unit_named(desk, options.unit)
    typed = award_typed(options.title, unit.id, options.person)
    return _shown(desk, save_awarded(desk, of.id, None, typed).id)


@DECISIONS.add("mend", N_("change an award of a decision; what is left out stays"), PLACE, AWARD, *MENDED)
def _mend(desk: Desk, options: Namespace) -> Answer[_Given]:
    of = _decision(desk, options)
    seen = numbered(of.awarded, options.award, f"ktd decision show {options.decision}")
    unit_id = seen.unit_id if options.unit is None else unit_named(desk, options.unit).id
    title = seen.title if options.title is None else options.title
    person = seen.person if options.person is None else options.person
    return _shown(desk, save_awarded(desk, of.id, seen, award_typed(title, unit_id, person)).id)


@DECISIONS.add("drop", N_("take an award out of a decision"), PLACE, AWARD)
def _drop(desk: Desk, options: Namespace) -> Answer[_Given]:
    of = _decision(desk, options)
    seen = numbered(of.awarded, options.award, f"ktd decision show {options.decision}")
    return _shown(desk, drop_awarded(desk, of.id, seen).id)


@DECISIONS.add("voted", N_("put in what the meetings of its year voted for"), PLACE)
def _voted(desk: Desk, options: Namespace) -> Answer[_Given]:
    of = _decision(desk, options)
    take_voted(desk, of.id)
    return _shown(desk, of.id)
