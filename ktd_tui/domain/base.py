"""What every model shares: frozen, strict about unknown fields, cheap to define, its text clean."""

import sys
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from ktd_tui.ids import new_id
from ktd_tui.text import clean

Points = Annotated[Decimal, Field(ge=0, max_digits=7, decimal_places=2)]
Entry = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
"""What is entered of a row: points, a result, a count, a place; ``rules.scoring`` makes points of it."""


KNOWN_CLEAN: dict[str, object] = {}
"""Pydantic's context where somebody has looked that every text of what is validated is clean."""


class Value(BaseModel):
    """A value inside a record; compared by its fields.

    Its texts are cleaned wherever they come from: a file that was edited by hand or imported is read,
    shown and printed without what steers a terminal, and is rid of it when the record is saved next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _clean_texts(cls, given: Any, info: ValidationInfo) -> Any:
        if info.context is KNOWN_CLEAN:
            return given
        return _clean_fields(given) if isinstance(given, dict) else given

    def model_post_init(self, _: Any) -> None:
        """Share with all of its kind which fields are set: a set of its own takes half as much as the rest.

        Nobody asks which were given and which are the default: all are stored.
        """
        object.__setattr__(self, "__pydantic_fields_set__", _every_field(type(self)))


@cache
def _every_field(kind: type[Value]) -> set[str]:
    return set(kind.model_fields)


class Record(Value):
    """A record of the store.

    Attributes:
        table: The store's table of this class.
        id: A ULID.
        rev: How often it was saved; a save must bring the revision it was made from.
    """

    table: ClassVar[str]

    id: str = Field(default_factory=new_id)
    rev: int = 0

    def with_(self, **changes: object) -> Self:
        """Return a validated copy with some fields changed.

        Raises:
            pydantic.ValidationError: A change does not fit its field.
        """
        return type(self).model_validate(
            {**{k: getattr(self, k) for k in type(self).model_fields}, **changes}
        )


def _is_reference(name: str) -> bool:
    """Tell whether a field holds ids: they are compared with the store's own, and never shown."""
    return name == "id" or name.endswith(("_id", "_ids"))


def _clean_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with their texts clean: what was given where they are, as nearly always."""
    if _is_plain(given):
        return given
    changed = {
        name: fresh
        for name, value in given.items()
        if value.__class__ not in _WITHOUT_TEXT
        and not _is_reference(name)
        and (fresh := _cleaned(value)) is not value
    }
    return {**given, **changed} if changed else given


def _is_plain(value: dict[Any, Any]) -> bool:
    """Tell at one look that nothing in a flat dictionary needs cleaning: its texts are looked at as one."""
    parts = (*value, *value.values())
    if not _MAYBE_PLAIN.issuperset(map(type, parts)):  # none of this in Python's own steps: every record asks
        return False
    whole = "".join([part for part in parts if part.__class__ is str])
    return whole.isprintable() and (whole.isascii() or unicodedata.is_normalized("NFC", whole))


_WITHOUT_TEXT = frozenset({type(None), bool, int})
_MAYBE_PLAIN = _WITHOUT_TEXT | {str, Decimal}


def _cleaned(value: Any) -> Any:
    """Return a value with its texts clean, itself where they are; values inside a list clean themselves."""
    if isinstance(value, str):
        # Nearly every text is clean, and is told so in a fifth of a microsecond.
        if value.isprintable() and (value.isascii() or unicodedata.is_normalized("NFC", value)):
            return value
        halves = any("\ud800" <= char <= "\udfff" for char in value)
        # Half a pair is left for the field to refuse; where nothing can be read, that is shown.
        return value if halves else clean(value, lines=True, limit=sys.maxsize) or "?"
    if isinstance(value, list | tuple):
        texts = any(isinstance(x, str) for x in value)
        return tuple(_cleaned(x) if isinstance(x, str) else x for x in value) if texts else value
    if isinstance(value, dict):
        if _is_plain(value):
            return value
        return {_cleaned(k): v if _is_reference(k) else _cleaned(v) for k, v in value.items()}
    return value
