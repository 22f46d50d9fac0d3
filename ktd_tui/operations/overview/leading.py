"""The leader's page of the council, or of one bloc: one fixed year for all."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.directory import council, current_year
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.finding import findings
from ktd_tui.operations.overview.gathering import BlocNow, bloc_now, short_bloc, whom_to_ring
from ktd_tui.rules.council.order import blocs_in_order
from ktd_tui.rules.overview.findings import Concern, Topic, pressing_order, to_decide
from ktd_tui.rules.overview.quotas import council_limit
from ktd_tui.rules.overview.stations import Reached
from ktd_tui.rules.scoring.results.nominations import Proposal, rule_for
from ktd_tui.rules.signs import Status
from ktd_tui.text import enumerated


class BlocLine(NamedTuple):
    """A bloc in the matrix.

    Attributes:
        reached: How far its year is; empty where it has no such year.
        begins: It has units, so that the year can be opened.
    """

    bloc: Bloc
    year: BlocYear | None
    reached: tuple[Reached, ...] = ()
    begins: bool = True

    @property
    def called(self) -> str:
        """The bloc in a narrow column."""
        return short_bloc(self.bloc)


class TitleCount(NamedTuple):
    """A title over the blocs that are looked at.

    Attributes:
        proposed: Units that are to be proposed for it, or put before the council.
        open: Units between which a meeting must still vote.
        limit: To how many it may go; None where no number is set.
    """

    title: str
    proposed: int
    open: int
    limit: int | None

    @property
    def status(self) -> Status:
        """How it stands."""
        if self.limit is not None and self.proposed > self.limit:
            return Status.LATE
        return Status.DUE if self.open else Status.DONE


class LeaderPage(NamedTuple):
    """The year at one look.

    Attributes:
        bloc: Whose page it is; None: the whole council's.
        lines: The matrix: blocs × stations.
        titles: The council's titles, with how many are to get them.
        findings: What is to be known, by topic, the worst first.
        decide: The things to decide this week.
    """

    council: str
    bloc: Bloc | None
    year: int
    lines: tuple[BlocLine, ...]
    titles: tuple[TitleCount, ...]
    findings: tuple[Concern, ...]
    decide: tuple[Concern, ...]


class Looked(NamedTuple):
    """What was read of one bloc."""

    line: BlocLine
    now: BlocNow | None
    found: tuple[Concern, ...]


def year_at_work(desk: Desk, bloc_id: str | None = None) -> int:
    """Return the year that is looked at where none is named: the latest that a bloc works on.

    Raises:
        Refused: There is no year yet.
    """
    blocs = [bloc_id] if bloc_id else [bloc.id for bloc in desk.store.find(Bloc)]
    found = [year.year for bloc in blocs if (year := current_year(desk, bloc)) is not None]
    if not found:
        raise Refused(N_("No bloc has a year yet: open one on the bloc's page (F2 among the years)."))
    return max(found)


def looking(desk: Desk, year: int, bloc_id: str | None = None) -> Iterator[Looked]:
    """Yield what is read of each bloc in a year: who sees a province's may look up meanwhile.

    Args:
        year: The year, the same for all.
        bloc_id: The one bloc that is looked at; None: every one that emulates in that year.
    """
    ring = whom_to_ring(desk)
    years = {of.bloc_id: of for of in desk.store.find(BlocYear, year=year)}
    with_units = {unit.bloc_in(year) for unit in desk.store.find(Unit) if unit.emulates_in(year)}
    for bloc in blocs_in_order(desk.store.find(Bloc)):
        if bloc_id not in (None, bloc.id) or not (bloc.emulates_in(year) or bloc.id in years):
            continue
        if (of := years.get(bloc.id)) is None:
            yield Looked(BlocLine(bloc, None, begins=bloc.id in with_units), None, ())
            continue
        now = bloc_now(desk, bloc, of, ring)
        yield Looked(BlocLine(bloc, of, now.reached), now, tuple(findings(desk, now)))


def leader_page(desk: Desk, year: int, looked: Iterable[Looked], bloc_id: str | None = None) -> LeaderPage:
    """Put together what was read of the blocs."""
    known = list(looked)
    now = [one.now for one in known if one.now is not None]
    titles = tuple(_titles(now))
    lines = tuple(one.line for one in known)
    own = (one for of in known for one in of.found)
    found = pressing_order([*own, *_of_titles(titles, now), *_not_open(lines, year)])
    return LeaderPage(
        council=council(desk).name,
        bloc=next((one.line.bloc for one in known), None) if bloc_id else None,
        year=year,
        lines=lines,
        titles=titles,
        findings=found,
        decide=to_decide(found),
    )


def overview(desk: Desk, year: int | None = None, bloc_id: str | None = None) -> LeaderPage:
    """Return the leader's page of the council, or of one bloc.

    Raises:
        Refused: There is no year yet, or no bloc.
    """
    wanted = year_at_work(desk, bloc_id) if year is None else year
    return leader_page(desk, wanted, looking(desk, wanted, bloc_id), bloc_id)


def _titles(blocs: list[BlocNow]) -> Iterator[TitleCount]:
    """Yield each title that a rule speaks of, with its numbers over all blocs."""
    pages = [of.awards for of in blocs if of.awards is not None]
    found = [one for page in pages for one in page.nominations]
    leaders = sum(s.rank == 1 for page in pages for s in page.grid.standings)
    for title in dict.fromkeys(one.title for one in found):
        counted = dict.fromkeys(Proposal, 0)
        for one in found:
            counted[one.verdict] += one.title == title
        fit = counted[Proposal.PROPOSED] + counted[Proposal.BY_COUNCIL]
        rule = next(filter(None, (rule_for(page.rules, title) for page in pages)), None)
        units = [len(page.grid.units) for page in pages]
        limit = council_limit(rule, units, leaders, fit) if rule else None
        yield TitleCount(title, fit, counted[Proposal.TIED], limit)


def _of_titles(titles: Iterable[TitleCount], blocs: list[BlocNow]) -> Iterator[Concern]:
    """Yield the titles that call for a decision: over the quota, or with equals between whom one votes."""
    first: Mapping[str, str] = {
        one.title: of.year.id
        for of in reversed(blocs)
        if of.awards is not None
        for one in of.awards.nominations
        if one.verdict is not Proposal.NOT
    }
    for of in titles:
        if of.status is not Status.DONE:
            yield Concern(
                Topic.TITLES, of.status, title_said(of), weight=of.proposed + of.open,
                bloc_year_id=first.get(of.title, ""), place="nominations",
            )  # fmt: skip


def _not_open(lines: Iterable[BlocLine], year: int) -> Iterator[Concern]:
    """Yield the blocs that have not opened the year, and those of which nobody could take part in it."""
    waiting = [line for line in lines if line.year is None]
    for says, there in (
        (N_("The year {year} is not open in: {blocs}"), [line for line in waiting if line.begins]),
        (N_("No units yet in: {blocs}"), [line for line in waiting if not line.begins]),
    ):
        if there:
            text = t(says, year=year, blocs=enumerated(line.called for line in there))
            one = there[0].called if len(there) == 1 else ""
            yield Concern(Topic.LATE, Status.DUE, text, one, bloc_id=there[0].bloc.id)


def title_said(of: TitleCount) -> str:
    """Say how a title stands against its quota."""
    said = [t("{title}: {n} to be proposed", title=of.title, n=of.proposed)]
    if of.limit is not None:
        said.append(t("at most {limit}", limit=of.limit))
        if of.proposed > of.limit:
            said.append(t("{n} too many", n=of.proposed - of.limit))
    if of.open:
        said.append(t("equal, to be voted on: {n}", n=of.open))
    return ", ".join(said)
