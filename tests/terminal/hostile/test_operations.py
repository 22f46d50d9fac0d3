"""Each operation that takes text, called with each hostile text: done clean, or refused with a sentence.

Operations are found by their signatures: one that is added later is called by itself.
"""

import importlib
import inspect
import json
import pkgutil
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

import ktd_tui.operations
from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Coming, Meeting
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import KtdError
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines
from store import FILE_NAME
from tests.terminal.hostile.texts import (
    HALF,
    PAYLOADS,
    example,
    is_reference,
    soiled,
    steering,
    stored,
    texts,
)

HOSTILE = {**PAYLOADS, "half a pair": json.loads(HALF)}
DONE_AT_LEAST = 18
"""Operations that take a harmless text on the sample."""
Operation = Callable[..., object]
PREPARED = ("day", "opens_at", "place", "documents", "recipients", "paper_number")
CODES: dict[str, list[dict[str, str]]] = {
    "preparation.prepare": [{"field": field} for field in PREPARED],
    "long_texts.save_text": [{"field": "report"}, {"field": "conclusion"}],
    "presence.set_officer": [{"office": "chair_id"}, {"office": "secretary_id"}],
    "presence.take_over": [{"what": Coming.CHAIRS}, {"what": Coming.WRITES}],
    "tasks.save_task": [{"due": "09/12/2022"}],
    "cells.record_score": [{"code": "I.1"}],
}
"""Texts that screens choose and nobody types, and days, without which nothing else is looked at."""


class Unfit(Exception):  # noqa: N818  # no error: the operation is not for this test
    """A parameter that cannot be filled from its name and type."""


@cache
def operations() -> tuple[tuple[str, Operation], ...]:
    """Every public operation on a desk."""
    return tuple(_operations())


def _operations() -> Iterator[tuple[str, Operation]]:
    for found in pkgutil.walk_packages(ktd_tui.operations.__path__, "ktd_tui.operations."):
        module, room = importlib.import_module(found.name), found.name.rpartition(".")[2]
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(function).parameters), None) == "desk":
                yield f"{room}.{name}", function


class Filler:
    """Fills an operation's parameters: ids and records from the sample, texts as it is told."""

    def __init__(self, desk: Desk, text: str, codes: dict[str, str]) -> None:
        self.desk = desk
        self.text = text
        self.codes = codes
        self.used = False

    @cached_property
    def ids(self) -> dict[str, str]:
        year = self.desk.store.find(BlocYear, year=2022)[0]
        return {
            "bloc_id": year.bloc_id,
            "bloc_year_id": year.id,
            "unit_id": self.desk.store.find(Unit, bloc_id=year.bloc_id)[0].id,
            "meeting_id": self.desk.store.find(Meeting, bloc_year_id=year.id)[0].id,
        }

    def arguments(self, function: Operation) -> tuple[list[Any], dict[str, Any]]:
        hints = inspect.get_annotations(function)  # a quoted one, of a class, stays a text and is unfit
        given: list[Any] = []
        named: dict[str, Any] = {}
        for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
            if parameter.kind is parameter.VAR_KEYWORD:
                self.used = True
                named |= dict.fromkeys(self._fields(hints["return"]), self.text)
            elif parameter.default is parameter.empty or hints[name] is str:
                value = self._value(name, hints[name])
                if parameter.kind is parameter.KEYWORD_ONLY:
                    named[name] = value
                else:
                    given.append(value)
            elif parameter.kind is not parameter.KEYWORD_ONLY:
                given.append(parameter.default)
        return given, named

    @staticmethod
    def _fields(kind: type[Record]) -> list[str]:
        return [n for n, f in kind.model_fields.items() if f.annotation is str and not is_reference(n)]

    def _value(self, name: str, kind: Any) -> Any:
        if name in self.codes:
            return self.codes[name]
        if get_origin(kind) in (Union, types.UnionType):
            kind = next(one for one in get_args(kind) if one is not type(None))
            if kind is str and not is_reference(name):
                return None  # the id of somebody by another name
        if kind is str:
            return self.ids.get(name, "Q1") if is_reference(name) else self._hostile(self.text)
        if get_origin(kind) is tuple and get_args(kind)[0] is str:
            return self._hostile((self.text,))
        return self._instance(name, kind)

    def _instance(self, name: str, kind: Any) -> Any:
        plain: dict[object, object] = {bool: True, int: 2030}
        if not isinstance(kind, type):
            raise Unfit(name)
        if issubclass(kind, tuple) and hasattr(kind, "_field_defaults"):
            return self._typed(kind)
        if issubclass(kind, Record) and (found := self.desk.store.find(kind)):
            return found[0]
        if issubclass(kind, BaseModel):
            try:
                return self._hostile(
                    kind.model_validate(soiled(kind, example(kind), lambda _: f"x{self.text}"))
                )
            except ValidationError as error:  # half a pair is in no record
                raise Unfit(name) from error
        if issubclass(kind, Enum):
            return next(iter(kind))
        if kind not in plain:
            raise Unfit(name)
        return plain[kind]

    def _typed(self, kind: Any) -> Any:
        """Fill what was typed together: its texts, and what it cannot do without."""
        hints = inspect.get_annotations(kind)
        wanted = [n for n in kind._fields if n not in kind._field_defaults or hints[n] is str]
        return kind(**{name: self._value(name, hints[name]) for name in wanted})

    def _hostile(self, value: Any) -> Any:
        self.used = True
        return value


def call_all(desk: Desk, text: str) -> int:
    """Call every operation with a text; return how many took it."""
    done = 0
    for name, function in operations():
        for codes in CODES.get(name, [{}]):
            filler = Filler(desk, text, codes)
            with suppress(Unfit):
                given, named = filler.arguments(function)
                done += filler.used and takes(name, partial(function, desk, *given, **named), text)
    return done


def takes(name: str, call: Callable[[], object], text: str) -> bool:
    """Carry a call out; tell whether it was done. A refusal has to be one with a sentence."""
    try:
        call()
    except KtdError:
        return False
    except Exception as error:
        raise AssertionError(f"{name} falls over {text[:60]!r}: {error!r}") from error
    return True


def test_operations_are_found_and_take_text(sample: Desk) -> None:
    assert call_all(sample, "Lời") >= DONE_AT_LEAST


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_each_operation_with_a_hostile_text(sample: Desk, tmp_path: Path, text: str) -> None:
    call_all(sample, text)
    call_all(sample, f"Vụ {text} ký")
    for kind in stored().values():
        for record in sample.store.find(kind):
            assert not steering("".join(texts(record))), record
    for deed in history(sample):
        told = "".join([deed.why, *deed.facts.values(), *(f.before + f.after for f in deed.fields)])
        assert not steering(told), deed
    meeting = sample.store.find(Meeting)[0]
    line = minutes_lines.add_line(sample, meeting.id, meeting.step, "Vẫn ghi được")
    sample.store.rest()
    written = json.loads((tmp_path / "data" / FILE_NAME).read_text("utf-8"))
    assert not steering("".join(texts(written)))
    assert line.text == "Vẫn ghi được", "the data does not take a line any more"
