"""What importing every kind of table shares: what comes of a row, what was asked for, finding units."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Council, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, plural, t, tell
from ktd_tui.naming import bare_name
from ktd_tui.operations.data.intake.cells import BadCell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_among, year_of
from ktd_tui.rules.council.resembling import UnknownUnit
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.furniture import Passed, Why
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import WrittenName, is_bloc_office, written_names
from ktd_tui.text import likeness, plain_name


class Action(StrEnum):
    """What an import does with a row; told: read in another way than it stands there; passed: not read."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    ERROR = "error"
    TOLD = "told"
    PASSED = "passed"


NO_FIELDS: Mapping[str, str | Decimal | None] = {}


class RowOutcome(NamedTuple):
    """What comes of a row.

    Attributes:
        where: «Sheet1, dòng 7, cột D».
        what: What it is about: «Vụ TK, I.1: 8 → 9».
        error: Why it cannot be taken in.
        shown: What stands in the cell that is wrong.
        row: The place of the row, by which it is left out.
        more: How many further rows are wrong in the same way.
        fields: What it is about, for a program: unit, code, before, after.
    """

    where: str
    action: Action
    what: str
    error: KtdError | None = None
    shown: str = ""
    row: str = ""
    more: int = 0
    fields: Mapping[str, str | Decimal | None] = NO_FIELDS

    @property
    def told(self) -> str:
        """What it is about, or why it cannot be taken in."""
        if not self.error:
            return self.what
        more = plural("({n} more row)", "({n} more rows)", self.more) if self.more else ""
        return f"{tell(self.error)} {more}".rstrip()


class Note(NamedTuple):
    """Something that was read in another way than it stands there, told in words.

    Attributes:
        more: In how many further places.
    """

    where: str
    text: str
    more: int = 0

    @property
    def told(self) -> str:
        """What is told, and how often more."""
        return (
            f"{self.text} {plural('({n} more row)', '({n} more rows)', self.more)}"
            if self.more
            else self.text
        )


class Asked(NamedTuple):
    """What the person says beside the file.

    Attributes:
        bloc: The bloc's code («V»).
        year: The bloc's year.
        layer: The code or name of the layer of scores; empty: as the file says.
        unit: The unit of a table that has no column for it.
        scorer: The unit that scores, in the cross layer.
        name: The name of a criteria set.
        sheet: The sheet to read; empty: all that are not hidden.
        table: Which of the file's tables to read, from 1; None: all.
        means: Units by how the file writes them; an empty one leaves its points out.
        left_out: Places of rows that are not to be taken in.
        adds: Criteria without groups are put among those of the year, which stay.
    """

    bloc: str = ""
    year: int | None = None
    layer: str = ""
    unit: str = ""
    scorer: str = ""
    name: str = ""
    sheet: str = ""
    table: int | None = None
    means: tuple[tuple[str, str], ...] = ()
    left_out: frozenset[str] = frozenset()
    adds: bool = False


@dataclass
class Run:
    """One go through a file; what stood in it so far, to find what stands twice.

    Attributes:
        seen: The row of each thing by what it is.
        noted: What was read in another way than it stands there: places by what is told.
        passed: What is not read because of what the data says.
        naming: The first row of the present table that names a unit, by what stands there.
        titled: The unit that the present table's title, or its sheet, names.
        several: The file has several tables.
    """

    desk: Desk
    asked: Asked
    file: str
    seen: dict[tuple[str, ...], TableRow] = field(default_factory=dict)
    noted: dict[str, dict[str, None]] = field(default_factory=dict)
    passed: list[Passed] = field(default_factory=list)
    found: dict[str, Unit | KtdError] = field(default_factory=dict)
    naming: Mapping[str, TableRow] = field(default_factory=dict)
    titled: str = ""
    several: bool = False

    @cached_property
    def units(self) -> list[Unit]:
        """All units as they were before the run: looked for in every row, so read once."""
        return self.desk.store.find(Unit)

    @property
    def usual_unit(self) -> str:
        """The unit of the rows that name none: as was asked, or as the title says."""
        return self.asked.unit or self.titled

    @cached_property
    def people(self) -> Mapping[tuple[str | None, str], list[Person]]:
        """The people as they were before the run, by unit and name."""
        found: dict[tuple[str | None, str], list[Person]] = {}
        for person in self.desk.store.find(Person):
            found.setdefault((person.unit_id, likeness(bare_name(person.name))), []).append(person)
        return found

    def unit(self, typed: str) -> Unit:
        """Return the unit that a table names, or the one that the person said it means.

        Raises:
            Refused: There is none, or several may be.
        """
        if typed not in self.found:
            said = {likeness(written): unit for written, unit in self.asked.means}
            self.found[typed] = self._meant(said.get(likeness(typed)) or typed)
        unit = self.found[typed]
        if isinstance(unit, KtdError):
            raise unit
        return unit

    def _meant(self, typed: str) -> Unit | KtdError:
        """Find a unit by what a table writes; what stands in brackets behind its name is to mean it, too."""
        first, placed = None, tuple(self._without_place(typed))
        for way in (*written_names(typed), *placed):
            try:
                unit = unit_among(self.units, way.name, whole=True)
                self._spell(typed, typed if way in placed else way.name, unit)
                if way.beside and not is_bloc_office(way.beside):
                    unit = unit_among([unit], way.beside, whole=True)
            except KtdError as error:
                first = first or error
            else:
                return unit
        return first or Refused(N_("The unit is missing."))

    def _without_place(self, typed: str) -> Iterator[WrittenName]:
        """Yield a unit's name without the council's place behind it: «Sở Y tế tỉnh An Giang»."""
        for council in self.desk.store.find(Council):
            bare = re.sub(rf"[\s,-]+{re.escape(council.place)}$", "", typed, flags=re.IGNORECASE)
            if council.place and bare != typed:
                yield from map(WrittenName, (bare, re.sub(r"(?i)[\s,-]+(tỉnh|thành phố|tp\.?)$", "", bare)))

    def _spell(self, typed: str, name: str, unit: Unit) -> None:
        """Remember a name that is a unit's only when what offices shorten is spelled out: it is told."""
        same = {plain_name(one) for one in (unit.name, unit.short_name, unit.id)}
        if plain_name(name) not in same | {plain_name(old.name) for old in unit.former_names}:
            told = t("“{written}” is “{name}”", written=typed, name=unit.name)
            at = self.naming[typed].where("unit") if typed in self.naming else self.file
            self.noted.setdefault(told, {})[at] = None

    def leaves_out(self, typed: str) -> bool:
        """Tell whether the person said that a name means no unit."""
        return any(likeness(written) == likeness(typed) and not unit for written, unit in self.asked.means)

    def note(self, row: TableRow, key: str, message: str, **facts: object) -> None:
        """Tell that a cell was read in another way than it stands there; once."""
        self.noted.setdefault(t(message, **facts), dict.fromkeys(())).setdefault(row.where(key))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was read in another way than it stands there; what is the same of several places, once."""
        return tuple(Note(next(iter(at)), text, len(at) - 1) for text, at in self.noted.items())

    def pass_over(self, row: TableRow, text: str, why: Why) -> None:
        """Tell that a row is not read."""
        self.passed.append(Passed(row.where(), text, why, row.sheet, (row.number, row.number)))

    def year(self) -> BlocYear:
        """Return the year that was asked for.

        Raises:
            Refused: It was not named, or there is none.
        """
        if not self.asked.bloc or self.asked.year is None:
            raise Refused(
                N_(
                    "Say which bloc and year the table is for: --bloc V --year 2022, "
                    "or take it in on the year's page."
                )
            )
        return year_of(self.desk, bloc_named(self.desk, self.asked.bloc), self.asked.year)

    def once(self, row: TableRow, key: str, shown: str, *what: str, message: str = "") -> None:
        """Refuse what stood in an earlier row.

        Args:
            key: The column that says it; ``shown`` is what to call it.
            *what: What it is.
            message: What to say (a msgid) where that it stands there is not enough.

        Raises:
            BadCell: It did.
        """
        if row_place(before := self.seen.setdefault(what, row)) != row_place(row):
            message = message or N_("“{what}” stands in {place} already.")
            raise BadCell(key, message, what=shown, place=row_place(before))


def outcomes(row: TableRow, found: "Iterable[RowOutcome]") -> Iterator[RowOutcome]:
    """Yield what comes of a row; a refusal becomes an outcome with its place."""
    try:
        yield from found
    except KtdError as error:
        yield failed(row, error)


def failed(row: TableRow, error: KtdError, key: str = "") -> RowOutcome:
    """Make the outcome of a row that is refused."""
    key = error.key if isinstance(error, BadCell) else key
    cell = row.cells.get(key)
    # A name that no cell of the row says stands above the table, or was asked for: wrong once.
    shown = cell.text if cell else error.__cause__.typed if isinstance(error.__cause__, UnknownUnit) else ""
    return RowOutcome(row.where(key), Action.ERROR, "", error, shown, row_place(row))


def is_left_out(asked: Asked, row: TableRow) -> bool:
    """Tell whether the person left a row out."""
    return bool(asked.left_out) and not asked.left_out.isdisjoint(_places(row))


def _places(row: TableRow) -> frozenset[str]:
    """Return the places by which a row is left out: its own, those of its cells, «Sheet1!7»."""
    return frozenset({f"{row.sheet}!{row.number}", row.where(), *map(row.where, row.at)})


def check_left_out(asked: Asked, tables: Sequence[ReadTable]) -> None:
    """Refuse to leave out what is not there: a slip in a place would take in what nobody wants.

    Raises:
        Refused: No row stands at a place.
    """
    if asked.left_out:
        there = frozenset().union(*(_places(row) for table in tables for row in table.rows))
        for place in sorted(asked.left_out - there):
            raise Refused(
                N_("No row that is read stands at {place}. The plan tells the places."), place=place
            )


def row_place(row: TableRow) -> str:
    """Return the place by which a row is told from all others."""
    return row.where("points")
