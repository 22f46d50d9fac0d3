"""The council's titles and commendations: the law's to begin with, confirmed and changed by the office."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.merit import AwardFor, AwardKind, AwardLevel, AwardTitle
from ktd_tui.domain.organisation import BlocYear, Council, Stage
from ktd_tui.domain.scoring import Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Clash, difference
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import code_meant
from ktd_tui.operations.shipped import DATA
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.order import moved
from ktd_tui.rules.council.resembling import is_abbreviated
from ktd_tui.text import fold

if TYPE_CHECKING:
    from store.contract import Store

OF_LAW = DATA / "award-titles.toml"


class Office(StrEnum):
    """What kind of office a council belongs to: it decides which titles it begins with."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    GRASSROOTS = "grassroots"


OFFICES: Mapping[str, str] = {
    Office.MINISTRY: N_("a ministry or central body"),
    Office.PROVINCE: N_("a province or city"),
    Office.GRASSROOTS: N_("an office of the base level (department, school, commune)"),
}
EMPTY = N_("The council's list of award titles is empty. F2 adds one, F3 takes those of the law.")
KINDS: Mapping[str, str] = {AwardKind.TITLE: N_("emulation title"), AwardKind.FORM: N_("commendation")}
WHOM: Mapping[str, str] = {
    AwardFor.COLLECTIVE: N_("collectives"),
    AwardFor.PERSON: N_("persons"),
    AwardFor.BOTH: N_("collectives and persons"),
}
LEVELS: Mapping[str, str] = {
    AwardLevel.STATE: N_("state"),
    AwardLevel.MINISTRY: N_("ministry, province"),
    AwardLevel.GRASSROOTS: N_("base level"),
}


def titles_of_law(office: Office, agency: str = "") -> tuple[AwardTitle, ...]:
    """Return the law's own titles for a kind of office, each still to be confirmed.

    Args:
        office: The kind of office.
        agency: Its name, which stands after what it gives itself; empty where it is not known yet.
    """
    import tomllib

    found = []
    for row in tomllib.loads(OF_LAW.read_text("utf-8"))["titles"]:
        offices, own = row.pop("offices"), row.pop("of_agency", ())
        if office in offices:
            of = f" của {agency}" if agency and office in own else ""
            found.append(AwardTitle(**{**row, "name": row["name"] + of}, to_confirm=True))
    return tuple(found)


def for_units(titles: Sequence[AwardTitle]) -> tuple[str, ...]:
    """Return the names of what a unit itself can get."""
    return tuple(title.name for title in titles if title.whom is not AwardFor.PERSON)


def title_meant(titles: Sequence[AwardTitle], typed: str) -> AwardTitle:
    """Return the title of the list that is meant: by its name, marks aside, how it alone begins, or in short.

    Raises:
        Refused: The list has none that begins so, or is so in short («Tập thể LĐXS»), or several.
    """
    wanted = fold(typed)
    exact = [one for one in titles if fold(one.name) == wanted]
    found = exact or [one for one in titles if wanted and fold(one.name).startswith(wanted)]
    found = found or [one for one in titles if is_abbreviated(typed, one.name)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"“{one.name}”" for one in found or titles) or t("none yet")
    if found:
        raise Refused(N_("“{title}” may be several titles: {known}."), title=typed, known=known)
    # A giver behind a title that the list has without one may be another than the council.
    if near := [one.name for one in titles if wanted.startswith(f"{fold(one.name)} ")]:
        message = N_(
            "The council's list has no title “{title}”. Is it “{near}”? Write it as it stands there."
        )
        raise Refused(message, title=typed, near=max(near, key=len))
    raise Refused(N_("The council's list has no title “{title}”. It has: {known}."), title=typed, known=known)


class TitleTyped(NamedTuple):
    """A title as typed; kind, whom and level are the codes of their enums."""

    name: str
    kind: str = AwardKind.TITLE
    whom: str = AwardFor.COLLECTIVE
    level: str = AwardLevel.MINISTRY
    source: str = ""


def title_as_typed(of: AwardTitle) -> TitleTyped:
    """Return a title as one would type it."""
    return TitleTyped(of.name, of.kind, of.whom, of.level, of.source)


def save_title(desk: Desk, typed: TitleTyped, seen: AwardTitle | None) -> AwardTitle:
    """Add a title to the council's list (``seen`` None), or change one; what a person saved is confirmed.

    Where its name changes, what units registered under the old one goes along in years that are not closed.

    Raises:
        NotAllowed: The right is missing.
        Refused: The name is empty or taken, or a choice is none.
        Clash: Somebody else changed the same title meanwhile.
    """
    fresh = _title(typed)
    with desk.act(Act.EDIT_COUNCIL, N_("Award title: {title}"), {"title": fresh.name}, at=None) as store:
        now = council(desk)
        titles = now.award_titles
        there = next((one for one in titles if one.name == (seen.name if seen else fresh.name)), None)
        others = [one for one in titles if one is not there]
        if any(fold(one.name) == fold(fresh.name) for one in (titles if seen is None else others)):
            raise Refused(N_("The list has “{title}” already."), title=fresh.name)
        if there not in (seen, fresh):
            changed = difference("name", fresh.name, there.name if there else "")
            raise Clash((changed,), mine=fresh, theirs=there, record_id=now.id, whole=True)
        kept = tuple(fresh if one is there else one for one in titles)
        store.save(now.with_(award_titles=kept if there else (*titles, fresh)))
        if there and there.name != fresh.name:
            _rename_registered(store, there.name, fresh.name)
    return fresh


def _title(typed: TitleTyped) -> AwardTitle:
    name = within(typed.name, LIMIT)
    if not name:
        raise Refused(N_("The title is empty."), field="name")
    return AwardTitle(
        name=name,
        kind=AwardKind(code_meant(typed.kind, KINDS)),
        whom=AwardFor(code_meant(typed.whom, WHOM)),
        level=AwardLevel(code_meant(typed.level, LEVELS)),
        source=within(typed.source, LIMIT),
    )


def _rename_registered(store: "Store", old: str, new: str) -> None:
    open_years = {year.id for year in store.find(BlocYear) if year.stage is not Stage.CLOSED}
    for of in store.find(Registration):
        if of.bloc_year_id in open_years and old in of.titles:
            store.save(of.with_(titles=tuple(dict.fromkeys(new if t_ == old else t_ for t_ in of.titles))))


def drop_title(desk: Desk, seen: AwardTitle) -> Council:
    """Take a title off the list; what was registered, voted and decided keeps its name.

    Raises:
        NotAllowed: The right is missing.
    """
    told = {"title": seen.name}
    with desk.act(Act.EDIT_COUNCIL, N_("No award title any more: {title}"), told, at=None) as store:
        now = council(desk)
        return store.save(now.with_(award_titles=tuple(o for o in now.award_titles if o.name != seen.name)))


def move_title(desk: Desk, seen: AwardTitle, by: int) -> Council:
    """Move a title up (``by`` -1) or down (1) in the list; it stops at the ends.

    Raises:
        NotAllowed: The right is missing.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("Order of the award titles"), at=None) as store:
        now = council(desk)
        names = [one.name for one in now.award_titles]
        if seen.name not in names:
            return now
        order = tuple(moved(now.award_titles, names.index(seen.name), by))
        return now if order == now.award_titles else store.save(now.with_(award_titles=order))


def confirm_titles(desk: Desk) -> int:
    """Say that the list is the council's own; return how many titles waited for that.

    Raises:
        NotAllowed: The right is missing.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("The award titles were confirmed"), at=None) as store:
        now = council(desk)
        waiting = sum(one.to_confirm for one in now.award_titles)
        if waiting:
            sure = tuple(one.model_copy(update={"to_confirm": False}) for one in now.award_titles)
            store.save(now.with_(award_titles=sure))
        return waiting


def add_titles_of_law(desk: Desk, office: Office) -> int:
    """Add the law's titles that the list has not got; return how many.

    A title of the list that begins as the law's does is that title: «Cờ thi đua của Bộ X» for «Cờ thi đua»
    of its level.

    Raises:
        NotAllowed: The right is missing.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("Award titles of the law"), at=None) as store:
        now = council(desk)
        bare = zip(titles_of_law(office), titles_of_law(office, now.agency), strict=True)
        new = tuple(full for short, full in bare if not _has(now.award_titles, short))
        if new:
            store.save(now.with_(award_titles=(*now.award_titles, *new)))
        return len(new)


def _has(titles: Sequence[AwardTitle], wanted: AwardTitle) -> bool:
    return any(one.level is wanted.level and fold(one.name).startswith(fold(wanted.name)) for one in titles)
