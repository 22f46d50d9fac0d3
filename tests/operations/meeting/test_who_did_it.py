"""Who presents, hands over, signs is chosen: neither the chair nor an office is taken for the person."""

from pathlib import Path

import pytest

from ktd_tui.domain.meeting import AgendaStep, Handover, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.operations import pages
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, minutes_lines, preparation, presence
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers.style import Style, set_style
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.papers.document import prepared
from ktd_tui.papers.kinds.invitation import compose_invitation
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.record import sections
from ktd_tui.papers.render.plain import render_text
from ktd_tui.rules.meeting.flow import agenda
from tests.operations.found import the_bloc, the_meeting, the_unit, the_year

NOT_HEAD = Path(__file__).with_name("chair_not_head.txt")


def minutes(desk: Desk, meeting_id: str) -> str:
    return " ".join(
        " ".join(render_text(prepared(compose_minutes(meeting_view(desk, meeting_id).data)), 200)).split()
    )


def driver(sample: Desk) -> Driver:
    desk = sample._replace(clock=clock_at("08/12/2023 13:30"), rehearsal=True)
    return Driver(desk, preparation.start_meeting(desk, the_year(desk, 2023).id).id)


def test_a_chair_who_is_not_the_head_is_not_called_so(sample: Desk) -> None:
    d = driver(sample)
    script.run_script(d, script.acts(NOT_HEAD.read_text("utf-8")))
    said = minutes(d.desk, d.meeting_id)
    assert "Hội nghị nghe trình bày Báo cáo tổng kết." in said, said
    assert "2. Báo cáo tổng kết " in said, "the title claims whose report it is"
    assert "Khối trưởng trình bày" not in said
    script.run_script(d, script.acts("presenter nvđ"))
    said = minutes(d.desk, d.meeting_id)
    assert "Nguyễn Văn Định, Cục trưởng Cục Quản trị III, trình bày Báo cáo tổng kết." in said, said


def test_the_head_who_presents_is_called_by_the_blocs_word_whoever_sits_there_later(sample: Desk) -> None:
    meeting = the_meeting(sample)
    sample.store.save(sample.store.get(Bloc, the_bloc(sample)).with_(head_title="Trưởng khối"))
    presence.set_officer(sample, meeting.id, "presenter_id", "a1")
    said = minutes(sample, meeting.id)
    assert "Trưởng khối, chủ trì Hội nghị, trình bày Báo cáo tổng kết." in said, said
    presence.set_seat(sample, meeting.id, "a1", presence.Seat("Lê Thị Hoa", "Phó Cục trưởng"))
    said = minutes(sample, meeting.id)
    assert "Trưởng khối, chủ trì Hội nghị, trình bày Báo cáo tổng kết." in said, "who came later presented it"


@pytest.mark.parametrize(
    ("kind", "report"),
    [(MeetingKind.MID_YEAR, "Báo cáo sơ kết"), (MeetingKind.PLAIN, "Báo cáo")],
)
def test_each_kind_of_meeting_names_its_report(sample: Desk, kind: MeetingKind, report: str) -> None:
    meeting = sample.store.save(the_meeting(sample).with_(kind=kind, presenter_id="a2"))
    assert f"Cục trưởng Cục Quản trị I, trình bày {report}." in minutes(sample, meeting.id)


def test_who_presents_is_not_taken_off_the_list(sample: Desk) -> None:
    meeting = the_meeting(sample)
    presence.set_officer(sample, meeting.id, "presenter_id", "pdt")
    with pytest.raises(Refused, match="presents"):
        presence.remove_attendee(sample, meeting.id, "a2")


def test_who_leads_is_offered_first_for_the_handover_and_nobody_is_taken_for_them(sample: Desk) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(chair_id="a2", handover=Handover()))
    unit = the_unit(sample, "CQT III")
    deputy = save_person(sample, unit, None, heads=False, name="Lê Thị Hoa", title="Phó Cục trưởng").id

    def offered() -> list[str]:
        return [key for key, _ in closing.handover_offered(sample, meeting_view(sample, meeting.id)).givers]

    assert offered()[0] == "a1"
    assert deputy in offered()[1:3], "the unit's other people are next"
    sample.store.save(sample.store.get(Unit, unit).with_(head_id=None))
    assert offered()[0] == "a1", "who came for a unit without a head"
    of = Driver(sample, meeting.id)
    for typed in ("", "nvđ", "nvđ |", "| pdt"):
        with pytest.raises(Refused, match=r"Name who hands over and who takes over.*Nguyễn Văn Định"):
            script.perform(of, script.ScriptAct(1, "handover", typed))
    assert of.meeting.handover == Handover()
    script.perform(of, script.ScriptAct(1, "handover", "lth | pdt"))
    assert of.meeting.handover.giver == "Phó Cục trưởng Cục Quản trị III Lê Thị Hoa"


def test_letters_are_signed_by_the_head_or_whom_the_office_chose_never_by_the_chair(sample: Desk) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(chair_id="a2"))

    def signer() -> str:
        (signature,) = compose_invitation(meeting_view(sample, meeting.id).data, ()).signatures
        return signature.name

    assert signer() == "Nguyễn Văn Định"
    person = next(p for p in sample.store.find(Person) if p.name == "Phạm Đức Thảo")
    set_style(sample, sample.store.get(Bloc, the_bloc(sample)), Style(signer_name=person.id))
    assert signer() == "Phạm Đức Thảo"


def test_a_note_of_the_preparation_is_no_section(sample: Desk) -> None:
    meeting = the_meeting(sample)
    minutes_lines.add_line(sample, meeting.id, Step.PREPARATION, "Gọi lại cho lễ tân")
    found = sections(meeting_view(sample, meeting.id).data)
    assert Step.PREPARATION not in [section.step for section in found]


def test_a_renamed_step_is_so_named_everywhere(sample: Desk) -> None:
    meeting = the_meeting(sample)
    renamed = tuple(
        AgendaStep(step=one.step, conditions=one.conditions, title=f"Phần {n}")
        for n, one in enumerate(agenda(meeting))
    )
    sample.store.save(meeting.with_(agenda=renamed))
    titles = {one.step: one.title for one in renamed}
    view = meeting_view(sample, meeting.id)
    assert all(section.title == titles[section.step] for section in sections(view.data))
    told = " ".join("\n".join(page_lines(pages.meeting(sample, meeting.id), 100)).split())
    for step, title in titles.items():
        assert title in told, f"{step} is not called {title}"


def test_the_speaker_of_a_line_is_changed_and_taken_off(sample: Desk) -> None:
    meeting = the_meeting(sample)
    line = minutes_lines.add_line(sample, meeting.id, Step.REPORT, "Nhất trí")
    line = minutes_lines.mend_line(sample, line, "Nhất trí", speaker="pdt")
    assert "Phạm Đức Thảo phát biểu: Nhất trí." in minutes(sample, meeting.id)
    with pytest.raises(Refused):
        minutes_lines.mend_line(sample, line, "Nhất trí", speaker="zzz")
    line = minutes_lines.mend_line(sample, line, "Nhất trí", speaker="")
    assert line.speaker == ""
    assert "Phạm Đức Thảo phát biểu: Nhất trí." not in minutes(sample, meeting.id)


def test_who_is_said_to_present_and_was_not_marked_is_not_absent(sample: Desk) -> None:
    d = driver(sample)
    script.run_script(d, script.acts(NOT_HEAD.read_text("utf-8")))
    script.run_script(d, script.acts("delegate Ngô Vắng | Vụ trưởng | Ban Dân nguyện | Hà Nội | khách"))
    assert "Vắng" in minutes(d.desk, d.meeting_id).replace("Ngô Vắng", "")
    script.run_script(d, script.acts("presenter nv"))
    assert "Vắng" not in minutes(d.desk, d.meeting_id).replace("Ngô Vắng", "")


def test_a_report_that_was_passed_over_was_presented_by_nobody(sample: Desk) -> None:
    """Who is to present was chosen in the preparation; then there was no report, and a reason for it."""
    d = driver(sample)
    opened = "day 8/12/2023\nplace Nhà Quốc hội\nchair pdt\nsecretary cqt2\npresenter nvđ\n"
    script.run_script(d, script.acts(f"{opened}present pdt, nvđ, cqt2, dhv, vtk\nnext\nopen\nnext"))
    script.run_script(d, script.acts("next Báo cáo gửi sau"))
    assert "trình bày Báo cáo" not in minutes(d.desk, d.meeting_id)
    script.run_script(d, script.acts("report Năm qua, Khối hoàn thành nhiệm vụ."))
    assert "trình bày Báo cáo" in minutes(d.desk, d.meeting_id)
