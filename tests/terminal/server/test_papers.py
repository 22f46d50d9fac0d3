"""Papers on both ways of docs/server.md: where they are written, who reads them, how one fetches them."""

import shlex
import stat
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.server.accounts import as_user, needs_sudo, needs_useradd
from tests.terminal.server.servers import Server
from tests.terminal.server.sshd import needs_root, needs_sshd
from tests.terminal_session import TO_MINUTES, Session

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]


def ask_where(session: Session) -> None:
    """Open the sample's minutes, and the dialog that asks where they are to be written."""
    session.wait_for("2186/KH-VPQH")
    session.press(TO_MINUTES, "xem trước")
    session.press("\x1b[24~", "PDF, để in và ký")
    session.press("\r", ".pdf")


def says(session: Session, words: str) -> bool:
    """Tell whether the screen says it, wherever a line is broken."""
    return words in " ".join(session.text.replace("│", " ").split())


def test_service_papers_go_to_their_folder_only(service_server: Server) -> None:
    data, papers = service_server.data, (service_server.data / "papers").resolve()
    bad = (f"{data.parent}/1.pdf", f"{data}/2.pdf", f"{data}/papers/../3.pdf", "../4.pdf")
    with service_server.sshd.connect(service_server.staff[0]) as session:
        ask_where(session)
        for target in bad:
            session.press(f"\x05\x15{target}", target)
            session.send("\x13")
            session.wait_for(partial(says, session, f"{Path(target).name} nằm ở"))
        session.press(f"\x05\x15{data}/papers/moi.pdf", "moi.pdf")
        session.press("\x13", "Đã ghi")
        session.send("\x11")
    assert [p.name for p in data.parent.rglob("?.pdf")] == []
    fetched = papers / "moi.pdf"
    assert oct(stat.S_IMODE(fetched.stat().st_mode)) == "0o640"
    assert as_user(service_server.staff[1], ["head", "-c", "5", str(fetched)]).stdout == "%PDF-"
    assert as_user(service_server.stranger, ["cat", str(fetched)]).returncode != 0


@pytest.mark.parametrize("model", ["group_server", "service_server"])
def test_the_line_on_the_screen_fetches_the_paper(
    model: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: Server = request.getfixturevalue(model)
    papers = (server.data / "papers").resolve()
    with server.sshd.connect(server.staff[1]) as session:
        ask_where(session)
        session.press(f"\x05\x15{server.data}/papers/tai-ve.pdf", "tai-ve.pdf")
        session.press("\x13", "Tải về máy của mình")
        (line,) = [one.strip() for one in session.text.splitlines() if one.strip().startswith("sftp ")]
        session.send("\x11")
    subprocess.run(shlex.split(line), cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "tai-ve.pdf").read_bytes() == (papers / "tai-ve.pdf").read_bytes()
    there = shlex.split(line)[-2].rpartition("/papers/")[0]
    for forbidden in ("/etc/passwd", "/data/ktd.json"):
        command = [*shlex.split(line)[:-2], f"{there}{forbidden}", "."]
        assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode != 0
    assert [p.name for p in tmp_path.iterdir()] == ["tai-ve.pdf"]


def test_service_the_staff_read_papers_and_change_none(service_server: Server) -> None:
    papers = (service_server.data / "papers").resolve()
    with service_server.sshd.connect(service_server.staff[0]) as session:
        ask_where(session)
        session.press("\x13", "Đã ghi")
        session.send("\x11")
    (draft,) = papers.glob("V/2022/du-thao/*.pdf")
    shell = ["/bin/sh", "-c"]
    assert as_user(service_server.staff[1], ["head", "-c", "5", str(draft)]).stdout == "%PDF-"
    for harm in (f"echo x >> {draft}", f"touch {draft.parent}/x", f"rm {draft}", f"mv {papers}/V {papers}/W"):
        assert as_user(service_server.staff[1], [*shell, harm]).returncode != 0, harm
    assert as_user(service_server.stranger, ["cat", str(draft)]).returncode != 0
