"""What stands in the data of a council that was set up and met, in words: no ids, no times of typing."""

import json
import re
from pathlib import Path

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Agenda, Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Vote
from store import open_store
from store.contract import Store
from tests.pty.council_cases import Case


def facts(data: Path, of: Case) -> dict[str, object]:
    """Return what was set up and what came of the meeting, to the minute: a notebook's hour goes on."""
    store = open_store(data, read_only=True)
    try:
        found = json.dumps(_set_up(store, of) | _held(store), default=str)
    finally:
        store.close()
    told: dict[str, object] = json.loads(re.sub(r"([T ]\d\d:\d\d):\d\d(\.\d+)?", r"\1", found))
    told["came and went"] = sorted(told["came and went"], key=str)  # type: ignore[call-overload]  # a list
    return told


def _set_up(store: Store, of: Case) -> dict[str, object]:
    named: list[Unit | Person | Bloc] = [*store.find(Unit), *store.find(Person), *store.find(Bloc)]
    names = {one.id: one.name for one in named}
    year = next(one for one in store.find(BlocYear) if one.year == of.year)
    return {
        "council": _bare(store.find(Council)[0], names),
        "bloc": [_bare(one, names) for one in store.find(Bloc, code=of.bloc[0])],
        "units": sorted((_bare(one, names) for one in store.find(Unit)), key=str),
        "people": sorted((_bare(one, names) for one in store.find(Person)), key=str),
        "year": (year.theme, year.stage, names[year.unit_with(Role.HEAD) or ""]),
        "deputies": [names[unit] for unit in year.units_with(Role.DEPUTY)],
        "criteria": _bare(store.get(CriteriaSet, year.criteria_id or ""), names),
        "agenda": [_bare(one, names) for one in store.find(Agenda) if one.bloc_id],
    }


def _held(store: Store) -> dict[str, object]:
    meeting = store.find(Meeting)[0]
    seats = {seat.id: seat.called.typed or seat.unit for seat in meeting.attendees}
    told = {"day", "opens_at", "place", "quorum", "recipients", "agenda", "rules", "step", "visited", "gaps"}
    ended = {"opened_at", "closed_at", "report", "conclusion", "name"}
    return {
        "meeting": meeting.model_dump(mode="json", include=told | ended),
        "handover": meeting.handover.model_dump(mode="json"),
        "seats": sorted(seats.values()),
        "chair": seats.get(meeting.chair_id or ""),
        "secretary": seats.get(meeting.secretary_id or ""),
        "came and went": [(one.at, one.who, one.what, one.step) for one in meeting.presence],
        "deeds": [(one.step, one.unit, one.who, one.what, one.given_to, one.at) for one in meeting.deeds],
        "lines": [(one.step, one.speaker, one.text, one.at) for one in store.find(MinutesLine)],
        "votes": [
            (one.subject, one.agree, one.against, one.present, one.counted_at) for one in store.find(Vote)
        ],
        "sealed": [(one.kind, one.number, one.version, one.title) for one in store.find(SealedPaper)],
    }


def _bare(record: Record, names: dict[str, str]) -> dict[str, object]:
    found = record.model_dump(mode="json", exclude={"id", "rev"})
    return {key: names.get(str(value), value) for key, value in found.items() if key != "council_id"}
