"""Three councils nobody has seen, from ``ktd init`` to a meeting ready to open: by keys and by commands.

Each has its own numbering, words, people, rules and agenda; both ways give the same data.
"""

import subprocess
from pathlib import Path

import pytest

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Agenda, Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Role, Unit
from ktd_tui.domain.people import Person
from store import open_store
from tests.pty.council_cases import CASES, Case, Secretary, begun, by_commands
from tests.terminal_session import KTD, Session


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")}


def facts(data: Path, of: Case) -> dict[str, object]:
    """Return what was set up, in words: no ids, no times."""
    store = open_store(data, read_only=True)
    try:
        named: list[Unit | Person | Bloc] = [*store.find(Unit), *store.find(Person), *store.find(Bloc)]
        names = {one.id: one.name for one in named}
        meeting = store.find(Meeting)[0]
        year = store.find(BlocYear)[0]
        seats = {seat.id: seat.called.typed or seat.unit for seat in meeting.attendees}
        return {
            "council": _bare(store.find(Council)[0], names),
            "bloc": [_bare(one, names) for one in store.find(Bloc, code=of.bloc[0])],
            "units": sorted((_bare(one, names) for one in store.find(Unit)), key=str),
            "people": sorted((_bare(one, names) for one in store.find(Person)), key=str),
            "year": (year.year, year.theme, year.stage, names[year.unit_with(Role.HEAD) or ""]),
            "deputies": [names[unit] for unit in year.units_with(Role.DEPUTY)],
            "agenda": [_bare(one, names) for one in store.find(Agenda) if one.bloc_id],
            "meeting": (meeting.day, meeting.opens_at, meeting.place, meeting.quorum, meeting.recipients),
            "seats": sorted(seats.values()),
            "chair": seats.get(meeting.chair_id or ""),
            "secretary": seats.get(meeting.secretary_id or ""),
        }
    finally:
        store.close()


def _bare(record: Record, names: dict[str, str]) -> dict[str, object]:
    found = record.model_dump(mode="json", exclude={"id", "rev"})
    return {key: names.get(str(value), value) for key, value in found.items() if key != "council_id"}


@pytest.mark.parametrize("of", CASES, ids=lambda of: of.name)
def test_a_council_is_set_up_by_keys_as_by_commands(
    tmp_path: Path, surroundings: dict[str, str], of: Case
) -> None:
    keys, commands = tmp_path / "keys", tmp_path / "commands"
    begun(of, keys)
    with Session([*KTD, "--data", str(keys)], env=surroundings) as session:
        Secretary(session).set_up(of)
    begun(of, commands)
    by_commands(of, commands)
    assert facts(keys, of) == facts(commands, of)
    head, deputy = of.bloc[4] or f"{of.bloc[3] or 'Khối'} trưởng", of.bloc[5] or f"{of.bloc[3] or 'Khối'} phó"
    shown = [*KTD, "--data", str(keys), "show", "bloc", "--bloc", of.bloc[0]]
    page = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    assert head in page, page
    assert deputy in page, page
