"""The door and the rights: asked of the one table (``rules.access``), told in sentences."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ktd_tui.clock import Clock, local_date
from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Stage, Unit
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import KtdError, NotAllowed, ReadOnly, StoreError
from ktd_tui.i18n import N_, t
from ktd_tui.operations.wording import STAGES
from ktd_tui.rules.access import ACTS, ROLES, TABLE, Act, Actor, Denial, Scope, denial, held, may_enter
from ktd_tui.text import enumerated
from ktd_tui.words import short_date
from store import open_store
from store.contract import Store

NAMED = 3
"""So many of those who may are named."""


def check_writing(actor: Actor) -> None:
    """Refuse every change where ktd was opened read-only.

    Raises:
        ReadOnly: It was.
    """
    if actor.read_only:
        raise ReadOnly(N_("ktd was opened read-only; nothing was changed."))


def check_right(store: Store, actor: Actor, act: Act, scope: Scope, today: date) -> None:
    """Refuse what this person may not do; empty data belongs to whoever comes first.

    Raises:
        NotAllowed: The right is missing; the sentence says who has it.
    """
    grants = store.find(Grant)
    if _is_new(store, grants):
        return
    found = denial(actor, grants, act, scope, today)
    if found is not None:
        mine = own_grants(store, actor, today)
        raise _refusal(_held(store, mine), grants, act, scope, today, found)


def hindrance(
    store: Store, actor: Actor, acts: Iterable[Act], scopes: Sequence[Scope], today: date
) -> KtdError | None:
    """Return why somebody may do none of some acts in any of some scopes; None where they may one.

    Args:
        store: The data.
        actor: Who.
        acts: What they might do.
        scopes: Where; the refusal is told of the first.
        today: The day on which terms of office are looked at.
    """
    tried = [(act, scope) for act in acts for scope in scopes]
    try:
        check_writing(actor)
        mine = own_grants(store, actor, today)
        if any(denial(actor, mine, act, scope, today) is None for act, scope in tried):
            return None
        check_right(store, actor, *tried[0], today)
    except KtdError as error:
        return error
    return None


def own_grants(store: Store, actor: Actor, today: date) -> list[Grant]:
    """Return the roles of somebody that are in force: the number of an account alone may be another's now."""
    found = store.find(Grant, uid=actor.uid)
    return [grant for grant in found if grant.held_by(actor.uid, actor.name) and grant.in_force(today)]


def allowed_in(store: Store, actor: Actor, act: Act, scopes: Iterable[Scope], today: date) -> list[Scope]:
    """Return those of some scopes in which somebody may do an act; in empty data anybody may in all."""
    if _is_new(store, store.find(Grant)):
        return list(scopes)
    mine = own_grants(store, actor, today)
    return [scope for scope in scopes if denial(actor, mine, act, scope, today) is None]


def own_scopes(store: Store, actor: Actor, scope: Scope, today: date) -> tuple[Scope, ...]:
    """Return a scope for each unit and bloc within it that somebody has a role for, then the scope itself."""
    if scope.unit_id is not None:
        return (scope,)
    mine = own_grants(store, actor, today)
    units = [g.unit_id for g in mine if g.unit_id and _is_of(store, g.unit_id, scope.bloc_id)]
    blocs = [g.bloc_id for g in mine if g.bloc_id and scope.bloc_id is None]
    return (
        *(scope._replace(unit_id=unit_id) for unit_id in units),
        *(scope._replace(bloc_id=bloc_id) for bloc_id in blocs),
        scope,
    )


def _is_of(store: Store, unit_id: str, bloc_id: str | None) -> bool:
    """Tell whether a unit is or was of a bloc, which moved away meanwhile: its former years are there."""
    if bloc_id is None or any(unit.bloc_id == bloc_id for unit in store.find(Unit, id=unit_id)):
        return True
    return any(year.role_of(unit_id) for year in store.find(BlocYear, bloc_id=bloc_id))


def admit(store: Store, actor: Actor, today: date) -> None:
    """Let in who has a role in force; empty data lets in anybody.

    Raises:
        NotAllowed: They have none; the sentence says who gives one.
    """
    grants = store.find(Grant)
    if may_enter(actor, grants, today) or _is_new(store, grants):
        return
    who = _named(grants, {UserRole.ADMINISTRATOR}, Scope(), today) or t("The data's owner")
    before = {g.account for g in grants if g.uid == actor.uid}
    if before and actor.name not in before:
        message = N_(
            "The number of the account “{account}” was “{before}”'s when roles were given here; they do not "
            "pass on. {who} can give new ones: ktd user add {account} --role …"
        )
        raise NotAllowed(message, account=actor.name, before=", ".join(sorted(before)), who=who)
    told = {"account": actor.name, "who": who}
    mine = [g for g in grants if g.held_by(actor.uid, actor.name)]
    if begins := [g.since for g in mine if g.since and g.since > today]:
        raise NotAllowed(
            N_("The role of “{account}” here begins on {day}. {who} can change its days."),
            day=short_date(min(begins)),
            **told,
        )
    if ended := [g.until for g in mine if g.until]:
        message = N_(
            "The role of “{account}” here ended on {day}. {who} can give it again: ktd user add {account} "
            "--role …"
        )
        raise NotAllowed(message, day=short_date(max(ended)), **told)
    raise NotAllowed(
        N_("The account “{account}” has no role here. {who} can give one: ktd user add {account} --role …"),
        **told,
    )


def _is_new(store: Store, grants: list[Grant]) -> bool:
    return not grants and not store.find(Council)


def check_maintainer(directory: Path, actor: Actor, clock: Clock) -> None:
    """Refuse what is done to a data directory as a whole, also where it cannot be opened any more.

    Raises:
        ReadOnly: ktd was opened read-only.
        NotAllowed: They are no administrator; or nobody can tell, and they are not its owner.
    """
    check_writing(actor)
    if owns(directory, actor):
        return
    try:
        store = open_store(directory, read_only=True)
    except StoreError as error:
        if not (directory / "ktd.json").exists():
            return  # a new one
        raise NotAllowed(
            N_("The data in {path} cannot be opened; only root or the directory's owner can mend it."),
            path=directory,
        ) from error
    try:
        check_right(store, actor, Act.MAINTAIN, Scope(), local_date(clock()))
    finally:
        store.close()


def owns(directory: Path, actor: Actor) -> bool:
    """Tell whether somebody is root or the owner of a directory that is there."""
    return actor.uid == 0 or (directory.exists() and directory.stat().st_uid == actor.uid)


def _held(store: Store, grants: list[Grant]) -> str:
    """Say the roles of somebody with where each is held: another unit's has the same name."""
    where: dict[UserRole, list[str]] = {}
    for grant in grants:
        where.setdefault(grant.role, []).append(_place_of(store, grant))
    parts = []
    for role, held_at in where.items():
        places = [name for name in dict.fromkeys(held_at) if name]
        more = " …" if len(places) > NAMED else ""
        parts.append(t(ROLES[role]) + (f" ({enumerated(places[:NAMED])}{more})" if places else ""))
    return ", ".join(parts) or "–"


def _place_of(store: Store, grant: Grant) -> str:
    found = [
        *(store.find(Bloc, id=grant.bloc_id) if grant.bloc_id else ()),
        *(store.find(Unit, id=grant.unit_id) if grant.unit_id else ()),
    ]
    return next((one.name for one in found), "")


def _refusal(own: str, grants: list[Grant], act: Act, scope: Scope, today: date, found: Denial) -> NotAllowed:
    what = t(ACTS[act])
    if scope.stage is not None and not found.roles:
        every = {stage for stages in TABLE[act].values() for stage in stages}
        if who := _back_to(grants, every, scope, today):
            return NotAllowed(
                N_(
                    "The year stands at “{stage}”; one can {what} at: {stages}. {who} can move it back "
                    "there, with the reason, on the page “The year's cycle”."
                ),
                stage=t(STAGES[scope.stage]),
                what=what,
                stages=_stages(every),
                who=who,
            )
        return NotAllowed(
            N_("While the year stands at “{stage}”, nobody can {what}. It is done at: {stages}."),
            stage=t(STAGES[scope.stage]),
            what=what,
            stages=_stages(every),
        )
    who = _named(grants, set(found.roles), scope, today)
    facts = {"what": what, "roles": ", ".join(t(ROLES[role]) for role in found.roles), "who": who or "–"}
    if scope.stage is not None and found.stages:
        return NotAllowed(
            N_("While the year stands at “{stage}”, only {roles} can {what}: {who}. You can at: {stages}."),
            stage=t(STAGES[scope.stage]),
            stages=_stages(set(found.stages)),
            **facts,
        )
    return NotAllowed(N_("Only {roles} can {what}: {who}. Your role: {own}."), own=own, **facts)


def _back_to(grants: list[Grant], stages: set[Stage], scope: Scope, today: date) -> str:
    """Name who can move the year back where all of some stages are past; else nobody.

    Nor of a closed one: moved back, its signed minutes would refuse it still.
    """
    order = list(Stage)
    if scope.stage in (None, Stage.CLOSED) or max(map(order.index, stages)) > order.index(scope.stage):
        return ""
    return _named(grants, {role for role, at in TABLE[Act.REOPEN].items() if scope.stage in at}, scope, today)


def _stages(stages: set[Stage]) -> str:
    return enumerated(t(STAGES[stage]) for stage in Stage if stage in stages)


def _named(grants: list[Grant], roles: set[UserRole], scope: Scope, today: date) -> str:
    fit = [g.account for g in grants if g.role in roles and g.in_force(today) and held(g, scope)]
    names = list(dict.fromkeys(fit))
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def printed_rights() -> list[str]:
    """Return the table of rights as lines of Markdown; stages by their numbers, said underneath."""
    order = list(Stage)
    head = [t("Right to"), *(t(ROLES[role]) for role in UserRole)]
    lines = [_row(head), _row(["---"] * len(head))]
    for act in Act:
        cells = [_cell(TABLE[act].get(role, frozenset()), order) for role in UserRole]
        lines.append(_row([t(ACTS[act]), *cells]))
    numbers = "; ".join(f"{number} {t(STAGES[stage])}" for number, stage in enumerate(order, 1))
    return [*lines, "", t("Stages: {numbers}. “all” where the stage does not matter.", numbers=numbers)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(stages: frozenset[Stage], order: list[Stage]) -> str:
    if not stages:
        return "–"
    if len(stages) == len(order):
        return t("all")
    return " ".join(str(number) for number, stage in enumerate(order, 1) if stage in stages)
