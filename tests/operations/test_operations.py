"""What a person can do, and what is refused: the data stays as it was."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Conflict, KtdError, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.council import directory, people, setup, units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, long_texts, minutes_lines, preparation, presence, view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import printing, signing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.year import registration, years
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.papers.record import sections


def unit(desk: Desk, name: str) -> Unit:
    return next(u for u in desk.store.find(Unit) if u.name == name)


def the_year(desk: Desk, number: int = 2022) -> BlocYear:
    return next(y for y in desk.store.find(BlocYear) if y.year == number)


def the_meeting(desk: Desk) -> Meeting:
    return desk.store.find(Meeting)[0]


def content(tmp_path: Path) -> bytes:
    return b"".join((tmp_path / "data" / name).read_bytes() for name in ("ktd.json", "ktd.json.journal"))


def test_the_sample_holds_what_the_report_tells(sample: Desk) -> None:
    assert [b.code for b in sample.store.find(Bloc)] == ["I", "II", "III", "IV", "V"]
    page = years.year_page(sample, the_year(sample).id)
    assert len(page.units) == 5
    assert len(page.movements) == 4
    assert "2186/KH-VPQH ngày 14/8/2019" in page.movements[1].plan
    assert (page.movements[1].first_year, page.movements[1].last_year) == (2019, 2025)
    assert page.roles[2022][unit(sample, "Cục Quản trị III").id] is Role.HEAD
    assert page.roles[2023][unit(sample, "Vụ Lễ tân và Hợp tác quốc tế").id] is Role.HEAD
    assert page.roles[2023][unit(sample, "Cục Quản trị II").id] is Role.DEPUTY
    names = {p.name for p in sample.store.find(Person)}
    assert names == {"Nguyễn Văn Định", "Phạm Đức Thảo", "Đỗ Hoàng Việt", "Trần Quốc Nam"}
    assert page.year.illustrative.startswith("Số liệu minh họa")


def test_find_ignores_marks(sample: Desk) -> None:
    names = [f.title for f in directory.find_anything(sample, "cuc quan tri")]
    assert names[:3] == ["Cục Quản trị I", "Cục Quản trị II", "Cục Quản trị III"]
    assert [f.title for f in directory.find_anything(sample, "nguyen van dinh")] == ["Nguyễn Văn Định"]


def test_a_store_is_set_up_once(sample: Desk, tmp_path: Path) -> None:
    before = content(tmp_path)
    with pytest.raises(Refused):
        setup.set_up_sample(sample)
    with pytest.raises(Refused):
        setup.set_up_council(sample, "X", "Y")
    assert content(tmp_path) == before


def test_an_empty_council_grows_to_a_year(desk: Desk) -> None:
    setup.set_up_council(desk, "Hội đồng", "Cơ quan", in_papers=setup.InPapers("CQ", "Huế"))
    bloc = lookup.bloc_named(desk, "ii")
    with pytest.raises(Refused):
        years.open_year(desk, bloc.id, 2026)
    one = units.save_unit(desk, bloc.id, None, name=" Vụ  Một ", city="Huế")
    assert one.name == "Vụ Một"
    with pytest.raises(Refused):
        units.save_unit(desk, bloc.id, None, name="vụ một")
    head = people.save_person(desk, one.id, None, heads=True, name="Lê A", title="Vụ trưởng")
    assert desk.store.get(Unit, one.id).head_id == head.id
    year = years.open_year(desk, bloc.id, 2026, "Chủ đề")
    assert year.criteria_id, "no criteria set to score by"
    movement = years.save_movement(desk, year, None, title="Phong trào", first_year="2024", last_year="2027")
    assert desk.store.get(BlocYear, year.id).movement_ids == (movement.id,)
    following = years.open_year(desk, bloc.id, 2027)
    assert following.movement_ids == (movement.id,), "a running movement did not come along"
    with pytest.raises(Refused):
        years.open_year(desk, bloc.id, 2027)
    with pytest.raises(Refused):
        years.save_movement(desk, year, movement, title="x", first_year="2027", last_year="2024")


def test_scores(sample: Desk, tmp_path: Path) -> None:
    year, cqt1 = the_year(sample), unit(sample, "Cục Quản trị I")
    for typed in ("8,5", "8.5"):
        saved = cells.record_score(sample, cells.ScoreTyped(year.id, cqt1.id, "I.1", typed))
        assert saved.points["I.1"] == Decimal("8.5")
    before = content(tmp_path)
    for code, typed in (("I.1", "20,5"), ("I.1", "-1"), ("I.1", "tám"), ("P3", "3"), ("X", "1")):
        with pytest.raises(Refused):
            cells.record_score(sample, cells.ScoreTyped(year.id, cqt1.id, code, typed))
    assert content(tmp_path) == before, "a refused score changed the file"
    cells.record_score(sample, cells.ScoreTyped(year.id, cqt1.id, "I.1", ""))
    assert "I.1" not in sample.store.find(ScoreSheet, unit_id=cqt1.id, layer=Layer.BLOC)[0].points
    lacking = grid.unscored(sample, year)
    assert [unit.label for unit in lacking] == ["CQT I"]
    assert lacking == grid.unscored(sample, year, grid.grid(sample, year.id)), "the ranking sees other blanks"


def test_votes_balance_and_need_a_quorum(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    vtk = unit(sample, "Vụ Thư ký")
    vote = votes.put_question(sample, meeting.id, Purpose.AWARD, vtk.id, "Giấy khen")
    assert votes.put_question(sample, meeting.id, Purpose.AWARD, vtk.id, "Giấy khen").id == vote.id, (
        "put twice"
    )
    before = content(tmp_path)
    for counts in (("5", "1", "0"), ("4", "0", "0"), ("-1", "6", "0"), ("x", "5", "0")):
        with pytest.raises(Refused):
            votes.count_votes(sample, vote.id, *counts)
    assert content(tmp_path) == before
    votes.count_votes(sample, vote.id, "4", "1", "")
    with pytest.raises(Refused):
        votes.withdraw_question(sample, sample.store.get(Vote, vote.id))
    head_again = votes.put_question(
        sample, meeting.id, Purpose.DEPUTY, unit(sample, "Vụ Lễ tân và Hợp tác quốc tế").id
    )
    with pytest.raises(Refused):
        votes.count_votes(sample, head_again.id, "5", "0", "0")
    for attendee in meeting.attendees[:2]:
        presence.set_present(sample, meeting.id, attendee.id, present=False)
    with pytest.raises(Refused):
        votes.count_votes(sample, vote.id, "3", "0", "0")


def test_a_reason_for_going_on_enters_the_minutes(sample: Desk) -> None:
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    with pytest.raises(Refused):
        preparation.move(sample, meeting.id, Step.OPENING)
    with pytest.raises(Refused):
        preparation.move(sample, meeting.id, Step.REPORT, "vội")
    preparation.move(sample, meeting.id, Step.OPENING, "Thư ký đến muộn")
    said = [e.text for s in sections(view.meeting_view(sample, meeting.id).data) for e in s.entries]
    assert any("Lý do: Thư ký đến muộn" in text for text in said), said


def test_last_years_directions_stand_in_this_years_report(sample: Desk) -> None:
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    report = long_texts.draft_report(sample, meeting.id)
    assert any("tổ chức học tập, giao lưu" in text for text in report), report


def test_two_secretaries_never_overwrite_each_other(sample: Desk) -> None:
    meeting = the_meeting(sample)
    seen = meeting.conclusion
    long_texts.save_text(sample, meeting.id, "conclusion", "Của người thứ nhất", seen)
    with pytest.raises(Conflict) as conflict:
        long_texts.save_text(sample, meeting.id, "conclusion", "Của người thứ hai", seen)
    assert (conflict.value.mine, conflict.value.theirs) == (("Của người thứ hai",), ("Của người thứ nhất",))
    line = sample.store.find(MinutesLine)[0]
    minutes_lines.mend_line(sample, line, "Một")
    with pytest.raises(Conflict):
        minutes_lines.mend_line(sample, line, "Hai")
    with pytest.raises(Conflict):
        minutes_lines.delete_line(sample, line)


def signed(desk: Desk) -> Meeting:
    return signing.sign(desk, the_meeting(desk).id)


CHANGES: dict[str, Callable[[Desk], object]] = {
    "prepare": lambda d: preparation.prepare(d, the_meeting(d).id, "place", "Huế"),
    "present": lambda d: presence.set_present(d, the_meeting(d).id, "a1", present=False),
    "attendee": lambda d: presence.remove_attendee(d, the_meeting(d).id, "a7"),
    "move": lambda d: preparation.move(d, the_meeting(d).id, Step.REPORT),
    "text": lambda d: long_texts.save_text(d, the_meeting(d).id, "report", "x", the_meeting(d).report),
    "line": lambda d: minutes_lines.add_line(d, the_meeting(d).id, Step.REPORT, "x"),
    "mend": lambda d: minutes_lines.mend_line(d, d.store.find(MinutesLine)[0], "x"),
    "delete": lambda d: minutes_lines.delete_line(d, d.store.find(MinutesLine)[0]),
    "put": lambda d: votes.put_question(
        d, the_meeting(d).id, Purpose.AWARD, unit(d, "Vụ Thư ký").id, "Giấy khen"
    ),
    "count": lambda d: votes.count_votes(d, d.store.find(Vote)[0].id, "5", "0", "0"),
    "handover": lambda d: closing.confirm_handover(d, the_meeting(d).id),
    "close": lambda d: closing.close_meeting(d, the_meeting(d).id, "17:00"),
    "sign": lambda d: signing.sign(d, the_meeting(d).id),
    "score": lambda d: cells.record_score(
        d, cells.ScoreTyped(the_year(d).id, unit(d, "Vụ Thư ký").id, "I.1", "1")
    ),
}
OTHERS: dict[str, Callable[[Desk], object]] = {
    "council": lambda d: directory.save_council(d, d.store.find(Council)[0], name="X"),
    "unit": lambda d: units.save_unit(d, d.store.find(Bloc)[0].id, None, name="X"),
    "person": lambda d: people.save_person(d, unit(d, "Vụ Thư ký").id, None, heads=False, name="X"),
    "year": lambda d: years.open_year(d, lookup.bloc_named(d, "V").id, 2024),
    "roles": lambda d: years.save_year(d, the_year(d), years.YearHead(theme="x", head=None)),
    "movement": lambda d: years.save_movement(d, the_year(d), d.store.find(Movement)[0], title="x"),
    "target": lambda d: registration.register(d, the_year(d).id, unit(d, "Vụ Thư ký").id, Wanted("I.1", "x")),
    "start": lambda d: preparation.start_meeting(d, the_year(d, 2023).id),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_signed_meeting_is_frozen(sample: Desk, tmp_path: Path, name: str) -> None:
    signed(sample)
    before = content(tmp_path)
    if name == "move":
        CHANGES[name](sample)  # reading on, step by step, stays possible
        return
    with pytest.raises(Refused):
        CHANGES[name](sample)
    assert content(tmp_path) == before, f"{name} changed a signed meeting"


@pytest.mark.parametrize("name", [*CHANGES, *OTHERS])
def test_read_only_refuses_every_change(sample: Desk, tmp_path: Path, name: str) -> None:
    reader = Desk(sample.store, sample.actor._replace(read_only=True), sample.clock)
    before = content(tmp_path)
    with pytest.raises(Refused) as refused:
        (CHANGES | OTHERS)[name](reader)
    assert "read-only" in refused.value.message
    assert content(tmp_path) == before, f"{name} changed the data"


def test_signing_sets_next_years_offices_once(sample: Desk) -> None:
    bloc = lookup.bloc_named(sample, "V")
    before = len(lookup.years_of(sample, bloc.id))
    signed(sample)
    following = the_year(sample, 2023)
    assert following.unit_with(Role.HEAD) == unit(sample, "Vụ Lễ tân và Hợp tác quốc tế").id
    assert following.unit_with(Role.DEPUTY) == unit(sample, "Cục Quản trị II").id
    assert len(lookup.years_of(sample, bloc.id)) == before


def test_export_refuses_paths_before_it_works(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    there = tmp_path / "there.pdf"
    there.write_text("mine")
    for target in (there, tmp_path, tmp_path / "none" / "x.pdf"):
        with pytest.raises(KtdError):
            printing.print_paper(sample, minutes_ref(sample, meeting.id), target)
    assert there.read_text() == "mine"
    assert (
        printing.paper_file(sample, minutes_ref(sample, meeting.id), tmp_path).name == "20231208-bien-ban.pdf"
    )
