"""The command line: what it does, and what it says when it cannot."""

import gc
import json
import os
import subprocess
import sys
import tempfile
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from ktd_tui import cli, config, i18n
from ktd_tui.errors import Refused
from tests.terminal_session import KTD, Session


def ktd(*words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command: with surroundings of its own in its own process, else in this one, which is quicker."""
    said = [str(word) for word in words]
    if env is not None:
        surroundings = {k: v for k, v in os.environ.items() if k != "KTD_DATA"} | env
        return subprocess.run([*KTD, *said], capture_output=True, text=True, env=surroundings, check=False)
    written = BytesIO(), BytesIO()
    out, err = (TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in written)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KTD_DATA", raising=False)
        for name, stream in (("stdin", StringIO()), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        status = _status(said)
    gc.enable()  # a command switches it off, since it ends soon
    i18n.use("vi")
    return subprocess.CompletedProcess(said, status, *(stream.getvalue().decode() for stream in written))


def _status(said: list[str]) -> int:
    try:
        cli.main(said)
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    assert ktd("init", "--sample", folder).returncode == 0
    return folder


def refused(result: subprocess.CompletedProcess[str], *wanted: str) -> None:
    """One clear sentence on stderr, status 1, nothing else."""
    assert result.returncode == 1, result
    assert result.stdout == "", result.stdout
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert "Traceback" not in result.stderr
    for text in wanted:
        assert text in result.stderr, result.stderr


def test_export_minutes_without_a_terminal(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "bb.pdf"
    done = ktd("--data", data, "export", "minutes", "--bloc", "V", "--year", "2022", "-o", target)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF-")
    again = tmp_path / "bb2.pdf"
    said = ktd(
        "export",
        "minutes",
        "--bloc",
        "v",
        "--year",
        "2022",
        "--json",
        "-o",
        again,
        env={"KTD_DATA": str(data)},
    )
    assert json.loads(said.stdout)["bytes"] == len(again.read_bytes())
    assert target.read_bytes() == again.read_bytes(), "two exports differ"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--bloc", "IX", "--year", "2022"), "Không có khối"),
        (("--bloc", "V", "--year", "1999"), "không có năm 1999"),
        (("--bloc", "V", "--year", "2023"), "tổng kết năm 2023. Chuẩn bị: ktd meeting start"),
    ],
)
def test_unknown_bloc_year_or_meeting(
    data: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    refused(ktd("--data", data, "export", "minutes", *words, "-o", tmp_path / "x.pdf"), sentence)
    assert not (tmp_path / "x.pdf").exists()


def test_output_paths_that_cannot_be_written(data: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.write_text("mine")
    export = ("--data", data, "export", "minutes", "--bloc", "V", "--year", "2022", "-o")
    refused(ktd(*export, there), "không ghi đè")
    assert there.read_text() == "mine"
    refused(ktd(*export, tmp_path), "là thư mục")
    refused(ktd(*export, tmp_path / "none" / "x.pdf"), "Không có thư mục")


BROKEN = {
    "not JSON": b"hello",
    "empty": b"",
    "truncated": None,
    "not TinyDB's": b'{"a": [1]}',
    "another app's": b'{"_default": {"1": {"x": 1}}}',
    "newer": b'{"_meta": {"1": {"app": "ktd", "schema": 99, "seq": 1}}}',
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_data_files(data: Path, tmp_path: Path, kind: str) -> None:
    file = data / "ktd.json"
    content = BROKEN[kind]
    file.write_bytes(file.read_bytes()[:5000] if content is None else content)
    before, listing = file.read_bytes(), sorted(p.name for p in data.iterdir())
    refused(
        ktd("--data", data, "export", "minutes", "--bloc", "V", "--year", "2022", "-o", tmp_path / "x.pdf"),
        str(file),
    )
    assert file.read_bytes() == before, "the file was changed"
    assert sorted(p.name for p in data.iterdir()) == listing, "something was left lying"


def test_missing_data(tmp_path: Path) -> None:
    refused(
        ktd(
            "--data",
            tmp_path / "none",
            "export",
            "minutes",
            "--bloc",
            "V",
            "--year",
            "2022",
            "-o",
            tmp_path / "x",
        ),
        str(tmp_path / "none"),
    )
    assert not (tmp_path / "none").exists(), "a data directory was made"


def test_init_does_not_overwrite(data: Path) -> None:
    before = (data / "ktd.json").read_bytes()
    refused(ktd("init", data), "đã có Hội đồng")
    assert "rồi ghi cơ quan" in ktd("init", data.parent / "new").stdout
    assert (data / "ktd.json").read_bytes() == before


def test_without_a_terminal_or_on_a_dumb_one(tmp_path: Path) -> None:
    refused(ktd("demo"), "cửa sổ dòng lệnh")
    for term, columns, rows, sentence in (
        ("dumb", 80, 24, "TERM=dumb"),
        ("xterm", 79, 24, "79×24"),
        ("xterm", 80, 20, "80×20"),
    ):
        with Session([*KTD, "--data", str(tmp_path / "d")], columns=columns, rows=rows, term=term) as session:
            session.wait_for(sentence)
            assert session.wait_end() == 1
    assert not (tmp_path / "d").exists(), "a refused start made a data directory"


def test_usage_is_told_in_the_chosen_language() -> None:
    wrong = ktd("export")
    assert wrong.returncode == 2
    assert "lỗi" in wrong.stderr
    assert ktd("--lang", "en", "export").stderr.count("error") == 1
    assert "commands" in ktd("--lang", "en", "--help").stdout
    assert "các lệnh" in ktd("--help").stdout
    assert ktd("--version").stdout.startswith("ktd ")


def test_settings_file_with_an_unknown_name(tmp_path: Path) -> None:
    (tmp_path / "ktd.toml").write_text('colour = "red"\n')
    refused(ktd("init", tmp_path / "d", env={"XDG_CONFIG_HOME": str(tmp_path)}), "colour", "ktd.toml")


def test_the_servers_own_settings_are_no_persons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ktd.toml"
    file.write_text('data = "/srv/ktd"\nservice_account = "ktd"\nfetch = "sftp {account}@h:{path} ."\n')
    with pytest.raises(Refused, match="unknown"):
        config.read_settings([file])
    monkeypatch.setattr(config, "SERVER_FILE", file)
    assert config.read_settings([file]).data == Path("/srv/ktd")


def test_data_in_a_database_has_a_folder_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, url = tmp_path / "ktd.toml", "postgresql://a,b/ktd"
    file.write_text(f'data = "{url}"\nfolder = "/srv/ktd"\n')
    settings = config.read_settings([file])
    assert (settings.database, settings.directory()) == (url, Path("/srv/ktd"))
    monkeypatch.setattr(config, "SERVER_FILE", file)
    assert config.server_folder() == "/srv/ktd"
    assert settings.placed("/elsewhere").directory() == Path("/elsewhere")
    monkeypatch.setenv("KTD_DATA", "/mine")
    mine = config.read_settings([file])
    assert (mine.database, mine.directory()) == ("", Path("/mine"))


def test_papers_in_a_database_are_chosen_in_the_settings_of_data_that_lies_there(tmp_path: Path) -> None:
    file, data = tmp_path / "ktd.toml", tmp_path / "d"
    file.write_text(f'data = "{data}"\npapers = "database"\n')
    settings = config.read_settings([file])
    assert settings.papers == "database"
    assert settings.placed("/elsewhere").papers == "", "it is a setting of this data"
    refused(ktd("init", env={"XDG_CONFIG_HOME": str(tmp_path)}), "ktd migrate", str(data))
    assert not data.exists()
    file.write_text('papers = "cloud"\n')
    with pytest.raises(Refused, match="papers"):
        config.read_settings([file])


def test_no_password_stands_in_an_address_and_no_line_is_in_the_clear(tmp_path: Path) -> None:
    for url, said in (
        ("postgresql://ktd:geheim@/ktd?host=/run", ".pgpass"),
        ("postgresql://ktd@db/ktd?password=geheim", ".pgpass"),
        ("postgresql://ktd@db/ktd?sslmode=prefer", "TLS"),
        ("postgresql://ktd@db/ktd?unheard=1", "postgresql://"),
    ):
        done = ktd("--data", url, "show", "home", env={"XDG_DATA_HOME": str(tmp_path)})
        refused(done, said)
        assert "geheim" not in done.stdout + done.stderr
    assert not list(tmp_path.iterdir()), "it was written down all the same"


def test_read_only_changes_nothing(data: Path, tmp_path: Path) -> None:
    before = (data / "ktd.json").read_bytes()
    refused(ktd("init", "--read-only", data), "chỉ xem")
    done = ktd(
        "--read-only",
        "--data",
        data,
        "export",
        "minutes",
        "--bloc",
        "V",
        "--year",
        "2022",
        "-o",
        tmp_path / "x.pdf",
    )
    assert done.returncode == 0, done.stderr
    assert (data / "ktd.json").read_bytes() == before


def test_demo_leaves_the_real_data_alone_and_nothing_behind(data: Path, tmp_path: Path) -> None:
    before = (data / "ktd.json").read_bytes()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with Session([*KTD, "demo", "--data", str(data)], env={"TMPDIR": str(scratch)}) as session:
        session.wait_for("bản mẫu")
        session.wait_for("2186/KH-VPQH")
        session.send("\x11")
        assert session.wait_end() == 0
    assert (data / "ktd.json").read_bytes() == before
    assert list(scratch.iterdir()) == [], "the copy was not removed"


def test_wrong_usage_is_told_to_a_program_too(data: Path) -> None:
    done = ktd("--data", data, "explain", "--bloc", "V", "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["reason"]["kind"]) == (2, "Usage")
    assert said["error"] in done.stderr


def test_a_fault_of_its_own_is_a_sentence_and_a_file_for_who_looks_into_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("B1")

    monkeypatch.setattr("ktd_tui.operations.pages.home", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["ktd", "--data", str(data), "show", "home"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    (log,) = tmp_path.glob("ktd-*.log")
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "ktd check" in said
    assert str(log) in said
    assert "Traceback" not in said
    assert "KeyError: 'B1'" in log.read_text("utf-8")
    with pytest.raises(KeyError):
        cli.main(sys.argv[1:])
    gc.enable()
