"""Who is served: SUDO_UID counts under the service account that root's own file names, nowhere else."""

import os
import pwd
from pathlib import Path

import pytest

from ktd_tui import config
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations import account
from ktd_tui.operations.account import current_actor
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.verifying import verify
from ktd_tui.operations.scoring.evidence import Fingerprint, fingerprint

ACCOUNT = pwd.getpwnam("daemon")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's file, root's own; this process runs as the account that it names."""
    file = tmp_path / "ktd.toml"
    file.write_text(f'data = "{tmp_path}/data"\nservice_account = "daemon"\n')
    file.chmod(0o644)
    owned_by(monkeypatch, file, 0)
    monkeypatch.setattr(config, "SERVER_FILE", file)
    be(monkeypatch, ACCOUNT.pw_uid)
    monkeypatch.setenv("SUDO_UID", "4321")
    return file


def owned_by(monkeypatch: pytest.MonkeyPatch, file: Path, uid: int) -> None:
    real = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = real(path, follow_symlinks=follow_symlinks)
        return os.stat_result([*found[:4], uid, *found[5:]]) if path == file else found

    monkeypatch.setattr(Path, "stat", stat)


def be(monkeypatch: pytest.MonkeyPatch, uid: int) -> None:
    monkeypatch.setattr(os, "getuid", lambda: uid)
    monkeypatch.setattr(os, "geteuid", lambda: uid)


def test_the_service_account_serves_who_called_sudo(settings: Path) -> None:
    assert current_actor().uid == 4321


def test_a_person_who_sets_the_variable_stays_themselves(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    be(monkeypatch, 1234)
    for forged in ("0", "4321", "-1", "٣"):
        monkeypatch.setenv("SUDO_UID", forged)
        assert current_actor().uid == 1234


@pytest.mark.parametrize("wrong", ["nobody owns it", "group writes", "no line", "root", "no toml", "missing"])
def test_a_system_account_that_is_not_named_by_root_serves_nobody(
    settings: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    if wrong == "nobody owns it":
        owned_by(monkeypatch, settings, 1234)
    elif wrong == "group writes":
        settings.chmod(0o664)
    elif wrong == "missing":
        settings.unlink()
    else:
        lines = {"no line": "", "root": 'service_account = "root"', "no toml": "service_account"}
        settings.write_text(lines[wrong])
    with pytest.raises(NotAllowed, match="service_account"):
        current_actor()


def test_the_persons_own_file_names_no_service_account(settings: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('service_account = "daemon"\n')
    with pytest.raises(Refused, match="service_account"):
        config.read_settings([settings, own])
    assert config.read_settings([settings]).data == tmp_path / "data"


def test_its_files_stay_in_the_papers_folder(settings: Path, tmp_path: Path) -> None:
    papers = tmp_path / "data" / "papers"
    with pytest.raises(Refused, match="does not exist"):
        account.check_place(papers / "a.pdf")
    papers.mkdir(parents=True)
    (papers / "way-out").symlink_to(tmp_path)
    account.check_place(papers / "a.pdf")
    assert account.export_folder() == papers
    for path in (
        "a.pdf",
        str(tmp_path / "a.pdf"),
        f"{papers}/../a.pdf",
        f"{papers}/way-out/a.pdf",
        str(papers),
    ):
        with pytest.raises(Refused, match="lies elsewhere"):
            account.check_place(Path(path))


def test_it_reads_nothing_of_its_own_for_a_person(
    settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert fingerprint(str(secret)) == Fingerprint()
    papers = tmp_path / "data" / "papers"
    assert fingerprint(str(papers / "x.pdf")) == Fingerprint(), "there is no such folder"
    papers.mkdir(parents=True)
    (papers / "x.pdf").write_bytes(b"%PDF-")
    assert fingerprint(str(papers / "x.pdf")).size == 5, "what lies among the papers any of them may read"
    (papers / "way-out").symlink_to(tmp_path)
    assert fingerprint(str(papers / "way-out" / "secret")) == Fingerprint()
    be(monkeypatch, 1234)
    assert fingerprint(str(secret)).size == 1


def test_root_behind_it_is_free(settings: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUDO_UID", "0")
    assert current_actor().uid == 0
    account.check_place(tmp_path / "backup.zip")


def test_it_verifies_nothing_outside_the_papers_folder(settings: Path, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "data" / "papers").mkdir(parents=True, exist_ok=True)
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF-")
    with pytest.raises(Refused, match=r"read from .* alone, where .* administrator .* lies elsewhere"):
        verify(desk, secret)


def test_a_named_pipe_is_not_waited_for(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(Refused, match="There is no file"):
        verify(desk, tmp_path / "pipe.pdf")
