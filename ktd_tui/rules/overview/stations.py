"""How far a bloc's year is: seven stations, each with how many of how many, until when, and its sign."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.organisation import Stage
from ktd_tui.i18n import N_
from ktd_tui.rules.signs import Status
from ktd_tui.rules.year.cycle import ORDER, YearFacts


class Station(StrEnum):
    """What a leader asks of a year, in the order of the year's work."""

    REGISTERED = "registered"
    SIGNED = "signed"
    HANDED_IN = "handed-in"
    SCORED = "scored"
    LOCKED = "locked"
    MET = "met"
    SEALED = "sealed"


class StationHead(NamedTuple):
    """What a station is called in a narrow column, at whose deadline it is measured, and where it is done.

    Attributes:
        says: A msgid of at most seven letters in either language.
        stage: The stage of the year in which it is to be reached.
        place: A key of the year's page.
    """

    says: str
    stage: Stage
    place: str


STATIONS: Mapping[Station, StationHead] = {
    Station.REGISTERED: StationHead(N_("Regist."), Stage.REGISTRATION, "registration"),
    Station.SIGNED: StationHead(N_("Signed"), Stage.PLEDGE, "pledge"),
    Station.HANDED_IN: StationHead(N_("Self"), Stage.SELF_SCORING, "scores"),
    Station.SCORED: StationHead(N_("Points"), Stage.SCORING, "scores"),
    Station.LOCKED: StationHead(N_("Locked"), Stage.SCORING, "scores"),
    Station.MET: StationHead(N_("Met"), Stage.REVIEW, "meeting"),
    Station.SEALED: StationHead(N_("Sealed"), Stage.HANDOVER, "papers"),
}


class Reached(NamedTuple):
    """How far a year is with one station.

    Attributes:
        done: Units (meetings, papers) that are through.
        of: How many there are.
        days: Days until the deadline, negative once it is over; None without one.
        asked: The year has come so far that it is asked for.
    """

    station: Station
    done: int
    of: int
    days: int | None = None
    asked: bool = True

    @property
    def status(self) -> Status:
        """How it stands."""
        if not self.of:
            return Status.MISSING
        if self.done >= self.of:
            return Status.LOCKED if self.station is Station.LOCKED else Status.DONE
        if self.days is not None and self.days < 0:
            return Status.LATE
        return Status.DUE if self.asked else Status.AHEAD


def reached(of: YearFacts, locked: int, days: Mapping[Stage, int | None]) -> tuple[Reached, ...]:
    """Return how far a year is with every station.

    Args:
        of: What the year's cycle is judged by.
        locked: Sheets of the bloc's own layer that are locked.
        days: Days until the deadline of each stage that has one.
    """
    units = len(of.year.members)
    done = {
        Station.REGISTERED: units - len(of.unregistered),
        Station.SIGNED: units - len(of.unsigned),
        Station.HANDED_IN: units - len(of.self_open),
        Station.SCORED: units - len(of.unscored),
        Station.LOCKED: locked,
        Station.MET: int(of.signed),
        Station.SEALED: int(of.sealed),
    }
    alone = (Station.MET, Station.SEALED)
    at = ORDER.index(of.year.stage)
    return tuple(
        Reached(
            station,
            done[station],
            1 if station in alone else units,
            days.get(head.stage),
            ORDER.index(head.stage) <= at,
        )
        for station, head in STATIONS.items()
    )
