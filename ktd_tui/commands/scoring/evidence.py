"""``ktd score evidence``: list a unit's evidence, hand some in, accept and refuse it."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import unit_meant, year_meant
from ktd_tui.commands.options import CODE, IN_A_YEAR, REASON, UNIT
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.evidence import Evidence
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.evidence import (
    EvidencePage,
    Handed,
    accept,
    evidence_page,
    evidence_titled,
    hand_in,
    refuse,
    withdraw_evidence,
)
from ktd_tui.rules.scoring.evidence import STATES
from ktd_tui.words import short_date

OF_ONE = (CODE, Option("title", N_("what the evidence is"), N_("TITLE")))
WHERE = (
    Option("--number", N_("the document's number"), metavar="05/BC"),
    Option("--day", N_("its date"), metavar="09/12/2022"),
    Option("--address", N_("where it lies"), metavar="/…, https://…"),
)
NEW_TITLE = Option("--title", N_("its new title"), N_("TITLE"), dest="new_title")
_EVIDENCE = Fields(Evidence, but=("id", "rev", "bloc_year_id", "unit_id"))
EvidenceTold = Annotated[Shown, _EVIDENCE]


class _OfUnit(TypedDict):
    evidence: list[EvidenceTold]
    missing: Sequence[str]


EVIDENCE = Commands(*IN_A_YEAR, UNIT)


@EVIDENCE.add("list", N_("list a unit's evidence, and what has none"))
def _list(desk: Desk, options: Namespace) -> Answer[_OfUnit]:
    page = _page(desk, options)
    found = [one for row in page.rows for one in page.found.get(row.code, ())]
    missing = [row for row in page.rows if row.code in page.missing]
    lines = [_line(one) for one in found] + ["  ".join((r.code, t("! missing"), r.text)) for r in missing]
    return Answer({"evidence": [_EVIDENCE.of(one) for one in found], "missing": page.missing}, lines)


@EVIDENCE.add("add", N_("hand evidence in"), *OF_ONE, *WHERE)
def _add(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    page = _page(desk, options)
    wanted = _given(options, Handed(options.code, options.title))
    return _one(hand_in(desk, page.year.id, page.unit.id, wanted))


@EVIDENCE.add("edit", N_("change evidence; what is left out stays"), *OF_ONE, NEW_TITLE, *WHERE)
def _edit(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    page = _page(desk, options)
    seen = evidence_titled(page, options.code, options.title)
    title = seen.title if options.new_title is None else options.new_title
    there = Handed(seen.code, title, seen.number, short_date(seen.day) if seen.day else "", seen.address)
    return _one(hand_in(desk, page.year.id, page.unit.id, _given(options, there), seen))


def _given(options: Namespace, there: Handed) -> Handed:
    """Return what was given, else what is there; a file here is named with its whole path."""
    given = {
        name: text for name in ("number", "day", "address") if (text := getattr(options, name)) is not None
    }
    if "address" in given and Path(given["address"]).is_file():
        given["address"] = str(Path(given["address"]).absolute())
    return there._replace(**given)


@EVIDENCE.add("accept", N_("accept evidence"), *OF_ONE)
def _accept(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    return _one(accept(desk, _meant(desk, options)))


@EVIDENCE.add("refuse", N_("refuse evidence, with a reason"), *OF_ONE, REASON)
def _refuse(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    return _one(refuse(desk, _meant(desk, options), options.reason))


@EVIDENCE.add("withdraw", N_("take evidence back"), *OF_ONE)
def _withdraw(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    return _one(withdraw_evidence(desk, _meant(desk, options)))


def _page(desk: Desk, options: Namespace) -> EvidencePage:
    year = year_meant(desk, options)
    return evidence_page(desk, year.id, unit_meant(desk, year, options.unit).id)


def _meant(desk: Desk, options: Namespace) -> Evidence:
    return evidence_titled(_page(desk, options), options.code, options.title)


def _one(of: Evidence) -> Answer[EvidenceTold]:
    return Answer(_EVIDENCE.of(of), _line(of))


def _line(of: Evidence) -> str:
    return spaced(of.code, t(STATES[of.state]), of.number, of.title, of.address, of.sha256, of.remark)
