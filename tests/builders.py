"""Small complete things to test with; every helper takes the fields that a test is about."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from ktd_tui.clock import Clock
from ktd_tui.domain.access import Grant
from ktd_tui.domain.meeting import Handover, Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.preflight import preflight, problem_line
from ktd_tui.rules.access import Actor
from store import Author, open_store

NOON = datetime(2022, 12, 9, 5, 0, tzinfo=UTC)
"""Noon in Vietnam on the day of the sample's meeting."""


def a_criteria(**changes: object) -> CriteriaSet:
    """Two groups of 60 and 40 points, bonus to 5, deduction to 4 by twos, grades at 80 and 65."""
    one = CriteriaGroup(code="I", name="Một", criteria=(_row("I.1", 60),))
    two = CriteriaGroup(code="II", name="Hai", criteria=(_row("II.1", 25), _row("II.2", 15)))
    return CriteriaSet(
        name="Thử",
        groups=(one, two),
        bonuses=(_row("T1", 3), _row("T2", 4)),
        bonus_cap=Decimal(5),
        deductions=(Criterion(code="P1", text="Trừ", each=Decimal(2), maximum=Decimal(6)),),
        deduction_cap=Decimal(4),
        grades=(Grade(name="Tốt", at_least=Decimal(80)), Grade(name="Khá", at_least=Decimal(65))),
        tie_break=("I",),
    ).with_(**changes)


def _row(code: str, maximum: int) -> Criterion:
    return Criterion(code=code, text=f"Tiêu chí {code}", maximum=Decimal(maximum))


def stopping(desk: Desk, kind: str, bloc_year_id: str) -> list[str]:
    """Say what a paper lacks; that the machine lacks the decree's face is the machine's business."""
    return [problem_line(one) for one in preflight(desk, PaperRef(kind, bloc_year_id)) if one.stops]


def a_meeting(**changes: object) -> Meeting:
    """A meeting whose own fields lack nothing: five delegates are there, it was closed and signed."""
    voters = tuple(Attendee(id=f"a{n}", name=f"Đại biểu {n}", present=True) for n in range(1, 6))
    return Meeting(
        bloc_year_id="year",
        day=date(2022, 12, 9),
        place="Hà Nội",
        attendees=voters,
        chair_id="a1",
        secretary_id="a2",
        report=("Báo cáo",),
        conclusion=("Kết luận",),
        handover=Handover(giver="Bên giao", receiver="Bên nhận", done_at=NOON),
        opened_at=NOON,
        closed_at=NOON,
        signed_at=NOON,
    ).with_(**changes)


def a_desk(directory: Path, clock: Clock, *, read_only: bool = False) -> Desk:
    """A desk on the store in ``directory``, made where it is missing; close its store."""
    store = open_store(directory, create=True, author=Author(1000, "thu-ky"), clock=clock)
    return Desk(store, Actor(1000, "thu-ky", read_only), clock, directory)


def a_colleague(
    desk: Desk, directory: Path, uid: int, name: str, role: UserRole = UserRole.ADMINISTRATOR, **of: str
) -> Desk:
    """Another person's desk on the same data, in a session of its own; close its store."""
    give(directory, uid, name, role, **of)
    store = open_store(directory, author=Author(uid, name), clock=desk.clock)
    return Desk(store, Actor(uid, name), desk.clock, directory)


def give(directory: Path, uid: int, name: str, role: UserRole, **of: str) -> Grant:
    """Give a role as root would, unless the account has it."""
    grant = Grant.model_validate({"uid": uid, "account": name, "role": role, **of})
    store = open_store(directory, author=Author(0, "root"))
    there = [g for g in store.find(Grant, uid=uid) if g.role is role]
    saved = there[0] if there else store.save(grant)
    store.close()
    return saved
