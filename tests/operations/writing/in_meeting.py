"""Every operation that writes into a meeting, each ready to succeed on the sample after ``get_ready``."""

from collections.abc import Callable

from ktd_tui.domain.meeting import Coming, Step
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import Layer
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import (
    change,
    closing,
    deeds,
    hours,
    long_texts,
    minutes_lines,
    pasted_delegates,
    preparation,
    presence,
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
from ktd_tui.operations.papers import amending, signing
from ktd_tui.operations.scoring import (
    cells,
    sheets,
)
from ktd_tui.operations.scoring.layering import confirming, replying
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.operations.scoring.results import settling
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year import (
    applying,
)
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from tests.operations.found import (
    AWARD,
    the_line,
    the_meeting,
    the_round,
    the_tie,
    the_unit,
    the_vote,
    the_year,
)
from tests.operations.writing.ready import APPRAISED, CHEAP, TELLERS, numbers

ON_THE_MEETING: dict[str, Callable[[Desk], object]] = {
    "closing.close_meeting": lambda d: closing.close_meeting(d, the_meeting(d).id, "08/12/2023 19:00"),
    "closing.confirm_handover": lambda d: closing.confirm_handover(d, the_meeting(d).id),
    "closing.set_handover": lambda d: closing.set_handover(d, the_meeting(d).id, "A", "B", "Hồ sơ"),
    "signing.sign": lambda d: signing.sign(d, the_meeting(d).id),
    "deeds.record_deed": lambda d: deeds.record_deed(
        d, the_meeting(d).id, Step.FLAG, deeds.DeedTyped("CQT I", receiver="Vụ TK")
    ),
    "deeds.record_deeds": lambda d: deeds.record_deeds(
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
    "presence.take_over": lambda d: presence.take_over(d, the_meeting(d).id, Coming.CHAIRS, "a2"),
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
