"""Agendas: the order of each kind of meeting and its rules, shipped with ktd until a bloc sets its own."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.meeting import Agenda, AgendaStep, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.voting import Base, Method, Purpose, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.words import parse_decimal, whole_number

BUILT_IN = Path(__file__).parents[2] / "data" / "agendas.toml"
FIXED = (Step.PREPARATION, Step.OPENING, Step.APPROVAL)
"""Every meeting is prepared, opened, and its minutes approved."""
HUNDRED = 100


@cache
def built_in_agendas() -> tuple[Agenda, ...]:
    """Return the agendas that ship with ktd; read once, since they never change."""
    from ktd_tui.operations.shipped import load

    return tuple(record for record in load([BUILT_IN]) if isinstance(record, Agenda))


def agenda_of(desk: Desk, bloc_id: str, kind: MeetingKind) -> Agenda:
    """Return the agenda of a bloc's next meeting of a kind: its own, else the shipped one."""
    own = [a for a in desk.store.find(Agenda, bloc_id=bloc_id) if a.kind is kind]
    return own[0] if own else next(a for a in built_in_agendas() if a.kind is kind)


def set_steps(desk: Desk, bloc_id: str, seen: Agenda, steps: Sequence[AgendaStep]) -> Agenda:
    """Change the steps of a bloc's agenda: which, in which order, called what, asking for what.

    Raises:
        NotAllowed: The right is missing.
        Refused: A step comes twice, or one that every meeting has is missing or out of its place.
        Clash: Somebody else changed the agenda meanwhile.
    """
    cleaned = tuple(one.model_copy(update={"title": within(one.title, LIMIT)}) for one in steps)
    order = [one.step for one in cleaned]
    if len(set(order)) < len(order):
        raise Refused(N_("A step stands twice on the agenda."))
    if tuple(order[:2]) != FIXED[:2] or order[-1:] != [FIXED[2]]:
        raise Refused(N_("Every agenda begins with preparation and opening, and ends with the minutes."))
    return _change(desk, bloc_id, seen, {"steps": cleaned})


class AgendaHead(NamedTuple):
    """What an agenda is called, and where it comes from.

    Attributes:
        name: What the office calls such a meeting.
        source: The regulation that it follows.
        certainty: How sure that is, in words.
    """

    name: str
    source: str = ""
    certainty: str = ""


def set_head(desk: Desk, bloc_id: str, seen: Agenda, head: AgendaHead) -> Agenda:
    """Say what such a meeting is called, and which regulation its agenda follows.

    Raises:
        NotAllowed: The right is missing.
        Refused: The name is empty.
        Clash: Somebody else changed the agenda meanwhile.
    """
    cleaned = AgendaHead(*(within(text, LIMIT) for text in head))
    if not cleaned.name:
        raise Refused(N_("The name is empty."), field="name")
    return _change(desk, bloc_id, seen, cleaned._asdict())


def set_quorum(desk: Desk, bloc_id: str, seen: Agenda, typed: str) -> Agenda:
    """Set the share of delegates that must be present, as typed: «2/3» or per cent.

    Raises:
        NotAllowed: The right is missing.
        Refused: It is no share between 0 and 1.
        Clash: Somebody else changed the agenda meanwhile.
    """
    return _change(desk, bloc_id, seen, {"quorum": share(typed)})


def set_rule(desk: Desk, bloc_id: str, seen: Agenda, purpose: Purpose, rule: VoteRule) -> Agenda:
    """Set how a question is decided.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the agenda meanwhile.
    """
    return _change(desk, bloc_id, seen, {"rules": {**seen.rules, purpose: rule}})


def set_secret(desk: Desk, bloc_id: str, seen: Agenda, *, allowed: bool) -> Agenda:
    """Allow electronic secret ballots, or not.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the agenda meanwhile.
    """
    return _change(desk, bloc_id, seen, {"secret": allowed})


class Special(NamedTuple):
    """What few rules have, as typed.

    Attributes:
        quorum: The question's own share of delegates that must be there; empty: the meeting's.
        rounds: How many rounds at most; empty: no limit.
        casting: The chair decides a tie.
        written: Written opinions of absent members count as if they were present.
    """

    quorum: str = ""
    rounds: str = ""
    casting: bool = False
    written: bool = False


NOTHING_SPECIAL = Special()


def rule(
    method: str, base: str, fraction: str, *, strict: bool, special: Special = NOTHING_SPECIAL
) -> VoteRule:
    """Return a voting rule as typed.

    Raises:
        Refused: A fraction is no share between 0 and 1, the rounds are no whole number.
    """
    return VoteRule(
        method=Method(method),
        base=Base(base),
        fraction=share(fraction),
        strict=strict,
        quorum=share(special.quorum) if special.quorum.strip() else None,
        rounds=whole_number(special.rounds),
        casting=special.casting,
        written=special.written,
    )


def share(typed: str) -> Fraction:
    """Read «2/3», «80 %» or «80».

    Raises:
        Refused: It is no share between 0 and 1.
    """
    text = typed.strip().removesuffix("%").strip()
    above, bar, below = text.partition("/")
    if bar and above.strip().isdecimal() and below.strip().isdecimal() and int(below[:4]) > 0:
        found = Fraction(int(above[:4]), int(below[:4]))
    elif bar:
        raise _no_share(typed)
    else:
        found = Fraction(parse_decimal(text)) / HUNDRED
    if not 0 < found <= 1:
        raise _no_share(typed)
    return found


def _no_share(typed: str) -> Refused:
    return Refused(N_("“{text}” is not a share: write it as 2/3 or 80 %."), text=typed)


def _change(desk: Desk, bloc_id: str, seen: Agenda, changes: dict[str, object]) -> Agenda:
    told = {"name": seen.name}
    with desk.act(Act.EDIT_BLOC, N_("Agenda: {name}"), told, at=At(Bloc, bloc_id)) as store:
        now = agenda_of(desk, bloc_id, seen.kind)
        if now != seen:
            found = difference("agenda", seen.name, now.name)
            raise Clash((found,), mine=seen, theirs=now, record_id=now.id, whole=True)
        fresh = now.with_(**changes)
        if now.bloc_id is None:
            fresh = fresh.with_(id=new_id(), rev=0, bloc_id=bloc_id)
        return store.save(fresh)
