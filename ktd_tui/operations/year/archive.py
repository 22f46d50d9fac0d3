"""Closed bloc-years go to the archive: read as before, changed only by what brings them back, an appeal."""

from ktd_tui.domain.activity import Activity, Concretisation
from ktd_tui.domain.base import Record
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Registration, ScoreSheet
from ktd_tui.domain.sealed import SignedPaper
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.sheets import open_appeal
from ktd_tui.text import file_name

ARCHIVED = N_("A closed year was archived")
"""What the history calls it: the records are not deleted, though they leave the data."""


def archive_year(desk: Desk, bloc_year_id: str) -> str:
    """Move the scores, meetings and votes of a closed year to the archive; return the archive's name.

    Raises:
        Refused: The year is not closed, its minutes are not signed, or there is nothing (any more) to move.
    """
    with desk.act(Act.ARCHIVE, ARCHIVED, at=At(BlocYear, bloc_year_id), final=True) as store:
        year = store.get(BlocYear, bloc_year_id)
        name = f"{file_name(store.get(Bloc, year.bloc_id).code)}-{year.year}"
        if not _may_go(desk, year):
            raise Refused(N_("Only a closed year whose minutes are signed goes to the archive."))
        records = _belongings(desk, year)
        if store.is_archived(year.id) or not records:
            raise Refused(N_("The year {name} holds nothing that is not in the archive."), name=name)
        return store.archive(name, records, [year.id, *(r.id for r in records if isinstance(r, Meeting))])


def archive_closed(desk: Desk) -> list[str]:
    """Archive every closed year that is followed by another of its bloc; return the archives' names."""
    return [
        archive_year(desk, year.id)
        for year in desk.store.find(BlocYear, stage=Stage.CLOSED)
        if not desk.store.is_archived(year.id)  # asked first: the rest would open and read each archive
        and any(y.year > year.year for y in desk.store.find(BlocYear, bloc_id=year.bloc_id))
        and _may_go(desk, year)
        and _belongings(desk, year)
    ]


def _may_go(desk: Desk, year: BlocYear) -> bool:
    meetings = desk.store.find(Meeting, bloc_year_id=year.id)
    sheets = desk.store.find(ScoreSheet, bloc_year_id=year.id)
    decided = all(open_appeal(sheet) is None for sheet in sheets)
    return year.stage is Stage.CLOSED and decided and all(m.signed_at for m in meetings)


def _belongings(desk: Desk, year: BlocYear) -> list[Record]:
    store = desk.store
    meetings = store.find(Meeting, bloc_year_id=year.id)
    kinds: tuple[type[Record], ...] = (
        Registration, Pledge, Concretisation, Activity, Evidence, Exemplar, ScoreSheet, SignedPaper
    )  # fmt: skip
    records = [record for kind in kinds for record in store.find(kind, bloc_year_id=year.id)] + [*meetings]
    for meeting in meetings:
        records += store.find(MinutesLine, meeting_id=meeting.id)
        records += store.find(Vote, meeting_id=meeting.id)
    return records
