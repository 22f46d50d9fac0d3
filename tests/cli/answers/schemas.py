"""The schema of what a command answers with ``--json``, made from the type that it declares to answer."""

import ast
import inspect
import re
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel

from ktd_tui.commands.frame import Answer
from ktd_tui.commands.shapes import Fields

Schema = dict[str, Any]
Told = tuple[Callable[..., Any], ...]
"""What makes a command's answer, as ``Command.told`` has it."""
FORMATS: FormatChecker = FormatChecker(formats=())
PLAIN: Mapping[Any, Schema] = {
    type(None): {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    Path: {"type": "string"},
    Fraction: {"type": "string", "format": "fraction"},
    Decimal: {"type": "string", "format": "decimal"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    object: {},
    Any: {},
}


def answer_types(told: Told) -> list[Any]:
    """Return the types that a command answers: of one that answers nothing, what its list does."""
    for work in told:
        found = _hints(work)["return"]
        parts = get_args(found) if get_origin(found) in (Union, types.UnionType) else (found,)
        answers = [get_args(one)[0] for one in parts if get_origin(one) is Answer]
        if answers:
            return answers
        assert type(None) in parts, f"{work}: declare what it answers"
    raise AssertionError(f"{told}: declare what it answers")


def _hints(of: Any) -> dict[str, Any]:
    """Return the annotations of a function or class; those, too, that are imported for types alone."""
    return get_type_hints(of, include_extras=True, localns=_for_types(of.__module__))


@cache
def _for_types(module: str) -> dict[str, Any]:
    """Return what a module imports where nothing but types is asked for."""
    found: dict[str, Any] = {}
    for node in ast.parse(inspect.getsource(import_module(module))).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            exec(compile(ast.Module(node.body, []), module, "exec"), found)  # noqa: S102  # our own imports
    return found


@cache
def schema_of(told: Told) -> Schema:
    """Return the schema of what a command answers."""
    return _any([schema(one) for one in answer_types(told)])


def schema(of: Any) -> Schema:
    """Return the schema of a type."""
    origin, inside = get_origin(of), get_args(of)
    if of in PLAIN:
        return dict(PLAIN[of])
    if origin is None:
        return _named(of)
    if origin is Annotated:
        fields = next((one for one in inside[1:] if isinstance(one, Fields)), None)
        return _fields(fields) if fields else schema(inside[0])
    if origin in (Union, types.UnionType):
        return _any([schema(one) for one in inside])
    return {"enum": list(inside)} if origin is Literal else _several(origin, inside)


def _named(of: type) -> Schema:
    """Return the schema of a class: an enumeration, a model, a ``TypedDict``, a ``NamedTuple``."""
    if issubclass(of, Enum):
        return {"enum": [one.value for one in of]}
    if issubclass(of, BaseModel):
        return _object({name: one.rebuild_annotation() for name, one in of.model_fields.items()})
    hints = _hints(of)
    assert hints, f"{of}: no type of an answer"
    return _object(hints, getattr(of, "__required_keys__", hints))


def _several(origin: type, inside: tuple[Any, ...]) -> Schema:
    if issubclass(origin, Mapping):
        names = schema(inside[0])
        told = {"type": "object", "additionalProperties": schema(inside[1])}
        return told | ({"propertyNames": names} if names != {"type": "string"} else {})
    assert issubclass(origin, Collection), origin
    one = [part for part in inside if part is not ...]
    assert len(set(one)) == 1, f"{origin}[{inside}]: a list has one kind of members"
    return {"type": "array", "items": schema(one[0])}


def _fields(of: Fields) -> Schema:
    told = {name: of.record.model_fields[name].rebuild_annotation() for name in of.names}
    return _object(told | (_hints(of.more) if of.more else {}))


def _object(fields: Mapping[str, Any], required: Collection[str] | None = None) -> Schema:
    told = {
        "type": "object",
        "properties": {name: schema(_bare(one)) for name, one in fields.items()},
        "additionalProperties": False,
    }
    needed = [name for name in fields if required is None or name in required]
    return told | ({"required": needed} if needed else {})


def _bare(of: Any) -> Any:
    """Return what ``NotRequired[…]`` is about."""
    return get_args(of)[0] if str(get_origin(of)).endswith("NotRequired") else of


def _any(of: Sequence[Schema]) -> Schema:
    parts = [part for one in of for part in one.get("anyOf", [one])]
    several = [one for place, one in enumerate(parts) if one not in parts[:place]]
    return several[0] if len(several) == 1 else {"anyOf": several}


@cache
def _validator(told: Told) -> Draft202012Validator:
    return Draft202012Validator(schema_of(told), format_checker=FORMATS)


def misfits(told: Told, printed: object) -> list[str]:
    """Return where what a command printed does not fit its schema."""
    return [f"{error.json_path}: {error.message}" for error in _validator(told).iter_errors(printed)]


def _decimal(value: object) -> bool:
    return isinstance(value, str) and "E" not in str(Decimal(value)) and "," not in value


def _fraction(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d+(/\d+)?", value) is not None


def _day(value: object) -> bool:
    return date.fromisoformat(str(value)).isoformat() == value


def _instant(value: object) -> bool:
    return "T" in str(value) and datetime.fromisoformat(str(value)).tzinfo is not None


for _format, _check in (
    ("decimal", _decimal),
    ("fraction", _fraction),
    ("date", _day),
    ("date-time", _instant),
):
    FORMATS.checks(_format, raises=(InvalidOperation, ValueError))(_check)
