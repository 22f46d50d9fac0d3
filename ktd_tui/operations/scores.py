"""The score grid of a bloc-year: what it shows, and typing one cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet, Target
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Clash, Sides, difference, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Act
from ktd_tui.rules.ranking import Standing, standings
from ktd_tui.rules.scoring import Row, check_points, row, rows
from ktd_tui.text import clean, collate
from ktd_tui.words import number, parse_decimal


class Grid(NamedTuple):
    """The score grid: units across, rows down.

    Attributes:
        points: By unit id, then by row code; a missing code is a blank cell.
        targets: What each unit registered, by unit id, then by row code.
        standings: In the order of ``units``.
    """

    bloc: Bloc
    year: BlocYear
    criteria: CriteriaSet
    units: tuple[Unit, ...]
    rows: tuple[Row, ...]
    points: Mapping[str, Mapping[str, Decimal]]
    targets: Mapping[str, Mapping[str, str]]
    standings: tuple[Standing, ...]


def grid(desk: Desk, bloc_year_id: str) -> Grid:
    """Return the grid of the bloc's own scores (khối chấm).

    Raises:
        Refused: The year has no criteria set yet.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    criteria = _criteria(desk, year)
    units = sorted((store.get(Unit, m.unit_id) for m in year.members), key=lambda u: collate(u.name))
    points = {unit.id: _sheet(desk, year.id, unit.id).points for unit in units}
    targets = {
        r.unit_id: {t.code: t.text for t in r.targets}
        for r in store.find(Registration, bloc_year_id=bloc_year_id)
    }
    return Grid(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        criteria=criteria,
        units=tuple(units),
        rows=rows(criteria),
        points=points,
        targets=targets,
        standings=standings(criteria, points),
    )


def unscored(desk: Desk, year: BlocYear) -> tuple[str, ...]:
    """Return the names of units with a blank criterion; all of them where there is no criteria set."""
    if not year.criteria_id:
        return tuple(desk.store.get(Unit, m.unit_id).label for m in year.members)
    of = grid(desk, year.id)
    return tuple(u.label for u, s in zip(of.units, of.standings, strict=True) if not s.result.complete)


def record_score(
    desk: Desk,
    bloc_year_id: str,
    unit_id: str,
    code: str,
    typed: str,
    *,
    seen: Decimal | None = UNSEEN,
) -> ScoreSheet:
    """Write what was typed into one cell; an empty text clears it (blank is not 0).

    Args:
        desk: The desk.
        bloc_year_id: The bloc-year.
        unit_id: The unit.
        code: The row.
        typed: What was typed.
        seen: What stood in the cell when typing began, None for a blank one.

    Raises:
        Clash: Somebody else scored the cell meanwhile.
        Refused: Not a number, negative, over the row's cap, no such row, or the scores are approved
            and signed.
    """
    before = _sheet(desk, bloc_year_id, unit_id).points.get(code)
    told = {
        "unit": _label(desk, unit_id),
        "code": code,
        "old": "–" if before is None else number(before),
        "new": typed.strip() or "–",
    }
    place = ScoreSheet(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.SCORE, N_("Score of {unit}, {code}: {old} → {new}"), told, at=place) as store:
        year = store.get(BlocYear, bloc_year_id)
        criteria = _criteria(desk, year)
        if year.role_of(unit_id) is None:
            raise Refused(N_("That unit is not in the bloc this year."))
        _check_unsigned(desk, bloc_year_id)
        sheet = _sheet(desk, bloc_year_id, unit_id)
        row(criteria, code)
        wanted = parse_decimal(typed) if typed.strip() else None
        if wanted is not None:
            check_points(criteria, code, wanted)
        there = sheet.points.get(code)
        if wanted == there:
            return sheet
        if seen not in (UNSEEN, there):
            raise Clash((difference(code, wanted, there),), mine=wanted, theirs=there, record_id=sheet.id)
        points = {**sheet.points, code: wanted}
        return store.save(sheet.with_(points={c: p for c, p in points.items() if p is not None}))


def record_target(
    desk: Desk,
    bloc_year_id: str,
    unit_id: str,
    code: str,
    text: str,
    *,
    seen: str | None = UNSEEN,
) -> Registration:
    """Write what a unit registers against one criterion; an empty text takes it back.

    Args:
        desk: The desk.
        bloc_year_id: The bloc-year.
        unit_id: The unit.
        code: The row.
        text: What was typed.
        seen: What was registered when typing began.

    Raises:
        Clash: Somebody else wrote another target meanwhile.
    """
    told = {"unit": _label(desk, unit_id), "code": code}
    place = Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.REGISTER, N_("Target of {unit}, {code}"), told, at=place) as store:
        row(_criteria(desk, store.get(BlocYear, bloc_year_id)), code)
        found = store.find(Registration, bloc_year_id=bloc_year_id, unit_id=unit_id)
        registration = found[0] if found else Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
        there = registration.target(code)
        fields = merged(
            {"text": there if seen is UNSEEN else seen or ""},
            {"text": clean(text, limit=LIMIT)},
            {"text": there},
            Sides(there, registration.id, lambda _: there),
        )
        kept = [t for t in registration.targets if t.code != code]
        if fields["text"]:
            kept.append(Target(code=code, text=str(fields["text"])))
        return store.save(registration.with_(targets=tuple(kept)))


def _criteria(desk: Desk, year: BlocYear) -> CriteriaSet:
    if not year.criteria_id:
        raise Refused(N_("The year {year} has no criteria set yet."), year=year.year)
    return desk.store.get(CriteriaSet, year.criteria_id)


def _label(desk: Desk, unit_id: str) -> str:
    found = desk.store.find(Unit, id=unit_id)
    return found[0].label if found else "?"


def sheet_id(desk: Desk, bloc_year_id: str, unit_id: str) -> str | None:
    """Return the id of a unit's score sheet, None where nothing was scored yet."""
    sheet = _sheet(desk, bloc_year_id, unit_id)
    return sheet.id if sheet.rev else None


def _sheet(desk: Desk, bloc_year_id: str, unit_id: str) -> ScoreSheet:
    found = desk.store.find(ScoreSheet, bloc_year_id=bloc_year_id, unit_id=unit_id, layer=Layer.BLOC)
    return found[0] if found else ScoreSheet(bloc_year_id=bloc_year_id, unit_id=unit_id)


def _check_unsigned(desk: Desk, bloc_year_id: str) -> None:
    from ktd_tui.domain.meeting import Meeting
    from ktd_tui.rules.flow import check_open

    for meeting in desk.store.find(Meeting, bloc_year_id=bloc_year_id):
        check_open(meeting)
