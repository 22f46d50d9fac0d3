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

OF_ONE = (CODE, Option("title", N_("what the evidence is"), N_("TITLE")))
ADD_OPTIONS = (
    Option("--number", N_("the document's number"), metavar="05/BC", default=""),
    Option("--day", N_("its date"), metavar="09/12/2022", default=""),
    Option("--address", N_("where it lies"), metavar="/…, https://…", default=""),
)
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


@EVIDENCE.add("add", N_("hand evidence in"), *OF_ONE, *ADD_OPTIONS)
def _add(desk: Desk, options: Namespace) -> Answer[EvidenceTold]:
    page = _page(desk, options)
    address = str(Path(options.address).absolute()) if Path(options.address).is_file() else options.address
    wanted = Handed(options.code, options.title, options.number, options.day, address)
    return _one(hand_in(desk, page.year.id, page.unit.id, wanted))


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
