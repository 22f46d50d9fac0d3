"""A council of hospitals whose meeting has every step there is, by commands: its minutes line for line.

Its agenda has units' reports, award giving, regulation, criteria, pledge and flag. Awards are voted on paper
with a quorum of their own, two rounds at most and the written opinion of who is absent; the chair decides a
tie. ``hospitals/minutes.md`` was written by hand against ``hospitals/meeting.txt``, in the words of papers.
"""

from pathlib import Path

from tests.cli.test_score import ktd

HERE = Path(__file__).with_name("hospitals")
IN_YEAR = ("--bloc", "BV", "--year", "2025")
HEADS = (
    ("Bệnh viện Đa khoa", "BVĐK", "PGS.TS Hoàng Kim Sơn", "Giám đốc"),
    ("Bệnh viện Nhi", "BVN", "Bà Tạ Thu Ngân", "Giám đốc"),
    ("Bệnh viện Mắt", "BVM", "TS Đinh Công Khải", "Giám đốc"),
    ("Bệnh viện Phổi", "BVP", "Phùng Văn Ích", "Phó Giám đốc phụ trách"),
    ("Trung tâm Cấp cứu", "TTCC", "Ông Mạc Đức Uy", "Giám đốc"),
)
STEPS = (
    "preparation; opening; unit-reports; report; statements; limitations; scores; awards; giving; "
    "regulation; criteria=Thông qua tiêu chí năm sau; directions; election; handover; pledge; flag; "
    "conclusion; approval"
)
AWARD = "award=ballot,members,4/5,written,quorum=4/5,rounds=2"
HEAD = "head=hands,present,1/2,more,casting"


def set_up(data: Path) -> None:
    """Make the council, score its year, prepare its meeting."""

    def run(*words: str) -> None:
        assert ktd("--data", data, *words) == 0, words

    agency = ("--agency", "Sở Y tế", "--symbol", "SYT", "--place", "Vinh")
    assert ktd("init", data, "--office", "grassroots", "--name", "Hội đồng ngành Y tế", *agency) == 0
    run("title", "confirm")
    words = ("--noun", "Cụm", "--head-title", "Cụm trưởng", "--deputy-title", "Cụm phó")
    run("bloc", "add", "--code", "BV", "--name", "Cụm thi đua các bệnh viện", "--symbol", "CBV", *words)
    for unit, short, head, title in HEADS:
        run("unit", "add", "--bloc", "BV", "--name", unit, "--short-name", short, "--city", "Vinh")
        run("person", "add", "--unit", unit, "--name", head, "--title", title, "--head")
    secretary = ("--name", "Bà Chu Hồng Vân", "--title", "Trưởng phòng Tổ chức")
    run("person", "add", "--unit", "Bệnh viện Nhi", *secretary)
    run("year", "open", *IN_YEAR)
    theme = ("--topic", "Lấy người bệnh làm trung tâm", "--head", "Bệnh viện Nhi")
    run("year", "edit", *IN_YEAR, *theme, "--deputy", "Bệnh viện Mắt")
    run("year", "stage", *IN_YEAR, "scoring")
    run("import", str(HERE / "scores.csv"), *IN_YEAR, "--yes")
    run("meeting", "agenda", *IN_YEAR, "--steps", STEPS, "--rule", AWARD, "--rule", HEAD)
    run("meeting", "start", *IN_YEAR)


def test_the_minutes_tell_a_meeting_that_has_everything(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "minutes.md"
    set_up(data)
    assert ktd("meeting", "run", *IN_YEAR, HERE / "meeting.txt", "--data", data) == 0
    assert ktd("seal", "minutes", *IN_YEAR, "--data", data) == 0
    assert ktd("export", "minutes", *IN_YEAR, "-o", file, "--data", data) == 0
    said = file.read_text("utf-8").partition("Thời gian bắt đầu")
    found = f"{said[1]}{said[2]}".partition("Nơi nhận:")[0].strip().splitlines()
    expected = (HERE / "minutes.md").read_text("utf-8").splitlines()
    for place, (is_, should_be) in enumerate(zip(found, expected, strict=False), 1):
        assert is_ == should_be, f"line {place} of the minutes"
    assert len(found) == len(expected), "the minutes have other lines at their end"
