"""What a clerk struck through in the minutes of a province's eleven offices and of three schools."""

import re
from datetime import timedelta

import pytest

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.voting import Method, Purpose, Tally, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, presence
from ktd_tui.operations.meeting.phrases import phrases_for
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.meeting.voting.round_acts import RoundAct, possible
from ktd_tui.operations.meeting.voting.tellers import set_tellers
from ktd_tui.operations.meeting.voting.votes import count_votes, put_question
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.papers.preflight import NO_TELLERS, preflight
from ktd_tui.operations.papers.printing import preview
from ktd_tui.operations.papers.signing import sign
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.kinds.handover import compose_handover
from ktd_tui.papers.letter import called_within
from ktd_tui.rules.meeting.ballots import without_tellers
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.words import long_date
from tests.conftest import FakeClock
from tests.operations.found import the_meeting
from tests.operations.meeting.councils.schools import meeting_of_schools


def read(desk: Desk, meeting_id: str) -> str:
    return " ".join(" ".join(preview(desk, minutes_ref(desk, meeting_id), 400)).split())


def test_a_cuoc_hop_is_called_so_by_its_own_papers(desk: Desk, clock: FakeClock) -> None:
    meeting = meeting_of_schools(desk, MeetingKind.PLAIN)
    minutes_lines.add_line(desk, meeting.id, Step.UNIT_REPORTS, "Họp tại Trung tâm Hội nghị", "")
    motion = put_question(desk, meeting.id, Purpose.MOTION, None, "Mời thêm một trường")
    count_votes(desk, motion.id, "3", "0")
    late = next(a.id for a in meeting.attendees if a.id not in (meeting.chair_id, meeting.secretary_id))
    clock.pass_minutes(5)
    presence.set_present(desk, meeting.id, late, present=False)
    page = read(desk, meeting.id)
    for words in ("khai mạc Cuộc họp. Cuộc họp đủ số", "Cuộc họp biểu quyết, kết quả", "rời Cuộc họp."):
        assert words in page
    assert page.count("Hội nghị") == 1, "what was typed stays"
    offered = " ".join(text for _, text in phrases_for(desk, meeting_view(desk, meeting.id)))
    assert "Cuộc họp thống nhất" in offered
    assert "Hội nghị" not in offered


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Cuộc họp bất thường", "Cuộc họp"),
        ("Họp giao ban", "Cuộc họp"),
        ("Phiên họp thứ hai", "Phiên họp"),
        ("Hội nghị chuyên đề", "Hội nghị"),
        ("Họp-mặt", "Hội nghị"),
    ],
)
def test_papers_speak_of_a_meeting_by_its_name(name: str, word: str) -> None:
    assert called_within(Meeting(bloc_year_id="y", name=name)) == word


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Có mời thêm một trường không?", "Có mời thêm một trường không? Hội nghị biểu quyết"),
        ("mời thêm một trường.", "Mời thêm một trường. Hội nghị biểu quyết"),
        ("Mời thêm một trường", "Mời thêm một trường. Hội nghị biểu quyết"),
    ],
)
def test_a_question_ends_once(typed: str, said: str) -> None:
    of = Vote(meeting_id="m", purpose=Purpose.MOTION, subject=typed, members=3, present=3, agree=3)
    assert vote_phrases.vote(of).startswith(said)
    assert vote_phrases.put_to_vote([of]).startswith(said)
    again = vote_phrases.vote(of.with_(round=2))
    assert again.startswith(re.sub(r"([?.]) Hội", r" (vòng 2)\1 Hội", said))


def test_a_handover_is_dated_by_the_meeting_s_day(sample: Desk) -> None:
    meeting = the_meeting(sample)
    of = meeting_view(sample, meeting.id).data
    done = meeting.handover.done_at
    assert done
    assert meeting.day
    earlier = meeting.with_(day=meeting.day - timedelta(days=3))
    data = of.__class__(**{**vars(of), "proceedings": of.proceedings._replace(meeting=earlier)})
    assert long_date(day_of(earlier, done)) in str(compose_handover(data).blocks[0])


def test_one_person_signs_no_minutes_twice(sample: Desk) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(secretary_id=meeting.chair_id, presence=_in_no_office(meeting)))
    with pytest.raises(Refused, match="at once"):
        sign(sample, meeting.id)


def _in_no_office(meeting: Meeting) -> tuple[object, ...]:
    return tuple(e for e in meeting.presence if e.what not in ("chairs", "writes"))


def test_a_secret_ballot_without_tellers_is_told_and_they_can_be_named_after(sample: Desk) -> None:
    meeting = the_meeting(sample).with_(tellers=(), head_teller=None)
    rules = {**meeting.rules, Purpose.MOTION: VoteRule(method=Method.BALLOT)}
    sample.store.save(meeting.with_(rules=rules))
    motion = put_question(sample, meeting.id, Purpose.MOTION, None, "Kết nạp thêm một đơn vị")
    counted = count_votes(sample, motion.id, "5", "0")
    told = [one.facts["subject"] for one in preflight(sample, minutes_ref(sample, meeting.id))
            if one.message == NO_TELLERS and not one.stops]  # fmt: skip
    assert counted.subject in told
    assert RoundAct.TELL in possible(sample, counted)
    assert "Ban kiểm phiếu" not in read(sample, meeting.id)
    there = [a.id for a in meeting.attendees if a.present and not a.voting] + [
        a.id for a in meeting.attendees if a.present and a.voting
    ]
    set_tellers(sample, meeting.id, there[:2], there[0])
    assert "cử Ban kiểm phiếu gồm" in read(sample, meeting.id)
    assert not without_tellers(there[:2], [counted])
    later = counted.with_(id="v", tallies=(Tally(teller=there[0], issued=5, returned=5, valid=5, invalid=0),))
    assert without_tellers(there[:2], [counted, later]) == (counted,), "they were named after it"
    assert RoundAct.TELL not in possible(sample, counted)


def test_a_sentence_that_begins_with_a_person_begins_with_a_capital() -> None:
    refused = Refused("{name} is not marked present, and cannot take over now.", name="bà Lê Thị Hoa")
    assert tell(refused).startswith("Bà Lê Thị Hoa is not")
    assert tell(Refused("{path} is no folder.", path="bà.txt")).startswith("bà.txt")
