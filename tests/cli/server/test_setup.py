"""``ktd server setup --dry-run`` shows what docs/server.md asks for; ``ktd server care`` cares for a day."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import OWN_GROUP, ServerSite
from ktd_tui.rules.server.plan.steps import FileStep, ServiceStep, setup_steps
from ktd_tui.rules.server.plan.units import FENCED, care_units
from store import open_store
from tests.cli.test_cli import data, ktd, refused

__all__ = ["data"]

WELL = 2.0
ANALYZE = shutil.which("systemd-analyze")
DOCS = Path(__file__).resolve().parents[3] / "docs"
CLUSTER = DOCS / "cluster.md"


@pytest.mark.parametrize("guide", ["server.md", "may-chu.md"])
@pytest.mark.parametrize("model", [Model.GROUP, Model.SERVICE])
def test_the_long_guide_and_setup_say_the_same(model: Model, guide: str) -> None:
    """Of the units only what they do stands there."""
    text = (DOCS / guide).read_text("utf-8")
    host = "server" if guide == "server.md" else "máy-chủ"
    for step in setup_steps(ServerSite(model, OWN_GROUP[model], host=host)):
        if isinstance(step, FileStep) and not step.path.is_relative_to("/etc/systemd"):
            assert all(line in text for line in step.text.splitlines()), step.path
        elif not isinstance(step, FileStep | ServiceStep):
            assert step.shell() in text


def test_the_readme_sets_up_by_the_guides_own_lines() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    (block,) = (part for part in readme.split("```")[1::2] if "/opt/ktd" in part)
    lines = [line.split("  #")[0].strip() for line in block.splitlines() if line and not line.startswith("#")]
    guide = (DOCS / "server.md").read_text("utf-8")
    own = "ktd server setup --model group --host thidua.example && systemctl reload ssh"
    assert [line for line in lines if line != own and line not in guide] == []
    assert own in lines


def test_a_dry_run_is_words_for_a_shell_and_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "srv"
    words = ("--data", place, "server", "setup", "--dry-run", "--host", "khoi.example", "--model")
    for model in ("group", "service"):
        shown = ktd(*words, model).stdout
        assert "sftp -P 2222 {account}@khoi.example:/papers/{file} ." in shown
        done = subprocess.run(["/bin/sh", "-n"], input=shown, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        told = json.loads(ktd(*words, model, "--json").stdout)
        assert {one["outcome"] for one in told} >= {"to do"}
    assert not place.exists()
    refused(ktd("server", "setup"), "--model service")
    refused(ktd("server", "setup", "--model", "group", "--dry-run", "--host", "a b"), "--host")


def test_a_days_care_is_told_in_a_mails_words(data: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    done = ktd("--data", data, "server", "care", "--to", copies)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"ktd, {data}: mọi việc đều ổn.")
    assert len(list(copies.iterdir())) == 1
    store = open_store(data)
    store.close()
    (data / "ktd.json").write_bytes(b"{")
    done = ktd("--data", data, "server", "care", "--to", copies, "--json")
    assert done.returncode == 1
    assert {one["part"]: one["well"] for one in json.loads(done.stdout)}["check"] is False


@pytest.fixture(params=list(OWN_GROUP), ids=lambda model: model.value)
def units(tmp_path: Path, request: pytest.FixtureRequest) -> list[str]:
    """The units of a model as files, where systemd-analyze is there to read them."""
    if not ANALYZE:
        pytest.skip("systemd-analyze is not installed")
    model: Model = request.param
    for name, text in care_units(ServerSite(model, OWN_GROUP[model], program=Path("/bin/true"))).items():
        (tmp_path / name).write_text(text.replace("User=ktd\n", "User=daemon\n"))
    return [str(path) for path in sorted(tmp_path.iterdir())]


def analyzed(*words: str) -> str:
    done = subprocess.run([str(ANALYZE), *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_units_are_what_systemd_reads(units: list[str]) -> None:
    said = analyzed("verify", "--man=no", *units)
    assert "Unknown" not in said
    assert str(Path(units[0]).parent) not in said, said


def test_the_care_is_fenced_in(units: list[str]) -> None:
    (service,) = [one for one in units if one.endswith("ktd-care.service")]
    found = re.search(
        r"Overall exposure level for \S+: (\d+\.\d)", analyzed("security", "--offline=yes", service)
    )
    assert found
    assert float(found[1]) < WELL, "0 is the least that systemd knows, 10 what it starts without a word"


@pytest.mark.parametrize("name", ["ktd.json", "database"])
def test_the_care_goes_on_where_a_database_took_the_files_place(tmp_path: Path, name: str) -> None:
    if not ANALYZE:
        pytest.skip("systemd-analyze is not installed")
    site = ServerSite(Model.SERVICE, OWN_GROUP[Model.SERVICE], data=tmp_path)
    unit = care_units(site)["ktd-care.service"]
    asked = [ANALYZE, "condition", *(line for line in unit.splitlines() if line.startswith("Condition"))]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 1
    (tmp_path / name).touch()
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0


def test_what_opens_the_fence_to_a_database_names_what_the_fence_has() -> None:
    written = re.findall(
        r"printf '\[Service\]\\n(.*)' > /etc/systemd/\S*/database.conf", CLUSTER.read_text("utf-8")
    )
    (opened,) = (dict(line.split("=") for line in one.strip("\\n").split("\\n")) for one in written)
    assert opened.pop("RestrictAddressFamilies") == "AF_INET AF_INET6", "it adds to the fence's own"
    shut = dict(line.split("=", 1) for line in FENCED.splitlines())
    assert opened == {name: "" if name == "IPAddressDeny" else "no" for name in opened.keys() & shut.keys()}
    assert len(opened) == 2
