"""Installed without the network, from files whose hashes are known: from the list, as a wheel, by pipx.

The files lie in a folder that ``KTD_WHEELS`` names; ``.ci/run`` fills one with ``pip download``.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from release.hashes import ROOT, RUNS
from release.parts import parts_of_ktd

WHEELS = Path(os.environ.get("KTD_WHEELS", "/nowhere"))
OFFLINE = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))},
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": str(WHEELS),
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_QUIET": "1",
}
pytestmark = pytest.mark.skipif(
    not any(WHEELS.glob("textual-*.whl")), reason="KTD_WHEELS names no folder with the files of hashes.txt"
)


def must(*words: str | Path, **more: str) -> str:
    done = subprocess.run(
        [*map(str, words)], env=OFFLINE | more, capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with all that hashes.txt names, and nothing else."""
    folder = tmp_path_factory.mktemp("venv") / "v"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    must(python, "-m", "pip", "install", "--require-hashes", "-r", RUNS)
    return python


def test_with_hashes_and_then_as_a_wheel(python: Path, tmp_path: Path) -> None:
    pip = (python, "-m", "pip")
    must(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("ktd-*.whl")
    must(*pip, "install", f"{wheel}[sign,pdfa]")  # all that it needs is there already, or this fails
    must(*pip, "check")
    ktd = python.with_name("ktd")
    must(ktd, "--data", tmp_path / "d", "init", "--sample")
    must(
        ktd,
        "--data",
        tmp_path / "d",
        "export",
        "minutes",
        "--bloc",
        "V",
        "--year",
        "2022",
        "-o",
        tmp_path / "b.pdf",
    )
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_another_is_refused(python: Path, tmp_path: Path) -> None:
    listed = tmp_path / "hashes.txt"
    listed.write_text(f"tinydb==4.9.0 --hash=sha256:{'0' * 64}\n")
    words = [str(python), "-m", "pip", "install", "--require-hashes", "--force-reinstall", "-r", str(listed)]
    done = subprocess.run(words, env=OFFLINE, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr


def test_pipx(tmp_path: Path) -> None:
    if not (pipx := shutil.which("pipx")):
        pytest.skip("pipx is not installed")
    home = {"PIPX_HOME": str(tmp_path / "home"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    must(pipx, "install", "--python", sys.executable, "--backend", "pip", ROOT, **home)
    assert must(tmp_path / "bin" / "ktd", "--version").startswith("ktd ")


def test_the_parts_are_the_listed_ones() -> None:
    names = {
        path.name.partition("-")[0].lower().replace("_", "-").replace(".", "-") for path in WHEELS.iterdir()
    }
    assert sorted(parts_of_ktd().keys() - {"ktd"} - names) == []
