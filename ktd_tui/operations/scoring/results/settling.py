"""Ties that people settle: which there are in a year, and what was decided, by lot, chair or vote."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.results.decisions import SettledBy, TieDecision
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.awards import awards_of
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.operations.scoring.sheets import check_scores_unsigned
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.results.nominations import Proposal
from ktd_tui.rules.scoring.results.ranking import Standing, standings
from ktd_tui.rules.scoring.results.ranks_told import settled_told
from ktd_tui.rules.scoring.results.ties import decision


class Tie(NamedTuple):
    """Units that are equal where only some of them can stand first.

    Attributes:
        about: The grade or title that they contend for; empty: their rank.
        unit_ids: In the order of the year's units.
        settled: What people decided; None: nothing yet.
    """

    about: str
    unit_ids: tuple[str, ...]
    settled: TieDecision | None = None


class SettledTyped(NamedTuple):
    """A decision as typed.

    Attributes:
        about: The grade or title; empty: the rank.
        unit_ids: The one that comes first first.
        by: A ``SettledBy``.
        who: Who decided, or who drew the lot.
        told: How, or on which ground; may be empty.
    """

    about: str
    unit_ids: tuple[str, ...]
    by: str
    who: str
    told: str = ""


def ties_of(desk: Desk, bloc_year_id: str) -> tuple[Tie, ...]:
    """Return where units of a year are equal, with what was decided: ranks, then grades, then titles.

    Raises:
        Refused: The year has no criteria set.
    """
    return tuple(_ties(desk, grid(desk, bloc_year_id)))


def _ties(desk: Desk, of: Grid) -> Iterator[Tie]:
    titles = {one.title for one in awards_of(desk, of).nominations}
    grades = {grade.name for grade in of.criteria.grades}
    by_points = _decided(of, ())
    groups = {member.unit_id: member.sub_group for member in of.year.members}
    apart = of.criteria.ranked_apart

    def same_rank(one: Standing) -> object:
        return (one.rank, groups.get(one.unit_id) if apart else "") if one.shared else None

    yield from _blocks(of, by_points, same_rank, lambda _: "")
    by_lot = _decided(of, ("",))
    yield from _blocks(of, by_lot, lambda one: one.contended or None, lambda one: one.contended)
    without = _decided(of, ("", *grades - titles))
    tied = [one for one in awards_of(desk, without).nominations if one.verdict is Proposal.TIED]
    for title in dict.fromkeys(one.title for one in tied):
        yield _tie(of, title, [one.unit_id for one in tied if one.title == title])


def _decided(of: Grid, about: Iterable[str]) -> Grid:
    """Return the grid as it is with the decisions on some things alone."""
    beside = of.beside._replace(settled=[one for one in of.beside.settled if one.about in about])
    found, facts = of.evaluated.results(of.view.layer), of.evaluated.facts
    ranked = standings(of.criteria, found, facts, beside)
    return of._replace(known=of.known._replace(beside=beside), standings=ranked)


def _blocks(
    of: Grid,
    known: Grid,
    key: Callable[[Standing], object],
    about: Callable[[Standing], str],
) -> Iterator[Tie]:
    found: dict[object, list[Standing]] = {}
    for one in known.standings:
        if (where := key(one)) is not None:
            found.setdefault(where, []).append(one)
    for block in found.values():
        yield _tie(of, about(block[0]), [one.unit_id for one in block])


def _tie(of: Grid, about: str, unit_ids: Sequence[str]) -> Tie:
    return Tie(about, tuple(unit_ids), decision(of.beside.settled, about, unit_ids))


def settlement_said(desk: Desk, of: TieDecision) -> str:
    """Say what people decided."""
    told = settled_told(of, {unit: unit_label(desk, unit) for unit in of.unit_ids})
    return t(told.message, **told.facts)


def settle(desk: Desk, bloc_year_id: str, typed: SettledTyped) -> TieDecision:
    """Record what people decided between units that are equal; a later decision stands before an earlier.

    Raises:
        NotAllowed: The right is missing.
        Refused: The units are not those that are equal there, nobody is named who decided, or the minutes
            are signed.
    """
    who, told, about = (within(text, LIMIT) for text in (typed.who, typed.told, typed.about))
    if not who:
        raise Refused(N_("Say who decided it, or who drew the lot."))
    with desk.act(
        Act.RUN_MEETING, N_("A tie was settled: {who}"), {"who": who}, at=At(BlocYear, bloc_year_id)
    ) as store:
        check_scores_unsigned(desk, bloc_year_id)
        of = grid(desk, bloc_year_id)
        there = [tie for tie in _ties(desk, of) if tie.about == about]
        if all(sorted(tie.unit_ids) != sorted(typed.unit_ids) for tie in there):
            labels = {unit.id: unit.label for unit in of.units}
            equal = "; ".join(" = ".join(labels[unit] for unit in tie.unit_ids) for tie in there)
            raise Refused(N_("Name all units that are equal there, each once: {units}."), units=equal or "–")
        return store.save(
            TieDecision(
                bloc_year_id=bloc_year_id,
                about=about,
                unit_ids=typed.unit_ids,
                by=SettledBy(typed.by),
                who=who,
                told=told,
                at=desk.now,
                recorded_by=desk.actor.name,
            )
        )
