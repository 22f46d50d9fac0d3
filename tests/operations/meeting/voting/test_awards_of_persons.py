"""An award for a person is put to the vote as one for a unit: question, minutes, proposal, decision."""

import pytest

from ktd_tui.domain.merit import Awarded, AwardFor, AwardTitle
from ktd_tui.domain.organisation import Council
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.council import decisions
from ktd_tui.operations.council.decisions import DecisionTyped
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.voting.awarding import put_award
from ktd_tui.operations.meeting.voting.votes import put_to_meeting
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.dossier.lists import nominees_json, nominees_table
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.script import acts, run_script
from tests.operations.found import the_meeting, the_unit, the_year

FIGHTER, PRAISE = "Chiến sĩ thi đua cơ sở", "Giấy khen"


@pytest.fixture(autouse=True)
def titles(sample: Desk) -> None:
    """The council gives a title to persons, and a commendation to either."""
    of = sample.store.find(Council)[0]
    given = (AwardTitle(name=FIGHTER, whom=AwardFor.PERSON), AwardTitle.model_validate(PRAISE))
    sample.store.save(of.with_(award_titles=(*of.award_titles, *given)))
    change_meeting(sample, the_meeting(sample).id, lambda m: m.with_(rules={}), "rule")


def by_words(desk: Desk, text: str) -> None:
    run_script(Driver(desk, the_meeting(desk).id), acts(text))


def paper(desk: Desk, ref: PaperRef) -> str:
    return " ".join(" ".join(printing.preview(desk, ref, 500)).split())


def test_the_minutes_and_the_proposal_name_the_person(sample: Desk) -> None:
    by_words(sample, f"put award nvđ = {FIGHTER}\ncount 4 1 0")
    by_words(sample, f"put award Lê Thị Hoa, Chuyên viên Vụ Thư ký = {PRAISE}\ncount 5")
    said = paper(sample, minutes_ref(sample, the_meeting(sample).id))
    title = f"Đề nghị tặng danh hiệu “{FIGHTER}” cho đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III. "
    assert title + "Hội nghị bỏ phiếu kín" in said
    assert f"Đề nghị tặng {PRAISE} cho đồng chí Lê Thị Hoa, Chuyên viên Vụ Thư ký. Hội nghị" in said
    asked = paper(sample, PaperRef("nominations", the_year(sample).id))
    assert "đối với các tập thể, cá nhân thuộc Khối thi đua số V" in asked
    row = "│ Nguyễn Văn Định, Cục trưởng Cục Quản trị III │ Danh hiệu “Chiến sĩ thi đua cơ sở” │ │ │ 4/5 │"
    assert row.replace(" ", "") in asked.replace(" ", ""), asked  # no unit's points stand beside a person
    decided = paper(sample, PaperRef("award-decision", the_year(sample).id))
    assert "Nguyễn Văn Định, Cục trưởng Cục Quản trị III" in decided


def test_it_is_no_award_of_the_unit(sample: Desk) -> None:
    unit, meeting = the_unit(sample, "CQT III"), the_meeting(sample).id
    of = put_award(sample, meeting, PRAISE, unit)
    person = put_award(sample, meeting, PRAISE, "nvđ")
    assert (of.unit_id, of.person) == (unit, "")
    assert (person.unit_id, person.person) == (unit, "Nguyễn Văn Định, Cục trưởng Cục Quản trị III")
    assert person.id != of.id
    assert put_award(sample, meeting, PRAISE, "nvđ").id == person.id, "put once"
    guest = put_award(sample, meeting, PRAISE, "Bà Lê Hoa, Lái xe")
    assert (guest.unit_id, guest.person) == (None, "bà Lê Hoa, Lái xe")
    fresh = next(v for v in sample.store.find(Vote, id=person.id))
    sample.store.delete(of)
    put_to_meeting(sample, the_year(sample).id)
    assert sample.store.get(Vote, fresh.id) == fresh


def test_the_lists_and_the_decision_tell_whose_it_is(sample: Desk) -> None:
    by_words(sample, f"put award nvđ = {FIGHTER}\ncount 5")
    by_words(sample, f"ballot award Vụ Thư ký, Cục Quản trị I = {PRAISE}\ntellers tqn, pdt\nopen-vote")
    numbers = "issued=5, returned=5, valid=5, invalid=0, Vụ Thư ký=5, Cục Quản trị I=0"
    by_words(sample, f"tally pdt {numbers}\ntally tqn {numbers}\nagree")
    found = [
        (r["Unit"], r["Person"], r["Rank"])
        for r in nominees_json(nominees_table(sample, the_year(sample).id))
    ]
    assert ("Cục Quản trị III", "Nguyễn Văn Định, Cục trưởng Cục Quản trị III", None) in found
    of = decisions.save_decision(sample, None, DecisionTyped("9/QĐ", "20/12/2022", "2022", ""))
    decisions.take_voted(sample, of.id)
    taken = decisions.decisions(sample)[0].awarded
    assert Awarded(title=FIGHTER, unit_id=the_unit(sample, "CQT III"), person="Nguyễn Văn Định") in taken
    assert Awarded(title=PRAISE, unit_id=the_unit(sample, "Vụ TK")) in taken


@pytest.mark.parametrize(
    ("award", "receiver", "why"),
    [
        (" ", "nvđ", "award first"),
        (FIGHTER, " ", "for persons"),
        (FIGHTER, "zzz", "Nobody on the list"),
        (PRAISE, "", "given it is missing"),
        (PRAISE, "Cục Quản trị IX", "No unit"),
        ("Cờ thi đua", "nvđ", "No unit"),
    ],
)
def test_who_may_not_get_it_is_refused(sample: Desk, award: str, receiver: str, why: str) -> None:
    before = sample.store.find(Vote)
    with pytest.raises(Refused, match=why):
        put_award(sample, the_meeting(sample).id, award, receiver)
    assert sample.store.find(Vote) == before
