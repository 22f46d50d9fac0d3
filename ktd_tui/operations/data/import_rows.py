"""What importing every kind of table shares: what comes of a row, what was asked for, finding units."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import KtdError, NotAllowed, Refused
from ktd_tui.i18n import N_, tell
from ktd_tui.naming import bare_name
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, year_of
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.layout import TableRow
from ktd_tui.words import parse_date, parse_decimal


class Action(StrEnum):
    """What an import does with a row."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    ERROR = "error"


class RowOutcome(NamedTuple):
    """What comes of a row.

    Attributes:
        where: «Sheet1, dòng 7, cột D».
        what: What it is about: «Vụ TK, I.1: 8 → 9».
        error: Why it cannot be taken in.
    """

    where: str
    action: Action
    what: str
    error: KtdError | None = None

    @property
    def told(self) -> str:
        """What it is about, or why it cannot be taken in."""
        return tell(self.error) if self.error else self.what


class Asked(NamedTuple):
    """What the person says beside the file.

    Attributes:
        bloc: The bloc's code («V»).
        year: The bloc's year.
        unit: The unit of a table that has no column for it.
        scorer: The unit that scores, in the cross layer.
        name: The name of a criteria set.
    """

    bloc: str = ""
    year: int | None = None
    layer: Layer | None = None
    unit: str = ""
    scorer: str = ""
    name: str = ""


class BadCell(Refused):
    """A cell that cannot be taken in.

    Attributes:
        key: The key of its column.
    """

    def __init__(self, key: str, message: str, **facts: object) -> None:
        super().__init__(message, **facts)
        self.key = key


@dataclass
class Run:
    """One go through a file; what stood in it so far, to find what stands twice.

    Attributes:
        seen: Place of each thing by what it is.
    """

    desk: Desk
    asked: Asked
    file: str
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)

    @cached_property
    def units(self) -> list[Unit]:
        """All units as they were before the run: looked for in every row, so read once."""
        return self.desk.store.find(Unit)

    @cached_property
    def people(self) -> Mapping[tuple[str | None, str], list[Person]]:
        """The people as they were before the run, by unit and name."""
        found: dict[tuple[str | None, str], list[Person]] = {}
        for person in self.desk.store.find(Person):
            found.setdefault((person.unit_id, bare_name(person.name).casefold()), []).append(person)
        return found

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

    def once(self, row: TableRow, key: str, shown: str, *what: str) -> None:
        """Refuse what stood in an earlier row.

        Args:
            key: The column that says it.
            shown: What to call it.
            *what: What it is.

        Raises:
            BadCell: It did.
        """
        before = self.seen.setdefault(what, row.where())
        if before != row.where():
            raise BadCell(key, N_("“{what}” stands in {place} already."), what=shown, place=before)


def outcomes(row: TableRow, found: "Iterable[RowOutcome]") -> Iterator[RowOutcome]:
    """Yield what comes of a row; a refusal becomes an outcome with its place."""
    try:
        yield from found
    except KtdError as error:
        yield failed(row, error)


def failed(row: TableRow, error: KtdError, key: str = "") -> RowOutcome:
    """Make the outcome of a row that is refused."""
    return RowOutcome(row.where(error.key if isinstance(error, BadCell) else key), Action.ERROR, "", error)


@contextmanager
def in_cell(key: str) -> Iterator[None]:
    """Say of a refusal which cell it is about."""
    try:
        yield
    except (BadCell, NotAllowed):
        raise
    except Refused as error:
        raise BadCell(key, error.message, **error.facts) from error


def text(row: TableRow, key: str, *, needed: str = "") -> str:
    """Return the text of a cell, empty where there is none.

    Args:
        needed: What to say (a msgid) where it is empty.

    Raises:
        BadCell: It cannot be used, or is empty and needed.
    """
    cell = _sound(row, key)
    if cell is None and needed:
        raise BadCell(key, needed)
    return cell.text if cell else ""


def _sound(row: TableRow, key: str) -> Cell | None:
    cell = row.cells.get(key)
    if cell and cell.fault:
        raise BadCell(key, cell.fault)
    return cell


def decimal(row: TableRow, key: str) -> Decimal | None:
    """Return the number in a cell, None where it is empty.

    Raises:
        BadCell: It is no number.
    """
    cell = _sound(row, key)
    if cell is None:
        return None
    if cell.is_day:
        raise BadCell(
            key,
            N_("“{text}” is a date, not points. The office program made it of “8.5”: mend it there."),
            text=cell.text,
        )
    with in_cell(key):
        return parse_decimal(cell.text.replace(" ", ""))


def day(row: TableRow, key: str) -> date | None:
    """Return the day in a cell, None where it is empty.

    Raises:
        BadCell: It is no date.
    """
    typed = text(row, key)
    with in_cell(key):
        return parse_date(typed) if typed else None
