"""A bloc's year: its page, opening a new one, its roles, movements and what is missing next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import NamedTuple, cast

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Member, Movement, Role, Stage, Unit
from ktd_tui.domain.scoring import CriteriaSet, RegistrationRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, LONG, Sides, merged, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, meeting_of, units_of, years_of
from ktd_tui.operations.saying import offices
from ktd_tui.operations.scope import At
from ktd_tui.operations.wording import STAGES as STAGE_NAMES
from ktd_tui.operations.year.cycle import facts_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.proceedings import Obstacle
from ktd_tui.rules.year.cycle import Duty, after, days_left, duties
from ktd_tui.rules.year.members import with_roles
from ktd_tui.text import enumerated, paragraphs
from ktd_tui.words import optional_year

STAGES: tuple[Stage, ...] = tuple(Stage)


class YearPage(NamedTuple):
    """All that the page of a bloc-year shows.

    Attributes:
        roles: Role by unit id in this year, the year before and the year after.
        missing: What is missing next, the most pressing first.
        days: Days until the present stage's deadline, negative once it is over; None without one.
    """

    bloc: Bloc
    year: BlocYear
    units: tuple[Unit, ...]
    roles: Mapping[int, Mapping[str, Role]]
    movements: tuple[Movement, ...]
    criteria: CriteriaSet | None
    meeting: Meeting | None
    missing: tuple[Obstacle, ...]
    days: int | None


def year_page(desk: Desk, bloc_year_id: str) -> YearPage:
    """Return the page of a bloc-year."""
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    units = units_of(desk, year)
    roles = {
        other.year: {m.unit_id: m.role for m in other.members}
        for other in years_of(desk, year.bloc_id)
        if abs(other.year - year.year) <= 1
    }
    return YearPage(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        units=tuple(units),
        roles=roles,
        movements=tuple(store.get(Movement, m) for m in year.movement_ids),
        criteria=store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None,
        meeting=meeting_of(desk, bloc_year_id),
        missing=tuple(_missing(desk, year)),
        days=days_left(year.deadlines.get(year.stage), desk.today),
    )


_LACKS: Mapping[Stage, str] = {
    Stage.REGISTRATION: N_("Not registered yet: {units}."),
    Stage.PLEDGE: N_("The pledge is not signed yet by: {units}."),
    Stage.SELF_SCORING: N_("Self scores are not handed in by: {units}."),
    Stage.CROSS_SCORING: N_("Cross scores are not handed in by: {units}."),
    Stage.SCORING: N_("Scores are not complete: {units}."),
    Stage.REVIEW: N_("Scores are not complete: {units}."),
}
"""What a stage lacks, where units are to be named."""


def _missing(desk: Desk, year: BlocYear) -> Iterable[Obstacle]:
    """Yield what is missing next: the present stage's lacks, and where earlier stages left something open."""
    names = {unit.id: unit.label for unit in all_units(desk, year).values()}
    bloc = desk.store.get(Bloc, year.bloc_id)
    by_stage = {
        stage: list(found) for stage, found in groupby(duties(facts_of(desk, year)), lambda d: d.stage)
    }
    lacks = by_stage.pop(year.stage, [])
    yield from _awaited(year, lacks, names)
    if not lacks and year.stage is not Stage.CLOSED:
        yield Obstacle(
            N_("Nothing is open at this stage; the next one is “{stage}”."),
            "stage",
            {"stage": t(STAGE_NAMES[after(year.stage)])},
        )
    for duty in lacks:
        if duty.unit_id or duty.other_id:
            continue
        yield Obstacle(duty.message, duty.place, {"year": year.year, **offices(bloc)})
    if by_stage:
        stages = ", ".join(t(STAGE_NAMES[stage]) for stage in STAGES if stage in by_stage)
        yield Obstacle(N_("Left open at earlier stages: {stages}."), "stage", {"stages": stages})


def _awaited(year: BlocYear, lacks: Iterable[Duty], names: Mapping[str, str]) -> Iterator[Obstacle]:
    """Say once for all units what is open; who appraises owes something else than who scores."""
    found: dict[str, tuple[Duty, dict[str, None]]] = {}
    for duty in lacks:
        if unit := duty.unit_id or duty.other_id:
            _, units = found.setdefault(duty.layer.name if duty.layer else "", (duty, {}))
            units[names.get(unit, "?")] = None
    for layer, (duty, units) in found.items():
        message = N_("{layer} has not handed in the points of: {units}.") if layer else _LACKS[year.stage]
        yield Obstacle(message, duty.place, {"units": enumerated(units), "layer": layer})


def open_year(desk: Desk, bloc_id: str, year: int, theme: str = "") -> BlocYear:
    """Open a year of a bloc with the units that are in the bloc now; running movements come along.

    The criteria set is last year's, or the first template where there is none.

    Raises:
        Refused: The bloc has that year already, is retired by then, or has no unit.
    """
    with desk.act(Act.OPEN_YEAR, N_("Year {year} was opened"), {"year": year}, at=At(Bloc, bloc_id)) as store:
        older = years_of(desk, bloc_id)
        if any(y.year == year for y in older):
            raise Refused(N_("The year {year} is open already."), year=year)
        bloc = store.get(Bloc, bloc_id)
        if not bloc.emulates_in(year):
            raise Refused(N_("{bloc} has emulated until {year} only."), bloc=bloc.name, year=bloc.last_year)
        units = [
            unit for unit in store.find(Unit) if unit.bloc_in(year) == bloc_id and unit.emulates_in(year)
        ]
        if not units:
            raise Refused(N_("This bloc has no unit yet. Add its units first."))
        last = next((y for y in older if y.year < year), None)
        criteria = store.find(CriteriaSet)
        running = [m for m in (last.movement_ids if last else ()) if _runs_in(store.get(Movement, m), year)]
        apart = {m.unit_id: m.sub_group for m in last.members} if last else {}
        fresh = BlocYear(
            bloc_id=bloc_id,
            year=year,
            theme=within(theme, 500),
            members=tuple(Member(unit_id=u.id, sub_group=apart.get(u.id, "")) for u in units),
            movement_ids=tuple(running),
            criteria_id=(last.criteria_id if last else None) or (criteria[0].id if criteria else None),
        )
        return store.save(fresh)


def _runs_in(movement: Movement, year: int) -> bool:
    return not movement.yearly and (movement.last_year is None or movement.last_year >= year)


class YearHead(NamedTuple):
    """What a year is about, and who leads the bloc in it.

    Attributes:
        head: The leading unit; None: none yet.
        deputies: The units beside it, in order.
        plan: The year's plan; None: as it is.
        registering: When a unit has registered; None: as it is.
    """

    theme: str
    head: str | None
    deputies: Sequence[str] = ()
    plan: str | None = None
    registering: RegistrationRule | None = None


def save_year(desk: Desk, record: BlocYear, of: YearHead) -> BlocYear:
    """Change a year's theme, plan, rule of registering and offices.

    Raises:
        Refused: One unit cannot hold both offices, or is not in the bloc this year.
        Clash: Somebody else changed the same meanwhile; ``record`` is the year as it was seen.
    """
    wanted = {
        "theme": within(of.theme, LIMIT),
        "plan": record.plan if of.plan is None else within(of.plan, LIMIT),
        "rule": of.registering or record.registration_rule,
        "head": of.head,
        **dict(zip(map(deputy_field, count(1)), of.deputies, strict=False)),
    }
    with desk.act(
        Act.EDIT_YEAR, N_("Year {year}: theme and offices"), {"year": record.year}, at=At(BlocYear, record.id)
    ) as store:
        now = store.get(BlocYear, record.id)
        seen, there = _named(record), _named(now)
        fields = dict.fromkeys((*wanted, *seen, *there))
        sides = Sides(now, now.id, lambda their: _renamed(record, {**_named(record), **their}))
        values = merged({**fields, **seen}, {**fields, **wanted}, {**fields, **there}, sides)
        fresh = _renamed(now, values)
        return now if fresh == now else store.save(fresh)


def deputy_field(place: int) -> str:
    """Return the name of the field of the first, second … deputy."""
    return f"deputy_{place}"


def _renamed(year: BlocYear, named: Mapping[str, object]) -> BlocYear:
    deputies = [str(unit) for field, unit in named.items() if field.startswith("deputy_") and unit]
    members = with_roles(year, cast("str | None", named["head"]), deputies)
    return year.with_(
        theme=named["theme"], plan=named["plan"], registration_rule=named["rule"], members=members
    )


def _named(year: BlocYear) -> dict[str, object]:
    beside = zip(map(deputy_field, count(1)), year.units_with(Role.DEPUTY), strict=False)
    of = {"theme": year.theme, "plan": year.plan, "rule": year.registration_rule}
    return {**of, "head": year.unit_with(Role.HEAD), **dict(beside)}


def set_stage(desk: Desk, record: BlocYear, stage: Stage, reason: str = "") -> BlocYear:
    """Say which stage the year is in; back to an earlier one with a ``reason``, which the history keeps.

    Raises:
        NotAllowed: The right is missing: back goes only who may open again what is locked.
        Refused: It goes back, and no reason is given.
        Clash: Somebody else changed the stage meanwhile; ``record`` is the year as it was seen.
    """
    back, why = STAGES.index(stage) < STAGES.index(record.stage), within(reason, LIMIT)
    told = {"year": record.year, "reason": why}
    act, message = (
        (Act.REOPEN, N_("The year {year} was moved back a stage: {reason}"))
        if back
        else (Act.SET_STAGE, N_("Stage of the year {year}"))
    )
    with desk.act(act, message, told, at=At(BlocYear, record.id)) as store:
        if back and not why:
            raise Refused(N_("Give a reason for going back to an earlier stage."))
        return save_onto(store, record, {"stage": stage})


def set_results(desk: Desk, record: BlocYear, typed: str) -> BlocYear:
    """Write the year's results, one paragraph a line; the head's report begins with them.

    Raises:
        Clash: Somebody else changed them meanwhile; ``record`` is the year as it was seen.
    """
    with desk.act(
        Act.EDIT_YEAR, N_("Results of the year {year}"), {"year": record.year}, at=At(BlocYear, record.id)
    ) as store:
        return save_onto(store, record, {"results": paragraphs(typed)}, limit=LONG)


def save_movement(desk: Desk, year: BlocYear, record: Movement | None, **values: str) -> Movement:
    """Add a movement to a year (``record`` None) or change one.

    Args:
        year: The bloc-year.
        record: The movement to change, as it was seen.
        **values: ``title``, ``launcher``, ``plan`` and, as typed, ``first_year`` and ``last_year``.

    Raises:
        Refused: The title is empty, or the period is not two years in order.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    texts = {key: within(value, LIMIT) for key, value in values.items()}
    first, last = (optional_year(texts.pop(key, "")) for key in ("first_year", "last_year"))
    if first and last and last < first:
        raise Refused(N_("The period ends before it begins."))
    if not texts.get("title"):
        raise Refused(N_("The movement needs a title."), field="title")
    with desk.act(
        Act.EDIT_YEAR, N_("Movement {title}"), {"title": texts["title"]}, at=At(BlocYear, year.id)
    ) as store:
        if record is None:
            saved = store.save(
                Movement(title=texts["title"]).with_(**texts, first_year=first, last_year=last)
            )
        else:
            saved = save_onto(store, record, {**texts, "first_year": first, "last_year": last})
        now = store.get(BlocYear, year.id)
        if saved.id not in now.movement_ids:
            store.save(now.with_(movement_ids=(*now.movement_ids, saved.id)))
        return saved
