"""Results beside points: who is barred in every paper, ties that people settle, grades by ballot, people."""

import pytest

from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.results.settling import SettledTyped, settle, ties_of
from ktd_tui.operations.year import applying
from ktd_tui.papers.phrases import within_sentence
from ktd_tui.papers.snapshot import dumped
from ktd_tui.rules.meeting.quorum import quorum
from tests.operations.found import the_meeting, the_unit, the_year
from tests.operations.writing.ready import make_equal

PAPERS = ("minutes", "annex", "report", "nominations", "notice")


def in_papers(desk: Desk, words: str) -> dict[str, bool]:
    year = the_year(desk).id
    return {kind: words in dumped(current.composed(desk, PaperRef(kind, year))) for kind in PAPERS}


def lots(desk: Desk, *labels: str) -> SettledTyped:
    return SettledTyped("", tuple(the_unit(desk, label) for label in labels), "lot", "Chủ trì", "bốc thăm")


def test_every_paper_tells_who_is_barred_and_on_which_ground(sample: Desk) -> None:
    year = the_year(sample)
    condition = sheets.criteria_of(sample, year).bars[0]
    ground = within_sentence(condition)
    words = f"Cục Quản trị II: không xét danh hiệu thi đua; lý do: {ground} (Quyết định số 5)."
    assert not any(in_papers(sample, words).values())
    sheets.set_bar(sample, year.id, the_unit(sample, "CQT II"), condition, "Quyết định số 5")
    assert all(in_papers(sample, words).values()), in_papers(sample, words)


def test_the_lot_decides_between_equals_and_every_paper_says_so(sample: Desk) -> None:
    make_equal(sample)
    year, pair = the_year(sample), (the_unit(sample, "CQT I"), the_unit(sample, "Vụ TK"))
    before = {s.unit_id: s.rank for s in grid(sample, year.id).standings}
    assert before[pair[0]] == before[pair[1]]
    (tie,) = (tie for tie in ties_of(sample, year.id) if not tie.about)
    assert (set(tie.unit_ids), tie.settled) == (set(pair), None)
    for wrong in (
        lots(sample, "CQT I", "CQT II"),
        lots(sample, "CQT I"),
        lots(sample, "Vụ TK", "CQT I")._replace(who=" "),
    ):
        with pytest.raises(Refused):
            settle(sample, year.id, wrong)
    assert sample.store.find(TieDecision) == []
    settle(sample, year.id, lots(sample, "CQT I", "Vụ TK"))
    settle(sample, year.id, lots(sample, "Vụ TK", "CQT I"))
    ranks = {s.unit_id: s.rank for s in grid(sample, year.id).standings}
    assert ranks == before | {pair[0]: (before[pair[0]] or 0) + 1}, "the later decision stands"
    words = "Bốc thăm về thứ hạng (Chủ trì; bốc thăm), theo thứ tự: Vụ Thư ký, Cục Quản trị I."
    assert all(in_papers(sample, words).values()), in_papers(sample, words)
    assert "Bốc thăm (Chủ trì; bốc thăm), theo thứ tự: Vụ TK, CQT I" in "\n".join(
        explain(sample, year.id, pair[0])
    )


def with_ballot(desk: Desk) -> str:
    """Let a ballot confirm the highest grade; return its name."""
    of = sheets.criteria_of(desk, the_year(desk))
    first, *rest = of.grades
    desk.store.save(of.with_(grades=(first.model_copy(update={"ballot": True}), *rest)))
    return first.name


def test_a_grade_waits_for_the_meetings_ballot_and_falls_with_it(sample: Desk) -> None:
    year, name = the_year(sample), with_ballot(sample)
    waiting = [s for s in grid(sample, year.id).standings if s.to_vote]
    assert waiting
    assert {s.grade for s in waiting} == {name}
    votes.put_to_meeting(sample, year.id)
    put = {vote.unit_id: vote for vote in sample.store.find(Vote, purpose=Purpose.GRADE)}
    assert set(put) == {s.unit_id for s in waiting}
    unit = waiting[0].unit_id
    assert put[unit].subject.startswith(f"Xếp loại “{name}” đối với ")
    against = quorum(the_meeting(sample)).present - 1
    votes.count_votes(sample, put[unit].id, "1", str(against))
    after = {s.unit_id: s for s in grid(sample, year.id).standings}
    assert (after[unit].grade != name, after[unit].to_vote) == (True, False)
    assert "Hội nghị bỏ phiếu không xác nhận" in "\n".join(explain(sample, year.id, unit))


def test_women_and_last_years_rank_break_ties(sample: Desk) -> None:
    make_equal(sample)
    year, pair = the_year(sample), (the_unit(sample, "CQT I"), the_unit(sample, "Vụ TK"))
    of = sheets.criteria_of(sample, year)
    sample.store.save(of.with_(tie_break=(":last-rank", ":women:70")))
    for people, women in (("", "3"), ("2", "3"), ("x", "")):
        with pytest.raises(Refused):
            applying.set_staff(sample, year.id, pair[1], applying.StaffTyped(people, women))
    applying.set_staff(sample, year.id, pair[1], applying.StaffTyped("10", "7"))
    ranks = {s.unit_id: s.rank or 0 for s in grid(sample, year.id).standings}
    assert ranks[pair[1]] + 1 == ranks[pair[0]], "7 of 10 are at least 70%"


def test_the_page_ends_in_what_is_printed(sample: Desk) -> None:
    lines = explain(sample, the_year(sample).id, the_unit(sample, "LT-HTQT"))
    (printed,) = (line for line in lines if line.startswith("Kết quả in ra: "))
    standing = next(s for s in grid(sample, the_year(sample).id).standings if s.rank == 1)
    assert f"hạng 1, xếp loại {standing.grade}; đề nghị: " in printed
    assert "Cờ thi đua của Văn phòng Quốc hội" in printed
