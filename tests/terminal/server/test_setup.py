"""``ktd server setup`` on this machine: both models made, found right by doctor, logged in to, undone."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui import config
from ktd_tui.clock import now
from ktd_tui.errors import Refused
from ktd_tui.operations.server import logging_in, program
from ktd_tui.operations.server.doctor import examine
from ktd_tui.operations.server.setting_up import Outcome, SetupLine, planned_setup, set_up_server, usual_port
from ktd_tui.operations.server.undoing_setup import undo_setup
from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import ServerSite
from ktd_tui.rules.server.plan.steps import ServiceStep
from tests.terminal.server.accounts import PREFIX, Accounts, launcher, needs_sudo, needs_useradd
from tests.terminal.server.sshd import Sshd, free_port, needs_root, needs_sshd
from tests.terminal.server.test_doctor_finds import said, wrong_ones

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]


@pytest.fixture(params=[Model.GROUP, Model.SERVICE], ids=lambda model: model.value)
def site(place: Path, request: pytest.FixtureRequest) -> Iterator[ServerSite]:
    """A server's names and places, all of its own."""
    model: Model = request.param
    folder = place / f"setup-{model.value}"
    folder.mkdir()
    for name in ("lib", "sshd", "sshd.d", "units"):
        (folder / name).mkdir()
    made = ServerSite(
        model,
        f"{PREFIX}w{model.value[0]}",
        program=launcher(folder / "ktd", folder / "ktd.toml"),
        host="may-chu.example",
        ports=(),
        fetch_port=free_port(),
        service=f"{PREFIX}o",
        data=folder / "data",
        shown=folder / "out",
        copies=folder / "copies",
        settings=folder / "ktd.toml",
        sudoers=Path("/etc/sudoers.d") / f"{PREFIX}setup",
        sshd=folder / "sshd.d" / "ktd.conf",
        sshd_main=folder / "sshd" / "sshd_config",
        units=folder / "units",
        record=folder / "record.json",
    )
    yield made
    if made.record.exists():
        for data in (made.data, made.papers, made.shown, made.copies):
            shutil.rmtree(data, ignore_errors=True)
        undo_setup(made.record)
    shutil.rmtree(folder)


def outcomes(lines: list[SetupLine]) -> set[Outcome]:
    """What became of all steps but those that need systemd."""
    return {outcome for step, outcome in lines if not isinstance(step, ServiceStep)}


def wrongs(site: ServerSite, user: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(config, "SERVER_FILE", site.settings)
    monkeypatch.setattr(program, "code_places", lambda: [site.settings.parent / "lib"])
    monkeypatch.setattr(logging_in, "SSHD_FILE", site.sshd_main)
    return said(wrong_ones(examine(site.data, user, now)))


def test_what_is_made_is_right_and_goes_again(site: ServerSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, before = site.settings.parent, set(site.settings.parent.rglob("*"))
    with Sshd(folder / "sshd", f"Include {site.sshd.parent}/*.conf\n"):
        assert usual_port(site) == ()  # the test's own file names one
        assert outcomes(planned_setup(site)) == {Outcome.TO_DO}
        assert outcomes(set_up_server(site)) == {Outcome.MADE}
        assert outcomes(set_up_server(site)) == {Outcome.THERE}
    as_owner = ["sudo", "-n", "-u", site.service] if site.model is Model.SERVICE else []
    with Accounts() as accounts:
        name = accounts.user(f"p{site.model.value[0]}", site.staff)
        care = ["server", "care", "--to", str(site.copies)]
        for words in (["init", "--sample"], ["user", "add", name, "--role", "administrator"], care):
            subprocess.run([*as_owner, str(site.program), *words], check=True, capture_output=True)
        with Sshd(folder / "sshd", f"Include {site.sshd.parent}/*.conf\n", again=True) as sshd:
            assert wrongs(site, name, monkeypatch) == []
            with sshd.connect(name) as session:
                session.wait_for("2186/KH-VPQH")
                session.send("\x11")
                assert session.wait_end() == 0
        site.settings.write_text(site.settings.read_text() + 'theme = "light"\n')
        stays = {one.entry.name for one in undo_setup(site.record) if not one.gone}
        assert {str(site.data), str(site.copies), str(site.settings), site.staff} <= stays
        assert not site.sshd.exists()
        assert not site.sudoers.exists()
    for data in (site.data, site.papers, site.copies):
        shutil.rmtree(data, ignore_errors=True)
    site.settings.write_text(site.settings.read_text().replace('theme = "light"\n', ""))
    assert all(one.gone for one in undo_setup(site.record))
    left = {path for path in folder.rglob("*") if path.parent.name != "sshd"}
    assert left - before == set()


def test_nothing_is_put_over_what_somebody_else_made(site: ServerSite) -> None:
    (site.sshd_main).write_text(f"Include {site.sshd.parent}/*.conf\n")
    site.settings.write_text("# only a remark\n")
    site.sshd.write_text("Match User root\n")
    with pytest.raises(Refused, match=r"ktd\.conf"):
        set_up_server(site)
    assert not site.data.exists()
    assert not site.record.exists()
    site.sshd.unlink()
    site.sshd_main.write_text("Port 4\n")
    with pytest.raises(Refused, match="Include"):
        set_up_server(site)
    assert not site.sshd.exists()
    undo_setup(site.record)
    assert site.settings.read_text() == "# only a remark\n"


@pytest.mark.parametrize(
    "words", [{"host": "a b"}, {"staff": "x\nroot"}, {"data": Path('/a "b')}, {"fetch_port": 0}]
)
def test_no_name_says_something_else_in_the_files(words: dict[str, object]) -> None:
    bad = ServerSite(Model.SERVICE, "nhan-vien")._replace(**words)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(Refused, match="cannot stand"):
        planned_setup(bad)
