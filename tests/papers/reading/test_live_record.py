"""The minutes beside the meeting say what the paper says, however they grew."""

from dataclasses import replace
from datetime import timedelta
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting, Step, Turn
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.papers import live_record
from ktd_tui.papers.live_record import LiveRecord
from ktd_tui.papers.record import MinutesData, sections
from ktd_tui.rules.meeting.proceedings import Proceedings

STEPS = (Step.PREPARATION, Step.OPENING, Step.STATEMENTS, Step.APPROVAL)
WHO = ("", "Bà A", "Ông B")
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("line", "line", "line", "line", "begins", "ends", "taken out", "a vote less")),
        st.sampled_from(STEPS),
        st.sampled_from(WHO),
        st.integers(-1, 2),
        st.booleans(),
    ),
    max_size=14,
)


Change = tuple[str, Step, str, int, bool]


def changed(p: Proceedings, change: Change, number: int) -> Proceedings:
    """Return the meeting after a change, with its lines in the order of their hours."""
    what, step, who, later, goes_on = change
    last = p.lines[-1].at if p.lines else p.meeting.opened_at
    assert last is not None
    at = last + timedelta(minutes=later)
    turns = p.meeting.turns
    match what:
        case "line":
            line = MinutesLine(
                id=f"z{number:03}", meeting_id=p.meeting.id, step=step, at=at, speaker=who, goes_on=goes_on,
                kind=LineKind.STATEMENT if who else LineKind.NOTE, text=f"Câu {number}",
            )  # fmt: skip
            return p._replace(lines=tuple(sorted((*p.lines, line), key=lambda one: (one.at, one.id))))
        case "begins":
            turn = Turn(id=str(number), attendee_id="a", step=step, asked_at=at, speaker=who, began_at=at)
            turns = (*turns, turn)
        case "ends":
            turns = tuple(one.model_copy(update={"ended_at": one.ended_at or at}) for one in turns)
        case "taken out":
            return p._replace(lines=p.lines[:-1])
        case _:
            return p._replace(votes=p.votes[1:])
    return p._replace(meeting=p.meeting.with_(turns=turns))


def of_the_sample(desk: Desk) -> MinutesData:
    return meeting_view(desk, desk.store.find(Meeting)[0].id).data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(CHANGES)
def test_however_it_grows_it_says_what_the_paper_says(sample: Desk, steps: list[Change]) -> None:
    data, live = of_the_sample(sample), LiveRecord()
    assert live.sections(data) == sections(data)
    for number, step in enumerate(steps):
        data = replace(data, proceedings=changed(data.proceedings, step, number))
        assert live.sections(data) == sections(data), steps[: number + 1]


def composed(live: LiveRecord, data: MinutesData) -> bool:
    """Tell whether all was composed anew."""
    with mock.patch.object(live_record, "sections", wraps=sections) as anew:
        live.sections(data)
    return anew.called


def more(data: MinutesData, number: int, step: Step, who: str) -> MinutesData:
    return replace(
        data,
        proceedings=changed(data.proceedings, ("line", step, who, 60 if number == 1 else 1, False), number),
    )


def test_a_line_at_the_end_composes_nothing_anew(sample: Desk) -> None:
    live, data = LiveRecord(), of_the_sample(sample)
    for step, who in ((Step.APPROVAL, ""), (Step.STATEMENTS, "Bà A")):
        live.sections(data := more(data, 1, step, who))
        live.sections(data := more(data, 2, step, who))
        for number in (3, 4, 5):
            data = more(data, number, step, who)
            assert not composed(live, data)
    assert composed(live, replace(data, proceedings=data.proceedings._replace(votes=())))
