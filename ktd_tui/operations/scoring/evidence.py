"""Evidence behind a unit's points: handed in with its fingerprint, judged, and what is still missing."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.account import check_place
from ktd_tui.operations.conflicts import LIMIT, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring import evidence as rules
from ktd_tui.rules.scoring.score_rows import ScoreRow, score_row, score_rows
from ktd_tui.rules.year.members import check_member
from ktd_tui.text import clean
from ktd_tui.words import optional_date

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is read at most: about a second's work on the server."""
PIECE = 1024 * 1024
"""Bytes read at a time, so that no file is ever in memory as a whole."""


class EvidencePage(NamedTuple):
    """One unit's evidence in one year.

    Attributes:
        rows: Every row that evidence can be for.
        found: By row code, in the order in which it was handed in.
        missing: Codes of rows with points but without evidence that may still count.
        scored: Somebody gave the unit points.
    """

    bloc: Bloc
    year: BlocYear
    unit: Unit
    rows: tuple[ScoreRow, ...]
    found: dict[str, tuple[Evidence, ...]]
    missing: tuple[str, ...]
    scored: bool


class Handed(NamedTuple):
    """What is handed in, as typed.

    Attributes:
        code: The row.
        title: What it is.
        number: The document's number.
        day: Its date, day/month/year.
        address: A path on the server or a web address.
    """

    code: str
    title: str
    number: str = ""
    day: str = ""
    address: str = ""


def evidence_page(desk: Desk, bloc_year_id: str, unit_id: str) -> EvidencePage:
    """Return a unit's evidence.

    Raises:
        Refused: The year has no criteria set yet.
        NotFound: There is no such year or unit any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    unit = store.get(Unit, unit_id).as_in(year.year)
    criteria = criteria_of(desk, year)
    of = store.find(Evidence, bloc_year_id=bloc_year_id, unit_id=unit_id)
    sheets = store.find(ScoreSheet, bloc_year_id=bloc_year_id, unit_id=unit_id)
    found: dict[str, tuple[Evidence, ...]] = {}
    for one in sorted(of, key=lambda e: e.id):
        found[one.code] = (*found.get(one.code, ()), one)
    wanted = rules.provable(criteria)
    missing = rules.missing(criteria, sheets, of)
    return EvidencePage(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        unit=unit,
        rows=tuple(r for r in score_rows(criteria) if r.code in wanted),
        found=found,
        missing=missing,
        scored=any(points for sheet in sheets for points in sheet.points.values()),
    )


def evidence_titled(page: EvidencePage, code: str, title: str) -> Evidence:
    """Return the one piece of evidence for a row with that title.

    Raises:
        Refused: There is none, or several.
    """
    found = [one for one in page.found.get(code, ()) if one.title == clean(title)]
    if len(found) != 1:
        raise Refused(
            N_("{code} has {n} pieces of evidence “{title}”."), code=code, n=len(found), title=title
        )
    return found[0]


def hand_in(
    desk: Desk, bloc_year_id: str, unit_id: str, wanted: Handed, seen: Evidence | None = None
) -> Evidence:
    """Hand evidence in, or change it: what was judged is to be judged anew. A readable file is fingerprinted.

    Args:
        seen: The evidence that is changed, as it was seen; None for a new one.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the same meanwhile.
        Refused: No title, no such row, not a date, the unit is not in the bloc, or it was accepted.
    """
    fields = _fields(wanted)
    told = {"unit": unit_label(desk, unit_id), "code": wanted.code, "title": fields["title"]}
    place = seen or Evidence(bloc_year_id=bloc_year_id, unit_id=unit_id, code=wanted.code, title="?")
    with desk.act(Act.HAND_IN_EVIDENCE, N_("Evidence of {unit}, {code}: {title}"), told, at=place) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id)
        _check_row(criteria_of(desk, year), wanted.code)
        if seen is None:
            return store.save(Evidence.model_validate(place.model_dump() | fields))
        rules.check_evidence_open(store.get(Evidence, seen.id))
        return save_onto(store, seen, fields)


def _fields(wanted: Handed) -> dict[str, object]:
    """Read what was typed; a file is read before the lock is taken, since that may take a while."""
    address = within(wanted.address, LIMIT)
    number = within(wanted.number, LIMIT)
    title = within(wanted.title, LIMIT)
    if not title:
        raise Refused(N_("Say what the evidence is."))
    print_ = fingerprint(address)
    return {
        "code": wanted.code,
        "title": title,
        "number": number,
        "day": optional_date(wanted.day),
        "address": address,
        "size": print_.size,
        "sha256": print_.sha256,
        "state": EvidenceState.HANDED_IN if number or address else EvidenceState.AWAITED,
        "remark": "",
    }


def _check_row(criteria: CriteriaSet, code: str) -> None:
    score_row(criteria, code)
    if code not in rules.provable(criteria):
        raise Refused(
            N_("{code}: evidence is handed in for points that are given, not for deductions."), code=code
        )


def withdraw_evidence(desk: Desk, seen: Evidence) -> Evidence:
    """Take evidence back, and return it; it can be brought back from the trash.

    Raises:
        NotAllowed: The right is missing.
        Refused: It was accepted.
        Conflict: Somebody else changed it meanwhile.
    """
    told = {"unit": unit_label(desk, seen.unit_id), "code": seen.code, "title": seen.title}
    with desk.act(
        Act.HAND_IN_EVIDENCE, N_("Evidence taken back, {unit}, {code}: {title}"), told, at=seen
    ) as store:
        rules.check_evidence_open(store.get(Evidence, seen.id))
        store.delete(seen)
    return seen


def accept(desk: Desk, seen: Evidence) -> Evidence:
    """Accept a piece of evidence.

    Raises:
        NotAllowed: The right is missing.
        Refused: Nothing was handed in yet.
        Clash: Somebody else judged it meanwhile.
    """
    told = {"unit": unit_label(desk, seen.unit_id), "code": seen.code, "title": seen.title}
    with desk.act(
        Act.REVIEW_SCORES, N_("Evidence accepted, {unit}, {code}: {title}"), told, at=seen
    ) as store:
        _check_handed_in(store.get(Evidence, seen.id))
        return save_onto(store, seen, {"state": EvidenceState.ACCEPTED, "remark": ""})


def refuse(desk: Desk, seen: Evidence, reason: str) -> Evidence:
    """Refuse a piece of evidence.

    Raises:
        NotAllowed: The right is missing.
        Refused: No reason is given, or nothing was handed in yet.
        Clash: Somebody else judged it meanwhile.
    """
    why = within(reason, LIMIT)
    if not why:
        raise Refused(N_("Give a reason."))
    told = {"unit": unit_label(desk, seen.unit_id), "code": seen.code, "reason": why}
    with desk.act(
        Act.REVIEW_SCORES, N_("Evidence refused, {unit}, {code}: {reason}"), told, at=seen
    ) as store:
        _check_handed_in(store.get(Evidence, seen.id))
        return save_onto(store, seen, {"state": EvidenceState.REFUSED, "remark": why})


def _check_handed_in(of: Evidence) -> None:
    if of.state is EvidenceState.AWAITED:
        raise Refused(N_("“{title}” has neither number nor address yet: it is only awaited."), title=of.title)


class Fingerprint(NamedTuple):
    """What could be read of a file.

    Attributes:
        size: Bytes; None where the address is no file that the person may read.
        sha256: 64 hexadecimal digits; empty where it was not read, or is larger than ``LARGEST``.
    """

    size: int | None = None
    sha256: str = ""


def fingerprint(address: str, *, largest: int = LARGEST) -> Fingerprint:
    """Read a file's fingerprint with the rights of the person at the keyboard; never fails.

    Args:
        address: An absolute path, ``~/…`` or ``file://…``; anything else is no file here.
        largest: Bytes beyond which only the size is told.
    """
    path = _path(address)
    if path is None:
        return Fingerprint()
    try:
        check_place(path, reads=True)  # the service account reads more than the person may
        # Without O_NONBLOCK the opening of a named pipe would wait for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError, Refused):
        return Fingerprint()
    try:
        return _read(handle, largest)
    except OSError:
        return Fingerprint()
    finally:
        os.close(handle)


def _read(handle: int, largest: int) -> Fingerprint:
    import hashlib

    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        return Fingerprint()
    if about.st_size > largest:
        return Fingerprint(about.st_size)
    found, size = hashlib.sha256(), 0
    while piece := os.read(handle, PIECE):
        size += len(piece)
        if size > largest:  # it grows while it is read; hashlib.file_digest would follow it without end
            return Fingerprint(size)
        found.update(piece)
    return Fingerprint(size, found.hexdigest())


def _path(address: str) -> Path | None:
    from urllib.parse import unquote, urlsplit

    if address.startswith("file://"):
        address = unquote(urlsplit(address).path)
    try:
        path = Path(address).expanduser()
    except RuntimeError:  # a home directory that is nobody's
        return None
    return path if path.is_absolute() else None
