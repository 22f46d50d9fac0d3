"""Several delegates at once: a list copied from a letter or a spreadsheet, a line each."""

import re

from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.choosing import Delegate, with_typed
from ktd_tui.operations.meeting.presence import save_attendee
from ktd_tui.text import fold

PARTS = ("name", "title", "unit", "city")
"""What a line has, where no heads say otherwise."""
HEADS = {
    "name": re.compile(r"ho (va )?ten|dai bieu|ten"),
    "title": re.compile(r"chuc (vu|danh)"),
    "unit": re.compile(r"don vi|co quan"),
    "city": re.compile(r"noi du|dia (ban|phuong)|tinh|thanh pho"),
}
"""How the columns of a copied table are headed; what is headed otherwise is not of a delegate."""
_NUMBER = re.compile(r"\d{1,3}[.)]?")


def add_delegates(desk: Desk, meeting_id: str, text: str) -> int:
    """Add a delegate a line, in one step: name, title, unit, place, parted by tabs or semicolons.

    The heads of a copied table are read, and its running numbers passed over.

    Returns:
        How many were added.

    Raises:
        NotAllowed: The right, or the pen, is missing.
        Refused: There is no line, or one of them cannot be a delegate; none is added then.
    """
    rows = [_parts(line) for line in text.splitlines() if line.strip()]
    columns = _headed(rows[0]) if rows else {}
    rows = rows[1:] if columns else rows
    if not columns and rows and all(len(row) > 1 and _NUMBER.fullmatch(row[0]) for row in rows):
        rows = [row[1:] for row in rows]
    if not rows:
        raise Refused(N_("Write at least a name, a title or a unit."))
    told = {"count": str(len(rows))}
    with desk.store.transaction(N_("Delegates: {count}"), told):
        for row in rows:
            _add(desk, meeting_id, row, columns)
    return len(rows)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in (line.split("\t") if "\t" in line else line.split(";"))]


def _headed(row: list[str]) -> dict[str, int]:
    """Return the columns of a row of heads by what they hold; nothing of a row that is no heads."""
    folded = [" ".join(fold(cell).split()) for cell in row]
    found = {
        part: next((place for place, cell in enumerate(folded) if of.match(cell)), -1)
        for part, of in HEADS.items()
    }
    found = {part: place for part, place in found.items() if place >= 0}
    return found if "name" in found and len(found) > 1 else {}


def _add(desk: Desk, meeting_id: str, row: list[str], columns: dict[str, int]) -> None:
    if columns:
        given = {part: row[place] for part, place in columns.items() if place < len(row)}
    elif len(row) > len(PARTS):
        said = "; ".join(row)[:60]
        raise Refused(N_("“{text}”: a delegate has a name, a title, a unit and a place."), text=said)
    else:
        given = dict(zip(PARTS, row, strict=False))
    name, title, unit, city = (given.get(part, "") for part in PARTS)
    typed = Delegate(name, title, unit, city)
    save_attendee(desk, meeting_id, with_typed(desk, meeting_id, Attendee(id=new_id()), typed))
