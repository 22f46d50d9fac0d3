"""Finds references to records that do not exist."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from store.models import models
from store.shared.file_format import Document, Tables

TARGETS = {
    "council_id": "councils",
    "bloc_id": "blocs",
    "unit_id": "units",
    "head_id": "people",
    "person_id": "people",
    "deputy_for_id": "people",
    "paper_signer_id": "people",
    "bloc_year_id": "bloc_years",
    "movement_ids": "movements",
    "criteria_id": "criteria_sets",
    "meeting_id": "meetings",
    "movement_id": "movements",
    "partner_ids": "units",
    "scorer_id": "units",
    "post_id": "posts",
    "follows_id": "votes",
    "unit_ids": "units",
}
"""The table that a field's ids are of, in whatever record or value the field stands."""
OWN = {
    "attendee_id": "attendees",
    "chair_id": "attendees",
    "secretary_id": "attendees",
    "presenter_id": "attendees",
    "candidate_id": "candidates",
}
"""Fields whose id is of a value in the same record, or in its meeting, and where those are."""


class DanglingReference(NamedTuple):
    """A field that names a record which does not exist."""

    table: str
    record_id: object
    field: str
    missing: str


def dangling_references(tables: Tables) -> Iterator[DanglingReference]:
    """Yield the fields that name a record (or part of one) which does not exist."""
    ids = {name: {d.get("id") for d in documents.values()} for name, documents in tables.items()}
    for table in models().keys() & tables.keys():
        for document in tables[table].values():
            for field, wanted_id in _named(document):
                if field in OWN:
                    existing = {
                        own.get("id") for own in _holder(tables, document, OWN[field]).get(OWN[field], ())
                    }
                else:
                    existing = ids.get(TARGETS[field], set())
                if wanted_id not in existing:
                    yield DanglingReference(table, document.get("id"), field, wanted_id)


def _holder(tables: Tables, document: Document, part: str) -> Document:
    """Return the document that holds the parts which another names: itself, or its meeting."""
    if part in document:
        return document
    meetings = tables.get("meetings", {}).values()
    return next((m for m in meetings if m.get("id") == document.get("meeting_id")), {})


def _named(value: Any) -> Iterator[tuple[str, str]]:
    """Yield each field that names records with each id in it, at any depth."""
    inner = value if isinstance(value, list) else []
    if isinstance(value, dict):
        inner = list(value.values())
        for field in value.keys() & (TARGETS.keys() | OWN.keys()):
            names = value[field] if isinstance(value[field], list) else [value[field]]
            yield from ((field, name) for name in names if isinstance(name, str) and name)
    for one in inner:
        yield from _named(one)
