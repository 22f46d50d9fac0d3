"""How many keys the work takes: counted while it is done in a terminal of 80×24.

``docs/keys-count.md`` has the table, with what it was before. Run: ``python -m tests.pty.count_keys``.
"""

import re
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from tests.pty.council_cases import DOWN, ENTER, ESC, F2, HOME, SAVE, TAB, Secretary, begun, by_commands
from tests.pty.meeting_by_keys import DOOR, KeyedMeeting
from tests.pty.three_councils import MINISTRY
from tests.terminal_session import KTD, TO_MEETING, TO_SCORES, Session

COUNCILS = Path(__file__).with_name("councils")
KEY = re.compile(r"\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Z]|.", re.DOTALL)
REWRITTEN = "items"
"""What the script writes over a draft of many lines, letter by letter: no measure of the keys."""
TO_CYCLE = HOME + DOWN * 17 + ENTER
ARRIVAL = "absent vn"
"""What in the script a return follows that is counted as an arrival."""


class CountedSession(Session):
    """A terminal that counts what is pressed: all keys, and those of them that are letters of a text."""

    keys = letters = 0

    def send(self, data: bytes | str) -> None:
        """Type, and count."""
        pressed = KEY.findall(data if isinstance(data, str) else data.decode())
        self.keys += len(pressed)
        self.letters += sum(one.isprintable() for one in pressed)
        super().send(data)

    def taken(self) -> tuple[int, int]:
        """Return the keys since the last time, and how many of them were letters."""
        found = self.keys, self.letters
        self.keys = self.letters = 0
        return found


def say(what: str, taken: tuple[int, int]) -> None:
    """Print a line of the table."""
    keys, letters = taken
    sys.stdout.write(f"{what:<44} {keys:>5} keys, {keys - letters:>4} without the letters\n")


def first_score(folder: Path) -> None:
    """From an empty directory to the first point: council, unit, year, score."""
    with CountedSession([*KTD, "--data", str(folder / "new")], env=surroundings(folder)) as session:
        session.wait_for("Lập Hội đồng mới")
        session.press(ENTER, "Hội đồng")
        session.press(SAVE, "Khối thi đua số V")
        session.press(HOME + ENTER, "Đơn vị và vai trò")
        session.press(F2 + "Vụ A" + SAVE, "Đã lưu")
        session.press(TAB + F2, "Mở năm thi đua")
        session.press(SAVE, "Đã lưu")
        session.press(ENTER, "Chấm điểm đơn vị")
        session.press(TO_CYCLE, "Tình hình")
        session.press(HOME + DOWN * 6 + ENTER, "Đồng ý, chuyển")
        session.press(DOWN + ENTER, "Đã lưu")
        session.press(ESC, "Chấm điểm đơn vị")
        session.press(TO_SCORES, "Tổng")
        session.press("8" + ENTER, "(8)")
        say("first start to first score", session.taken())


def a_meeting(folder: Path) -> None:
    """The year-end meeting of a ministry's bloc, from the opening to the signatures."""
    data = folder / "met"
    with redirect_stdout(StringIO()):  # what the commands say
        begun(MINISTRY, data)
        by_commands(MINISTRY, data)
    with CountedSession([*KTD, "--data", str(data)], env=surroundings(folder)) as session:
        session.wait_for("Việc cần làm")
        session.press(TO_MEETING, "1/12 ")
        session.taken()
        choose_officers(session)
        say("choosing chair and secretary", session.taken())
        of = KeyedMeeting(Secretary(session), steps=12)
        whole = [0, 0]
        said: set[str] = set()
        for line in (COUNCILS / "ministry.txt").read_text("utf-8").splitlines():
            verb, _, text = line.partition(" ")
            if line.startswith("#"):
                continue
            of.do(verb, text)
            taken = session.taken()
            if verb != REWRITTEN:
                whole = [one + other for one, other in zip(whole, taken, strict=True)]
            if verb in ("line", "count") and verb not in said:
                said.add(verb)
                say({"line": f"one statement ({len(text)} letters)", "count": "one vote"}[verb], taken)
            if line == ARRIVAL:
                session.press(DOOR, "Ai đến, ai về")
                session.press(ENTER, lambda: "Ai đến, ai về" not in session.text)
                say("one arrival, from any step", session.taken())
                session.press(DOOR, "Ai đến, ai về")
                session.press("vn" + ENTER, lambda: "Ai đến, ai về" not in session.text)
                session.taken()
        say("whole meeting of 4 delegates, 12 steps", (whole[0], whole[1]))


def choose_officers(session: CountedSession) -> None:
    """Choose who chairs and who writes the minutes, in the preparation."""
    for place, letters in ((3, "dvm"), (4, "lth")):
        session.press(HOME + DOWN * place + ENTER, "gõ để lọc")
        session.press(letters + ENTER, lambda: "gõ để lọc" not in session.text)


def surroundings(folder: Path) -> dict[str, str]:
    """Keep settings and drafts out of one's own."""
    return {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "share")}


def main() -> None:
    """Count."""
    with tempfile.TemporaryDirectory() as folder:
        first_score(Path(folder))
        a_meeting(Path(folder))


if __name__ == "__main__":
    main()
