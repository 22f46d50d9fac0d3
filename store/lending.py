"""What becomes of a stored document before a caller has it: is it looked at, and what of it is copied."""

import unicodedata
from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import TypeVar, get_origin

import orjson

from ktd_tui.domain.base import KNOWN_CLEAN, Record
from store.shared.file_format import Document

R = TypeVar("R", bound=Record)


def surely_differs(document: Document, texts: Mapping[str, str]) -> bool:
    """Tell whether the document cannot match, without the cost of validating it.

    Only texts are compared: anything else is for the model to say.
    """
    there = ((document.get(name), text) for name, text in texts.items())
    return any(value != text and isinstance(value, str) for value, text in there)


def taken_out(kind: type[R], document: Document) -> R:
    """Return a stored document as a model; whether its texts are clean is looked at once for all of them.

    Raises:
        pydantic.ValidationError: It does not fit.
    """
    return kind.model_validate(document, context=KNOWN_CLEAN if _surely_clean(document) else None)


def _surely_clean(document: Document) -> bool:
    """Tell whether no text in a document, however deep, needs cleaning; written as JSON they are one text.

    Of one that holds a line's end or a quotation mark that is not sure: its values clean themselves.
    """
    try:
        whole = str(orjson.dumps(document), "utf-8")
    except TypeError:  # half a pair, say: the field is to refuse it
        return False
    printable = "\\" not in whole and whole.isprintable()
    return printable and (whole.isascii() or unicodedata.is_normalized("NFC", whole))


def handed_out(model: R) -> R:
    """Return the model, or a copy where a caller could change it and so everybody's."""
    fields = changeable_fields(type(model))
    if not fields:
        return model
    fresh = copy(model)  # model_copy takes twice as long, and a province's years are handed out often
    fresh.__dict__.update({name: copy(getattr(model, name)) for name in fields})
    return fresh


@cache
def changeable_fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields that hold what can be changed in place; what is inside is frozen."""
    return tuple(n for n, f in kind.model_fields.items() if get_origin(f.annotation) in (dict, list, set))
