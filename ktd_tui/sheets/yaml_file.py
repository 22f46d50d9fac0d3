"""YAML: a list of rows, or lists by name; every value is a text. No tags, no anchors, no aliases."""

import yaml
from yaml.nodes import MappingNode, Node

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Cell, Line, RawSheet, check_size, text_cell, where

LARGEST = 2_000_000
DEEPEST = 5


def read_yaml(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read a YAML file.

    Raises:
        Refused: It is no YAML, is too large, or holds more than plain rows.
    """
    if len(content) > LARGEST:
        raise Refused(
            N_("{path} is too large: {size} MB; at most {most} MB are read."),
            path=name,
            size=round(len(content) / 1_000_000),
            most=LARGEST // 1_000_000,
        )
    try:
        text = content.decode("utf-8-sig")
        _check(text, name)
        root = yaml.compose(text, yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise Refused(N_("{path}: its letters cannot be made out. Save it as UTF-8."), path=name) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Refused(
            N_("{place}: this is no YAML."), place=where(name, mark.line + 1 if mark else 1)
        ) from error
    except yaml.YAMLError as error:
        raise Refused(N_("{path}: this is no YAML."), path=name) from error
    if root is None:
        return ()
    if isinstance(root, yaml.SequenceNode):
        return (_sheet(name, root, name),)
    if isinstance(root, yaml.MappingNode):
        return tuple(_sheet(str(key.value), rows, name) for key, rows in root.value)
    raise _no_rows(name, root)


def _check(text: str, name: str) -> None:
    """Refuse what is more than rows before anything is built of it."""
    depth = 0
    for event in yaml.parse(text, yaml.BaseLoader):
        row = event.start_mark.line + 1 if event.start_mark else 1
        if getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent):
            raise Refused(N_("{place}: anchors and aliases (& and *) are not read."), place=where(name, row))
        if getattr(event, "tag", None):
            raise Refused(N_("{place}: tags (!) are not read."), place=where(name, row))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Refused(N_("{place}: lists stand too deep within each other."), place=where(name, row))


def _sheet(title: str, rows: Node, name: str) -> RawSheet:
    if not isinstance(rows, yaml.SequenceNode):
        raise _no_rows(name, rows)
    names: list[str] = []
    lines: list[Line] = []
    for node in rows.value:
        number = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise _no_rows(name, node)
        cells = _cells(node, names, name)
        check_size(title, number, len(names), len(lines))
        if cells:
            lines.append(Line(number, cells))
    head = Line(0, {place: Cell(text) for place, text in enumerate(names)})
    return RawSheet(title, (head, *lines), tuple(names))


def _cells(node: MappingNode, names: list[str], name: str) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    seen: set[str] = set()
    for key, value in node.value:
        row = key.start_mark.line + 1
        if not isinstance(value, yaml.ScalarNode) or not isinstance(key, yaml.ScalarNode):
            raise _no_rows(name, value)
        head = text_cell(key.value)
        label = head.text if head else "?"
        if label in seen:
            raise Refused(N_("{place}: “{head}” stands twice."), place=where(name, row), head=label)
        seen.add(label)
        if label not in names:
            names.append(label)
        if cell := text_cell(value.value):
            cells[names.index(label)] = cell
    return cells


def _no_rows(name: str, node: Node) -> Refused:
    return Refused(
        N_("{place}: a list of rows is expected, each with “name: value” pairs."),
        place=where(name, node.start_mark.line + 1),
    )
