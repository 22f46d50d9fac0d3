"""What is no backup, or a spoilt one, is refused by name, and the data stays as it was."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui.errors import StoreError
from store import Store
from tests.store.care.backed_up import everything
from tests.store.care.test_bad_files import BAD, WRONG_RECORDS, tables


def rewritten(change: Callable[[dict[str, bytes]], object]) -> Callable[[Path], None]:
    """Return what makes another ZIP file of one."""

    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as bundle:
            files = {name: bundle.read(name) for name in bundle.namelist()}
        change(files)
        with zipfile.ZipFile(path, "w") as bundle:
            for name, content in files.items():
                bundle.writestr(name, content)

    return rewrite


def with_manifest(**changed: object) -> Callable[[dict[str, bytes]], object]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | changed).encode()

    return change


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


BAD_ZIP: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut off": (lambda p: os.truncate(p, p.stat().st_size // 2), "is damaged"),
    "a changed bit": (flip, "is damaged"),
    "without manifest": (rewritten(lambda files: files.pop("manifest.json")), "is not a backup made by ktd"),
    "without data": (rewritten(lambda files: files.pop("ktd.json")), "is damaged"),
    "other data": (rewritten(lambda files: files.update({"ktd.json": tables()})), "is damaged"),
    "one file more": (rewritten(lambda files: files.update({"../x": b""})), "is damaged"),
    "a manifest of another form": (rewritten(with_manifest(files=[1])), "is damaged"),
    "a path out of it": (rewritten(with_manifest(files={"../../x": "0"})), "is damaged"),
    "another app": (rewritten(with_manifest(app="khac")), "was not made by ktd"),
    "a newer ktd": (rewritten(with_manifest(schema=9)), "made by a newer ktd"),
    "a manifest that is none": (rewritten(lambda f: f.update({"manifest.json": b"[]"})), "is damaged"),
}


@pytest.mark.parametrize(("spoil", "sentence"), BAD_ZIP.values(), ids=BAD_ZIP.keys())
def test_a_bad_backup_changes_nothing(
    store_: Store, directory: Path, tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    store_.backup(tmp_path / "b.zip")
    spoil(tmp_path / "b.zip")
    before = everything(directory)
    with pytest.raises(StoreError, match=sentence):
        store_.restore(tmp_path / "b.zip")
    assert everything(directory) == before


@pytest.mark.parametrize("content", [c for c, _ in BAD.values()], ids=BAD.keys())
def test_a_bad_data_file_changes_nothing(
    store_: Store, directory: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "b.json").write_bytes(content)
    before = everything(directory)
    with pytest.raises(StoreError, match=str(tmp_path / "b.json")):
        store_.restore(tmp_path / "b.json")
    assert everything(directory) == before


@pytest.mark.parametrize("table", [t for t, _ in WRONG_RECORDS.values()], ids=WRONG_RECORDS.keys())
def test_a_record_that_does_not_fit_is_named(
    store_: Store, directory: Path, tmp_path: Path, table: object
) -> None:
    (tmp_path / "b.json").write_bytes(tables(units=table))
    before = everything(directory)
    said = r"(wrong value|does not know): units, record|two records of one id in “units”: U1"
    with pytest.raises(StoreError, match=said):
        store_.restore(tmp_path / "b.json")
    assert everything(directory) == before


def test_other_bad_sources(store_: Store, directory: Path, tmp_path: Path) -> None:
    before = everything(directory)
    (tmp_path / "loose").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").touch()
    os.truncate(tmp_path / "zeros", 2**30)
    for name, sentence in (
        ("none", "There is no file"),
        ("loose", "There is no file"),
        ("data", "is not a plain file"),
        ("pipe", "is not a plain file"),
        ("zeros", "is too large"),
    ):
        with pytest.raises(StoreError, match=sentence):
            store_.restore(tmp_path / name)
    assert everything(directory) == before
