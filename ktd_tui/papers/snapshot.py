"""A paper as JSON and back: what a seal keeps, so that the same paper is printed years later."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.papers import document
from ktd_tui.papers.document import Paper, Prepared

KIND = "kind"
"""The key that tells which part of a paper an object is."""
_PARTS = {
    part.__name__: part
    for part in (
        document.Head,
        document.Meta,
        document.Heading,
        document.Paragraph,
        document.Points,
        document.Table,
        document.Bars,
        document.Annex,
        document.Signature,
        document.Paper,
    )
}
_LATER = frozenset({"strong", "degree", "person_id"})
"""Fields that papers have not always had: where they say nothing they are left out, so that what was sealed
before is the same text today."""


def dumped(paper: Prepared) -> str:
    """Return a paper as canonical JSON: equal papers give equal texts."""
    return json.dumps(_plain(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        told = ((f.name, getattr(value, f.name)) for f in fields(value))
        parts = {name: _plain(of) for name, of in told if of or name not in _LATER}
        return {KIND: type(value).__name__, **parts}
    return value


def loaded(text: str) -> Prepared:
    """Return the paper of ``dumped``'s JSON.

    Raises:
        ValueError: The text is no paper.
    """
    try:
        paper = _made(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(text[:60]) from error
    if not isinstance(paper, Paper):
        raise ValueError(text[:60])  # noqa: TRY004  # a text of another shape, not an argument of another type
    return document.prepared(paper)


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(item) for item in value)
    if isinstance(value, dict):
        part = _PARTS[value[KIND]]
        given = {name: _made(of) for name, of in value.items() if name != KIND}
        if part is document.Meta and given["created"]:
            given["created"] = date.fromisoformat(given["created"])
        return part(**given)
    return value


def replaced(paper: Prepared, before: str, after: str) -> Prepared:
    """Return a paper with one text in it replaced.

    Raises:
        Refused: The text does not stand in it exactly once, or nothing would change.
    """
    found = sum(text.count(before) for _, text in document.strings(paper)) if before else 0
    if found != 1:
        raise Refused(N_("“{text}” stands {n} times in the paper; write more of it."), text=before, n=found)
    if before == after:
        raise Refused(N_("Nothing would change."))
    return document.prepared(document.with_texts(paper, lambda text: text.replace(before, after)))


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


SHORT = 16
"""Letters of a digest that are printed."""


def code_of_words(paper: Prepared) -> str:
    """Return the code of a paper's words, which number and day of issue do not change.

    It stands at the foot of what is printed to be signed, and at the foot of what is sealed afterwards.
    """
    head = replace(paper.head, number="", place_and_date="")
    blocks = tuple(replace(b, to="") if isinstance(b, document.Annex) else b for b in paper.blocks)
    bare = replace(
        paper,
        head=head,
        blocks=blocks,
        meta=replace(paper.meta, created=None),
        mark="",
        footer="",
        attached="",
    )
    return digest(dumped(document.Prepared(bare)))[:SHORT]
