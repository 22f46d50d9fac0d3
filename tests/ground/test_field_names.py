"""A field or table of the data is told by what people call it, in the language that they chose."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ktd_tui import i18n
from ktd_tui.errors import StoreError
from ktd_tui.field_names import FIELDS, field_word
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.table_names import TABLES, table_word
from store.models import models


def _values(of: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, str]]:
    if of in seen:
        return
    seen.add(of)
    for name, field in of.model_fields.items():
        yield of.__name__, name
        for inner in _models_in(field.annotation):
            yield from _values(inner, seen)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def test_each_field_of_each_record_has_words() -> None:
    seen: set[type[BaseModel]] = set()
    fields = [one for kind in models().values() for one in _values(kind, seen)]
    assert len(fields) > 250
    assert [f"{kind}.{name}" for kind, name in fields if name not in FIELDS] == []


def test_each_table_has_words() -> None:
    assert set(TABLES) == set(models())


def test_a_field_deep_in_a_record_is_told_by_its_own_name() -> None:
    assert field_word("former_names.0.until_year") == "Until the year"
    assert field_word("colour") == "colour"
    assert table_word("units") == "units"


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "đơn vị: trường “Tên”"), ("en", "units: trường “Name”")]
)
def test_the_words_are_told_in_the_language(language: str, said: str) -> None:
    error = StoreError("{table}: trường “{field}”", table=table_word("units"), field=field_word("name"))
    try:
        i18n.use(language)
        assert i18n.tell(error) == said
    finally:
        i18n.use("vi")


def test_the_system_s_reason_is_told_in_the_language() -> None:
    error = StoreError(
        "Không ghi được: {reason}.", reason=os_reason(PermissionError(13, "Permission denied"))
    )
    strange = StoreError("Không ghi được: {reason}.", reason=os_reason(OSError(999, "Unknown error 999")))
    i18n.use("vi")
    assert i18n.tell(error) == "Không ghi được: không có quyền."
    assert i18n.tell(strange) == "Không ghi được: Unknown error 999."
    assert str(error) == "Không ghi được: Permission denied."
