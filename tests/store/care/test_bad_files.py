"""A file that cannot be used: one sentence that says why, and nothing is touched or left lying."""

import fnmatch
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import KtdError, StoreError
from store import FILE_NAME, open_store

META = {"1": {"app": "ktd", "schema": 1, "seq": 3}}
UNIT = {"id": "U1", "rev": 1, "name": "Vụ Tổ chức - cán bộ"}
GOOD = json.dumps({"_meta": META, "units": {"1": UNIT}}).encode()

NOT_JSON = "The data file {path} is not JSON (*). It was left as it is; run “ktd repair”*"
ZEROS = "The data file {path} holds only zeros, as after a power cut. It was left as it is; run “ktd repair”*"
NOT_TINYDB = "The data file {path} is JSON, but not a TinyDB file. It was left as it is."
NOT_KTD = "The data file {path} was not made by ktd. It was left as it is."
NEWER = "The data file {path} was made by a newer ktd (form {found}, this one knows 1). Update ktd."
LATER = "The data file {path} holds what this ktd does not know: {place}. A newer ktd wrote it*"
WRONG = "The data file {path} holds a wrong value: {place}.*"


def tables(**changed: object) -> bytes:
    return json.dumps({"_meta": META, "units": {"1": UNIT}} | changed).encode()


def meta(**changed: object) -> bytes:
    return tables(_meta={"1": META["1"] | changed})


def place(field: str) -> str:
    return WRONG.replace("{place}", f"head of the file, record 1, field “{field}”")


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The data file {path} is empty. It was left as it is; run “ktd repair”*"),
    "zeros": (
        bytes(100_000),
        ZEROS,
    ),
    "white space": (b" \n", NOT_JSON),
    "text": ("Biên bản hội nghị".encode(), NOT_JSON),
    "cut off": (GOOD[: len(GOOD) // 2], NOT_JSON),
    "tail of an older text": (GOOD + GOOD[-30:], NOT_JSON),
    "zeros at the end": (GOOD + bytes(512), NOT_JSON),
    "not UTF-8": (GOOD.replace(b"units", b"un\xffts"), NOT_JSON),
    "deeper than a parser can": (b"[" * 5000 + b"]" * 5000, NOT_JSON),
    "list": (b"[1]", NOT_TINYDB),
    "null": (b"null", NOT_TINYDB),
    "table a list": (tables(units=[]), NOT_TINYDB),
    "document a list": (tables(units={"1": []}), NOT_TINYDB),
    "key a word": (tables(units={"một": {}}), NOT_TINYDB),
    "key below zero": (tables(units={"-1": {}}), NOT_TINYDB),
    "key written twice": (tables(units={"1": UNIT, "01": UNIT}), NOT_TINYDB),
    "key in other digits": (tables(units={"١": {}}), NOT_TINYDB),
    "key without end": (tables(units={"9" * 5000: {}}), NOT_TINYDB),
    "no tables": (b"{}", NOT_KTD),
    "plain TinyDB": (b'{"_default": {"1": {"name": "x"}}}', NOT_KTD),
    "another app": (meta(app="khac"), NOT_KTD),
    "a newer ktd": (meta(schema=2), NEWER.replace("{found}", "2")),
    "a much newer ktd": (meta(schema=9, seq=None), NEWER.replace("{found}", "9")),
    "schema a word": (meta(schema="1"), place("schema")),
    "schema a truth": (meta(schema=True), place("schema")),
    "no count": (meta(seq=None), place("Number of the last commit")),
    "count below zero": (meta(seq=-1), place("Number of the last commit")),
}

WRONG_RECORDS: dict[str, tuple[object, str]] = {
    "a wrong type": (
        {"1": UNIT | {"name": 7}},
        WRONG.replace("{place}", "units, record U1, field “Name”"),
    ),
    "a wrong type inside": (
        {"1": UNIT | {"former_names": [{"name": "x", "until_year": "sau"}]}},
        WRONG.replace("{place}", "units, record U1, field “Until the year”"),
    ),
    "a newer ktd's field": (
        {"1": UNIT | {"colour": "red"}},
        LATER.replace("{place}", "units, record U1, field “colour”"),
    ),
    "a newer ktd's field, and a wrong one": (
        {"1": UNIT | {"colour": "red", "name": 7}},
        WRONG.replace("{place}", "units, record U1, field “Name”"),
    ),
    "no id": ({"1": {"name": "x"}}, WRONG.replace("{place}", "units, record None, field “Identifier”")),
    "an id twice": (
        {"1": UNIT, "2": UNIT},
        "The data file {path} has two records of one id in “units”: U1.",
    ),
}


def contents(directory: Path) -> dict[str, bytes | None]:
    return {p.name: p.read_bytes() if p.is_file() else None for p in sorted(directory.iterdir())}


def check(error: KtdError, sentence: str, path: Path) -> None:
    pattern = sentence.replace("{path}", str(path)).replace("[", "[[]")
    assert fnmatch.fnmatchcase(str(error), pattern), f"{error} is not {pattern}"


def make(directory: Path, content: bytes) -> Path:
    path = directory / FILE_NAME
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("how", [{}, {"create": True}, {"read_only": True}], ids=["open", "create", "look"])
@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes, sentence: str, how: dict[str, Any]) -> None:
    path = make(tmp_path, content)
    before = contents(tmp_path)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path, **how)
    check(caught.value, sentence, path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(("table", "sentence"), WRONG_RECORDS.values(), ids=WRONG_RECORDS.keys())
def test_a_wrong_record_is_named_when_it_is_read(tmp_path: Path, table: object, sentence: str) -> None:
    path = make(tmp_path, tables(units=table, people={"1": {"id": "P1", "name": "Định"}}))
    store = open_store(tmp_path, read_only=True)
    before = contents(tmp_path)
    for read in (lambda: store.get(Unit, "U1"), lambda: store.find(Unit), lambda: store.find(Unit, rev=0)):
        with pytest.raises(StoreError) as caught:
            read()
        check(caught.value, sentence, path)
    store.close()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"", GOOD[:-9], meta(schema=2)], ids=["empty", "cut off", "newer"])
def test_a_file_that_goes_bad_meanwhile_is_neither_read_nor_written(tmp_path: Path, content: bytes) -> None:
    path = make(tmp_path, GOOD)
    store = open_store(tmp_path)
    unit = store.get(Unit, "U1")
    make(tmp_path, content)
    for use in (lambda: store.get(Unit, "U1"), lambda: store.save(unit), store.refresh):
        with pytest.raises(StoreError):
            use()
        assert path.read_bytes() == content
    make(tmp_path, GOOD)
    assert store.save(unit).rev == 2, "once the file is well again, so is the store"
    store.close()


def test_a_missing_file(tmp_path: Path) -> None:
    sentence = "There is no data file {path}. Restore a backup, or make a new one with “ktd init”."
    ways: list[dict[str, Any]] = [{}, {"read_only": True}, {"read_only": True, "create": True}]
    for how in ways:
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path, **how)
        check(caught.value, sentence, tmp_path / FILE_NAME)
    assert contents(tmp_path) == {}


def test_a_file_removed_meanwhile(tmp_path: Path) -> None:
    path = make(tmp_path, GOOD)
    store = open_store(tmp_path)
    unit = store.get(Unit, "U1")
    path.unlink()
    with pytest.raises(StoreError, match="There is no data file"):
        store.save(unit)
    assert not path.exists(), "what somebody removed was made again"
    store.close()


def put_directory(path: Path) -> None:
    path.mkdir()


def put_link(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(GOOD)
    path.symlink_to("elsewhere")


def put_loose_link(path: Path) -> None:
    path.symlink_to("nowhere")


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("put", [put_directory, put_link, put_loose_link, put_pipe])
def test_something_else_in_its_place(tmp_path: Path, put: Callable[[Path], None]) -> None:
    path = tmp_path / FILE_NAME
    put(path)
    before = contents(tmp_path)
    ways: list[dict[str, Any]] = [{}, {"create": True}]
    for how in ways:
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path, **how)
        check(caught.value, "The data file {path} is not a plain file.", path)
    assert contents(tmp_path) == before


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = make(tmp_path, GOOD)
    os.truncate(path, 2**40)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    check(caught.value, "The data file {path} is too large to be ktd's.", path)
