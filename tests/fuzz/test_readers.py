"""A short run of the fuzzer over all readers; and what longer ones found, each mended."""

import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ktd_tui.errors import KtdError
from tests.fuzz.readers import READERS

ROOT = Path(__file__).parents[2]
RUNS = 1_000


def of_a_later_form() -> bytes:
    """A package that asks for a version of its form that is yet to come."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<d/>")
    content = out.getvalue()
    asks = content.rindex(b"PK\1\2") + 6
    return content[:asks] + b"\xec" + content[asks + 1 :]


FOUND = [
    ("snapshot", b'{"_meta":{"1":{"app":"ktd","schema":0,"seq":0}}}'),
    *((name, of_a_later_form()) for name in ("xlsx", "csv", "template", "backup")),
]
"""Readers and what ended them with something else than their one sentence."""


@pytest.mark.parametrize(("name", "content"), FOUND, ids=[name for name, _ in FOUND])
def test_what_was_found_is_one_sentence_now(tmp_path: Path, name: str, content: bytes) -> None:
    with suppress(KtdError):
        READERS[name].read(tmp_path, content)


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not made for this machine")
def test_no_bytes_end_a_reader(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.fuzz",
            "all",
            f"-runs={RUNS}",
            "-seed=1",
            f"-artifact_prefix={tmp_path}/",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {RUNS} runs" in done.stderr, done.stderr[-3000:]
