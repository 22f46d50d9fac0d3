"""What people type: taken as meant, or refused with the data as it was."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui import words
from ktd_tui.domain.meeting import Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Movement
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Conflict, Refused
from ktd_tui.i18n import tell
from ktd_tui.operations import lookup
from ktd_tui.operations.council import directory, setup, units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import long_texts, minutes_lines, preparation, presence, view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.year import years
from ktd_tui.rules.council.council_name import usual_council_name
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_unit, the_year


def points(desk: Desk, label: str = "CQT I") -> dict[str, Decimal]:
    return desk.store.find(ScoreSheet, unit_id=the_unit(desk, label), layer=Layer.BLOC)[0].points


def score(desk: Desk, code: str, typed: str, label: str = "CQT I") -> None:
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, the_unit(desk, label), code, typed))


@pytest.mark.parametrize(
    ("code", "typed", "wanted"),
    [
        ("I.1", "8,5", "8.5"),
        ("I.1", "8.5", "8.5"),
        ("I.1", " 20 ", "20"),
        ("I.1", "0", "0"),
        ("I.1", "-0", "0"),
        ("P1", "3", "3"),
        ("P3", "4", "4"),
        ("T1", "0,25", "0.25"),
    ],
)
def test_points_taken(sample: Desk, code: str, typed: str, wanted: str) -> None:
    score(sample, code, typed)
    assert str(points(sample)[code].normalize()) == str(Decimal(wanted).normalize())
    assert grid.unscored(sample, the_year(sample)) == (), "a typed 0 counts as blank"


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("I.1", "20,01"),
        ("I.1", "-1"),
        ("I.1", "tám"),
        ("I.1", "1,2,3"),
        ("I.1", "١"),
        ("I.1", "8,555"),
        ("I.1", "nan"),
        ("P1", "0,5"),
        ("P1", "4"),
        ("P3", "3"),
        ("T1", "3,5"),
        ("IX.9", "1"),
        ("IX.9", ""),
    ],
)
def test_points_refused(sample: Desk, tmp_path: Path, code: str, typed: str) -> None:
    file = tmp_path / "data" / "ktd.json"
    before = file.read_bytes()
    with pytest.raises(Refused):
        score(sample, code, typed)
    assert file.read_bytes() == before, f"a refused “{typed}” changed the file"


def test_a_cleared_cell_is_blank_again(sample: Desk) -> None:
    score(sample, "I.1", " ")
    assert "I.1" not in points(sample)
    (of,) = [s for s in grid.grid(sample, the_year(sample).id).standings if s.result.missing]
    assert (of.result.missing, of.rank, of.grade) == (("I.1",), None, "")


def test_a_unit_of_another_bloc_is_not_scored(sample: Desk) -> None:
    with pytest.raises(Refused, match="not in the bloc"):
        score(sample, "I.1", "1", "Vụ TCCB")


@pytest.mark.parametrize(
    "counts", [("٥", "0", "0"), ("5", "0", "1"), ("2", "2", ""), ("5.0", "0", "0"), ("", "", "")]
)
def test_counts_refused(sample: Desk, tmp_path: Path, counts: tuple[str, str, str]) -> None:
    vote = votes.put_question(
        sample, the_meeting(sample).id, Purpose.AWARD, the_unit(sample, "Vụ TK"), "Giấy khen"
    )
    before = (tmp_path / "data" / "ktd.json").read_bytes()
    with pytest.raises(Refused):
        votes.count_votes(sample, vote.id, *counts)
    assert (tmp_path / "data" / "ktd.json").read_bytes() == before


def test_a_question_is_put_with_all_that_it_needs(sample: Desk) -> None:
    meeting = the_meeting(sample)
    with pytest.raises(Refused, match="unit"):
        votes.put_question(sample, meeting.id, Purpose.HEAD)
    with pytest.raises(Refused, match="award"):
        votes.put_question(sample, meeting.id, Purpose.AWARD, the_unit(sample, "Vụ TK"), " ")
    vote = votes.put_question(sample, meeting.id, Purpose.AWARD, the_unit(sample, "Vụ TK"), "Giấy khen")
    votes.withdraw_question(sample, vote)
    again = votes.put_question(sample, meeting.id, Purpose.AWARD, the_unit(sample, "Vụ TK"), "Giấy khen")
    assert again.id != vote.id, "a question that was taken back is still there"


@pytest.mark.parametrize(
    ("field", "typed"), [("day", "31/2/2023"), ("day", "8/12/23"), ("opens_at", "25:00")]
)
def test_preparations_refused(sample: Desk, field: str, typed: str) -> None:
    before = the_meeting(sample)
    with pytest.raises(Refused):
        preparation.prepare(sample, before.id, field, typed)
    assert the_meeting(sample) == before


@pytest.mark.parametrize("year", ["22", "20222", "２０２２", "nay", ""])
def test_years_refused(year: str) -> None:
    with pytest.raises(Refused):
        words.year_number(year)


def test_a_year_out_of_time_is_refused(sample: Desk) -> None:
    with pytest.raises(Refused, match="Năm"):
        years.open_year(sample, lookup.bloc_named(sample, "V").id, 9999)


def test_a_movement_of_one_year_stays_in_it(sample: Desk) -> None:
    year = the_year(sample, 2023)
    yearly = sample.store.save(Movement(title="Chủ đề 2023", yearly=True))
    ended = sample.store.save(Movement(title="Đến 2023", last_year=2023))
    runs = sample.store.save(Movement(title="Đến 2024", last_year=2024))
    sample.store.save(year.with_(movement_ids=(yearly.id, ended.id, runs.id)))
    fresh = years.open_year(sample, year.bloc_id, 2024)
    assert fresh.movement_ids == (runs.id,)


def test_stored_text_steers_no_terminal(sample: Desk) -> None:
    attack = "Vụ\x1b]52;c;aGFja2Vk\x07 \u202eMột [/b]"
    bloc, meeting = lookup.bloc_named(sample, "I"), the_meeting(sample)
    unit = units.save_unit(sample, bloc.id, None, name=attack, city=attack)
    line = minutes_lines.add_line(sample, meeting.id, Step.STATEMENTS, attack, attack)
    prepared = preparation.prepare(sample, meeting.id, "documents", f"{attack}\n\n{attack}")
    texts = {unit.name, unit.city, line.text, line.speaker, *prepared.documents}
    assert texts == {"Vụ Một [/b]"}


def test_a_new_council_is_named_and_clean(desk: Desk) -> None:
    assert directory.is_empty(desk)
    setup.set_up_council(
        desk, "Hội\x1b[2J  đồng", " Cơ quan ", in_papers=setup.InPapers("CQ\x07", "\u202eHuế")
    )
    council = directory.council(desk)
    assert (council.name, council.agency, council.symbol, council.place) == (
        "Hội đồng",
        "Cơ quan",
        "CQ",
        "Huế",
    )
    assert [row.bloc.code for row in directory.bloc_rows(desk)] == ["I", "II", "III", "IV", "V"]
    assert directory.first_year(desk) is None


def test_a_council_named_by_nothing_that_is_seen_is_called_after_its_agency(desk: Desk) -> None:
    setup.set_up_council(desk, " \u200b ", "Cơ quan")
    assert directory.council(desk).name == usual_council_name("Cơ quan")


def test_a_line_is_what_its_step_is_for(sample: Desk) -> None:
    meeting = the_meeting(sample)
    kinds = {step: minutes_lines.add_line(sample, meeting.id, step, "Lời", "Ai đó").kind for step in Step}
    wanted = {
        Step.STATEMENTS: LineKind.STATEMENT,
        Step.LIMITATIONS: LineKind.LIMITATION,
        Step.DIRECTIONS: LineKind.DIRECTION,
    }
    assert kinds == {step: wanted.get(step, LineKind.STATEMENT) for step in Step}
    assert minutes_lines.add_line(sample, meeting.id, Step.STATEMENTS, "Lời").kind is LineKind.NOTE
    with pytest.raises(Refused, match="empty"):
        minutes_lines.add_line(sample, meeting.id, Step.REPORT, " \u200b ")


def test_two_desks_keep_both_texts(sample: Desk, tmp_path: Path, clock: FakeClock) -> None:
    meeting = the_meeting(sample)
    other = a_desk(tmp_path / "data", clock)
    try:
        seen = view.meeting_view(other, meeting.id).meeting.report
        long_texts.save_text(sample, meeting.id, "report", "Bản một\nĐoạn hai", seen)
        with pytest.raises(Conflict) as conflict:
            long_texts.save_text(other, meeting.id, "report", "Bản hai", seen)
        assert (conflict.value.mine, conflict.value.theirs) == (("Bản hai",), ("Bản một", "Đoạn hai"))
        saved = long_texts.save_text(other, meeting.id, "report", "Bản một\nĐoạn hai", seen)
        assert saved.report == ("Bản một", "Đoạn hai"), "the same text twice is no conflict"
        minutes_lines.add_line(other, meeting.id, Step.REPORT, "Từ máy khác")
        assert "Từ máy khác" in {
            line.text for line in view.meeting_view(sample, meeting.id).proceedings.lines
        }
    finally:
        other.store.close()


def test_the_chair_stays_on_the_list(sample: Desk) -> None:
    meeting = the_meeting(sample)
    for office in (meeting.chair_id, meeting.secretary_id):
        with pytest.raises(Refused):
            presence.remove_attendee(sample, meeting.id, str(office))


def test_an_export_never_follows_a_link(sample: Desk, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(tmp_path / "elsewhere.pdf")
    with pytest.raises(Refused):
        printing.print_paper(sample, minutes_ref(sample, the_meeting(sample).id), link)
    assert not (tmp_path / "elsewhere.pdf").exists()


def test_a_free_name_is_found_for_the_paper(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    first = printing.paper_file(sample, minutes_ref(sample, meeting.id), tmp_path)
    printing.print_paper(sample, minutes_ref(sample, meeting.id), first)
    second = printing.paper_file(sample, minutes_ref(sample, meeting.id), tmp_path)
    assert (first.name, second.name) == (
        "20231208-bien-ban.pdf",
        "20231208-bien-ban-2.pdf",
    )
    assert lookup.find_meeting(sample, "v", 2022) == meeting.id
    for code, year in (("IX", 2022), ("V", 2021), ("V", 2023)):
        with pytest.raises(Refused):
            lookup.find_meeting(sample, code, year)


def test_a_value_that_does_not_fit_names_its_field_as_people_call_it(sample: Desk) -> None:
    """No field's name in the code reaches a user."""
    bloc = lookup.bloc_named(sample, "V")
    with pytest.raises(Refused) as refused:
        years.open_year(sample, bloc.id, 9999)
    said = tell(refused.value)
    assert "“Năm”: 9999" in said, said
    assert "year" not in said
