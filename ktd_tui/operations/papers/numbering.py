"""The number and the day of a paper: by calendar year and kind, in the register of the body that issues it.

Nghị định 30/2020/NĐ-CP, Điều 15 and Phụ lục I, II.3–4: a paper bears the day on which it is issued, and
takes the next number of its kind in that calendar year, whichever year of emulation it is about.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import KINDS, PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.register import latest
from ktd_tui.papers.document import Prepared
from ktd_tui.papers.letter import NO_DAY
from ktd_tui.words import count, parse_date, short_date

FIRST, LAST = 1, 99_999


class RegisterPlace(NamedTuple):
    """A paper's place in the register."""

    number: int
    day: date


def place_of(desk: Desk, ref: PaperRef, now: Prepared, typed: str = "") -> RegisterPlace:
    """Return the number and the day that a paper gets when it is sealed for the first time.

    Args:
        now: The paper.
        typed: The day of issue as typed; empty: as proposed.

    Raises:
        Refused: The paper that it is the annex of has no number yet, or the day is none or still to come.
    """
    if main := main_of(desk, ref):
        return RegisterPlace(main.number, main.day or desk.today)
    day = parse_date(typed) if typed.strip() and not _is_given(now) else proposed_day(desk, now)
    if day > desk.today:
        raise Refused(
            N_("A paper cannot be issued on {day}: today is {today}."),
            day=short_date(day),
            today=short_date(desk.today),
        )
    return RegisterPlace(_next(desk, ref, day), day)


def main_of(desk: Desk, ref: PaperRef) -> SealedPaper | None:
    """Return the sealed paper whose annex a paper is; None where it is nobody's annex.

    Raises:
        Refused: That paper is not sealed yet.
    """
    kind = kind_named(ref.kind)
    if not kind.annex_of:
        return None
    main = latest(desk, PaperRef(kind.annex_of, ref.year))
    if main is None:
        title = t(kind_named(kind.annex_of).title)
        raise Refused(N_("An annex bears the number of its paper: seal “{paper}” first."), paper=title)
    return main


def proposed_day(desk: Desk, now: Prepared) -> date:
    """Return the day that is proposed for issuing a paper: its own where it has one, else today."""
    return now.meta.created or desk.today


def _is_given(now: Prepared) -> bool:
    """Tell whether the paper's head has its day already: it was signed so, and stays so."""
    return bool(now.head.place_and_date) and NO_DAY not in now.head.place_and_date


def _next(desk: Desk, ref: PaperRef, day: date) -> int:
    """Return the number typed for the minutes where it is free, else the next one."""
    taken = {s.number for s in same_register(desk, ref, day)}
    meeting = meeting_about(desk, ref) if kind_named(ref.kind).is_minutes else None
    typed = meeting.paper_number.strip() if meeting else ""
    if typed.isascii() and typed.isdecimal() and FIRST <= int(typed[:6]) <= LAST and int(typed) not in taken:
        return int(typed)
    return max(taken, default=0) + 1


def same_register(desk: Desk, ref: PaperRef, day: date) -> Iterator[SealedPaper]:
    """Yield what was sealed of the same symbol in the same calendar year by the same body."""
    of = kind_named(ref.kind)
    years = {year.id: year.bloc_id for year in desk.store.find(BlocYear)}
    issuers = {bloc.id: bloc.paper_agency or bloc.id for bloc in desk.store.find(Bloc)}
    own = issuers[years[ref.year]]
    for sealed in desk.store.find(SealedPaper):
        kind, bloc_id = KINDS.get(sealed.kind), years.get(sealed.bloc_year_id)
        if kind is None or bloc_id is None or kind.annex_of or issuers[bloc_id] != own:
            continue
        alike = kind.symbol == of.symbol if of.symbol else kind.id == of.id
        if alike and sealed.day and sealed.day.year == day.year:
            yield sealed


def paper_numbered(
    desk: Desk, bloc_year_id: str, number: int, kind: str | None = None, version: int | None = None
) -> list[SealedPaper]:
    """Return the versions of the paper of that number in a year; where several kinds have it, say which.

    Raises:
        Refused: There is none, or several kinds of paper have that number.
    """
    found = [
        s
        for s in desk.store.find(SealedPaper, bloc_year_id=bloc_year_id)
        if s.number == number and kind in (None, s.kind) and version in (None, s.version)
    ]
    kinds = list(dict.fromkeys(s.kind for s in found))
    if not kinds:
        raise Refused(N_("The register has no paper of that number and version."))
    if len(kinds) > 1:
        told = ", ".join(f"{name} ({t(kind_named(name).title)})" for name in kinds)
        raise Refused(
            N_("Several papers have number {number}; add --kind: {kinds}."), number=count(number), kinds=told
        )
    return sorted(found, key=lambda s: s.version)
