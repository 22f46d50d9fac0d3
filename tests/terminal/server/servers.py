"""A server set up as docs/server.md says, and a person who works there over ssh."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.terminal.server.accounts import launcher
from tests.terminal.server.sshd import Sshd
from tests.terminal_session import TO_MEETING, Session

MATCH = """Match Group {group}
    ForceCommand {command}
    AuthenticationMethods publickey
    PermitTTY yes
    DisableForwarding yes
    PermitUserRC no
    AcceptEnv LANG LC_* COLORTERM
"""
FILES = """Port {port}
Match Group {group} LocalPort {port}
    ForceCommand internal-sftp -R -d /papers
    ChrootDirectory {folder}/out
    AuthenticationMethods publickey
    PermitTTY no
    DisableForwarding yes
    PermitUserRC no

"""
"""The port where people fetch papers, and nothing else."""
CLIENT = """Host h
    HostName 127.0.0.1
    Port {port}
    IdentityFile {folder}/sshd/user
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/sshd/known
    StrictHostKeyChecking no
    LogLevel ERROR
"""
STEP = re.compile(r"^ (\d+)/12 ", re.MULTILINE)


class Server(NamedTuple):
    """One way, set up.

    Attributes:
        staff: Two people who log in.
        stranger: Somebody with an account, but not of the staff.
    """

    sshd: Sshd
    data: Path
    ktd: Path
    staff: tuple[str, str]
    stranger: str
    owner: str

    def root(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ktd as root."""
        command = [str(self.ktd), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def history(self) -> list[dict[str, object]]:
        """Return what was done, the newest first."""
        found: list[dict[str, object]] = json.loads(self.root("history", "--json", "--read-only").stdout)
        return found

    def newest(self) -> int:
        """Return the number of the last change."""
        return int(str(self.history()[0]["seq"]))


def settle(folder: Path, text: str) -> tuple[Path, Path]:
    folder.mkdir()
    for name in ("ktd_tui/app.py", "site-packages/dep.py"):
        module = folder / "lib" / name
        module.parent.mkdir(parents=True)
        module.write_text("")
    settings = folder / "ktd.toml"
    settings.write_text(text)
    settings.chmod(0o644)
    return folder / "data", launcher(folder / "ktd", settings)


def ready(server: Server, before: list[str]) -> None:
    """Put the sample there, give both people a role, and take a copy for elsewhere."""
    words: list[list[str]] = [["init", "--sample"]]
    words += [["user", "add", name, "--role", "administrator"] for name in server.staff]
    copies = server.data.parent / "copies"
    copies.mkdir()
    shutil.chown(copies, server.owner)
    words.append(["backup", "--to", str(copies)])
    for command in words:
        subprocess.run([*before, str(server.ktd), *command], check=True, capture_output=True)


def open_meeting(session: Session, wanted: int = 4) -> None:
    """Open the sample's meeting at a step; it opens at the one where work went on last."""
    session.wait_for("2186/KH-VPQH")
    session.press(TO_MEETING, lambda: bool(STEP.search(session.text)))
    while (found := STEP.search(session.text)) and (now := int(found[1])) != wanted:
        after = now - 1 if now > wanted else now + 1
        session.press("\x0f" if now > wanted else "\x0e", f" {after}/12 ")
    session.settle(0.4)


def speak(server: Server, name: str, env: dict[str, str] | None = None) -> str:
    """Log in, write one line into the minutes, leave; return who the history says it was."""
    before = server.newest()
    sentence = f"Lời của {name}"
    with server.sshd.connect(name, env=env) as session:
        open_meeting(session)
        session.press("\r", lambda: session.screen.cursor.y == 21)
        session.press(sentence, sentence)
        session.send("\r")
        session.wait_for(lambda: server.newest() > before)
        session.send("\x11")
        session.wait_end()
    newest = server.history()[0]
    return str(newest["user"])
