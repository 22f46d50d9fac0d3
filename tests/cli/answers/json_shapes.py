"""What commands answer with ``--json``: ``docs/json.md``, written from the types that they declare."""

import json
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from ktd_tui.commands import registry
from tests.cli.answers.schemas import Schema, Told, schema_of

DOC = Path(__file__).parents[3] / "docs" / "json.md"


@cache
def commands() -> tuple[tuple[str, ArgumentParser], ...]:
    """Every command that has ``--json``, with its parser."""
    found = list[tuple[str, ArgumentParser]]()
    for name, listed in registry.LISTED.items():
        parser, common = ArgumentParser(), ArgumentParser(add_help=False)
        of = import_module(f"ktd_tui.commands.{listed.module}").COMMANDS
        of.add_to(parser.add_subparsers(), common, name)
        found += _within(parser, "")
    return tuple(found)


def _within(parser: ArgumentParser, name: str) -> Iterator[tuple[str, ArgumentParser]]:
    if name and "--json" in parser._option_string_actions:
        yield name, parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb, inner in action.choices.items():
                yield from _within(inner, f"{name} {verb}".strip())


def told_by() -> Mapping[str, Told]:
    """Return what makes the answer of each command."""
    return {name: parser.get_default("answered_by") for name, parser in commands()}


def page(told_by: Mapping[str, Told]) -> str:
    """The page: what holds for all, then each command with its schema, or the one that has the same."""
    out, first = [HEAD], dict[str, str]()
    for name, by in sorted(told_by.items()):
        of = told(schema_of(by))
        if same := first.get(of):
            out.append(f"### ktd {name}\n\nNhư `ktd {same}`.\n")
        else:
            first[of] = name
            out.append(f"### ktd {name}\n\n```json\n{of}\n```\n")
    return "\n".join(out)


def told(of: Schema, before: str = "") -> str:
    """Write a schema, a line each property; what lies deeper in one line."""
    if several := of.get("anyOf"):
        return (
            '{"anyOf": [\n'
            + ",\n".join(f"{before} {told(one, before + ' ')}" for one in several)
            + f"\n{before}]}}"
        )
    if of.get("properties"):
        lines = [f"{before}  {_line(key)}: {_line(one)}" for key, one in of["properties"].items()]
        rest = {key: one for key, one in of.items() if key not in ("type", "properties")}
        end = ", ".join(f"{_line(key)}: {_line(one)}" for key, one in rest.items())
        return '{"type": "object", "properties": {\n' + ",\n".join(lines) + f"\n{before}}}, {end}}}"
    if of.get("type") == "array" and of["items"].get("properties"):
        return f'{{"type": "array", "items": {told(of["items"], before)}}}'
    return _line(of)


def _line(of: object) -> str:
    return json.dumps(of, ensure_ascii=False)


HEAD = """# `--json`: câu trả lời cho kịch bản

Trang này viết ra từ kiểu dữ liệu mà mỗi lệnh khai trong mã (`-> Answer[…]`, `ktd_tui/commands`);
kiểm thử chạy từng lệnh và đối chiếu câu trả lời thật với lược đồ.
Viết lại: `KTD_RENEW=1 pytest tests/cli/answers`.

- Mỗi lệnh in đúng một giá trị JSON, một dòng, UTF-8, ra đầu ra chuẩn.
  Mã thoát: 0 xong, 1 bị từ chối hoặc còn thiếu, 2 sai cú pháp lệnh.
- **Bị từ chối**: `{"error": "câu", "reason": {"kind": "Refused", "message": "câu gốc", "facts": {}}}`.
  Sai cú pháp lệnh thì `"kind": "Usage"`.
  `facts` lấp các chỗ trống của câu gốc. Câu cũng được in ra đầu ra lỗi.
- **Số thập phân** (điểm, tỷ lệ) là văn bản có dấu chấm, chính xác: `"18.5"` (`"format": "decimal"`).
  Số đếm là số nguyên. Ngày: `"2022-12-08"`. Trống là `null`, không phải 0.
- **Mã** (`id`, `unit_id` …) dùng được ở mọi chỗ nhận tên đơn vị: `--unit ID`.
- Lược đồ là JSON Schema 2020-12. `"additionalProperties": false`: không có trường nào khác;
  `"required"`: luôn có.
  `{}`: giá trị tùy việc (ví dụ bản ghi cũ trong lịch sử). Nhiều cách trả lời, tùy tùy chọn: `"anyOf"`.
- Thời điểm: `"2022-12-08T14:35:00+07:00"`. Tỷ lệ của quy chế là phân số: `"2/3"` (`"format": "fraction"`).
- `ktd import`, `rows[].fields`: dòng điểm có `unit_id`, `unit`, `code`, `before`, `after`, `reason`;
  dòng của bảng khác có các ô đã đọc, theo tên cột (docs/import.md).
  `place` là chỗ trong tệp (`Sheet1!7`, một ô: `Sheet1!D7`).
- Câu trong `read_as`, `what`, `sentences` là cho người đọc; kịch bản dùng các trường bên cạnh.

## Các lệnh
"""
