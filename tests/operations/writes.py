"""Every operation that writes, each ready to succeed on the sample after ``get_ready``."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pypdf import PdfWriter

from ktd_tui.domain.access import Grant
from ktd_tui.domain.activity import Activity, Concretisation, Post
from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.layering.layers import Beginning, ScoreLayer
from ktd_tui.domain.meeting import Agenda, AgendaStep, Meeting, MeetingKind, Step
from ktd_tui.domain.merit import AwardDecision, AwardTitle, Exemplar
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, PlanItem, Stage, Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, Layer, NotAssigned
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Method, Purpose, Vote, VoteRule
from ktd_tui.operations import lookup
from ktd_tui.operations.council import (
    blocs,
    board,
    decisions,
    directory,
    people,
    reorganising,
    titles,
    units,
    user_table,
    users,
)
from ktd_tui.operations.council.units import Since
from ktd_tui.operations.data import import_rows, importing
from ktd_tui.operations.data.people import personal
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import (
    agenda,
    change,
    closing,
    deeds,
    hours,
    long_texts,
    minutes_lines,
    pasted_delegates,
    preparation,
    presence,
    rollover,
    speaking_list,
)
from ktd_tui.operations.meeting.presence import Seat
from ktd_tui.operations.meeting.voting import (
    awarding,
    deciding,
    electronic,
    opening,
    rounds,
    score_changes,
    tellers,
    votes,
)
from ktd_tui.operations.overview import leaving
from ktd_tui.operations.papers import amending, as_signed, current, sealing, signing, style
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.papers.returned import attaching
from ktd_tui.operations.scoring import (
    award_rules,
    cells,
    conditions,
    criteria,
    cross,
    evidence,
    grid,
    many,
    paste,
    sheets,
)
from ktd_tui.operations.scoring.criteria import Seen
from ktd_tui.operations.scoring.evidence import Handed
from ktd_tui.operations.scoring.layering import confirming, replying
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.operations.scoring.results import settling
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year import (
    activities,
    applying,
    archive,
    cycle,
    exemplars,
    pledge,
    registration,
    taking_part,
    tasks,
    years,
)
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.meeting.flow import agenda as agenda_of_meeting
from ktd_tui.rules.meeting.secret_ballot import Cost
from ktd_tui.rules.scoring.criteria import Part
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.scorers.listed import USUAL
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.layout import ReadFile
from ktd_tui.sheets.table_rows import TableRow

APPRAISED = View("td")
AWARD = "Giấy khen"
AN_APPEAL = sheets.AppealTyped("CQT III", "", "Cộng sai")


def the_title(desk: Desk) -> AwardTitle:
    return desk.store.find(Council)[0].award_titles[0]


def the_decision(desk: Desk) -> AwardDecision:
    return desk.store.find(AwardDecision)[0]


def signed_by(desk: Desk, year: int, unit_id: str) -> Pledge:
    """Sign the pledge for a unit: by somebody of it, or by nobody where the data knows nobody."""
    someone = desk.store.find(Person, unit_id=unit_id)
    return pledge.sign_pledge(desk, the_year(desk, year).id, unit_id, someone[0].id if someone else "")


def the_unit(desk: Desk, label: str) -> str:
    return next(u.id for u in desk.store.find(Unit) if u.label == label)


def the_new_unit(desk: Desk) -> Unit:
    return lookup.unit_among(desk.store.find(Unit), "Thêm", whole=True)


def the_new_person(desk: Desk) -> Person:
    return lookup.person_named(desk, "Lê Thêm")


def the_year(desk: Desk, number: int = 2022) -> BlocYear:
    return desk.store.find(BlocYear, year=number)[0]


def the_meeting(desk: Desk, year: int = 2022) -> Meeting:
    return desk.store.find(Meeting, bloc_year_id=the_year(desk, year).id)[0]


def the_signed(desk: Desk) -> Meeting:
    return desk.store.find(Meeting, kind=MeetingKind.PLAIN)[0]


def sign_a_meeting(desk: Desk) -> None:
    """Hold another meeting in 2022, and sign its minutes."""
    meeting = preparation.start_meeting(desk, the_year(desk).id, MeetingKind.PLAIN)
    signed = desk.store.save(meeting.with_(signed_at=desk.now))
    as_signed.keep(desk, signed, "minutes", current.composed(desk, minutes_ref(desk, meeting.id)))


def the_vote(desk: Desk) -> Vote:
    return desk.store.find(Vote, award=AWARD)[0]


def the_round(desk: Desk, award: str) -> Vote:
    return desk.store.find(Vote, award=award)[0]


def put_ballots(desk: Desk) -> None:
    """Put ballots to 2022: to count, counted by both tellers, tied, void, and a show of hands."""
    make_equal(desk)
    meeting = the_meeting(desk).id
    units = [the_unit(desk, "CQT I"), the_unit(desk, "Vụ TK")]
    tellers.set_tellers(desk, meeting, ["a2", "a3"])
    # On questions that no signature waits for.
    by_ballot = {Purpose.DIRECTIONS: VoteRule(method=Method.BALLOT)}
    change.change_meeting(desk, meeting, lambda m: m.with_(rules=by_ballot), "rules")
    for award in ("Cờ", "Hai lần đếm", "Bằng phiếu", "Hỏng"):
        rounds.put_ballot(desk, meeting, Purpose.DIRECTIONS, units, award)
    rounds.put_ballot(desk, meeting, Purpose.SCORES, units, "Giơ tay")
    for award in ("Hai lần đếm", "Bằng phiếu"):
        for teller in ("a2", "a3"):
            tellers.tally(desk, the_round(desk, award).id, teller, numbers(units))
    tellers.agree(desk, the_round(desk, "Bằng phiếu").id)
    rounds.void(desk, the_round(desk, "Hỏng").id, "Phát nhầm phiếu")
    put_questions(desk)
    put_boxes(desk)
    speaking_list.begin(desk, meeting, "a3")
    closing.close_meeting(desk, meeting, "")  # somebody spoke after its close: it went on until then


def put_questions(desk: Desk) -> None:
    """Put questions that know written opinions and the chair's vote: one is open without a5, one is a tie."""
    meeting = the_meeting(desk).id
    rule = VoteRule(written=True, casting=True)
    for award, absent in (("Có người vắng", "a5"), ("Ngang nhau", "")):
        fresh = votes.put_question(desk, meeting, Purpose.DIRECTIONS, None, award)
        here = tuple(a.id for a in the_meeting(desk).attendees if a.voting and a.id != absent)
        with desk.store.transaction("opened", {}):
            desk.store.save(
                fresh.with_(rule=rule, voters=here, members=5, present=len(here), opened_at=desk.now)
            )
    deciding.set_opinion(desk, the_round(desk, "Có người vắng").id, "a5", ["against"])
    votes.count_votes(desk, the_round(desk, "Ngang nhau").id, "2", "2", "1")


TELLERS = {"a2": "mật khẩu của a2", "a3": "mật khẩu của a3"}
CHEAP = Cost(1, 8192)


def put_boxes(desk: Desk) -> None:
    """Put ballots with electronic boxes: to set up, to close, to open."""
    meeting = the_meeting(desk).id
    change.change_meeting(desk, meeting, lambda m: m.with_(secret=True), "secret")
    for one in ("a1", "a4", "a5"):
        presence.set_seat(desk, meeting, one, Seat(joins_from="Đà Nẵng"))
    units = [the_unit(desk, "CQT I"), the_unit(desk, "Vụ TK")]
    for award in ("Chưa có hòm", "Hòm mở", "Hòm khóa"):
        vote = rounds.put_ballot(desk, meeting, Purpose.DIRECTIONS, units, award)
        if award != "Chưa có hòm":
            electronic.set_up(desk, vote.id, TELLERS, CHEAP)
    electronic.close_box(desk, the_round(desk, "Hòm khóa").id)


def numbers(units: Sequence[str], *votes: str) -> dict[str, str]:
    """Four ballots out, four back, all valid; two votes for each candidate unless told."""
    choices = dict(zip(units, votes or ("2", "2"), strict=True))
    return {"issued": "4", "returned": "4", "valid": "4", "invalid": "0", **choices}


def make_equal(desk: Desk) -> None:
    """Let two units have the same points in 2022."""
    one, other = (sheets.sheet_of(desk, the_year(desk).id, the_unit(desk, u)) for u in ("CQT I", "Vụ TK"))
    desk.store.save(other.with_(points=one.points))


def the_tie(desk: Desk) -> settling.SettledTyped:
    tie = settling.ties_of(desk, the_year(desk).id)[0]
    return settling.SettledTyped(tie.about, tie.unit_ids, "lot", "Chủ trì")


def the_line(desk: Desk) -> MinutesLine:
    return desk.store.find(MinutesLine)[0]


def the_observer(desk: Desk) -> Grant:
    return desk.store.find(Grant, account="hoa")[0]


def the_task(desk: Desk) -> PlanItem:
    return the_year(desk, 2024).tasks[0]


def the_pledge(desk: Desk) -> Pledge:
    return desk.store.find(Pledge, bloc_year_id=the_year(desk, 2024).id)[0]


def the_template(desk: Desk, version: str) -> str:
    return desk.store.find(CriteriaSet, version=version)[0].id


def the_bloc(desk: Desk) -> str:
    return lookup.bloc_named(desk, "V").id


def a_scan(desk: Desk) -> Path:
    """A PDF that came back: a page without a letter."""
    assert desk.folder
    file, writer = desk.folder.parent / "quet.pdf", PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file


def an_agenda(desk: Desk) -> Agenda:
    return agenda.agenda_of(desk, the_bloc(desk), MeetingKind.YEAR_END)


def the_criteria(desk: Desk) -> Seen:
    year = the_year(desk, 2024)
    return Seen(year.id, desk.store.get(CriteriaSet, str(year.criteria_id)))


def a_table_of_roles(desk: Desk) -> Path:
    """A table that gives root a role: an account of every machine."""
    assert desk.folder
    path = desk.folder.parent / "vai-tro.csv"
    path.write_text("Tài khoản;Vai trò\nroot;observer\n")
    return path


def the_plan(desk: Desk) -> importing.Plan:
    """Return the plan of a file with one new unit of bloc I."""
    cells = {"name": Cell("Vụ Hai"), "bloc": Cell("I")}
    table = ReadTable(
        TableKind.UNITS, "bang.csv", (TableRow("bang.csv", 2, cells, {"name": (2, "A")}),), (), {}
    )
    return importing.planned(desk, "bang.csv", import_rows.Asked(), ReadFile((table,), (), ()))


def the_paste(desk: Desk) -> tuple[grid.Grid, paste.PastePlan]:
    """Return the grid and a block of one cell pasted on it."""
    of = grid.grid(desk, the_year(desk).id)
    return of, paste.paste_plan(of, the_unit(desk, "Vụ TK"), "I.1", "4")


def the_evidence(desk: Desk, year: int) -> Evidence:
    of = desk.store.find(Evidence, bloc_year_id=the_year(desk, year).id, state=EvidenceState.HANDED_IN)
    return of[0]


def give_awards(desk: Desk) -> None:
    """Let the meeting give awards and hand a flag on, and give one."""
    of = the_meeting(desk)
    *before, last = agenda_of_meeting(of)
    steps = (*before, AgendaStep(step=Step.GIVING), AgendaStep(step=Step.FLAG), last)
    desk.store.save(of.with_(agenda=steps))
    given = deeds.DeedTyped(what=AWARD, receiver="Vụ TK")
    deeds.record_deed(desk, of.id, Step.GIVING, given)


def score_more(desk: Desk) -> None:
    """Lock a sheet of 2022; let an appraiser look over the year: a blank cell proposes the bloc's points."""
    sheets.lock(desk, the_year(desk).id, the_unit(desk, "CQT III"), BLOC_VIEW)
    appraised = ScoreLayer(code=APPRAISED.layer, name="Thẩm định", begins=Beginning.BEFORE, place=4)
    desk.store.save(criteria_of(desk, the_year(desk)).with_(layers=(*USUAL, appraised)))


def get_ready(desk: Desk) -> None:
    """Make something that each operation can be tried on.

    One more award in 2022, 2023 gathered before its opening, 2024 open without a meeting, 2021 closed; the
    pledge of 2024 drawn up, signed by all in 2026 and by one unit in 2027. “hoa” looks on.
    """
    users.add_user(desk, users.Account(1008, "hoa"), UserRole.OBSERVER)
    votes.put_question(desk, the_meeting(desk).id, Purpose.MOTION, None, AWARD)
    put_ballots(desk)
    score_more(desk)
    give_awards(desk)
    sign_a_meeting(desk)
    gathered = preparation.start_meeting(desk, the_year(desk, 2023).id)
    for attendee in gathered.attendees:
        presence.set_present(desk, gathered.id, attendee.id, present=True)
    presence.set_officer(desk, gathered.id, "secretary_id", gathered.attendees[1].id)
    years.open_year(desk, lookup.bloc_named(desk, "V").id, 2024)
    activities.save_activity(
        desk, the_year(desk).id, None, {"title": "Đã tổ chức", "unit": the_unit(desk, "Vụ TK")}
    )
    board.save_post(desk, None, the_unit(desk, "Vụ TK"), "Đã chia sẻ", "Nội dung")
    sealing.seal(desk, PaperRef("report", the_year(desk).id))
    decided = decisions.save_decision(desk, None, decisions.DecisionTyped("01/QĐ", "15/12/2022", "2022"))
    decisions.save_awarded(
        desk, decided.id, None, decisions.award_typed("Giấy khen", the_unit(desk, "Vụ TK"))
    )
    of = desk.store.find(Council)[0]
    waiting = of.award_titles[0].model_copy(update={"to_confirm": True})
    desk.store.save(of.with_(award_titles=(waiting, *of.award_titles[1:])))
    deed = {"name": "Vụ Thư ký", "deed": "Đã làm", "unit": the_unit(desk, "Vụ TK")}
    exemplars.save_exemplar(desk, the_year(desk, 2024).id, None, deed)
    tasks.save_task(desk, the_year(desk, 2024).id, None, tasks.TaskTyped("Việc năm 2024", None, ""))
    old = years.open_year(desk, lookup.bloc_named(desk, "V").id, 2021)
    registration.register(desk, old.id, the_unit(desk, "Vụ TK"), Wanted("I.1", "Đủ"))
    for number in (2024, 2026, 2027):
        year = the_year(desk, number) if number == 2024 else years.open_year(desk, old.bloc_id, number)
        pledge.draw_up(desk, year.id, "Chưa đăng ký đủ")
    signed_by(desk, 2027, the_unit(desk, "CQT I"))
    for member in the_year(desk, 2026).members:
        signed_by(desk, 2026, member.unit_id)
    years.set_stage(desk, the_year(desk, 2026), Stage.WORK)
    evidence.hand_in(
        desk, the_year(desk, 2026).id, the_unit(desk, "CQT I"), Handed("I.1", "Báo cáo", "01/BC")
    )
    old = tasks.save_task(desk, old.id, None, tasks.TaskTyped("Việc còn lại", None, ""))
    years.set_stage(desk, old, Stage.CLOSED)
    new = units.save_unit(desk, old.bloc_id, None, name="Vụ Thêm", short_name="Thêm")
    people.save_person(desk, new.id, None, heads=None, name="Lê Thêm")
    units.reorder_unit(desk, new.id, -1)


ON_THE_MEETING: dict[str, Callable[[Desk], object]] = {
    "closing.close_meeting": lambda d: closing.close_meeting(d, the_meeting(d).id, "08/12/2023 19:00"),
    "closing.confirm_handover": lambda d: closing.confirm_handover(d, the_meeting(d).id),
    "closing.set_handover": lambda d: closing.set_handover(d, the_meeting(d).id, "A", "B", "Hồ sơ"),
    "signing.sign": lambda d: signing.sign(d, the_meeting(d).id),
    "deeds.record_deed": lambda d: deeds.record_deed(
        d, the_meeting(d).id, Step.FLAG, deeds.DeedTyped("CQT I", receiver="Vụ TK")
    ),
    "deeds.take_deed_back": lambda d: deeds.take_deed_back(d, the_meeting(d).id, the_meeting(d).deeds[0]),
    "speaking_list.ask": lambda d: speaking_list.ask(d, the_meeting(d).id, "a2"),
    "speaking_list.begin": lambda d: speaking_list.begin(d, the_meeting(d).id, "a2"),
    "speaking_list.end": lambda d: speaking_list.end(d, the_meeting(d).id),
    "minutes_lines.add_paragraphs": lambda d: minutes_lines.add_paragraphs(
        d, the_meeting(d).id, Step.REPORT, "Một đoạn\nHai đoạn", "Ông A"
    ),
    "minutes_lines.add_typed": lambda d: minutes_lines.add_typed(d, the_meeting(d), "Một dòng gõ"),
    "minutes_lines.add_line": lambda d: minutes_lines.add_line(d, the_meeting(d).id, Step.REPORT, "Một dòng"),
    "minutes_lines.delete_line": lambda d: minutes_lines.delete_line(d, the_line(d)),
    "minutes_lines.mend_line": lambda d: minutes_lines.mend_line(d, the_line(d), "Dòng khác"),
    "change.change_meeting": lambda d: change.change_meeting(
        d, the_meeting(d).id, lambda m: m.with_(place="Huế"), "place"
    ),
    "preparation.prepare": lambda d: preparation.prepare(d, the_meeting(d).id, "place", "Huế"),
    "presence.remove_attendee": lambda d: presence.remove_attendee(d, the_meeting(d).id, "a7"),
    "presence.save_attendee": lambda d: presence.save_attendee(
        d, the_meeting(d).id, Attendee(id="a8", name="Khách")
    ),
    "pasted_delegates.add_delegates": lambda d: pasted_delegates.add_delegates(
        d, the_meeting(d).id, "Khách Một; Phó Giám đốc; Sở Thử\nKhách Hai"
    ),
    "hours.set_noted_hour": lambda d: hours.set_noted_hour(
        d,
        the_meeting(d).id,
        next(f"count/{v.id}" for v in d.store.find(Vote, meeting_id=the_meeting(d).id) if v.counted_at),
        "16:01",
    ),
    "hours.set_opening": lambda d: hours.set_opening(d, the_meeting(d).id, "13:50"),
    "hours.set_periods": lambda d: hours.set_periods(d, the_meeting(d).id, "a5", "14:00–15:00"),
    "long_texts.save_text": lambda d: long_texts.save_text(
        d, the_meeting(d).id, "report", "Báo cáo khác", the_meeting(d).report
    ),
    "presence.set_officer": lambda d: presence.set_officer(d, the_meeting(d).id, "secretary_id", "a2"),
    "presence.set_present": lambda d: presence.set_present(d, the_meeting(d).id, "a5", present=False),
    "rounds.draw_lots": lambda d: rounds.draw_lots(
        d, the_round(d, "Bằng phiếu").id, the_unit(d, "CQT I"), "Bốc thăm"
    ),
    "rounds.next_round": lambda d: rounds.next_round(d, the_round(d, "Hỏng").id),
    "rounds.put_ballot": lambda d: rounds.put_ballot(
        d, the_meeting(d).id, Purpose.DIRECTIONS, [the_unit(d, "CQT I"), the_unit(d, "Vụ TK")], "Cờ khác"
    ),
    "rounds.run_off": lambda d: rounds.run_off(d, the_round(d, "Bằng phiếu").id),
    "rounds.void": lambda d: rounds.void(d, the_round(d, "Cờ").id, "Thiếu một phiếu"),
    "presence.set_seat": lambda d: presence.set_seat(d, the_meeting(d).id, "a5", Seat("Lê Thị Hoa")),
    "sheets.lock": lambda d: sheets.lock(d, the_year(d).id, the_unit(d, "CQT II"), BLOC_VIEW),
    "amending.lock_sheet": lambda d: amending.lock_sheet(d, the_year(d).id, the_unit(d, "CQT II")),
    "sheets.send_back": lambda d: sheets.send_back(
        d, the_year(d).id, the_unit(d, "Vụ TK"), View(Layer.SELF), "Thiếu minh chứng"
    ),
    "sheets.set_bar": lambda d: sheets.set_bar(
        d, the_year(d).id, the_unit(d, "Vụ TK"), criteria_of(d, the_year(d)).bars[0], "Không đăng ký"
    ),
    "sheets.submit": lambda d: sheets.submit(d, the_year(d).id, the_unit(d, "CQT I"), BLOC_VIEW),
    "confirming.confirm": lambda d: confirming.confirm(
        d, the_year(d).id, APPRAISED, the_unit(d, "CQT I"), "I.1"
    ),
    "replying.reply": lambda d: replying.reply(
        d, replying.ReplyTyped(the_year(d).id, the_unit(d, "CQT I"), BLOC_VIEW, "I.1", "Đã gửi bổ sung")
    ),
    "score_changes.put_score_change": lambda d: score_changes.put_score_change(
        d, the_meeting(d).id, ChangeTyped(the_unit(d, "CQT I"), "I.2", "1", "Chậm hai báo cáo")
    ),
    "settling.settle": lambda d: settling.settle(d, the_year(d).id, the_tie(d)),
    "applying.set_staff": lambda d: applying.set_staff(
        d, the_year(d).id, the_unit(d, "Vụ TK"), applying.StaffTyped("20", "15", "18", "0")
    ),
    "cells.record_score": lambda d: cells.record_score(
        d, cells.ScoreTyped(the_year(d).id, the_unit(d, "Vụ TK"), "I.1", "1")
    ),
    "electronic.set_up": lambda d: electronic.set_up(d, the_round(d, "Chưa có hòm").id, TELLERS, CHEAP),
    "electronic.close_box": lambda d: electronic.close_box(d, the_round(d, "Hòm mở").id),
    "electronic.open_box": lambda d: electronic.open_box(d, the_round(d, "Hòm khóa").id, TELLERS),
    "deciding.set_opinion": lambda d: deciding.set_opinion(
        d, the_round(d, "Có người vắng").id, "a5", ["agree"]
    ),
    "deciding.drop_opinion": lambda d: deciding.drop_opinion(d, the_round(d, "Có người vắng").id, "a5"),
    "deciding.cast_by_chair": lambda d: deciding.cast_by_chair(d, the_round(d, "Ngang nhau").id, "agree"),
    "opening.take_back_opening": lambda d: opening.take_back_opening(d, the_round(d, "Có người vắng").id),
    "rounds.stand_down": lambda d: rounds.stand_down(d, the_round(d, "Cờ").id, the_unit(d, "CQT I")),
    "tellers.agree": lambda d: tellers.agree(d, the_round(d, "Hai lần đếm").id),
    "tellers.count_choices": lambda d: tellers.count_choices(
        d, the_round(d, "Giơ tay").id, {the_unit(d, "CQT I"): "3", the_unit(d, "Vụ TK"): "1"}
    ),
    "tellers.set_tellers": lambda d: tellers.set_tellers(d, the_meeting(d).id, ["a3", "a4"]),
    "tellers.tally": lambda d: tellers.tally(
        d, the_round(d, "Cờ").id, "a2", numbers([the_unit(d, "CQT I"), the_unit(d, "Vụ TK")])
    ),
    "votes.count_votes": lambda d: votes.count_votes(d, the_vote(d).id, "4", "1", "0"),
    "opening.open_vote": lambda d: opening.open_vote(d, the_vote(d).id),
    "votes.put_question": lambda d: votes.put_question(
        d, the_meeting(d).id, Purpose.AWARD, the_unit(d, "CQT I"), AWARD
    ),
    "awarding.put_award": lambda d: awarding.put_award(d, the_meeting(d).id, AWARD, the_unit(d, "CQT I")),
    "votes.put_to_meeting": lambda d: votes.put_to_meeting(d, the_year(d).id),
    "votes.withdraw_question": lambda d: votes.withdraw_question(d, the_vote(d)),
}
"""What changes the 2022 meeting, and is refused once it is signed."""

ELSEWHERE: dict[str, Callable[[Desk], object]] = {
    "activities.delete_activity": lambda d: activities.delete_activity(d, d.store.find(Activity)[0]),
    "activities.save_activity": lambda d: activities.save_activity(
        d, the_year(d).id, None, {"title": "Hoạt động", "unit": the_unit(d, "Vụ TK")}
    ),
    "activities.save_part": lambda d: activities.save_part(
        d,
        Concretisation(
            bloc_year_id=the_year(d).id,
            movement_id=the_year(d).movement_ids[0],
            unit_id=the_unit(d, "Vụ TK"),
        ),
        "Cụ thể hóa",
        "",
    ),
    "archive.archive_closed": archive.archive_closed,
    "archive.archive_year": lambda d: archive.archive_year(d, the_year(d, 2021).id),
    "agenda.set_head": lambda d: agenda.set_head(
        d, the_bloc(d), an_agenda(d), agenda.AgendaHead("Hội nghị cuối năm")
    ),
    "agenda.set_quorum": lambda d: agenda.set_quorum(d, the_bloc(d), an_agenda(d), "3/4"),
    "agenda.set_rule": lambda d: agenda.set_rule(
        d, the_bloc(d), an_agenda(d), Purpose.HEAD, agenda.rule("ballot", "members", "80%", strict=False)
    ),
    "agenda.set_secret": lambda d: agenda.set_secret(d, the_bloc(d), an_agenda(d), allowed=True),
    "agenda.set_steps": lambda d: agenda.set_steps(
        d, the_bloc(d), an_agenda(d), [s for s in an_agenda(d).steps if s.step is not Step.AWARDS]
    ),
    "award_rules.drop_rule": lambda d: award_rules.drop_rule(
        d, award_rules.rules_of(d, the_year(d)), award_rules.rules_of(d, the_year(d)).rules[0]
    ),
    "award_rules.save_rule": lambda d: award_rules.save_rule(
        d, award_rules.rules_of(d, the_year(d)), conditions.Conditions("Huân chương", "95"), None
    ),
    "award_rules.save_set": lambda d: award_rules.save_set(
        d,
        award_rules.rules_of(d, the_year(d)),
        award_rules.set_as_typed(award_rules.rules_of(d, the_year(d)))._replace(name="Bộ khác"),
    ),
    "award_rules.set_received": lambda d: award_rules.set_received(d, the_year(d, 2024).id, "15/1/2025"),
    "titles.add_titles_of_law": lambda d: titles.add_titles_of_law(d, titles.Office.MINISTRY),
    "titles.confirm_titles": titles.confirm_titles,
    "titles.drop_title": lambda d: titles.drop_title(d, the_title(d)),
    "titles.move_title": lambda d: titles.move_title(d, the_title(d), 1),
    "titles.save_title": lambda d: titles.save_title(d, titles.TitleTyped("Kỷ niệm chương", "form"), None),
    "decisions.delete_decision": lambda d: decisions.delete_decision(d, the_decision(d)),
    "decisions.drop_awarded": lambda d: decisions.drop_awarded(
        d, the_decision(d).id, the_decision(d).awarded[0]
    ),
    "decisions.save_awarded": lambda d: decisions.save_awarded(
        d, the_decision(d).id, None, decisions.award_typed("Giấy khen", the_unit(d, "CQT I"))
    ),
    "decisions.save_decision": lambda d: decisions.save_decision(
        d, None, decisions.DecisionTyped("02/QĐ", "20/12/2022", "2022")
    ),
    "decisions.take_voted": lambda d: decisions.take_voted(d, the_decision(d).id),
    "board.answer": lambda d: board.answer(d, d.store.find(Post)[0].id, "Trả lời"),
    "board.delete_post": lambda d: board.delete_post(d, d.store.find(Post)[0]),
    "board.save_post": lambda d: board.save_post(d, None, the_unit(d, "Vụ TK"), "Tiêu đề", "Nội dung"),
    "applying.set_not_assigned": lambda d: applying.set_not_assigned(
        d,
        the_year(d, 2023).id,
        the_unit(d, "Vụ TK"),
        NotAssigned(code="I.1", who="Khối trưởng", reason="Không có nhiệm vụ này"),
    ),
    "applying.set_sub_group": lambda d: applying.set_sub_group(
        d, the_year(d, 2024).id, the_unit(d, "Vụ TK"), "Khối tham mưu"
    ),
    "criteria.adopt": lambda d: criteria.adopt(d, the_year(d, 2024).id, the_template(d, "C-1")),
    "criteria.delete_entry": lambda d: criteria.delete_entry(
        d, the_criteria(d), Part.BAR, "Mất đoàn kết nghiêm trọng"
    ),
    "criteria.save_entry": lambda d: criteria.save_entry(
        d, the_criteria(d), Part.BAR, None, {"text": "Lý do khác"}
    ),
    "criteria.save_head": lambda d: criteria.save_head(
        d,
        the_criteria(d),
        {
            "name": "Bảng năm 2024",
            "source": "",
            "certainty": "",
            "bonus_cap": "5",
            "deduction_cap": "10",
            "tie_break": "I",
        },
    ),
    "cross.assign": lambda d: cross.assign(d, the_year(d, 2024), cross.propose(d, the_year(d, 2024).id, 2)),
    "cross.set_gap_limit": lambda d: cross.set_gap_limit(d, the_year(d, 2024), "1,5"),
    "cycle.set_deadline": lambda d: cycle.set_deadline(d, the_year(d, 2024), Stage.WORK, "31/10/2024"),
    "directory.save_council": lambda d: directory.save_council(d, d.store.find(Council)[0], name="Hội đồng"),
    "people.save_person": lambda d: people.save_person(
        d, the_unit(d, "Vụ TK"), None, heads=True, name="Lê A"
    ),
    "people.move_person": lambda d: people.move_person(d, the_new_person(d), the_unit(d, "Vụ TK")),
    "personal.forget": lambda d: personal.forget(d, the_new_person(d)),
    "people.delete_person": lambda d: people.delete_person(d, the_new_person(d)),
    "blocs.delete_bloc": lambda d: blocs.delete_bloc(d, lookup.bloc_named(d, "II")),
    "blocs.reorder_bloc": lambda d: blocs.reorder_bloc(d, lookup.bloc_named(d, "V").id, -1),
    "blocs.save_bloc": lambda d: blocs.save_bloc(d, None, code="VI", name="Cụm số 6", noun="Cụm"),
    "reorganising.dissolve_unit": lambda d: reorganising.dissolve_unit(
        d, the_unit(d, "Vụ TK"), Since("2030", "Quyết định 1")
    ),
    "reorganising.merge_units": lambda d: reorganising.merge_units(
        d, [the_unit(d, "Vụ TK"), the_unit(d, "CQT I")], "Vụ Thư ký", Since("2030")
    ),
    "reorganising.split_unit": lambda d: reorganising.split_unit(
        d, the_unit(d, "Vụ TK"), ["Vụ Một", "Vụ Hai"], Since("2030")
    ),
    "reorganising.transfer_unit": lambda d: reorganising.transfer_unit(
        d, the_unit(d, "Vụ TK"), lookup.bloc_named(d, "I").id, Since("2030")
    ),
    "taking_part.leave_out": lambda d: taking_part.leave_out(
        d, the_year(d, 2024).id, the_unit(d, "Vụ TK"), "Sáp nhập"
    ),
    "taking_part.take_in": lambda d: taking_part.take_in(d, the_year(d, 2024).id, the_new_unit(d).id),
    "units.delete_unit": lambda d: units.delete_unit(d, the_new_unit(d)),
    "units.order_by_alphabet": lambda d: units.order_by_alphabet(d, lookup.bloc_named(d, "V").id),
    "units.reorder_unit": lambda d: units.reorder_unit(d, the_unit(d, "Vụ TK"), -1),
    "units.save_unit": lambda d: units.save_unit(d, lookup.bloc_named(d, "I").id, None, name="Vụ Một"),
    "evidence.accept": lambda d: evidence.accept(d, the_evidence(d, 2022)),
    "evidence.hand_in": lambda d: evidence.hand_in(
        d, the_year(d, 2026).id, the_unit(d, "Vụ TK"), Handed("I.2", "Báo cáo", "02/BC")
    ),
    "evidence.refuse": lambda d: evidence.refuse(d, the_evidence(d, 2022), "Chưa đóng dấu"),
    "evidence.withdraw_evidence": lambda d: evidence.withdraw_evidence(d, the_evidence(d, 2026)),
    "exemplars.delete_exemplar": lambda d: exemplars.delete_exemplar(d, d.store.find(Exemplar)[0]),
    "exemplars.save_exemplar": lambda d: exemplars.save_exemplar(
        d,
        the_year(d, 2024).id,
        None,
        {"name": "Vụ Thư ký", "deed": "Số hóa biên bản", "unit": the_unit(d, "Vụ TK")},
    ),
    "importing.write_plan": lambda d: importing.write_plan(d, the_plan(d)),
    "many.record_many": lambda d: many.record_many(
        d, the_year(d).id, the_unit(d, "Vụ TK"), BLOC_VIEW, [many.CellGiven("I.1", None)]
    ),
    "paste.write_paste": lambda d: paste.write_paste(d, *the_paste(d)),
    "preparation.move": lambda d: preparation.move(d, the_meeting(d).id, Step.REPORT),
    "preparation.open_meeting": lambda d: preparation.open_meeting(d, the_meeting(d, 2023).id),
    "preparation.start_meeting": lambda d: preparation.start_meeting(d, the_year(d, 2024).id),
    "tasks.delete_task": lambda d: tasks.delete_task(d, the_year(d, 2024).id, the_task(d)),
    "tasks.finish_task": lambda d: tasks.finish_task(d, the_year(d, 2024).id, the_task(d), done=True),
    "tasks.save_task": lambda d: tasks.save_task(
        d, the_year(d, 2024).id, None, tasks.TaskTyped("Việc mới", None, "")
    ),
    "style.set_style": lambda d: style.set_style(
        d, d.store.get(Bloc, the_bloc(d)), style.Style(signer="TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG")
    ),
    "pledge.amend": lambda d: pledge.amend(
        d, the_year(d, 2026).id, the_unit(d, "Vụ TK"), Wanted("I.1", "Điều chỉnh"), "Lý do"
    ),
    "pledge.draw_up": lambda d: pledge.draw_up(d, the_year(d, 2023).id, "Chưa đăng ký đủ"),
    "pledge.set_preamble": lambda d: pledge.set_preamble(d, the_pledge(d), "Lời khác"),
    "pledge.sign_pledge": lambda d: pledge.sign_pledge(d, the_year(d, 2024).id, the_unit(d, "Vụ TK")),
    "pledge.withdraw_signature": lambda d: pledge.withdraw_signature(d, the_year(d, 2027).id, "Ký lại"),
    "registration.register": lambda d: registration.register(
        d, the_year(d, 2023).id, the_unit(d, "Vụ TK"), Wanted("I.2", "Đủ")
    ),
    "registration.toggle_title": lambda d: registration.toggle_title(
        d, the_year(d, 2023).id, the_unit(d, "Vụ TK"), AWARD
    ),
    "rollover.roll_over": lambda d: rollover.roll_over(d, the_year(d, 2021).id),
    "sheets.reopen_sheet": lambda d: sheets.reopen_sheet(
        d, the_year(d).id, the_unit(d, "CQT III"), BLOC_VIEW, AN_APPEAL
    ),
    "amending.amend_signed": lambda d: amending.amend_signed(
        d, minutes_ref(d, the_signed(d).id), AN_APPEAL, "Chấp nhận"
    ),
    "sealing.correct": lambda d: sealing.correct(
        d, d.store.find(SealedPaper)[0], "Trên đây là", "Đây là", "Sửa"
    ),
    "attaching.attach": lambda d: attaching.attach(d, d.store.find(SealedPaper)[0], a_scan(d)),
    "sealing.note_scan": lambda d: sealing.note_scan(d, d.store.find(SealedPaper)[0], "kho/so-1.pdf"),
    "sealing.seal": lambda d: sealing.seal(d, PaperRef("invitation", the_year(d).id)),
    "users.add_user": lambda d: users.add_user(d, users.Account(1007, "mai"), UserRole.OBSERVER),
    "user_table.import_users": lambda d: user_table.import_users(d, a_table_of_roles(d), dry_run=False),
    "leaving.leave": lambda d: leaving.leave(d, "hoa", "31/12/2023", users.Account(1009, "tam")),
    "users.remove_grant": lambda d: users.remove_grant(d, the_observer(d)),
    "users.remove_user": lambda d: users.remove_user(d, "hoa"),
    "years.open_year": lambda d: years.open_year(d, lookup.bloc_named(d, "V").id, 2025),
    "activities.drop_movement": lambda d: activities.drop_movement(
        d, the_year(d).id, d.store.get(Movement, the_year(d).movement_ids[-1])
    ),
    "years.save_movement": lambda d: years.save_movement(
        d, the_year(d), d.store.find(Movement)[0], title="Phong trào khác"
    ),
    "years.save_year": lambda d: years.save_year(
        d, the_year(d, 2024), years.YearHead(theme="Chủ đề", head=the_unit(d, "CQT I"), deputies=())
    ),
    "years.set_results": lambda d: years.set_results(d, the_year(d, 2023), "Hoàn thành kế hoạch\nĐạt"),
    "years.set_stage": lambda d: years.set_stage(d, the_year(d, 2024), Stage.CLOSED),
}

ALL = ON_THE_MEETING | ELSEWHERE
