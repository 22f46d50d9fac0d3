"""The commands that change what is there: directory, movements, agenda, conditions of titles, drops."""

from pathlib import Path

import pytest

from tests.cli.test_cli import ktd
from tests.cli.test_year_work import V22, V23, Ktd, run

__all__ = ["run"]


def test_the_council_is_shown_and_renamed(run: Ktd) -> None:
    before = run.told("council")
    assert isinstance(before, dict)
    status, said = run("council", "--place", "Huế")
    assert (status, said.split("  ")[-1]) == (0, "Huế")
    assert run.told("council") == {**before, "place": "Huế"}, "what was left out did not stay"


def test_units_are_added_and_changed(run: Ktd) -> None:
    status, said = run("unit", "add", "--bloc", "V", "--name", "Cục Mới", "--short-name", "CM")
    assert (status, "Cục Mới  CM" in said.splitlines()) == (0, True), said
    assert run("unit", "edit", "CM", "--city", "Huế") == (0, "Cục Mới  CM  Huế")
    assert run("unit", "add", "--bloc", "V", "--name", "Cục Mới") == (1, "Đã có đơn vị “Cục Mới”.")
    assert run("unit", "edit", "Cục Trăng", "--city", "Huế")[0] == 1


def test_people_are_added_and_made_heads(run: Ktd) -> None:
    status, said = run("person", "add", "--unit", "Vụ TK", "--name", "Lê A", "--title", "Vụ trưởng", "--head")
    assert (status, said) == (0, "1  Lê A  Vụ trưởng  ★")
    assert (
        run("person", "edit", "1", "--unit", "Vụ TK", "--name", "Lê Văn A")[1] == "1  Lê Văn A  Vụ trưởng  ★"
    )
    assert run("person", "edit", "1", "--unit", "Vụ TK", "--no-head")[1] == "1  Lê Văn A  Vụ trưởng"
    status, said = run("person", "edit", "7", "--unit", "Vụ TK", "--title", "A")
    assert (status, said) == (1, "Không có số 7; “ktd person list” liệt kê các số.")


def test_a_year_is_edited_and_what_is_left_out_stays(run: Ktd) -> None:
    before = run.told("show", "year", *V23)
    assert run("year", "edit", *V23, "--topic", "Chủ đề mới")[0] == 0
    after = run.told("show", "year", *V23)
    assert str(after) != str(before)
    assert run("year", "edit", *V23, "--head", "Vụ TK", "--deputy", "Vụ TK")[0] == 1


def test_movements_and_what_units_make_of_them(run: Ktd) -> None:
    status, said = run("movement", "add", *V23, "--title", "Chuyển đổi số", "--first-year", "2023")
    assert status == 0, said
    number, line = said.splitlines()[-1].split("  ", 1)
    assert line == "Chuyển đổi số  2023"
    assert run("movement", "edit", number, *V23, "--last-year", "2025")[1].endswith(
        "Chuyển đổi số  2023 – 2025"
    )
    assert run("movement", "edit", number, *V23, "--last-year", "2020")[0] == 1
    words = ("movement", "part", number, *V23, "--unit", "Vụ TK")
    assert run(*words, "--text", "Ký số")[1].splitlines()[-1].strip() == "Vụ TK  Ký số"
    assert run(*words, "--result", "Xong")[1].splitlines()[-1].strip() == "Vụ TK  Ký số  Xong"


def test_what_was_noted_can_be_dropped(run: Ktd) -> None:
    run("task", "add", "Tổ chức giao lưu", *V23)
    assert run("task", "drop", "1", *V23) == (0, "")
    run("activity", "add", "Giao lưu", *V23, "--unit", "CQT I")
    assert run("activity", "drop", "1", *V23) == (0, "")
    run("exemplar", "add", *V23, "--unit", "Vụ TK", "--name", "A", "--deed", "B")
    assert run("exemplar", "drop", "1", *V23) == (0, "")
    run("board", "post", "--unit", "Vụ TK", "--title", "A", "--text", "B")
    assert run("board", "delete", "1") == (0, "Chưa có bài chia sẻ.")
    for words in (("task", "drop", "1", *V23), ("exemplar", "drop", "x", *V23), ("board", "delete", "0")):
        assert run(*words)[0] == 1, words


def test_evidence_is_withdrawn(run: Ktd) -> None:
    assert run("year", "stage", "work", *V23)[0] == 0
    words = ("--unit", "Vụ TK", "--code", "I.1", "Báo cáo", *V23)
    status, said = run("score", "evidence", "add", *words)
    assert status == 0, said
    assert run("score", "evidence", "withdraw", *words)[0] == 0
    assert run.told("score", "evidence", "list", *V23, "--unit", "Vụ TK")["evidence"] == []  # type: ignore[index]


def test_the_head_of_a_criteria_set(run: Ktd) -> None:
    status, said = run("criteria", "head", *V23, "--name", "Bảng điểm 2023", "--bonus-cap", "4")
    assert (status, said.splitlines()[0]) == (0, "Bảng điểm 2023")
    assert run("criteria", "head", *V23, "--tie-break", "Z.9")[0] == 1
    assert run("criteria", "head", *V22, "--name", "Khác")[0] == 1, "a set that is scored by was changed"


def test_the_pledge_has_a_preamble_and_is_withdrawn(run: Ktd) -> None:
    assert run("pledge", "preamble", "Lời đầu", *V23) == (1, "Chưa lập bản giao ước.")
    assert run("register", *V23, "--unit", "Vụ TK", "--code", "I.1", "--text", "Đúng hạn")[0] == 0
    assert run("register", *V23, "--unit", "Vụ TK", "--title", "Cờ thi đua")[0] == 0
    assert run.told("register", *V23, "--unit", "Vụ TK", "--title", "Cờ thi đua")["titles"] == []  # type: ignore[index]
    assert run("register", *V23, "--unit", "Vụ TK")[0] == 1
    status, said = run("pledge", "draw", *V23, "--reason", "Họp trước")
    assert status == 0, said
    status, said = run("pledge", "preamble", "Lời đầu\nLời sau", *V23)
    assert (status, "Lời sau" in said) == (0, True), said
    assert run("pledge", "sign", *V23, "--unit", "Vụ TK")[0] == 0, "nobody of it is known"
    status, said = run("pledge", "sign", *V23, "--unit", "CQT I")
    assert (status, "Phạm Đức Thảo" in said) == (1, True), said
    assert run("pledge", "sign", *V23, "--unit", "CQT I", "--by", "pdt")[0] == 0
    assert run("pledge", "preamble", "Khác", *V23)[0] == 1
    assert run("pledge", "withdraw", *V23, "--reason", "Sửa đăng ký")[0] == 0
    assert len(run.told("pledge", "show", *V23)["unsigned"]) == 5  # type: ignore[index]


def test_conditions_of_a_title(run: Ktd) -> None:
    year = ("--year", "2022")
    status, said = run("award-rules", "set", "Giấy khen", *year, "--at-least", "85", "--source", "Điều 74")
    assert (status, "từ 85% tổng điểm\n  Nguồn: Điều 74" in said) == (0, True), said
    status, said = run("award-rules", "set", "giay khen", *year, "--quota", "20", "--no-registered")
    assert (status, "từ 85% tổng điểm; không quá 20%" in said) == (0, True), said
    assert run("award-rules", "set", "Giấy khen", *year, "--at-least", "120")[0] == 1
    status, said = run("award-rules", "drop", "Giấy khen", *year)
    assert (status, "Giấy khen" in said) == (0, False)
    assert run("award-rules", "drop", "Giấy khen", *year) == (1, "Chưa có điều kiện cho “Giấy khen”.")


def test_one_role_is_taken_away(run: Ktd) -> None:
    assert run("user", "add", "root", "--role", "administrator")[0] == 0
    for bloc in ("I", "V"):
        assert run("user", "add", "root", "--role", "bloc-secretary", "--bloc", bloc)[0] == 0
    assert run("user", "remove", "root", "--role", "bloc-secretary", "--place", "I")[0] == 0
    said = run("user", "list")[1]
    assert "Khối thi đua số V" in said
    assert "Khối thi đua số I " not in f"{said} ", said
    assert run("user", "remove", "root", "--place", "V") == (1, "Hãy ghi rõ vai trò nào ở đó.")


def test_one_year_goes_to_the_archive(run: Ktd) -> None:
    assert run("archive", "--bloc", "V") == (1, "Hãy ghi đủ cả --bloc và --year.")
    status, said = run("archive", *V22)
    assert (status, "Đã kết thúc" in said) == (1, True), said


AGENDA = ("meeting", "agenda", *V23)


def test_the_agenda_is_changed_by_words(run: Ktd) -> None:
    status, said = run(*AGENDA, "--kind", "plain", "--quorum", "3/4", "--secret")
    assert status == 0, said
    assert ("75%" in said, said.endswith("được phép") or "cho phép" in said) == (True, True), said
    steps = "preparation; opening; report=Báo cáo nhanh; discussion; approval"
    status, said = run(*AGENDA, "--kind", "plain", "--steps", steps, "--asks", "report=")
    assert (status, "  3  Báo cáo nhanh" in said.splitlines()) == (0, True), said
    status, said = run(
        *AGENDA,
        "--rule",
        "head=ballot,members,1/2,more",
        "--rule",
        "award=hands,present,60%,casting,written,rounds=2,quorum=80%",
    )
    assert status == 0, said
    assert "  head: ballot, members, 1/2, more" in said.splitlines()
    assert "  award: hands, present, 3/5, casting, written, rounds=2, quorum=4/5" in said.splitlines()
    told = run.told(*AGENDA, "--no-secret")
    assert isinstance(told, dict)
    assert told["rules"]["head"]["strict"]


@pytest.mark.parametrize(
    "words",
    [
        ("--steps", "opening; preparation; approval"),
        ("--steps", "preparation; opening; trăng; approval"),
        ("--asks", "trăng=report"),
        ("--asks", "report=trăng"),
        ("--asks", "discussion="),
        ("--quorum", "5/4"),
        ("--rule", "head=ballot"),
        ("--rule", "head=ballot,members,1/2,less"),
        ("--rule", "head=ballot,members,1/2,rounds"),
        ("--rule", "head=ballot,members,1/2,quorum=5/4"),
        ("--rule", "trăng=ballot,members,1/2"),
        ("--rule", "head=sấp ngửa,members,1/2"),
    ],
    ids=" ".join,
)
def test_an_agenda_that_cannot_be_is_refused_and_stays(run: Ktd, words: tuple[str, ...]) -> None:
    before = run.told(*AGENDA)
    status, said = run(*AGENDA, *words)
    assert (status, len(said.splitlines())) == (1, 1), said
    assert run.told(*AGENDA) == before


def test_lines_of_the_minutes_are_numbered_mended_and_deleted(run: Ktd, tmp_path: Path) -> None:
    def do(act: str) -> tuple[int, str]:
        (tmp_path / "act").write_text(act, "utf-8")
        return run("meeting", "run", *V22, str(tmp_path / "act"))

    listed = run("meeting", "lines", *V22)[1].splitlines()
    assert listed[0].startswith("1  ")
    assert do("mend 1 Câu đã sửa") == (0, "đã làm xong 1 việc")
    assert run("meeting", "lines", *V22)[1].splitlines()[0].endswith("Câu đã sửa")
    assert do("delete 1")[0] == 0
    assert len(run("meeting", "lines", *V22)[1].splitlines()) == len(listed) - 1
    status, said = do("delete 99")
    told = "Biên bản không có dòng số 99; “ktd meeting lines” đánh số các dòng."
    assert (status, told in said) == (1, True), said
    lines = run.told("meeting", "lines", *V22)
    assert isinstance(lines, list)
    assert set(lines[0]) == {"at", "step", "speaker", "text"}


def test_what_else_has_an_hour_is_numbered_and_mended_and_a_reopened_meeting_is_told(
    run: Ktd, tmp_path: Path
) -> None:
    def do(act: str) -> tuple[int, str]:
        (tmp_path / "act").write_text(act, "utf-8")
        return run("meeting", "run", *V22, str(tmp_path / "act"))

    def hour() -> str:
        found = run.told("meeting", "hours", *V22)
        assert isinstance(found, list)
        return next(str(one["hour"]) for one in found if one["name"] == "count 1")

    assert run("meeting", "hours", *V22)[1].startswith(("count", "turn", "opened", "handover", "reason"))
    hours, minutes = hour().split(":")
    later = f"{hours}:{(int(minutes) + 1) % 60:02d}"
    assert do(f"hour-of count 1 {later}")[0] == 0
    assert hour() == later
    status, said = do("hour-of turn 99 15:00")
    assert (status, "ktd meeting hours" in said) == (1, True), said
    assert do("close 17:30")[0] == 0
    assert do("at 17:40\nline Nói thêm")[1].splitlines()[-1] == "Hội nghị tiếp tục; hãy ghi lại giờ kết thúc."


def test_an_act_is_entered_at_the_hour_at_which_it_was(run: Ktd, tmp_path: Path) -> None:
    def at(hour: str, *act: str) -> int:
        # What stands behind the act is the act's: the directory is told before it.
        return ktd("meeting", "do", *V22, "--data", tmp_path / "data", "--at", hour, *act).returncode

    assert at("14:41", "line", "Ghi từ sổ tay") == 0
    listed = run("meeting", "lines", *V22)[1].splitlines()
    assert any("14:41" in line and line.endswith("Ghi từ sổ tay") for line in listed), listed
    assert at("13:00", "line", "Sớm quá") == 1
    assert at("15:00", "absent", "cqt2") == 0
    shown = run("show", "meeting", *V22)[1]
    assert "có mặt (về lúc 15:00)" in shown, shown
    assert "15:00 Đại diện lãnh đạo Cục Quản trị II rời Hội nghị." in shown, shown
