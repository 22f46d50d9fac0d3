"""An election with several candidates by keys: tellers, two counts, a void round, a run-off."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.voting import Method, Purpose, Vote, VoteRule
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import agenda, preparation, presence, view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.text import fold
from screens.meeting.meeting import MeetingScreen
from screens.meeting.steps.votes import VotesPane
from screens.meeting.steps.voting.opened import listed_round, next_of_round, state_of_round
from tests.operations.found import an_agenda, the_bloc, the_year
from tests.screens.driving import press, running, settle, shown

COUNT, AGREE, VOID, NEXT = "Số đếm của một người", "Các số đếm khớp", "Hủy vòng này", "Vòng tiếp theo"
RUN_OFF, LOTS, OPEN, WRITTEN = "Bầu lại giữa", "Đã bốc thăm", "Mở vòng", "Ý kiến bằng văn bản"
CHAIR = "ý kiến quyết định của chủ trì"


async def choose(pilot: Pilot[int], *letters: str) -> None:
    """Type letters into a list and take the first that fits."""
    await pilot.press(*letters, "enter")
    await settle(pilot)


async def more(pilot: Pilot[int], what: str) -> None:
    """Choose in the menu of a round; it offers what can be done, and nothing else."""
    await press(pilot, "f3")
    assert any(what in line for line in shown(pilot.app).splitlines()), shown(pilot.app)
    await choose(pilot, *(("space" if letter == " " else letter) for letter in fold(what)))


async def tally(pilot: Pilot[int], teller: int, *numbers: str) -> None:
    """Enter what one teller counted."""
    await more(pilot, COUNT)
    await press(pilot, *["down"] * teller, "enter")
    for number in numbers:
        await pilot.press(*number, "enter")
    await settle(pilot)


def electing(sample: Desk, method: str = "ballot") -> str:
    """A meeting of 2023 at its election, by secret ballot, more than half of the valid ones."""
    rule = agenda.rule(method, "valid" if method == "ballot" else "members", "1/2", strict=True)
    agenda.set_rule(sample, the_bloc(sample), an_agenda(sample), Purpose.HEAD, rule)
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    for attendee in meeting.attendees:
        presence.set_present(sample, meeting.id, attendee.id, present=True)
    presence.set_officer(sample, meeting.id, "secretary_id", meeting.attendees[1].id)
    preparation.open_meeting(sample, meeting.id)
    sample.store.save(view.meeting_view(sample, meeting.id).meeting.with_(step=Step.ELECTION))
    return meeting.id


def test_a_nomination_is_listed_by_its_unit_which_a_narrow_column_shows(sample: Desk) -> None:
    """«Đề nghị tặng Bằng khen của Chủ nhiệm Văn phòng…» is every one of them."""
    meeting_id = electing(sample)
    units = view.meeting_view(sample, meeting_id).data.units
    for unit in units.values():
        put = votes.put_question(sample, meeting_id, Purpose.AWARD, unit.id, "Bằng khen")
        assert listed_round(put, units) == f"{unit.name}: Bằng khen"


@pytest.mark.parametrize(("rule", "right"), [("ballot", "được bỏ phiếu"), ("hands", "được biểu quyết")])
async def test_a_round_is_opened_in_the_words_of_how_it_is_voted(
    sample: Desk, tmp_path: Path, rule: str, right: str
) -> None:
    meeting_id = electing(sample, rule)
    async with running(sample, tmp_path, (80, 24)) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting_id))
        await settle(pilot)
        app.screen.query_one("#votes").focus()
        await put_two_on_one_ballot(pilot)
        await press(pilot, "f3")
        assert f"Mở vòng: ai có mặt lúc này {right}" in shown(app)


async def put_two_on_one_ballot(pilot: Pilot[int]) -> None:
    await press(pilot, "f2", "enter")
    await choose(pilot, *"nhieu")
    await choose(pilot, *"thu", "space", *"ky")
    await press(pilot, "escape")  # the last one alone is taken back
    await choose(pilot, *"quan", "space", *"tri", "space", "i")
    await choose(pilot, *"le", "space", *"tan")
    await press(pilot, "enter")  # that is all


async def differ_and_void(pilot: Pilot[int]) -> None:
    """Two tellers count otherwise: the menu offers no result, and the round is declared void."""
    await press(pilot, "f3", "enter", "enter", "enter", "enter")  # two tellers, and enough
    await tally(pilot, 0, "5", "5", "4", "1", "2", "2")
    await tally(pilot, 1, "5", "5", "5", "0", "3", "2")
    assert "chưa chốt: số đếm chưa khớp" in shown(pilot.app), "who counts is not told that they differ"
    await press(pilot, "f3")
    assert AGREE not in shown(pilot.app), "they differ"
    assert LOTS not in shown(pilot.app), "nothing is counted"
    await press(pilot, "escape", "enter")
    assert "Số đếm chưa khớp" in " ".join(shown(pilot.app).split()), shown(pilot.app)
    await press(pilot, "escape")
    await more(pilot, VOID)
    await choose(pilot, *"Nham")
    assert "không công nhận" in shown(pilot.app), shown(pilot.app)
    await press(pilot, "f3")
    assert VOID not in shown(pilot.app), "it is void"
    await press(pilot, "escape")


async def test_an_election_with_a_void_round_and_a_run_off(sample: Desk, tmp_path: Path) -> None:
    meeting_id = electing(sample)
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting_id))
        await settle(pilot)
        app.screen.query_one("#votes").focus()
        await put_two_on_one_ballot(pilot)
        await differ_and_void(pilot)
        await more(pilot, NEXT)
        assert "Vòng 2" in shown(app), shown(app)
        app.screen.query_one("#votes").focus()
        await press(pilot, "end")
        await tally(pilot, 0, "5", "5", "4", "1", "2", "2")
        await tally(pilot, 1, "5", "5", "4", "1", "2", "2")
        assert "chưa chốt: số đếm khớp" in shown(app), shown(app)
        await more(pilot, AGREE)
        await more(pilot, RUN_OFF)
        assert "Vòng 3" in shown(app), shown(app)
        await press(pilot, "end")
        await tally(pilot, 0, "5", "5", "5", "0", "2", "3")
        await tally(pilot, 1, "5", "5", "5", "0", "2", "3")
        await more(pilot, AGREE)
        assert "trúng cử" in shown(app), shown(app)
    rounds = sorted(sample.store.find(Vote, meeting_id=meeting_id), key=lambda v: v.round)
    assert [bool(v.void) for v in rounds] == [True, False, False]
    assert all(v.rule.method is Method.BALLOT for v in rounds)
    assert rounds[-1].unit_id == rounds[-1].candidates[1].unit_id


async def test_a_round_is_opened_and_enter_goes_on_with_the_tellers(sample: Desk, tmp_path: Path) -> None:
    meeting_id = electing(sample)
    async with running(sample, tmp_path, (80, 24)) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting_id))
        await settle(pilot)
        app.screen.query_one("#votes").focus()
        await put_two_on_one_ballot(pilot)
        await press(pilot, "f3", "enter")
        assert "Ai là Trưởng Ban kiểm phiếu?" in shown(app), shown(app)
        await press(pilot, "enter")
        assert "Ai là ủy viên kiểm phiếu?" in shown(app), shown(app)
        await press(pilot, "enter", "enter")
        await more(pilot, OPEN)
        assert "5 người được biểu quyết" in " ".join(shown(app).split()), shown(app)
        app.screen.query_one("#votes").focus()
        await press(pilot, "enter", "enter")
        assert "Phiếu đếm của" in shown(app), shown(app)
        for number in ("5", "5", "4", "1", "2", "2"):
            await pilot.press(number, "enter")
        await settle(pilot)
        await press(pilot, "enter")  # one teller is left: their count, unasked
        assert "Phiếu đếm của" in shown(app), shown(app)
        for number in ("5", "5", "4", "1", "2", "2"):
            await pilot.press(number, "enter")
        await settle(pilot)
        await press(pilot, "enter")  # they agree: the result
        assert "bằng phiếu" in shown(app), shown(app)
    meeting = sample.store.get(Meeting, meeting_id)
    assert meeting.head_teller == meeting.tellers[0]
    (vote,) = sample.store.find(Vote, meeting_id=meeting_id)
    assert (vote.present, vote.agree, vote.invalid) == (5, 2, 1)


async def test_who_is_absent_writes_and_the_chair_decides_a_tie(sample: Desk, tmp_path: Path) -> None:
    meeting_id = electing(sample)
    rule = VoteRule(casting=True, written=True)
    meeting = sample.store.get(Meeting, meeting_id)
    sample.store.save(meeting.with_(rules={Purpose.HEAD: rule}, chair_id=meeting.attendees[0].id))
    presence.set_present(sample, meeting_id, meeting.attendees[4].id, present=False)
    unit = meeting.attendees[1].unit_id
    votes.put_question(sample, meeting_id, Purpose.HEAD, unit)
    async with running(sample, tmp_path, (80, 24)) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting_id))
        await settle(pilot)
        app.screen.query_one("#votes").focus()
        await more(pilot, WRITTEN)
        await press(pilot, "enter", "down", "enter")  # against
        await press(pilot, "enter")
        assert "Không có ý kiến" in shown(app), shown(app)
        assert "Không hợp lệ" not in shown(app), shown(app)
        await press(pilot, "backspace", "2", "enter", "backspace", "1", "enter", "backspace", "1", "enter")
        assert "ngang nhau 2/2" in " ".join(shown(app).split()), shown(app)
        await more(pilot, CHAIR)
        await press(pilot, "enter")
    (vote,) = sample.store.find(Vote, meeting_id=meeting_id)
    assert [one.choices for one in vote.opinions] == [("against",)]
    assert (vote.agree, vote.against, vote.other) == (2, 1, 1)
    assert vote.casting
    assert vote.casting.side == "agree"


@pytest.mark.parametrize("step", [Step.AWARDS, Step.ELECTION])
async def test_the_first_offered_is_the_first_in_rank_or_turn(
    sample: Desk, tmp_path: Path, step: Step
) -> None:
    meeting = sample.store.find(Meeting)[0]
    preparation.move(sample, meeting.id, step)
    of = view.meeting_view(sample, meeting.id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        offered = app.screen.query_one(VotesPane)._units()
    if step is Step.AWARDS:
        ranks = {s.unit_id: s.rank for s in of.data.standings}
        assert [ranks[key] for key, _ in offered[:-1]] == sorted(rank for rank in ranks.values() if rank)
    else:
        assert "đến lượt" in offered[0][1]


def test_a_round_says_what_comes_next_beside_the_list_alone(sample: Desk) -> None:
    vote = Vote(meeting_id="m", purpose=Purpose.SCORES, subject="Điểm", opened_at=sample.now)
    assert "Enter" not in state_of_round(vote), "Enter in the form goes to the next field"
    assert next_of_round(vote) == f"{state_of_round(vote)} · Enter đếm"
