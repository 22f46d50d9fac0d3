"""What the sample is made ready with, so that every operation that writes can succeed on it."""

from collections.abc import Sequence
from fractions import Fraction

from ktd_tui.domain.layering.layers import Beginning, ScoreLayer
from ktd_tui.domain.meeting import AgendaStep, MeetingKind, Step
from ktd_tui.domain.organisation import Council, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.voting import Method, Purpose, VoteRule
from ktd_tui.operations import lookup
from ktd_tui.operations.council import (
    board,
    decisions,
    people,
    units,
    users,
)
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import (
    change,
    closing,
    deeds,
    preparation,
    presence,
    speaking_list,
)
from ktd_tui.operations.meeting.presence import Seat
from ktd_tui.operations.meeting.voting import (
    deciding,
    electronic,
    rounds,
    tellers,
    votes,
)
from ktd_tui.operations.papers import as_signed, current, sealing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scoring import (
    evidence,
    sheets,
)
from ktd_tui.operations.scoring.evidence import Handed
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year import (
    activities,
    exemplars,
    pledge,
    registration,
    tasks,
    years,
)
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.meeting.flow import agenda as agenda_of_meeting
from ktd_tui.rules.meeting.secret_ballot import Cost
from ktd_tui.rules.meeting.speaking_list import turn_resumed
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.scorers.listed import USUAL
from tests.operations.found import AWARD, signed_by, the_meeting, the_round, the_unit, the_year

APPRAISED = View("td")


def sign_a_meeting(desk: Desk) -> None:
    """Hold another meeting in 2022, and sign its minutes."""
    meeting = preparation.start_meeting(desk, the_year(desk).id, MeetingKind.PLAIN)
    signed = desk.store.save(meeting.with_(signed_at=desk.now))
    as_signed.keep(desk, signed, "minutes", current.composed(desk, minutes_ref(desk, meeting.id)))


def put_ballots(desk: Desk) -> None:
    """Put ballots to 2022: to count, counted by both tellers, tied, void, and a show of hands."""
    make_equal(desk)
    meeting = the_meeting(desk).id
    units = [the_unit(desk, "CQT I"), the_unit(desk, "Vụ TK")]
    tellers.set_tellers(desk, meeting, ["a2", "a3"])
    # On questions that no signature waits for.
    by_ballot = {Purpose.DIRECTIONS: VoteRule(method=Method.BALLOT, fraction=Fraction(2, 5), strict=False)}
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
    closed = closing.close_meeting(desk, meeting, "")  # somebody spoke after its close: it went on until then
    still = turn_resumed(closed, desk.now)  # as data of former versions has it: a turn that nobody ended
    change.change_meeting(desk, meeting, lambda m: m.with_(turns=still.turns), "floor")


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
