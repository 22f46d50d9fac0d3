"""What a screen asks for before an action begins, against what the operation behind it asks for.

Each operation is carried out once, and what it asks for is noted. For each role, held for that place alone,
the screen refuses nothing then that the operation allows, and lets nobody begin what it refuses.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, groupby
from typing import NamedTuple

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import KtdError, NotAllowed, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.council.blocs import delete_bloc
from ktd_tui.operations.council.board import writing_units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import own_grants
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.layering.work_rights import work_hindrance
from ktd_tui.rules.access import Act, Scope, denial
from ktd_tui.rules.scoring.layers import View
from screens.data.history import HistoryScreen
from screens.data.importing import ImportScreen
from screens.meeting.meeting import MeetingScreen
from tests.operations.found import the_bloc, the_new_unit, the_unit, the_year
from tests.operations.test_roles import MEETING, PERSON, Dropped, as_person, at_stage, tried
from tests.operations.writing.begun import ALSO, NOWHERE, SHOWN, WORKS, Shown, Work
from tests.operations.writing.every import ALL
from tests.operations.writing.ready import APPRAISED
from tests.screens.every_screen import screen_classes

STAGES = (Stage.REGISTRATION, Stage.WORK, Stage.CROSS_SCORING, Stage.REVIEW, Stage.CLOSED)
"""Between any two of them some role may do something else."""
WHOSE = {"board.answer", "board.delete_post"}
"""What these ask for depends on who does it."""
LATER = {
    "board.save_post",
    "people.move_person",
    "importing.write_plan",
    "reorganising.transfer_unit",
    "taking_part.leave_out",
}
"""For which unit, or what exactly, is asked next, and offered only to who may."""


class Begun(NamedTuple):
    """An operation and what begins it, with what it asks for.

    Attributes:
        name: The operation's.
        asks: All that it asks for, when carried out.
        refused: Tells why this person may not begin it.
    """

    name: str
    asks: tuple[tuple[Act, Scope], ...]
    refused: Callable[[Desk], KtdError | None]

    @property
    def place(self) -> tuple[str, str]:
        """The bloc and the unit for which the right is asked."""
        scopes = [scope for _, scope in self.asks]
        return (
            next((scope.bloc_id for scope in scopes if scope.bloc_id), ""),
            next((scope.unit_id for scope in scopes if scope.unit_id), ""),
        )


def asked_by(desk: Desk, name: str) -> tuple[tuple[Act, Scope], ...]:
    """Carry an operation out, drop what it did, and return what it asked for."""
    asks: list[tuple[Act, Scope]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "check", lambda _, act, scope: asks.append((act, scope)))
        assert tried(desk, ALL[name]) is None, name
    return tuple(dict.fromkeys(asks))


def on_page(desk: Desk, of: Shown) -> Callable[[Desk], KtdError | None]:
    there = of.there(desk)
    at = [desk]
    own = {"desk": property(lambda _: at[0]), "marked": there.pop("marked", None)}
    page = type(of.page.__name__, (of.page,), own)(*of.args(desk))
    for attribute, value in there.items():
        setattr(page, attribute, value)

    def refused(person: Desk) -> KtdError | None:
        at[0] = person
        try:
            page.check_asked(of.action)
        except KtdError as error:
            return error
        return None

    return refused


def in_grid(desk: Desk, of: Work) -> Callable[[Desk], KtdError | None]:
    year, unit_id = the_year(desk, of.year).id, the_unit(desk, of.unit)

    def refused(person: Desk) -> KtdError | None:
        return work_hindrance(person, grid(person, year, of.view), unit_id, of.key)

    return refused


def all_begun(desk: Desk) -> Iterator[Begun]:
    for name, shown in chain(SHOWN.items(), ALSO.items()):
        yield Begun(name, asked_by(desk, name), on_page(desk, shown))
    for name, work in WORKS.items():
        yield Begun(name, asked_by(desk, name), in_grid(desk, work))


def roles_at(desk: Desk, role: UserRole, place: tuple[str, str]) -> list[Grant]:
    """Return a role for one place, beside what opens nothing there: it looks on, and leads another bloc."""
    bloc_id, unit_id = place[0] or the_bloc(desk), place[1] or the_unit(desk, "Vụ TK")
    other = next(code for code in ("I", "II") if lookup.bloc_named(desk, code).id != bloc_id)
    held = {"bloc_id": bloc_id} if role in OF_BLOC else {"unit_id": unit_id} if role in OF_UNIT else {}
    elsewhere = {"role": UserRole.BLOC_SECRETARY, "bloc_id": lookup.bloc_named(desk, other).id}
    of = ({"role": role, **held}, {"role": UserRole.OBSERVER}, elsewhere)
    return [Grant.model_validate({"uid": PERSON, "account": "ai", **one}) for one in of]


def wrong(person: Desk, of: Begun, stage: Stage) -> str:
    """Tell where screen and operation disagree."""
    mine = own_grants(person.store, person.actor, person.today)
    scopes = ((act, scope._replace(stage=scope.stage and stage)) for act, scope in of.asks)
    if of.name in WHOSE:
        may = not isinstance(tried(person, ALL[of.name]), NotAllowed)
    else:
        may = all(denial(person.actor, mine, act, one, person.today) is None for act, one in scopes)
    refused = of.refused(person)
    if may and refused:
        return f"{of.name}: the operation allows it, but its screen: {refused}"
    return "" if may or refused or of.name in LATER else f"{of.name}: begun for nothing"


def test_a_screen_asks_for_what_its_operation_asks_for(ready: Desk) -> None:
    found = []
    begun = sorted(all_begun(ready), key=lambda one: one.place)
    for place, ones in groupby(begun, key=lambda one: one.place):
        here = list(ones)
        for role in UserRole:
            for stage in STAGES:
                with suppress(Dropped), ready.store.transaction("tried"):
                    at_stage(ready, stage)
                    person = as_person(ready, roles_at(ready, role, place))
                    found += [
                        f"{role} at {stage}: {said}" for one in here if (said := wrong(person, one, stage))
                    ]
                    raise Dropped
    assert not found, "\n".join(found)


def test_no_action_and_no_operation_is_left_out() -> None:
    rooms = {name for name in ALL if name.split(".", maxsplit=1)[0] in MEETING}
    assert set(ALL) - rooms - SHOWN.keys() - WORKS.keys() == NOWHERE
    seen = [(one.page, one.page.ASKS[one.action]) for one in (*SHOWN.values(), *ALSO.values())]
    told = {(page, acts) for page in screen_classes() for acts in page.ASKS.values()}
    later = {page for page, _ in told - {*seen}}
    assert later == {HistoryScreen, ImportScreen, MeetingScreen}, told - {*seen}  # told by a record, a file


def test_who_is_scored_replies_not_who_scores(ready: Desk) -> None:
    at_stage(ready, Stage.CROSS_SCORING)
    scored, scorer = the_unit(ready, "Vụ TK"), the_unit(ready, "CQT I")
    of = grid(ready, the_year(ready).id, View(Layer.CROSS, scorer))
    held = {"uid": PERSON, "account": "ai", "role": UserRole.UNIT_REPRESENTATIVE}
    person = as_person(ready, [Grant.model_validate({**held, "unit_id": scored})])
    assert work_hindrance(person, of, scored, "reply") is None
    assert work_hindrance(person, of, scored, "submit") is not None


def test_a_layer_of_named_accounts_is_not_offered_to_others(ready: Desk) -> None:
    at_stage(ready, Stage.REVIEW)
    of = grid(ready, the_year(ready).id, APPRAISED)
    person = as_person(ready, roles_at(ready, UserRole.APPRAISER, ("", "")))
    unit = the_unit(ready, "Vụ TK")
    assert work_hindrance(person, of, unit, "lock") is None
    layers = [one.model_copy(update={"accounts": ("tam",)}) for one in of.criteria.layers]
    named = of._replace(criteria=of.criteria.with_(layers=tuple(layers)))
    for work in ("lock", "return", "submit", "confirm_all"):
        assert isinstance(work_hindrance(person, named, unit, work), NotAllowed)


def test_whoever_may_write_somewhere_answers_the_board(ready: Desk) -> None:
    of = {"uid": PERSON, "account": "ai"}
    appraises = Grant.model_validate(
        {**of, "role": UserRole.APPRAISER, "bloc_id": lookup.bloc_named(ready, "I").id}
    )
    leads = Grant.model_validate({**of, "role": UserRole.BLOC_SECRETARY, "bloc_id": the_bloc(ready)})
    former = Grant.model_validate(
        {**of, "account": "cu", "role": UserRole.UNIT_REPRESENTATIVE, "unit_id": the_unit(ready, "CQT I")}
    )
    person = as_person(ready, [appraises, former, leads])
    assert {unit.bloc_id for unit in writing_units(person)} == {the_bloc(ready)}
    assert len(writing_units(person)) > 1
    assert tried(person, ALL["board.answer"]) is None


def test_what_would_be_refused_is_tried_and_dropped(ready: Desk) -> None:
    before = ready.store.seq
    ready.try_out(lambda: ALL["units.delete_unit"](ready))
    with pytest.raises(Refused, match="units or years"):
        ready.try_out(lambda: delete_bloc(ready, lookup.bloc_named(ready, "V")))
    assert ready.store.seq == before
    assert the_new_unit(ready).label == "Thêm"
