"""Three councils nobody has seen hold their year-end meetings, from the opening to signed minutes.

What each does stands in ``councils/NAME.txt``, and what its minutes must say, read sentence by sentence
against it, in ``councils/NAME.md``. One is walked by keys in a terminal of 80×24, too: the same minutes.
"""

import subprocess
from pathlib import Path

import pytest

from tests.pty.council_cases import CASES, MINISTRY, Case, Secretary, begun, by_commands
from tests.pty.meeting_by_keys import KeyedMeeting
from tests.terminal_session import KTD, TO_MEETING, Session

COUNCILS = Path(__file__).with_name("councils")
STEPS = {
    "schools": "preparation; opening; report; statements; limitations; scores; awards; directions; election; "
    "handover; pledge; flag; conclusion; approval"
}
"""Steps of a meeting that is not the usual one."""
pytestmark = [pytest.mark.pty, pytest.mark.xdist_group("pty")]


def minutes(data: Path, of: Case, folder: Path) -> list[str]:
    """Return what the minutes say, from the hour of the opening to the signatures."""
    file = folder / "bien-ban.md"
    year = ["--bloc", of.bloc[0], "--year", str(of.year)]
    done = subprocess.run(
        [*KTD, "--data", str(data), "export", "minutes", *year, "-o", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = file.read_text("utf-8").partition("Thời gian bắt đầu")
    return f"{said[1]}{said[2]}".partition("Nơi nhận:")[0].splitlines()


def expected(of: Case) -> list[str]:
    return (COUNCILS / f"{of.name}.md").read_text("utf-8").splitlines()


def told_as_it_was(found: list[str], of: Case) -> None:
    for place, (is_, should_be) in enumerate(zip(found, expected(of), strict=False), 1):
        assert is_ == should_be, f"line {place} of the minutes of {of.name}"
    assert len(found) == len(expected(of)), "the minutes have other lines at their end"


@pytest.mark.parametrize("of", CASES, ids=lambda of: of.name)
def test_the_minutes_of_a_meeting_by_commands(tmp_path: Path, of: Case) -> None:
    data = tmp_path / "data"
    begun(of, data)
    by_commands(of, data, STEPS.get(of.name, ""))
    year = ["--bloc", of.bloc[0], "--year", str(of.year)]
    script = str(COUNCILS / f"{of.name}.txt")
    ran = [*KTD, "--data", str(data), "meeting", "run", *year, script]
    done = subprocess.run(ran, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told_as_it_was(minutes(data, of, tmp_path), of)


def test_the_minutes_of_a_meeting_by_keys(tmp_path: Path) -> None:
    of, data = MINISTRY, tmp_path / "data"
    begun(of, data)
    by_commands(of, data)
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")}
    with Session([*KTD, "--data", str(data)], env=surroundings) as session:
        session.wait_for("Việc cần làm")
        session.press(TO_MEETING, "1/12 ")
        meeting = KeyedMeeting(Secretary(session), steps=12)
        for line in (COUNCILS / f"{of.name}.txt").read_text("utf-8").splitlines():
            verb, _, text = line.partition(" ")
            if not line.startswith("#"):
                meeting.do(verb, text)
    told_as_it_was(minutes(data, of, tmp_path), of)
