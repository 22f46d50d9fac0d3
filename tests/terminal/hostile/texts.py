"""Texts that try to steer the terminal, the screens or the paper, and how they get into the data.

Fields are found by walking the models: one that is added later is covered by itself.
"""

import json
import re
import types
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ktd_tui.domain.base import Record
from store.models import models

STEERING: Mapping[str, str] = {
    "CSI": "\x1b[2J\x1b[1;1H\x1b[31;5mđỏ\x1b[0m\x1b[5A\x1b[6n",
    "reset": "\x1bc",
    "OSC 52": "\x1b]52;c;aGFja2Vk\x07",
    "OSC 0": "\x1b]0;đổi tên\x1b\\",
    "OSC 8": "\x1b]8;;http://127.0.0.1/\x1b\\nhấn\x1b]8;;\x1b\\",
    "unterminated OSC": "\x1b]0;nuốt phần sau",
    "DCS": "\x1bP1$r0m\x1b\\",
    "APC": "\x1b_Gf=24\x1b\\",
    "PM": "\x1b^riêng\x1b\\",
    "SOS": "\x1bXchuỗi\x1b\\",
    "C1": "\u009b31m\u0090q\u009c\u009d0;x\u0085\u0084\u008d",
    "single controls": "\x00\x07\x08\x08\x7f\r\x0e\x0f\x05\x0b\x0c\x18\x1a",
    "bidirectional": "\u202etxt.fdp\u202c\u202a\u202b\u202d\u2066\u2067\u2068\u2069\u061c\u200e\u200f",
}
"""What no byte of may reach a terminal."""

INVISIBLE: Mapping[str, str] = {
    "zero width": "Vụ\u200b \u200cThư\u200d\u2060\ufeff ký",
    "soft hyphen": "Vụ Thư\u00ad ký",
    "tags": "Vụ\U000e0041\U000e0042\U000e007f",
    "marks in a pile": "e" + "\u0301" * 50,
    "separators": "một\u2028hai\u2029ba\x0cbốn\nnăm\tsáu\r\nbảy",
}

MARKUP: Mapping[str, str] = {
    "closing tag": "[/b]",
    "unknown tag": "[/nope]",
    "link to an action": "[@click=app.quit]thoát[/]",
    "style": "[bold red]đỏ",
    "brackets": "[[ ]] [ ",
    "fill-ins": "{x} %s %(x)s {0.__class__} {} { }",
    "paper's markup": "<b>đậm</para><img src='x.png'/><br/>",
    "paper's link": '<a href="http://127.0.0.1/">nhấn</a>',
    "entities": "&amp;&#x1b;&#27;&lt;b&gt;",
    "backslash": "\\ \\[b] \\x1b \\u001b",
}
"""What is shown letter by letter."""

SHAPES: Mapping[str, str] = {
    "long word": "ươ" * 2_500,
    "long text": "nhất trí " * 555,
    "wide": "漢字" * 40,
    "emoji": "👩\u200d👩\u200d👧🇻🇳👍🏽",
    "right to left": "שלום עולם مرحبا بالعالم",
    "long number": "9" * 400,
    "blank": " \u00a0\u3000 ",
    "nothing": "",
}

PAYLOADS: Mapping[str, str] = {**STEERING, **INVISIBLE, **MARKUP, **SHAPES}

EVERYTHING = " ".join(
    [
        *MARKUP.values(),
        *INVISIBLE.values(),
        *(SHAPES[name] for name in ("wide", "emoji", "right to left", "blank")),
        *(text for name, text in STEERING.items() if not name.startswith("unterminated")),
        STEERING["unterminated OSC"],
    ]
)
"""All of it in one text of less than a thousand characters; what swallows the rest stands last."""

HALF = '"\\ud800"'
"""Half of a pair, as JSON can write it and no file of ours holds it."""

_SENT = re.compile(
    r"\x1b\[[\d;]*m"  # colours
    r"|\x1b\[(?:\d+(?:;\d+)?)?H|\x1b\[\d*C|\x1b\[B|\r|\x08"  # to where the next cell is
    r"|\x1b\[K|\x1b\[\d+X|\x1b\[2J"  # blanks
    r"|\x1b\[(?:\d+;\d+)?r|\x1b\[\d*[LM]"  # rows that move
    r"|\x1b\[\?(?:1049|1004|25|2004|2026|2048|7|1000|1002|1003|1007|1015|1006|1016)[hl]"  # start and stop
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[>\d+u|\x1b\[<u"  # questions, keys
)
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def stray(sent: str) -> list[str]:
    """Return what steers a terminal in a stream of the screens, beside what the app itself sends."""
    rest = _SENT.sub("", sent)
    return [rest[max(at.start() - 20, 0) : at.end() + 20] for at in _STEERS.finditer(rest)]


def steering(text: str) -> list[str]:
    """Return the characters of a text that steer a terminal; a line feed does not."""
    return _STEERS.findall(text)


Make = Callable[[str], str]
"""From a text, what is to stand in its place."""


def is_reference(name: str) -> bool:
    """Tell whether a field holds ids: with another one the records would not find each other."""
    return name == "id" or name.endswith(("_id", "_ids"))


def soiled(kind: type[BaseModel], document: Mapping[str, Any], make: Make) -> dict[str, Any]:
    """Return a document with another text in each text field of its model, also where it had none."""
    out = dict(document)
    for name, field in kind.model_fields.items():
        if not _is_bound(name, field) and name in out:
            out[name] = _soiled(field.annotation, out[name], make)
    return out


def _soiled(kind: Any, value: Any, make: Make) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if value is None or not (kind is str or get_args(kind) or _is_model(kind)):
        return value
    if kind is str:
        return make(value)
    if _is_model(kind):
        return soiled(kind, value, make)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return [_soiled(inner, item, make) for item in value or ([""] if inner is str else [])]
    if get_origin(kind) is dict:
        named, inner = get_args(kind)
        return {make(k) if named is str else k: _soiled(inner, v, make) for k, v in value.items()}
    return value


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value, ids aside, whatever it is nested in."""
    if isinstance(value, BaseModel):
        yield from texts({name: getattr(value, name) for name in type(value).model_fields})
    elif isinstance(value, Mapping):
        yield from (key for key in value if isinstance(key, str))
        yield from (text for k, part in value.items() if not is_reference(str(k)) for text in texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in texts(part))
    elif isinstance(value, str):
        yield value


def example(kind: type[BaseModel]) -> dict[str, Any]:
    """Return a document of a model with something in each of its fields that holds no optional id."""
    fields = {n: f for n, f in kind.model_fields.items() if f.is_required() or not _is_bound(n, f)}
    return {name: _example(name, field) for name, field in fields.items()}


def _is_bound(name: str, field: FieldInfo) -> bool:
    """Tell whether only certain texts fit a field: ids, and what a pattern describes."""
    return is_reference(name) or any(getattr(limit, "pattern", None) for limit in field.metadata)


def _example(name: str, field: FieldInfo) -> Any:
    least = next((limit.ge for limit in field.metadata if isinstance(limit, Ge)), 1)
    return _instance(field.annotation, name, least)


def _instance(kind: Any, name: str, least: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return get_args(kind)[-1]
    if get_origin(kind) is tuple:
        inner = [part for part in get_args(kind) if part is not Ellipsis]
        return [_instance(part, name, least) for part in inner]
    if get_origin(kind) is dict:
        named, inner = get_args(kind)
        return {_instance(named, name, least): _instance(inner, name, least)}
    if _is_model(kind):
        return example(kind)
    if issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    plain: dict[object, object] = {
        bool: True, int: least, str: "chữ", Decimal: "1", Fraction: "1/2",
        date: "2022-12-09", datetime: "2022-12-09T07:00:00Z",
    }  # fmt: skip
    return plain[kind]


def stored() -> dict[str, type[Record]]:
    """Return the model of each table that people write into."""
    return {table: kind for table, kind in models().items() if table != "archives"}


def soil_file(file: Path, make: Make) -> None:
    """Write other texts into a data file by hand."""
    tables = json.loads(file.read_text("utf-8"))
    for table, kind in stored().items():
        for key, document in tables.get(table, {}).items():
            tables[table][key] = soiled(kind, document, make)
    file.write_text(json.dumps(tables), "utf-8")


def journal_line(content: bytes) -> bytes:
    """Return a line for the journal, its CRC right."""
    return b"%08x %b\n" % (zlib.crc32(content), content)
