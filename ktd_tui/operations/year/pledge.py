"""The pledge of a bloc-year: drawn up, signed unit by unit, frozen, amended."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.clock import local
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Amendment, Pledge, PledgeSignature
from ktd_tui.domain.scoring import CriteriaSet, Registration, Target
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.naming import Called, amid
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, save_onto
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label, units_of
from ktd_tui.operations.scope import At
from ktd_tui.operations.whom import signer_of_unit
from ktd_tui.operations.wording import UNNAMED_LEADER
from ktd_tui.operations.year.registration import (
    Wanted,
    lacking_units,
    pledge_of,
    registration_of,
    with_target,
)
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.head_offices import signing_for
from ktd_tui.rules.year import pledge as rules
from ktd_tui.rules.year.pledge import UnitPledge
from ktd_tui.text import enumerated, paragraphs
from ktd_tui.words import short_date, short_time

if TYPE_CHECKING:
    from ktd_tui.papers.kinds.pledge import PledgeData


class PledgePage(NamedTuple):
    """The pledge with all that belongs to it.

    Attributes:
        pledge: None while none was drawn up.
        preamble: Its paragraphs, or the proposed ones.
        contents: What every unit pledges.
        unsigned: Units that have not signed, in Vietnamese order.
        unregistered: Units that have not registered.
    """

    bloc: Bloc
    year: BlocYear
    units: tuple[Unit, ...]
    pledge: Pledge | None
    preamble: tuple[str, ...]
    contents: tuple[UnitPledge, ...]
    unsigned: tuple[Unit, ...]
    unregistered: tuple[Unit, ...]


def pledge_page(desk: Desk, bloc_year_id: str) -> PledgePage:
    """Return the page of a year's pledge.

    Raises:
        NotFound: There is no such year any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    bloc = store.get(Bloc, year.bloc_id)
    units = units_of(desk, year)
    by_unit = {r.unit_id: r for r in store.find(Registration, bloc_year_id=year.id)}
    pledge = pledge_of(desk, year.id)
    criteria = store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    registered = [by_unit[u.id] for u in units if u.id in by_unit]
    waiting, lacking = rules.unsigned(year, pledge), lacking_units(desk, year)
    return PledgePage(
        bloc=bloc,
        year=year,
        units=tuple(units),
        pledge=pledge,
        preamble=pledge.preamble if pledge else rules.preamble(bloc.name, year),
        contents=rules.contents(criteria, registered, {u.id: u.name_in(year.year) for u in units}),
        unsigned=tuple(u for u in units if u.id in waiting),
        unregistered=tuple(u for u in units if u.id in lacking),
    )


def pledge_data(desk: Desk, bloc_year_id: str) -> "PledgeData":
    """Return what the pledge is composed from.

    Raises:
        Refused: No unit has registered yet.
    """
    from ktd_tui.papers.kinds.pledge import PledgeData

    page = pledge_page(desk, bloc_year_id)
    if not (page.contents or page.pledge):
        raise Refused(N_("No unit has registered yet; the pledge is drawn from what they register."))
    people = {person.id: person for person in desk.store.find(Person)}
    return PledgeData(
        council=council(desk),
        bloc=page.bloc,
        year=page.year,
        units=page.units,
        pledge=page.pledge,
        preamble=page.preamble,
        contents=page.contents,
        heads={u.id: people[u.head_id] for u in page.units if u.head_id in people},
    )


def draw_up(desk: Desk, bloc_year_id: str, reason: str = "") -> Pledge:
    """Draw the pledge up from the registrations; the year goes to the stage of signing.

    Args:
        reason: Why it is drawn up although units have not registered; needed only then.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is one already, or units have not registered and no reason is given.
    """
    why = within(reason, LIMIT)
    with desk.act(
        Act.EDIT_YEAR, N_("The pledge was drawn up {reason}"), {"reason": why}, at=At(BlocYear, bloc_year_id)
    ) as store:
        page = pledge_page(desk, bloc_year_id)
        if page.pledge is not None:
            raise Refused(N_("The pledge of this year is drawn up already."))
        if page.unregistered and not why:
            names = enumerated(u.label for u in page.unregistered)
            raise Refused(N_("Not registered yet: {units}. Give a reason to go on."), units=names)
        if page.year.stage in (Stage.LAUNCH, Stage.REGISTRATION):
            store.save(page.year.with_(stage=Stage.PLEDGE))
        return store.save(Pledge(bloc_year_id=bloc_year_id, preamble=page.preamble, drawn_at=desk.now))


def set_preamble(desk: Desk, seen: Pledge, typed: str) -> Pledge:
    """Change the paragraphs before the units' contents, until the first unit signs.

    Raises:
        NotAllowed: The right is missing.
        Refused: Somebody has signed.
        Clash: Somebody else changed them meanwhile.
    """
    with desk.act(Act.EDIT_YEAR, N_("Preamble of the pledge"), at=seen) as store:
        rules.check_changeable(store.get(Pledge, seen.id))
        return save_onto(store, seen, {"preamble": paragraphs(typed)})


def sign_pledge(desk: Desk, bloc_year_id: str, unit_id: str, signer: Called | str = "") -> Pledge:
    """Record a unit's signature; the last one freezes it.

    Args:
        signer: Who signed: a person of the directory, by id or as typed, or a name with its office behind a
            comma, or as papers call them; empty only where the data knows nobody of the unit.

    Raises:
        NotAllowed: The right is missing: a representative signs for their own unit only.
        Refused: No pledge was drawn up, the unit has signed, is not in the bloc this year, nobody is named,
            or several may be meant.
    """
    told = {"unit": unit_label(desk, unit_id)}
    place = Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.SIGN_PLEDGE, N_("{unit} signed the pledge"), told, at=place) as store:
        year, pledge = store.get(BlocYear, bloc_year_id), pledge_of(desk, bloc_year_id)
        if pledge is None:
            raise Refused(N_("The pledge is not drawn up yet."))
        unit = store.get(Unit, unit_id).as_in(year.year)
        who = signer if isinstance(signer, Called) else signer_of_unit(desk, unit, signer)
        signature = PledgeSignature(
            unit_id=unit_id,
            name=who.styled if who.name else f"{UNNAMED_LEADER} {amid(unit.name)}",
            uid=desk.actor.uid,
            account=desk.actor.name,
            at=desk.now,
            signer=who.signer.name,
            degree=who.signer.degree,
            office=signing_for(unit.name, who.title, who.power),
        )
        fresh = store.save(rules.signed(year, pledge, signature))
        return store.save(fresh.with_(snapshot=_as_signed(desk, year.id))) if fresh.frozen_at else fresh


def _as_signed(desk: Desk, bloc_year_id: str) -> str:
    """Return the pledge's paper as it is now, to be kept."""
    from ktd_tui.operations.year.signers import signers_of
    from ktd_tui.papers.document import prepared
    from ktd_tui.papers.house_style import styled
    from ktd_tui.papers.kinds.pledge import compose_pledge
    from ktd_tui.papers.snapshot import dumped

    of = pledge_data(desk, bloc_year_id)
    return dumped(prepared(styled(compose_pledge(of), of.bloc, signers_of(desk, of.year), letter=False)))


def withdraw_signature(desk: Desk, bloc_year_id: str, reason: str) -> Pledge:
    """Take all signatures back, so that registrations can be changed before it is signed anew.

    Raises:
        NotAllowed: The right is missing.
        Refused: No reason is given, nobody has signed, or all have: then a change is an amendment.
    """
    why = within(reason, LIMIT)
    if not why:
        raise Refused(N_("Give a reason."))
    with desk.act(
        Act.EDIT_YEAR, N_("Signatures withdrawn: {reason}"), {"reason": why}, at=At(BlocYear, bloc_year_id)
    ) as store:
        pledge = pledge_of(desk, bloc_year_id)
        if pledge is None or not pledge.signatures:
            raise Refused(N_("Nobody has signed the pledge yet."))
        if pledge.frozen_at:
            rules.check_changeable(pledge)
        return store.save(pledge.with_(signatures=()))


def amend(
    desk: Desk, bloc_year_id: str, unit_id: str, wanted: Wanted, reason: str, *, seen: Target | None = UNSEEN
) -> Pledge:
    """Change a target after the pledge was signed by all; the pledge keeps what it was, and why.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else changed the target meanwhile.
        Refused: No reason is given, the pledge is not signed by all, nothing changes, no such row, or
            not a date.
    """
    why = within(reason, LIMIT)
    if not why:
        raise Refused(N_("Give a reason."))
    told = {"unit": unit_label(desk, unit_id), "code": wanted.code, "reason": why}
    place = Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.AMEND_PLEDGE, N_("Amended {unit}, {code}: {reason}"), told, at=place) as store:
        pledge = pledge_of(desk, bloc_year_id)
        if pledge is None or not pledge.frozen_at:
            raise Refused(N_("The pledge is not signed by all units; change the registration itself."))
        of = registration_of(desk, bloc_year_id, unit_id)
        fresh = with_target(desk, of, wanted, seen)
        if fresh == of:
            raise Refused(N_("Nothing was changed."))
        store.save(fresh)
        before, after = (_worded(r, wanted.code) for r in (of, fresh))
        amendment = Amendment(
            at=desk.now,
            uid=desk.actor.uid,
            account=desk.actor.name,
            unit_id=unit_id,
            code=wanted.code,
            before=before,
            after=after,
            reason=why,
        )
        return store.save(pledge.with_(amendments=(*pledge.amendments, amendment)))


def _worded(of: Registration, code: str) -> str:
    return next((rules.worded(target) for target in of.targets if target.code == code), "")


def pledge_lines(page: PledgePage) -> list[str]:
    """Write the pledge as it reads, with its signatures and amendments."""
    said = list(page.preamble)
    for number, unit in enumerate(page.contents, 1):
        said.append(f"{number}. {unit.name}")
        for group, targets in unit.groups:
            said += [f"  {group}"] if group else []
            said += [f"  - {target}" for target in targets]
        said += [f"  {t('Titles aimed at')}: {'; '.join(unit.titles)}"] if unit.titles else []
    return [*said, *_signatures(page), *_amendments(page)]


def _signatures(page: PledgePage) -> list[str]:
    if page.pledge is None:
        return [t("The pledge is not drawn up yet.")]
    names = {unit.id: unit.name for unit in page.units}
    said = [
        t("Signed: {unit}, {name}, {when}", unit=names.get(of.unit_id, "?"), name=of.name, when=_when(of.at))
        for of in page.pledge.signatures
    ]
    if page.unsigned:
        said.append(t("Not signed yet: {units}.", units=enumerated(u.label for u in page.unsigned)))
    return said


def _amendments(page: PledgePage) -> list[str]:
    if page.pledge is None or not page.pledge.amendments:
        return []
    names = {unit.id: unit.label for unit in page.units}
    return [
        t("Amendments"),
        *(
            f"  {_when(of.at)} {names.get(of.unit_id, '?')} {of.code}: {of.before or '–'} → {of.after or '–'}"
            f" ({of.reason}; {of.account})"
            for of in page.pledge.amendments
        ),
    ]


def _when(at: datetime) -> str:
    return f"{short_time(at)} {short_date(local(at).date())}"
