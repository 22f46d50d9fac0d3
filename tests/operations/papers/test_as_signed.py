"""Nothing signed changes later: everything is renamed, and each signed paper reads as before."""

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, Council, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.scripting import script
from ktd_tui.operations.meeting.scripting.driver import Driver
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from tests.operations.meeting.schools import meeting_of_schools, years_by_number
from tests.operations.meeting.test_deeds import WALK

OTHER = "Tên Khác Hẳn"


def renamed(desk: Desk) -> None:
    """Rename all that has a name, as no rename with a year would: the hardest way."""
    for kind in (Council, Bloc, Unit, Person, CriteriaSet):
        for one in desk.store.find(kind):
            desk.store.save(_other(one))
    for movement in desk.store.find(Movement):
        desk.store.save(movement.with_(title=OTHER))


def _other(one: Record) -> Record:
    fields = {"name": f"{OTHER} {one.id}", "short_name": OTHER, "title": OTHER, "noun": OTHER}
    return one.with_(**{key: text for key, text in fields.items() if key in type(one).model_fields})


def papers(desk: Desk, meeting_id: str) -> list[str]:
    year = years_by_number(desk)[2024]
    refs = (minutes_ref(desk, meeting_id), PaperRef("pledge", year.id))
    return ["\n".join(printing.preview(desk, ref, 100)) for ref in refs]


def test_renaming_everything_changes_no_signed_paper(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    script.run_script(Driver(desk, meeting.id), script.acts(WALK))
    assert desk.store.find(Pledge)[0].frozen_at
    assert desk.store.get(Meeting, meeting.id).signed_at
    before = papers(desk, meeting.id)
    with desk.store.transaction("Đổi tên"):
        renamed(desk)
    assert papers(desk, meeting.id) == before


def test_who_has_signed_stands_under_the_pledge_as_they_were_called(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    script.run_script(Driver(desk, meeting.id), script.acts("pledge MN Hoa Sen | lth"))
    with desk.store.transaction("Đổi tên"):
        renamed(desk)
    page = " ".join(papers(desk, meeting.id)[1].split())
    assert "Lê Thị Hoa" in page
    assert "HIỆU TRƯỞNG TRƯỜNG MẦM NON HOA SEN" in " ".join(page.upper().split())
