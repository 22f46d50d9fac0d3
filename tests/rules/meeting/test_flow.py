"""The meeting as a table: what each step lacks, and no way past it unseen."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Gap, Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.ballots import check_count
from ktd_tui.rules.meeting.flow import Mark
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import ORDER
from tests.builders import NOON, a_meeting


def a_line(kind: LineKind) -> MinutesLine:
    return MinutesLine(meeting_id="m", step=Step.STATEMENTS, kind=kind, at=NOON, text="Lời")


def a_vote(purpose: Purpose, agree: int | None = 5) -> Vote:
    against = 0 if agree is None else 5 - agree
    return Vote(
        meeting_id="m", purpose=purpose, subject="?", members=5, present=5, agree=agree, against=against
    )


LINES = tuple(a_line(k) for k in (LineKind.STATEMENT, LineKind.LIMITATION, LineKind.DIRECTION))
VOTES = tuple(a_vote(purpose) for purpose in Purpose)
COMPLETE = Proceedings(a_meeting(), LINES, VOTES)

Spoil = Callable[[Proceedings], Proceedings]


def field(**changes: object) -> Spoil:
    return lambda p: p._replace(meeting=p.meeting.with_(**changes))


def handover(**changes: object) -> Spoil:
    return lambda p: field(handover=p.meeting.handover.model_copy(update=changes))(p)


def without(kind: LineKind) -> Spoil:
    return lambda p: p._replace(lines=tuple(line for line in p.lines if line.kind is not kind))


def vote(purpose: Purpose, agree: int | None) -> Spoil:
    return lambda p: p._replace(
        votes=tuple(a_vote(purpose, agree) if v.purpose is purpose else v for v in p.votes)
    )


def absent(p: Proceedings) -> Proceedings:
    away = tuple(a.model_copy(update={"present": False}) for a in p.meeting.attendees)
    return field(attendees=away)(p)


SPOILS: list[tuple[str, Step, str, Spoil]] = [
    ("no day", Step.PREPARATION, "day", field(day=None)),
    ("no place", Step.PREPARATION, "place", field(place="")),
    ("no chair", Step.PREPARATION, "chair", field(chair_id=None)),
    ("the chair is not listed", Step.PREPARATION, "chair", field(chair_id="gone")),
    ("no secretary", Step.PREPARATION, "secretary", field(secretary_id=None)),
    ("nobody there", Step.OPENING, "attendees", absent),
    ("a higher quorum", Step.OPENING, "attendees", field(quorum=Fraction(6, 5))),
    ("not opened", Step.OPENING, "open", field(opened_at=None)),
    ("no report", Step.REPORT, "report", field(report=())),
    ("nobody spoke", Step.STATEMENTS, "line", without(LineKind.STATEMENT)),
    ("no limitation", Step.LIMITATIONS, "line", without(LineKind.LIMITATION)),
    ("a blank score", Step.SCORES, "scores", lambda p: p._replace(unscored=("Vụ TK",))),
    ("scores not counted", Step.SCORES, "vote", vote(Purpose.SCORES, None)),
    ("scores voted down", Step.SCORES, "vote", vote(Purpose.SCORES, 2)),
    ("an award not counted", Step.AWARDS, "vote", vote(Purpose.AWARD, None)),
    (
        "no award",
        Step.AWARDS,
        "vote",
        lambda p: p._replace(votes=tuple(v for v in p.votes if v.purpose is not Purpose.AWARD)),
    ),
    ("no direction", Step.DIRECTIONS, "line", without(LineKind.DIRECTION)),
    ("directions voted down", Step.DIRECTIONS, "vote", vote(Purpose.DIRECTIONS, 1)),
    ("no head", Step.ELECTION, "vote", vote(Purpose.HEAD, 2)),
    ("no deputy", Step.ELECTION, "vote", vote(Purpose.DEPUTY, None)),
    ("no giver", Step.HANDOVER, "giver", handover(giver="")),
    ("no receiver", Step.HANDOVER, "receiver", handover(receiver="")),
    ("not handed over", Step.HANDOVER, "done", handover(done_at=None)),
    ("no conclusion", Step.CONCLUSION, "conclusion", field(conclusion=())),
    ("minutes voted down", Step.APPROVAL, "vote", vote(Purpose.MINUTES, 0)),
    ("not closed", Step.APPROVAL, "closed_at", field(closed_at=None)),
    ("not signed", Step.APPROVAL, "sign", field(signed_at=None)),
]


def _spoilt(spoils: list[tuple[str, Step, str, Spoil]], visited: set[Step], step: Step) -> Proceedings:
    p = COMPLETE
    for *_, spoil in spoils:
        p = spoil(p)
    return field(visited=tuple(visited), step=step)(p)


proceedings = st.builds(
    _spoilt,
    st.lists(st.sampled_from(SPOILS), max_size=8),
    st.sets(st.sampled_from(ORDER)),
    st.sampled_from(ORDER),
)


def test_a_complete_meeting_lacks_nothing() -> None:
    assert {step: flow.obstacles(COMPLETE, step) for step in ORDER if flow.obstacles(COMPLETE, step)} == {}
    assert flow.next_lacking(COMPLETE) is flow.next_lacking(COMPLETE, backwards=True) is None


@pytest.mark.parametrize(("step", "place", "spoil"), [s[1:] for s in SPOILS], ids=[s[0] for s in SPOILS])
def test_each_missing_thing_is_told_at_its_step(step: Step, place: str, spoil: Spoil) -> None:
    p = spoil(COMPLETE)
    lacking = {s: [o.place for o in flow.obstacles(p, s)] for s in ORDER if flow.obstacles(p, s)}
    assert lacking == {step: [place]}
    for obstacle in flow.obstacles(p, step):
        assert "{" not in obstacle.message.format(**obstacle.facts)


@given(proceedings)
def test_marks_say_what_the_obstacles_say(p: Proceedings) -> None:
    for step in ORDER:
        lacking, visited = bool(flow.obstacles(p, step)), step in p.meeting.visited
        wanted = Mark.DONE if not lacking else Mark.LACKING if visited else Mark.UNTOUCHED
        assert flow.step_mark(p, step) is wanted, step


@given(proceedings)
def test_the_next_missing_step_is_the_nearest_going_round(p: Proceedings) -> None:
    here, lacking = ORDER.index(p.meeting.step), {n for n, s in enumerate(ORDER) if flow.obstacles(p, s)}

    def nearest(direction: int) -> Step | None:
        ring = [(here + direction * n) % len(ORDER) for n in range(1, len(ORDER) + 1)]
        return next((ORDER[n] for n in ring if n in lacking), None)

    assert flow.next_lacking(p) is nearest(1)
    assert flow.next_lacking(p, backwards=True) is nearest(-1)


@given(proceedings, st.sampled_from(ORDER), st.sampled_from(["", "Thiếu thời gian"]))
def test_one_move_forward_or_back(p: Proceedings, target: Step, reason: str) -> None:
    meeting, place = p.meeting, ORDER.index(p.meeting.step)
    lacking = [s for s in ORDER[: ORDER.index(target)] if flow.obstacles(p, s)]
    back = ORDER.index(target) <= place
    excusable = lacking == [meeting.step] and bool(reason)
    if not (back or not lacking or excusable):
        with pytest.raises(Refused):
            flow.go_to(p, target, reason=reason, at=NOON)
        return
    moved = flow.go_to(p, target, reason=reason, at=NOON)
    gaps = (Gap(step=meeting.step, reason=reason, at=NOON),) if lacking and not back else ()
    assert moved.gaps == gaps, "a reason is kept exactly where something was missing"
    assert (moved.step, set(moved.visited)) == (target, {*meeting.visited, meeting.step, target})
    kept = {"step", "visited", "gaps"}
    assert moved.model_dump(exclude=kept) == meeting.model_dump(exclude=kept), "an entry was lost on the way"


moves = st.tuples(
    st.sampled_from([1, 1, 1, -1, 2, -3, 5]), st.sampled_from(["", "Lý do"]), st.sampled_from(SPOILS)
)


@given(st.lists(moves, max_size=60))
def test_a_long_walk_never_passes_a_lacking_step_unseen(
    walk: list[tuple[int, str, tuple[str, Step, str, Spoil]]],
) -> None:
    meeting: Meeting = COMPLETE.meeting
    for by, reason, (_, _, _, spoil) in walk:
        p = spoil(COMPLETE._replace(meeting=meeting))
        p = p._replace(meeting=p.meeting.with_(step=meeting.step, visited=meeting.visited, gaps=meeting.gaps))
        target = ORDER[max(0, min(ORDER.index(meeting.step) + by, len(ORDER) - 1))]
        forward = ORDER.index(target) > ORDER.index(meeting.step)
        try:
            moved = flow.go_to(p, target, reason=reason, at=NOON)
        except Refused:
            assert forward, "going back was refused"
            continue
        if ORDER.index(target) > ORDER.index(p.meeting.step):
            unseen = [
                s for s in ORDER[: ORDER.index(target)] if flow.obstacles(p, s) and not flow.excused(moved, s)
            ]
            assert not unseen, f"passed without a reason: {unseen}"
        assert moved.gaps[: len(meeting.gaps)] == meeting.gaps, "a reason was lost"
        assert set(meeting.visited) <= set(moved.visited)
        meeting = meeting.with_(step=moved.step, visited=moved.visited, gaps=moved.gaps)


def test_a_reason_holds_when_one_comes_by_again() -> None:
    p = field(report=(), step=Step.REPORT)(COMPLETE)
    on = flow.go_to(p, Step.STATEMENTS, reason="Báo cáo gửi sau", at=NOON)
    back = flow.go_to(p._replace(meeting=on), Step.OPENING, at=NOON)
    again = flow.go_to(p._replace(meeting=back), Step.APPROVAL, at=NOON)
    assert [gap.reason for gap in again.gaps] == ["Báo cáo gửi sau"]


def test_only_a_signed_meeting_is_frozen() -> None:
    flow.check_open(a_meeting(signed_at=None))
    with pytest.raises(Refused):
        flow.check_open(a_meeting())


def test_after_the_last_step_comes_none() -> None:
    assert [flow.following(a_meeting(step=step)) for step in ORDER] == [*ORDER[1:], None]


def test_the_last_vote_that_passed_decides() -> None:
    first, second, lost = (
        a_vote(Purpose.HEAD, agree).with_(unit_id=u) for agree, u in ((5, "a"), (3, "b"), (2, "c"))
    )
    p = COMPLETE._replace(votes=(first, second, lost))
    assert p.winner(Purpose.HEAD) == second
    assert p.winner(Purpose.DEPUTY) is None


@pytest.mark.parametrize("counts", [(6, -1, 0), (6, 0, -1), (-1, 6, 0), (5, 1, -1)])
def test_counts_below_nought_never_balance(counts: tuple[int, int, int]) -> None:
    with pytest.raises(Refused, match="below 0"):
        check_count(5, *counts)
