"""In tmux: detached and attached at another size, resized while typing, its server killed."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.server.sshd import wait_until
from tests.terminal_session import KTD, TO_MEETING, Session, with_sample

TMUX = shutil.which("tmux")
pytestmark = [
    pytest.mark.pty,
    pytest.mark.xdist_group("tmux"),
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed"),
]
LINE_ROW = 21
"""Where the line field stands on 24 rows; tmux's own status line is off."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return with_sample(tmp_path / "data")


class Server:
    """A tmux server of the test's own, on a socket of its own."""

    def __init__(self, folder: Path, sockets: str) -> None:
        self._folder, self._sockets = folder, sockets
        self._name = f"ktdt-{uuid.uuid4().hex[:8]}"

    @property
    def environment(self) -> dict[str, str]:
        outer = {"TMUX": "", "TMUX_PANE": ""}
        own = {"TMUX_TMPDIR": self._sockets, "XDG_CONFIG_HOME": str(self._folder)}
        # Some profiles export these two; the size is the terminal's all the same.
        return {**outer, **own, "COLUMNS": "80", "LINES": "24"}

    def command(self, *words: str) -> list[str]:
        return [str(TMUX), "-L", self._name, "-f", os.devnull, "-u", *words]

    def run(self, *words: str) -> str:
        env = {**os.environ, **self.environment}
        return subprocess.run(
            self.command(*words), env=env, capture_output=True, text=True, check=False
        ).stdout.strip()

    def attach(self, columns: int, rows: int) -> Session:
        return Session(self.command("attach"), columns=columns, rows=rows, env=self.environment)

    def begin(self, data: Path) -> Session:
        set_up = ("set", "-g", "status", "off", ";", "set", "-g", "window-size", "latest", ";")
        words = ("new-session", "-x", "80", "-y", "24", *KTD, "--data", str(data))
        return Session(self.command(*set_up, *words), env=self.environment)

    @property
    def app(self) -> int:
        """The process in the pane."""
        return int(self.run("display-message", "-p", "#{pane_pid}"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "tmux"
    folder.mkdir(mode=0o700)
    with tempfile.TemporaryDirectory() as sockets:  # a socket's path has room for 107 bytes: a short one
        running = Server(folder, sockets)
        yield running
        running.run("kill-server")


def go_to_line(session: Session) -> None:
    """Open the sample's meeting at the statements, in the line field."""
    session.wait_for("2186/KH-VPQH")
    session.press(TO_MEETING, "12/12")
    for step in range(11, 3, -1):
        session.press("\x0f", f"{step}/12 ")
    session.wait_for("Người phát biểu")
    session.settle(0.4)
    session.press("\r", lambda: session.screen.cursor.y == LINE_ROW)


def kept(data: Path) -> str:
    path = data / "drafts" / f"{os.getuid()}.json"
    return "\n".join(json.loads(path.read_text("utf-8"))["texts"].values()) if path.is_file() else ""


def detach(server: Server, session: Session) -> None:
    server.run("detach-client", "-a")
    server.run("detach-client")
    session.wait_end()


def test_detached_and_attached_at_another_size(server: Server, data: Path) -> None:
    with server.begin(data) as session:
        go_to_line(session)
        session.press("Câu đang gõ dở", "Câu đang gõ dở")
        detach(server, session)
    assert Path(f"/proc/{server.app}").is_dir(), "detaching ended the app"
    for columns, rows in ((132, 40), (80, 24)):
        with server.attach(columns, rows) as session:
            session.wait_for("Câu đang gõ dở")
            session.wait_for("4/12 ")
            if columns > 110:  # now the minutes stand beside the step
                session.wait_for("Biên bản")
            detach(server, session)
    with server.attach(80, 24) as session:
        session.press(" rồi", "Câu đang gõ dở rồi")


def test_resized_while_typing(server: Server, data: Path) -> None:
    letters = "".join(chr(ord("a") + n % 26) for n in range(60))
    with server.begin(data) as session:
        go_to_line(session)
        for place, letter in enumerate(letters):
            size = (76 + place % 9, 22 + place % 5)
            server.run("resize-window", "-x", str(size[0]), "-y", str(size[1]))
            session.send(letter)
        session.wait_for(lambda: letters in kept(data))
        server.run("resize-window", "-x", "80", "-y", "24")
        session.wait_for(letters[-40:])  # the speaker stands before the line


def test_killing_the_server_leaves_the_draft(server: Server, data: Path) -> None:
    with server.begin(data) as session:
        go_to_line(session)
        session.press("Câu đang gõ dở", "Câu đang gõ dở")
        app = server.app
        server.run("kill-server")
        wait_until(lambda: not alive(app), "the end of ktd", 6.0)
    assert kept(data) == "Câu đang gõ dở"


def test_a_killed_client_leaves_the_app_at_work(server: Server, data: Path) -> None:
    with server.begin(data) as session:
        go_to_line(session)
        session.press("Câu đang", "Câu đang")
        os.kill(session.pid, signal.SIGKILL)
        session.wait_end()
    with server.attach(80, 24) as session:
        session.wait_for("Câu đang")
        session.press(" gõ dở", "Câu đang gõ dở")


def alive(pid: int) -> bool:
    """Tell whether a process runs; an orphan that waits for init to bury it does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
