"""The leader's page as plain text and as JSON."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ktd_tui.domain.organisation import Stage
from ktd_tui.i18n import plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.finding import TOPICS
from ktd_tui.operations.overview.leading import BlocLine, LeaderPage, TitleCount, overview, title_said
from ktd_tui.operations.page import Page, PageHeading, PageTable, Part
from ktd_tui.rules.overview.findings import Concern, Topic
from ktd_tui.rules.overview.stations import STATIONS, Reached
from ktd_tui.rules.signs import SIGNS, Status, status_sign

NONE = "–"


def overview_page(desk: Desk, year: int | None = None, bloc_id: str | None = None) -> Page:
    """Return the leader's page as plain text."""
    return said_page(overview(desk, year, bloc_id))


def said_page(of: LeaderPage) -> Page:
    """Say the leader's page whole."""
    title = " › ".join(
        (of.bloc.name if of.bloc else of.council, t("The year {year} at one look", year=of.year))
    )
    return Page(title, tuple(_parts(of)))


def _parts(of: LeaderPage) -> Iterator[Part]:
    yield legend()
    yield PageTable(station_heads(), tuple((line.called, *station_cells(line)) for line in of.lines))
    yield PageHeading(decisions_said(len(of.decide)))
    yield from map(concern_said, of.decide)
    for topic in Topic:
        found = [one for one in of.findings if one.topic is topic]
        if topic is Topic.TITLES:
            if of.titles:
                yield PageHeading(t(TOPICS[topic]))
                yield from (f"{status_sign(one.status)} {title_said(one)}" for one in of.titles)
        elif found:
            yield PageHeading(t(TOPICS[topic]))
            yield from map(concern_said, found)


def decisions_said(number: int) -> str:
    """Say how many things are to be decided this week."""
    if not number:
        return t("Nothing waits for a decision this week.")
    return plural("{n} thing to decide this week", "{n} things to decide this week", number)


def legend() -> str:
    """Say what the signs mean."""
    shown = (of for status, of in SIGNS.items() if status is not Status.REFUSED)
    return "   ".join(f"{of.char} {t(of.says)}" for of in shown)


def station_heads() -> tuple[str, ...]:
    """Return the headings of the matrix."""
    return t("Bloc"), *(t(head.says) for head in STATIONS.values())


def station_cells(of: BlocLine) -> tuple[str, ...]:
    """Say how far a bloc is, station by station."""
    return tuple(map(station_said, of.reached)) if of.reached else (NONE,) * len(STATIONS)


def stands(of: BlocLine) -> str:
    """Say of a bloc which stage it is at, and what it has not done yet, until when or how late."""
    if of.year is None:
        return t("{bloc}: the year is not open", bloc=of.bloc.name)
    waiting = [
        f"{station_said(one)} {t(STATIONS[one.station].says)} {saying.days(one.days)}".strip()
        for one in of.reached
        if one.status in (Status.LATE, Status.DUE)
    ]
    return "\n".join([f"{of.bloc.name} · {saying.stage(of.year.stage, of.bloc)}", *waiting])


def station_said(of: Reached) -> str:
    """Say how far a year is with a station: its sign, and how many of how many."""
    if of.status is Status.MISSING or of.of == 1:
        return status_sign(of.status)
    return f"{status_sign(of.status)} {of.done}/{of.of}"


def concern_said(of: Concern) -> str:
    """Say a finding in one line: how it stands, where, what, until when, and whom to ring."""
    what = f"{of.bloc or t('Council')}: {of.text}"
    ring = t("ring {names}", names=of.ring) if of.ring else ""
    told = " · ".join(part for part in (what, saying.days(of.days), ring) if part)
    return f"{status_sign(of.status)} {told}" if of.status else told


class _StationTold(TypedDict):
    done: int
    of: int
    days: int | None
    status: Status


class _BlocLine(TypedDict):
    bloc: str
    name: str
    stage: Stage | None
    stations: dict[str, _StationTold]


class _Finding(TypedDict):
    topic: Topic
    status: Status | None
    bloc: str
    text: str
    days: int | None
    ring: str
    place: str
    code: str


class OverviewTold(TypedDict):
    """The leader's page for a program."""

    year: int
    bloc: str | None
    blocs: list[_BlocLine]
    titles: Sequence[TitleCount]
    decide: list[_Finding]
    findings: list[_Finding]


def overview_json(of: LeaderPage) -> OverviewTold:
    """Return the leader's page as JSON has it."""
    return {
        "year": of.year,
        "bloc": of.bloc.code if of.bloc else None,
        "blocs": [
            {
                "bloc": line.bloc.code,
                "name": line.bloc.name,
                "stage": line.year.stage if line.year else None,
                "stations": {
                    one.station.value: {
                        "done": one.done,
                        "of": one.of,
                        "days": one.days,
                        "status": one.status,
                    }
                    for one in line.reached
                },
            }
            for line in of.lines
        ],
        "titles": of.titles,
        "decide": [_finding(one) for one in of.decide],
        "findings": [_finding(one) for one in of.findings],
    }


def _finding(of: Concern) -> _Finding:
    return {
        "topic": of.topic,
        "status": of.status,
        "bloc": of.bloc,
        "text": of.text,
        "days": of.days,
        "ring": of.ring,
        "place": of.place,
        "code": of.code,
    }
