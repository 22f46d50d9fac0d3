"""What becomes of a stored document before a caller has it: is it looked at, and what of it is copied."""

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import TypeVar, get_origin

from ktd_tui.domain.base import Record
from store.shared.file_format import Document

R = TypeVar("R", bound=Record)


def surely_differs(document: Document, texts: Mapping[str, str]) -> bool:
    """Tell whether the document cannot match, without the cost of validating it.

    Only texts are compared: anything else is for the model to say.
    """
    there = ((document.get(name), text) for name, text in texts.items())
    return any(value != text and isinstance(value, str) for value, text in there)


def handed_out(model: R) -> R:
    """Return the model, or a copy where a caller could change it and so everybody's."""
    fields = changeable_fields(type(model))
    return model.model_copy(update={name: copy(getattr(model, name)) for name in fields}) if fields else model


@cache
def changeable_fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields that hold what can be changed in place; what is inside is frozen."""
    return tuple(n for n, f in kind.model_fields.items() if get_origin(f.annotation) in (dict, list, set))
