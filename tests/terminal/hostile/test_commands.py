"""The commands over hostile data, and called with hostile words: what they say steers no terminal."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from store import FILE_NAME
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.terminal.hostile.texts import EVERYTHING, MARKUP, STEERING, journal_line, soil_file, steering
from tests.terminal_session import KTD

IN_A_NAME = "a\x1b]0;đổi tên\x07\u202eb\u009b2J{x}%s[b]\udc9b"
"""What a file may be called; the last sign is a byte that is no UTF-8."""


def ktd(*words: str | Path, env: dict[str, str] | None = None, status: int = 0) -> str:
    """Run a command; return what it says, once it was found harmless."""
    done = subprocess.run(
        [*KTD, *map(str, words)], capture_output=True, env={**os.environ, **(env or {})}, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8")  # a byte that is no UTF-8 could be a C1 control
    assert "Traceback" not in said, said
    assert not steering(said), f"{words} says {steering(said)} in {said!r}"
    assert done.returncode == status, said
    return said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, each text hostile, and a line of the history that somebody wrote by hand."""
    folder = tmp_path_factory.mktemp("spoilt") / "data"
    ktd("init", "--sample", folder)
    soil_file(folder / FILE_NAME, lambda text: text + EVERYTHING)
    desk = a_desk(folder, FakeClock())
    number = desk.store.seq
    desk.store.close()
    unit = {"id": "U9", "rev": 1, "name": EVERYTHING, "city": EVERYTHING}
    line = {
        "seq": number + 1, "t": "2023-12-08T07:00:00+00:00", "uid": 1, "user": EVERYTHING,
        "why": f"{{nowhere}}{{name.__class__}}{EVERYTHING}", "facts": {"name": EVERYTHING},
        "ops": [["put", "units", 999, unit]], "was": [None],
    }  # fmt: skip
    with (folder / f"{FILE_NAME}.journal").open("ab") as journal:
        journal.write(journal_line(json.dumps(line).encode()))
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "data")
    return tmp_path / "data"


def test_what_is_said_of_hostile_data(data: Path, tmp_path: Path) -> None:
    assert "{nowhere}" in ktd("--data", data, "history")
    assert "{nowhere}" in json.loads(ktd("--data", data, "history", "--json"))[0]["what"]
    assert "[/nope]" in ktd("--data", data, "history", "U9")
    report = json.loads(ktd("--data", data, "check", "--json"))
    assert report["records"]["units"]
    ktd("--data", data, "check")
    written = tmp_path / "all.json"
    ktd("--data", data, "export", "data", "-o", written)
    assert "units" in ktd("--data", tmp_path / "fresh", "import", "--dry-run", "--json", written)
    ktd("--data", tmp_path / "fresh", "import", written)
    ktd("--data", tmp_path / "fresh", "check")
    ktd("--data", tmp_path / "fresh", "history", "--json")
    assert "[/nope]" in ktd("--data", data, "user", "list")


def test_the_data_may_be_damaged_by_hand(data: Path) -> None:
    file = data / FILE_NAME
    tables = json.loads(file.read_text("utf-8"))
    tables["units"]["998"] = {"id": EVERYTHING, "rev": 1, "name": 7, EVERYTHING: EVERYTHING}
    tables[EVERYTHING] = {"1": {"id": EVERYTHING}}
    file.write_text(json.dumps(tables), "utf-8")
    assert json.loads(ktd("--data", data, "check", "--json", status=1))["problems"]
    ktd("--data", data, "check", status=1)
    ktd("--data", data, "export", "minutes", "--bloc", "V", "--year", "2022", "-o", data / "x.pdf", status=1)


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["words", "json"])
def test_files_with_hostile_names(data: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    name = tmp_path / f"{IN_A_NAME}.json"
    ktd("--data", data, "export", "data", *options, "-o", name)
    assert name.is_file(), "the file that was asked for was not written"
    ktd("--data", data, "export", "data", *options, "-o", name, status=1)
    ktd("--data", tmp_path / f"{IN_A_NAME}.d", "import", *options, name)
    ktd("--data", tmp_path / f"{IN_A_NAME}.d", "check", *options)
    ktd(
        "--data",
        data,
        "export",
        "minutes",
        *options,
        "--bloc",
        IN_A_NAME,
        "--year",
        "1",
        "-o",
        name,
        status=1,
    )
    ktd("--data", data / IN_A_NAME, "check", *options, status=1)


@pytest.mark.parametrize(
    "words",
    [
        (EVERYTHING.replace("\0", ""),),
        ("check", IN_A_NAME),
        ("check", f"--{IN_A_NAME}"),
        ("--lang", IN_A_NAME),
        ("export", "minutes", "--year", IN_A_NAME),
        ("history", "--limit", IN_A_NAME),
    ],
    ids=["command", "argument", "option", "choice", "number", "limit"],
)
def test_wrong_usage_quotes_without_obeying(words: tuple[str, ...]) -> None:
    assert "ktd" in ktd(*words, status=2)


def test_surroundings(tmp_path: Path) -> None:
    hostile = IN_A_NAME
    env = {"LANG": hostile, "LC_ALL": "C.UTF-8", "USER": hostile, "LOGNAME": hostile, "TERM": hostile}
    ktd("check", env={**env, "KTD_DATA": f"{tmp_path}/{hostile}"}, status=1)
    ktd(env={**env, "KTD_DATA": f"{tmp_path}/{hostile}"}, status=1)
    ktd("check", env={**env, "XDG_CONFIG_HOME": f"{tmp_path}/{hostile}"}, status=1)


@pytest.mark.parametrize("name", ["OSC 52", "C1", "bidirectional"])
def test_settings_with_hostile_names_and_values(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    quoted = json.dumps(STEERING[name] + MARKUP["fill-ins"])
    for line in (f"{quoted} = 1", f"theme = {quoted}", f"data = {quoted}", f'data = {quoted[:-1]}\\u0000"'):
        (folder / "ktd.toml").write_text(line)
        ktd("check", env={"XDG_CONFIG_HOME": str(folder)}, status=1)
    (folder / "ktd.toml").write_text(STEERING[name])
    ktd("check", env={"XDG_CONFIG_HOME": str(folder)}, status=1)
