"""Each page of the council's data as plain text: ``ktd show`` and the screens' plain view say the same."""

from collections.abc import Iterator, Mapping

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.i18n import t, tc
from ktd_tui.naming import Called
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import (
    bloc_of,
    bloc_rows,
    council,
    current_year,
    unit_page,
    unit_rows,
)
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_called, years_of
from ktd_tui.operations.meeting.view import MeetingView, meeting_view
from ktd_tui.operations.page import Page, PageHeading, PageTable, Part
from ktd_tui.operations.scoring.appeals import appeals_of
from ktd_tui.operations.scoring.awards import proposal
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.operations.scoring.ranking import ranking_page
from ktd_tui.operations.year.owed import owed, owed_head
from ktd_tui.operations.year.years import STAGES, YearPage, year_page
from ktd_tui.papers import phrases
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.attended import part_of
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.scoring.results.nominations import Nomination
from ktd_tui.rules.scoring.results.ranking import Standing, came_to, standings_in_order
from ktd_tui.words import number, short_date, short_time

NONE = "–"
SEPARATOR = " › "


def home(desk: Desk) -> Page:
    """The council's blocs, and what the person at the desk owes."""
    rows = tuple(
        (
            row.bloc.name,
            number(row.units) if row.units else NONE,
            str(row.year.year) if row.year else NONE,
            row.head or NONE,
            saying.stage(row.year.stage, row.bloc) if row.year else NONE,
        )
        for row in bloc_rows(desk)
    )
    heads = (t("Bloc"), t("Units"), t("Year"), t("Bloc head"), t("Stage"))
    owing = owed(desk)
    due = tuple((short_date(o.due) if o.due else NONE, o.text, saying.deadline_said(o.days)) for o in owing)
    parts: list[Part] = [PageTable(heads, rows, frozenset((1, 2))), PageHeading(owed_head(owing))]
    if due:
        parts.append(PageTable((t("Due"), t("What you owe"), t("How it stands")), due))
    return Page(council(desk).name, tuple(parts))


def bloc(desk: Desk, bloc_id: str) -> Page:
    """A bloc's years and units."""
    of = bloc_of(desk, bloc_id)
    years = tuple((str(y.year), saying.stage(y.stage, of), y.theme or NONE) for y in years_of(desk, bloc_id))
    now = current_year(desk, bloc_id)
    units = tuple(
        (
            row.unit.name,
            row.unit.city or NONE,
            row.head.name if row.head else NONE,
            saying.role(row.roles.get(now.year), of) if now else NONE,
        )
        for row in unit_rows(desk, bloc_id)
    )
    parts = (
        PageHeading(t("Emulation years")),
        PageTable((t("Year"), t("Stage"), t("Theme")), years),
        PageHeading(t("Units and their roles")),
        PageTable((t("Unit"), t("City"), t("Head of unit"), t("Role")), units),
    )
    return Page(of.name, parts)


def unit(desk: Desk, unit_id: str) -> Page:
    """A unit: where it is, its people, its years."""
    of = unit_page(desk, unit_id)
    called = people_called(desk)
    people = tuple(_person(p, of.unit, called) for p in of.people)
    years = tuple((str(year.year), bloc.name, saying.role(role, bloc)) for year, bloc, role in of.years)
    parts: tuple[Part, ...] = (
        f"{of.unit.name} · {of.unit.city or t('city not recorded')}",
        PageHeading(t("People")),
        PageTable(_person_heads(), people),
        PageHeading(t("Years")),
        PageTable((t("Year"), t("Bloc"), t("Role")), years),
        *map(saying.unit_event, of.unit.events),
    )
    return Page(_title(of.bloc.name if of.bloc else "", of.unit.name), parts)


def _person_heads() -> tuple[str, ...]:
    return t("Name"), tc("office of a person", "Title"), t("Deputises for"), t("Head of unit")


def _person(of: Person, there: Unit, called: Mapping[str, Called]) -> tuple[str, ...]:
    deputy_for = called.get(of.deputy_for_id or "", Called()).name or NONE
    head = t("yes") if of.id == there.head_id else ""
    return called[of.id].typed, of.title or NONE, deputy_for, head


def people(desk: Desk, bloc_id: str) -> Page:
    """Everybody of a bloc's units."""
    rows: list[tuple[str, ...]] = []
    called = people_called(desk)
    for row in unit_rows(desk, bloc_id):
        of = unit_page(desk, row.unit.id)
        rows += [(*_person(p, of.unit, called), of.unit.name) for p in of.people]
    heads = (*_person_heads(), t("Unit"))
    return Page(_title(bloc_of(desk, bloc_id).name, t("People")), (PageTable(heads, tuple(rows)),))


def year(desk: Desk, bloc_year_id: str) -> Page:
    """A bloc's year: theme, stage, what is missing, units with their roles, movements."""
    of = year_page(desk, bloc_year_id)
    around = sorted(of.roles)
    units = tuple((u.name, *(saying.role(of.roles[y].get(u.id), of.bloc) for y in around)) for u in of.units)
    movements = tuple((m.title, saying.period(m) or NONE, m.plan or NONE) for m in of.movements)
    parts = (
        f"{t('Theme')}: {of.year.theme or t('not set')}",
        f"{t('Stage')}: {_stage(of)}",
        *_missing(of),
        PageHeading(t("Units")),
        PageTable((t("Unit"), *map(str, around)), units),
        PageHeading(t("Movements")),
        PageTable((t("Movement"), t("Period"), t("Plan")), movements) if movements else t("None yet."),
    )
    return Page(_title(of.bloc.name, str(of.year.year)), parts)


def _stage(of: YearPage) -> str:
    place = STAGES.index(of.year.stage) + 1
    said = [f"{saying.stage(of.year.stage)} ({place}/{len(STAGES)})", saying.days(of.days)]
    if of.meeting and not of.meeting.signed_at:
        order = flow.steps(of.meeting)
        at = order.index(of.meeting.step) + 1
        said.append(t("meeting at step {at}/{of}", at=at, of=len(order)))
    return " · ".join(part for part in said if part)


def _missing(of: YearPage) -> Iterator[Part]:
    yield PageHeading(t("Missing next") if of.missing else t("Nothing is missing."))
    for obstacle in of.missing:
        yield f"! {saying.obstacle(obstacle)}"


def scores(desk: Desk, bloc_year_id: str) -> Page:
    """The score grid: every criterion with every unit's points, then totals, ranks and grades."""
    of = grid(desk, bloc_year_id)
    rows = tuple(
        (
            f"{row.code} {row.text}",
            f"{row.section.sign}{number(row.maximum)}",
            *(_points(of, u.id, row.code) for u in of.units),
        )
        for row in of.rows
    )
    heads = (t("Criterion"), t("Max"), *(u.label for u in of.units))
    right = frozenset(range(1, len(heads)))
    parts = (
        PageTable(heads, rows, right),
        PageHeading(t("Ranking")),
        _ranking(of),
        *_blanks(of),
        *_appeals(desk, of),
    )
    return Page(_title(of.bloc.name, str(of.year.year), t("Scores"), of.criteria.name), parts)


def _appeals(desk: Desk, of: Grid) -> Iterator[Part]:
    found, names = appeals_of(desk, of.year.id), {unit.id: unit.name for unit in of.units}
    if found:
        yield PageHeading(t("Appeals"))
        yield from (phrases.appeal(names.get(unit, "?"), one) for unit, one in found)


def _points(of: Grid, unit_id: str, code: str) -> str:
    value = of.points[unit_id].get(code)
    return NONE if value is None else number(value)


def ranking(desk: Desk, bloc_year_id: str) -> Page:
    """Units by rank, and what each is proposed for."""
    page = ranking_page(desk, bloc_year_id)
    of = page.grid
    proposed = tuple(
        (one.title, page.units[one.unit_id].name, proposal(one), told(one))
        for unit in page.standings
        for one in page.nominations[unit.unit_id]
    )
    parts: list[Part] = [_ranking(of), *_blanks(of)]
    for year, ranks in page.earlier.items():
        there = standings_in_order(one for unit, one in ranks.items() if unit in page.units)
        rows = tuple((saying.rank(s), saying.ranked_unit(page.units[s.unit_id].name, s)) for s in there)
        if not any(one.rank for one in ranks.values()):
            continue  # a year of which no points are kept says nothing
        parts += [PageHeading(str(year)), PageTable((t("Rank"), t("Unit")), rows, frozenset((0,)))]
    if proposed:
        heads = (t("Award title"), t("Unit"), t("Proposal"), t("Why"))
        parts += [PageHeading(t("Proposals")), PageTable(heads, proposed)]
    return Page(_title(of.bloc.name, str(of.year.year), t("Ranking")), tuple(parts))


def told(of: Nomination) -> str:
    """Say every reason of a nomination."""
    return "; ".join(t(one.message, **one.facts) for one in of.told)


def _ranking(of: Grid) -> PageTable:
    names = {u.id: u.name for u in of.units}
    ranked = standings_in_order(of.standings)
    rows = tuple(
        (saying.rank(s), saying.ranked_unit(names[s.unit_id], s), _total(s), saying.grade_or_barred(s))
        for s in ranked
    )
    return PageTable((t("Rank"), t("Unit"), t("Total"), t("Grade")), rows, frozenset((0, 2)))


def _total(of: Standing) -> str:
    total = came_to(of)
    return total if of.result.complete else f"({total})"


def _blanks(of: Grid) -> Iterator[Part]:
    blank = sum(len(s.result.missing) for s in of.standings)
    if blank:
        yield t("{n} cells are blank; blank is not 0, so those units have no rank yet.", n=blank)
    if of.year.illustrative:
        yield of.year.illustrative


def meeting(desk: Desk, meeting_id: str) -> Page:
    """A meeting: its steps, what they lack, who is here, the votes, the minutes so far."""
    of = meeting_view(desk, meeting_id)
    parts: list[Part] = [PageHeading(t("Steps")), *_steps(of), PageHeading(t("Delegates")), _present(of)]
    rows = tuple(
        (
            a.styled,
            t("votes") if a.voting else t("guest"),
            a.city or NONE,
            saying.part_said(part_of(of.proceedings, a)),
        )
        for a in of.meeting.attendees
    )
    parts.append(PageTable((t("Delegate"), t("Votes"), t("City"), t("Here")), rows))
    votes = tuple((v.subject, saying.verdict(v)) for v in of.proceedings.votes)
    if votes:
        parts += [PageHeading(t("Votes")), PageTable((t("Question"), t("Result")), votes)]
    parts.append(PageHeading(t("Minutes")))
    for section in sections(of.data):
        parts.append(section.title)
        parts += [f"{entry.clock:5} {entry.text}".strip() for entry in section.entries]
    return Page(
        _title(of.data.bloc.name, str(of.data.year.year), saying.name_of_meeting(of.meeting)), tuple(parts)
    )


def _steps(of: MeetingView) -> Iterator[Part]:
    for place, step in enumerate(flow.steps(of.meeting), 1):
        here = f" ({t('now')})" if step is of.meeting.step else ""
        called = saying.step_of(of.meeting, step, of.data.bloc)
        yield f"{flow.step_mark(of.proceedings, step).value} {place}. {called}{here}"
        if flow.step_mark(of.proceedings, step) is flow.Mark.LACKING:
            for obstacle in flow.obstacles(of.proceedings, step):
                yield f"! {saying.obstacle(obstacle)}"


def _present(of: MeetingView) -> str:
    found = quorum(of.meeting)
    said = [t("Present {present}/{members} · needed {needed}", **found._asdict())]
    said.append(t("quorum") if found.met else t("no quorum yet"))
    if of.meeting.opened_at:
        said.append(t("opened at {time}", time=short_time(of.meeting.opened_at)))
    return " · ".join(said)


def _title(*parts: str) -> str:
    return SEPARATOR.join(part for part in parts if part)
