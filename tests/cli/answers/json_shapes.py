"""What commands answer with ``--json``: recorded by running them, told as schemas in ``docs/json.md``."""

import ast
import inspect
import json
import re
import textwrap
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from ktd_tui.commands import registry

DOC = Path(__file__).parents[3] / "docs" / "json.md"
V22, V23, V24 = (("--bloc", "V", "--year", year) for year in ("2022", "2023", "2024"))
TK = ("--unit", "Vụ TK")
SEALED = "@sealed"
"""Stands for the file of a paper that is sealed."""
RUNS: Mapping[str, Sequence[str]] = {
    "bloc list": (),
    "board list": (),
    "decision list": (),
    "decision show": ("1",),
    "council": (),
    "person list": TK,
    "person export": ("--unit", "CQT III", "1"),
    "show": ("bloc", "--bloc", "V"),
    "title list": (),
    "title confirm": (),
    "unit list": ("--bloc", "V"),
    "user list": (),
    "user add": ("nobody", "--role", "observer"),
    "user remove": ("nobody",),
    "user leave": ("hoa", "--on", "31/12/2023"),
    "user import": ("vai-tro.csv", "--dry-run"),
    "owed": (),
    "history": ("--limit", "3"),
    "undo": ("--yes",),
    "redo": ("--yes",),
    "ties settle": (*V22, "CQT I", "Vụ TK", "--who", "Chủ trì"),
    "ties list": V22,
    "import": ("diem.csv", *V22),
    "export scores": (*V22, "-o", "ra.csv"),
    "check": (),
    "backup": ("--to", ".", "--keep", "7d"),
    "drill": (".",),
    "status": (),
    "session list": (),
    "session tell": ("Bảo trì",),
    "archive": (),
    "year open": ("--bloc", "V", "--year", "2025"),
    "year results": (*V22, "--text", "Đã xong"),
    "task list": V24,
    "activity list": V22,
    "movement list": V22,
    "criteria show": V22,
    "register": (*V24, *TK, "--code", "I.1", "--text", "Đủ"),
    "pledge show": V24,
    "score set": (*V22, *TK, "--code", "I.1", "18"),
    "score missing": V22,
    "score submit": (*V22, *TK),
    "score bar": (*V22, *TK, "--condition", "Mất đoàn kết nghiêm trọng", "--reason", "Theo kết luận"),
    "score confirm": (*V22, "--unit", "CQT I", "--code", "I.1", "--layer", "td"),
    "score reply": (*V22, "--unit", "CQT I", "--code", "I.1", "Đã gửi bổ sung"),
    "score staff": (*V22, *TK, "--people", "20"),
    "overview": ("--year", "2022"),
    "statistics": ("--bloc", "V"),
    "score assign": (*V22, *TK, "--code", "I.1", "--reason", ""),
    "score sub-group": (*V24, *TK, "A"),
    "score cross": V22,
    "score gap": (*V22, "1,5"),
    "score evidence list": ("--bloc", "V", "--year", "2026", "--unit", "CQT I"),
    "score evidence add": ("--bloc", "V", "--year", "2026", "--unit", "CQT I", "--code", "I.1", "Báo cáo"),
    "unit leave": (*V24, "--reason", "Sáp nhập", "CQT II"),
    "award-rules validity": ("--year", "2022", "--name", "Điều kiện"),
    "meeting start": (*V24, "--kind", "plain"),
    "meeting run": (*V23, "kich-ban.txt"),
    "meeting box": (*V22, "state"),
    "seal": ("invitation", *V22),
    "verify": (SEALED,),
    "explain": (*V22, *TK),
    "nominations": (*V22, "--all"),
    "blocs": (),
    "exemplar list": V24,
    "award-rules list": ("--year", "2022"),
    "board read": ("1",),
    "meeting agenda": V22,
    "meeting lines": V22,
    "meeting hours": V22,
    "meeting verbs": (),
    "papers": V22,
    "doctor": (),
    "server convert": (),
    "server setup": ("--model", "group", "--dry-run"),
    "server care": ("--to", "."),
    "person forget": ("--unit", "CQT III", "1"),
}
ALIKE = {
    "decision award": "decision show",
    "decision drop": "decision show",
    "decision voted": "decision show",
    "board answer": "board read",
    "redo": "undo",
    "restore": "",
    "migrate": "",
    "database": "",
    "session end": "session list",
    "repair": "check",
    "year stage": "year open",
    "year deadline": "year open",
    "year edit": "year open",
    "score return": "score submit",
    "score lock": "score submit",
    "score reopen": "score submit",
    "meeting do": "meeting run",
    **{f"unit {verb}": "unit list" for verb in ("add", "edit", "up", "down", "alphabet", "delete", "move")},
    **{f"unit {verb}": "unit list" for verb in ("merge", "split", "dissolve")},
    "unit join": "unit leave",
    **{f"score evidence {verb}": "score evidence add" for verb in ("accept", "refuse", "withdraw")},
}
"""Commands that answer what another does."""


BY_HAND = {
    "amend": {"kind": "pledge", "amendment": 1, "reason": "…"},
    "rollover": {"year": 2023, "tasks": 2, "units": 5},
}
"""What those answer that a whole year’s work stands before."""


def commands() -> Iterator[tuple[str, ArgumentParser]]:
    """Every command that has ``--json``, with its parser."""
    for name, listed in registry.LISTED.items():
        parser, common = ArgumentParser(), ArgumentParser(add_help=False)
        of = import_module(f"ktd_tui.commands.{listed.module}").COMMANDS
        of.add_to(parser.add_subparsers(), common, name)
        yield from _within(parser, "")


def _within(parser: ArgumentParser, name: str) -> Iterator[tuple[str, ArgumentParser]]:
    if name and "--json" in parser._option_string_actions:
        yield name, parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb, inner in action.choices.items():
                yield from _within(inner, f"{name} {verb}".strip())


def like_its_list(parser: ArgumentParser) -> bool:
    """Tell whether a verb answers nothing of its own, and is followed by the list of its group."""
    known = inspect.getclosurevars(parser.get_default("run")).nonlocals
    if not known.get("then"):
        return False
    tree = ast.parse(textwrap.dedent(inspect.getsource(known["work"])))
    return not any(isinstance(node, ast.Return) and node.value for node in ast.walk(tree))


PLAIN: tuple[tuple[type, dict[str, str]], ...] = (
    (type(None), {"type": "null"}),
    (bool, {"type": "boolean"}),
    (int, {"type": "integer"}),
    (Decimal, {"type": "string", "format": "decimal"}),
    (datetime, {"type": "string", "format": "date-time"}),
    (date, {"type": "string", "format": "date"}),
)
"""A truth is a number to Python, and an instant a day: the narrower stands first."""


def schema(value: object) -> dict[str, Any]:
    """The schema of one value as a command hands it over, before it becomes text."""
    if isinstance(value, Mapping):
        return _object({str(key): one for key, one in value.items()})
    if isinstance(value, list | tuple | set | frozenset):
        return {"type": "array", "items": together([schema(one) for one in value])}
    return dict(next((of for kind, of in PLAIN if isinstance(value, kind)), {"type": "string"}))


def _object(value: Mapping[str, object]) -> dict[str, Any]:
    if value and not all(re.fullmatch("[a-z][a-z_]*", key) for key in value):
        return {"type": "object", "additionalProperties": together([schema(one) for one in value.values()])}
    found = {key: schema(one) for key, one in value.items()}
    for key, of in found.items():
        if of == {"type": "null"} and key.endswith("_id"):
            found[key] = together([of, {"type": "string"}])
    return {"type": "object", "properties": found}


def together(found: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One schema that all of some fit."""
    several: list[dict[str, Any]] = []
    for one in (part for of in found for part in of.get("anyOf", (of,))):
        same = next((other for other in several if _kind(other) == _kind(one)), None)
        if same is None:
            several.append(one)
        elif "properties" in one and "properties" in same:
            for key, of in one["properties"].items():
                there = same["properties"].get(key)
                same["properties"][key] = of if there is None else together([there, of])
        elif "items" in one:
            same["items"] = together([same["items"], one["items"]])
        elif "additionalProperties" in one:
            same["additionalProperties"] = together(
                [same.get("additionalProperties", {}), one["additionalProperties"]]
            )
    known = [one for one in several if one]
    return known[0] if len(known) == 1 else {"anyOf": sorted(known, key=_kind)} if known else {}


def _kind(of: dict[str, Any]) -> str:
    return f"{of.get('type')} {of.get('format', '')} {'additionalProperties' in of}"


def page(shapes: Mapping[str, dict[str, Any]], alike: Mapping[str, str]) -> str:
    """The page: what holds for all, then each command with its schema, or the one that it is like."""
    out = [HEAD]
    for name in sorted({*shapes, *alike}):
        out.append(f"### ktd {name}\n")
        if name in shapes:
            out.append(f"```json\n{told(shapes[name])}\n```\n")
        else:
            out.append(f"Như `ktd {alike[name]}`.\n")
    return "\n".join(out)


def told(of: dict[str, Any], before: str = "") -> str:
    """Write a schema, a line each property; what lies deeper in one line."""
    inside = f"{before} "
    if of.get("properties"):
        lines = (f"{inside} {json.dumps(key)}: {_line(one)}" for key, one in of["properties"].items())
        return '{"type": "object", "properties": {\n' + ",\n".join(lines) + f"\n{before}}}}}"
    if of.get("type") == "array" and of["items"].get("properties"):
        return f'{{"type": "array", "items": {told(of["items"], before)}}}'
    return _line(of)


def _line(of: dict[str, Any]) -> str:
    return json.dumps(of, ensure_ascii=False)


HEAD = """# `--json`: câu trả lời cho kịch bản

Trang này do `tests/cli/answers` viết ra từ chính các lệnh và đối chiếu mỗi lần kiểm thử.
Viết lại: `KTD_RENEW=1 pytest tests/cli/answers`.

- Mỗi lệnh in đúng một giá trị JSON, một dòng, UTF-8, ra đầu ra chuẩn.
  Mã thoát: 0 xong, 1 bị từ chối hoặc còn thiếu, 2 sai cú pháp lệnh.
- **Bị từ chối**: `{"error": "câu", "reason": {"kind": "Refused", "message": "câu gốc", "facts": {}}}`.
  Sai cú pháp lệnh thì `"kind": "Usage"`.
  `facts` lấp các chỗ trống của câu gốc. Câu cũng được in ra đầu ra lỗi.
- **Số thập phân** (điểm, tỷ lệ) là văn bản có dấu chấm, chính xác: `"18.5"` (`"format": "decimal"`).
  Số đếm là số nguyên. Ngày: `"2022-12-08"`. Trống là `null`, không phải 0.
- **Mã** (`id`, `unit_id` …) dùng được ở mọi chỗ nhận tên đơn vị: `--unit ID`.
- Lược đồ được ghi từ dữ liệu thử: trường chỉ thấy `null`, dãy chỉ thấy rỗng (`"items": {}`) được ghi như vậy.
- Câu trong `read_as`, `what`, `sentences` là cho người đọc; kịch bản dùng các trường bên cạnh.

## Các lệnh
"""


def recorded(run: Callable[[Sequence[str]], object]) -> dict[str, dict[str, Any]]:
    """Run every command of ``RUNS``, and return the schema of what it answered."""
    answered = {name: run([*name.split(), *words, "--json"]) for name, words in RUNS.items()}
    refused = [value for value in answered.values() if isinstance(value, dict) and "error" in value]
    assert not refused, f"a refusal would be told as the answer: {refused}"
    return {name: schema(value) for name, value in {**answered, **BY_HAND}.items()}
