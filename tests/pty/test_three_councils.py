"""Three councils nobody has seen, from ``ktd init`` to signed and sealed minutes: by keys and by commands.

Each has its own numbering, words, people, titles, criteria, rules and agenda. What its meeting does stands in
``councils/NAME.txt``, and what the minutes must say, read sentence by sentence against it, in
``councils/NAME.md``. Both ways, in a terminal of 80×24 and by commands, give the same data.
"""

import re
from pathlib import Path

import pytest

from tests.cli.test_score import ktd
from tests.pty.council_cases import ENTER, ESC, SAVE, Case, Secretary, begun, by_commands
from tests.pty.council_facts import facts
from tests.pty.count_keys import REWRITTEN, CountedSession
from tests.pty.meeting_by_keys import KeyedMeeting
from tests.pty.three_councils import CASES, MINISTRY
from tests.terminal_session import KTD, TO_MINUTES

COUNCILS = Path(__file__).with_name("councils")
COUNTED = Path(__file__).parents[2] / "docs/keys-count.md"
pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


def in_year(of: Case) -> list[str]:
    return ["--bloc", of.bloc[0], "--year", str(of.year)]


def held_by_keys(of: Case, data: Path, surroundings: dict[str, str]) -> tuple[int, int]:
    """Set the council up, hold its meeting and seal the minutes, by keys alone.

    Returns:
        The keys that the meeting took, and how many of them were no letters.
    """
    keys = letters = 0
    with CountedSession([*KTD, "--data", str(data)], env=surroundings) as session:
        secretary = Secretary(session)
        secretary.set_up(of)
        meeting = KeyedMeeting(secretary, steps=len(of.agenda[1].split(";")))
        session.taken()
        for line in (COUNCILS / f"{of.name}.txt").read_text("utf-8").splitlines():
            verb, _, text = line.partition(" ")
            if not line.startswith("#"):
                meeting.do(verb, text)
                taken = session.taken()
                keys, letters = (
                    (keys, letters) if verb == REWRITTEN else (keys + taken[0], letters + taken[1])
                )
        session.press(ESC, "Biên bản: xem, PDF")
        session.press(TO_MINUTES, "Ctrl+S: chốt")
        session.press(SAVE, "Ngày ban hành")
        session.press(ENTER, "Đã chốt: số 01, bản 1")
    return keys, keys - letters


def held_by_commands(of: Case, data: Path) -> None:
    """Do the same without a screen."""
    by_commands(of, data)
    script = COUNCILS / f"{of.name}.txt"
    assert ktd("meeting", "run", *in_year(of), script, "--data", data) == 0
    assert ktd("seal", "minutes", *in_year(of), "--data", data) == 0


def minutes(data: Path, of: Case) -> list[str]:
    """Return what the minutes say, from the hour of the opening to the signatures."""
    file = data.with_suffix(".md")
    assert ktd("export", "minutes", *in_year(of), "-o", file, "--data", data) == 0
    said = file.read_text("utf-8").partition("Thời gian bắt đầu")
    return f"{said[1]}{said[2]}".partition("Nơi nhận:")[0].splitlines()


def told_as_it_was(found: list[str], of: Case) -> None:
    expected = (COUNCILS / f"{of.name}.md").read_text("utf-8").splitlines()
    for place, (is_, should_be) in enumerate(zip(found, expected, strict=False), 1):
        assert is_ == should_be, f"line {place} of the minutes of {of.name}"
    assert len(found) == len(expected), "the minutes have other lines at their end"


@pytest.mark.parametrize("of", CASES, ids=lambda of: of.name)
def test_a_council_meets_by_keys_as_by_commands(tmp_path: Path, of: Case) -> None:
    keys, commands = tmp_path / "keys", tmp_path / "commands"
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")}
    begun(of, commands)
    held_by_commands(of, commands)
    told_as_it_was(minutes(commands, of), of)
    begun(of, keys)
    counted = held_by_keys(of, keys, surroundings)
    if of is MINISTRY:
        row = re.search(r"4 đại biểu.*\| – \| (\d+) \| (\d+) \|", COUNTED.read_text("utf-8"))
        assert counted == tuple(map(int, row.groups() if row else ())), f"docs/keys-count.md: now {counted}"
    one, other = facts(keys, of), facts(commands, of)
    assert {key: one[key] for key in one if one[key] != other[key]} == {
        key: other[key] for key in one if one[key] != other[key]
    }
    told_as_it_was(minutes(keys, of), of)
