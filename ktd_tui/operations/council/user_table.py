"""Roles from a table."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.council.users import account, add_user
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import ROLES, Act
from ktd_tui.sheets.cells import Line, RawSheet, where
from ktd_tui.sheets.reading import read_sheets

HEADS: Mapping[str, str] = {
    "tài khoản": "account",
    "account": "account",
    "vai trò": "role",
    "role": "role",
    "khối": "bloc",
    "cụm": "bloc",
    "bloc": "bloc",
    "đơn vị": "unit",
    "unit": "unit",
    "từ ngày": "since",
    "from": "since",
    "đến ngày": "until",
    "until": "until",
}
"""What may stand over a column, and what it says."""
NEEDED = {"account", "role"}
LISTED = 5
"""So many lines that cannot be read are told."""


class RoleLine(NamedTuple):
    """A line of the table: where it stands, and its cells by what they say."""

    where: str
    cells: Mapping[str, str]


class _TriedOnly(Exception):  # noqa: N818  # no error: it leaves a transaction as if nothing had been done
    pass


def import_users(desk: Desk, path: Path, *, dry_run: bool) -> list[Grant]:
    """Give the roles that a table lists; a role that is held already gets the term that stands there.

    Raises:
        NotAllowed: Only administrators give roles.
        Refused: The file is no such table, or lines cannot be read: they are told, and nothing was changed.
    """
    lines = [line for sheet in read_sheets(path) for line in _lines(sheet)]
    if not lines:
        raise Refused(
            N_("{path} has no table of roles. Its columns: {columns}"),
            path=path,
            columns="Tài khoản, Vai trò, Khối, Đơn vị, Từ ngày, Đến ngày",
        )
    given: list[Grant] = []
    told = {"file": path.name, "count": len(lines)}
    why = N_("{count} roles were given from {file}")
    with suppress(_TriedOnly), desk.act(Act.MANAGE_USERS, why, told, at=None):
        given = _give_all(desk, lines)
        if dry_run:
            raise _TriedOnly
    return given


def _lines(sheet: RawSheet) -> Iterator[RoleLine]:
    heads: dict[int, str] = {}
    for line in sheet.lines:
        if heads:
            cells = {
                key: line.cells[place].text.strip() for place, key in heads.items() if place in line.cells
            }
            if any(cells.values()):
                yield RoleLine(where(sheet.name, line.number), cells)
        else:
            heads = _heads(line)


def _heads(line: Line) -> dict[int, str]:
    """Return what the columns say, where this line is the head of a table of roles."""
    found = {
        place: HEADS.get(" ".join(cell.text.casefold().split()), "") for place, cell in line.cells.items()
    }
    return {place: key for place, key in found.items() if key} if set(found.values()) >= NEEDED else {}


def _give_all(desk: Desk, lines: list[RoleLine]) -> list[Grant]:
    given, faults = [], []
    for line in lines:
        try:
            given.append(_give(desk, line.cells))
        except KtdError as error:
            faults.append(f"{line.where}: {tell(error)}")
    if faults:
        more = " …" if len(faults) > LISTED else ""
        raise Refused(N_("Nothing was changed. {faults}"), faults=" ".join(faults[:LISTED]) + more)
    return given


def _give(desk: Desk, cells: Mapping[str, str]) -> Grant:
    place = cells.get("bloc", "") or cells.get("unit", "")
    who, role = account(cells.get("account", "")), _role(cells.get("role", ""))
    return add_user(desk, who, role, place=place, since=cells.get("since", ""), until=cells.get("until", ""))


def _role(typed: str) -> UserRole:
    """Read a role: as commands write it, or as people call it."""
    wanted = typed.casefold().strip()
    for role in UserRole:
        if wanted in (role.value, ROLES[role].casefold(), t(ROLES[role]).casefold()):
            return role
    raise Refused(
        N_("There is no role “{typed}”. Roles: {roles}"),
        typed=typed,
        roles=", ".join(t(ROLES[r]) for r in UserRole),
    )
