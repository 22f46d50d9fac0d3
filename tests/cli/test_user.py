"""``ktd user``: roles given, listed and taken away; and nobody without a role is let in."""

import json
import os
from pathlib import Path

import pytest

from ktd_tui import cli
from ktd_tui.commands import base
from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.rules.access import Actor
from store import open_store
from store.beside.drafts import Drafts


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample that somebody with the number 1234 made; root owns nothing here."""
    folder = tmp_path / "data"
    be(monkeypatch, 1234, "chi")
    monkeypatch.setattr("ktd_tui.operations.rights.owns", lambda *_: False)
    assert ktd("init", "--sample", folder) == 0
    return folder


def be(monkeypatch: pytest.MonkeyPatch, uid: int, name: str) -> None:
    monkeypatch.setattr(base, "actor", lambda options: Actor(uid, name, base.read_only(options)))


def ktd(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_given_listed_and_taken_away(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ktd("user", "add", "root", "--role", "bloc-secretary", "--bloc", "V", "--data", data)
    assert (given, capsys.readouterr().out) == (0, "root nay là: thư ký khối\n")
    assert ktd("user", "list", "--json", "--data", data) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(r["account"], r["role"], r["place"], r["in_force"]) for r in rows] == [
        ("chi", "administrator", "", True),
        ("root", "bloc-secretary", "Khối thi đua số V", True),
    ]
    assert ktd("user", "remove", "root", "--data", data) == 0
    assert capsys.readouterr().out == "Đã thôi 1 vai trò của root\n"
    assert ktd("user", "list", "--data", data) == 0
    assert capsys.readouterr().out == "chi  quản trị viên  không thời hạn\n"


@pytest.mark.parametrize(
    ("role", "place"),
    [("unit-representative", "Cục Quản trị I"), ("bloc-secretary", "Khối thi đua số V")],
)
def test_of_bloc_and_unit_the_one_counts_for_which_the_role_is_held(
    data: Path, capsys: pytest.CaptureFixture[str], role: str, place: str
) -> None:
    both = ("--bloc", "V", "--unit", "Cục Quản trị I")
    assert ktd("user", "add", "root", "--role", role, *both, "--data", data) == 0
    capsys.readouterr()
    assert ktd("user", "list", "--data", data) == 0
    assert place in capsys.readouterr().out


def test_a_role_is_called_as_its_bloc_calls_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ktd("bloc", "add", "--code", "6", "--name", "Cụm thi đua số 6", "--data", data) == 0
    for bloc in ("V", "6"):
        assert ktd("user", "add", "root", "--role", "bloc-secretary", "--bloc", bloc, "--data", data) == 0
    capsys.readouterr()
    assert ktd("user", "list", "--data", data) == 0
    listed = capsys.readouterr().out
    assert "thư ký khối  Khối thi đua số V" in listed, listed
    assert "thư ký cụm  Cụm thi đua số 6" in listed, listed


def test_a_term_that_is_over_or_not_begun_is_said_to_whom_it_concerns(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for option, day, said, refused in (
        ("--until", "31/12/2020", "…–31/12/2020 (không hiệu lực)", "đã hết hạn ngày 31/12/2020. chi"),
        ("--from", "01/01/2999", "01/01/2999–… (không hiệu lực)", "bắt đầu từ ngày 01/01/2999. chi"),
    ):
        be(monkeypatch, 1234, "chi")
        assert ktd("user", "add", "root", "--role", "observer", option, day, "--data", data) == 0
        assert said in capsys.readouterr().out
        be(monkeypatch, 0, "root")
        assert ktd("owed", "--data", data) == 1
        assert refused in capsys.readouterr().err


def test_who_gives_roles_sees_when_each_was_there_last(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ktd("user", "add", "root", "--role", "observer", "--data", data) == 0
    Drafts(data).write("1234", {})
    os.utime(data / "drafts" / "1234.json", (1_700_000_000, 1_700_000_000))
    capsys.readouterr()
    assert ktd("user", "list", "--data", data) == 0
    assert "chi  quản trị viên  không thời hạn  mở lần cuối 05:13 15/11/2023" in capsys.readouterr().out
    be(monkeypatch, 5, "an")
    store = open_store(data)
    store.save(Grant(uid=5, account="an", role=UserRole.OBSERVER))
    store.close()
    assert ktd("user", "list", "--data", data) == 0
    assert "mở lần cuối" not in capsys.readouterr().out


def test_a_stranger_is_not_let_in_by_any_command(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be(monkeypatch, 4321, "la")
    capsys.readouterr()
    before = (data / "ktd.json").read_bytes()
    target = str(tmp_path / "x.pdf")
    for words in (
        ["user", "list"],
        ["history"],
        ["archive"],
        ["export", "minutes", "--bloc", "V", "--year", "2022", "-o", target],
        ["export", "data", "-o", str(tmp_path / "x.json")],
        ["backup", str(tmp_path / "x.zip")],
        ["user", "add", "root", "--role", "administrator"],
    ):
        assert ktd(*words, "--data", data) == 1, words
        said = capsys.readouterr()
        assert "Tài khoản “la” chưa được phân vai trò. chi có thể phân" in said.err, words
        assert said.out == ""
    assert ktd("repair", "--data", data) == 1
    assert "Chỉ quản trị viên được theo dõi, khôi phục, sửa chữa" in capsys.readouterr().err
    assert (data / "ktd.json").read_bytes() == before
    assert [p.name for p in tmp_path.glob("x.*")] == []


def test_read_only_gives_no_role(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ktd("--read-only", "user", "add", "root", "--role", "observer", "--data", data) == 1
    assert "chỉ xem" in capsys.readouterr().err


def test_the_table_of_roles_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert ktd("user", "roles", "--lang", "en") == 0
    assert "| enter the bloc's scores | 7 8 9 | – |" in capsys.readouterr().out
