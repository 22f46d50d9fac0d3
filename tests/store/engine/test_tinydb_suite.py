"""TinyDB's own test suite, on our storage alone and with our Table.

It is taken from the source package of the installed version and kept in no repository; where that cannot
be had, the test is skipped.
"""

import os
import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

HERE = Path(__file__).parent
APART = {
    "test_caching_json_write": "looks at JSONStorage's private file handle",
    "test_json_kwargs": "expects the bytes of an indented file; the form of ours is fixed",
    "test_create_dirs": "expects the data file to be alone in its directory",
    "test_encoding": "writes the file in another code page; ours is UTF-8",
    "test_json_invalid_mode_warning": "expects a warning about the mode “w”, which ours does not truncate by",
    "test_table_repr[json]": "expects TinyDB's own class names",
}
"""Tests of JSONStorage itself, not of what a storage promises."""


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TinyDB's tests, unpacked."""
    folder = tmp_path_factory.mktemp("tinydb")
    wanted = f"tinydb=={version('tinydb')}"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", wanted]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"the source package {wanted} did not come within two minutes")
    packages = list(folder.glob("*.tar.gz"))
    if done.returncode or not packages:
        pytest.skip(f"the source package {wanted} cannot be had here")
    with tarfile.open(packages[0]) as package:
        package.extractall(folder, filter="data")
    return next(folder.glob("*/tests")).parent


@pytest.mark.parametrize("table", ["", "1"], ids=["storage", "storage and table"])
def test_tinydbs_own_suite(suite: Path, table: str) -> None:
    surroundings = {**os.environ, "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parents[2]}"}
    if table:
        surroundings["KTD_TABLE"] = table
    options = [
        "-q",
        "-rf",
        "-p",
        "tinydb_swap",
        "-p",
        "no:randomly",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", os.devnull, "--rootdir", ".", "tests"],
        cwd=suite,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    failed = re.findall(r"^(?:FAILED|ERROR) \S+::(\S+)", done.stdout, re.MULTILINE)
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None, done.stdout + done.stderr
    assert int(passed[1]) > 200, done.stdout
    assert set(failed) <= APART.keys(), done.stdout
