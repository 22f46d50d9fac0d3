"""What the data holds of one person, for that person; and what of it no record needs, taken away."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.field_names import FIELDS
from ktd_tui.i18n import N_, t
from ktd_tui.operations.conflicts import Gone
from ktd_tui.operations.data.fields import plainly
from ktd_tui.operations.data.history import title_of, told_deed
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Act
from ktd_tui.rules.reverting import mentions
from ktd_tui.table_names import table_word
from ktd_tui.words import short_moment
from store.contract import Store
from store.models import models

AROUND = 120
"""Letters of a long text that are told on both sides of a name."""
ARCHIVED_BY = ("bloc_year_id", "meeting_id")
"""The fields by which records of an archive are found."""


class Mention(NamedTuple):
    """A record that tells of a person.

    Attributes:
        table: What kind of record, in the data's own word.
        title: What it is called.
        parts: What it tells of them, by where in it.
        by_name: Only their name stands there: it may be another of the same name.
    """

    table: str
    record_id: str
    title: str
    parts: Mapping[str, object]
    by_name: bool


class PastDeed(NamedTuple):
    """What was done to a record when it told of a person; ``parts`` is what it told before and after."""

    seq: int
    at: datetime
    user: str
    what: str
    parts: Mapping[str, object]


class Personal(NamedTuple):
    """All that the data holds of one person."""

    person: Person
    records: list[Mention]
    history: list[PastDeed]


class Forgotten(NamedTuple):
    """What became of a person in the directory.

    Attributes:
        removed: They stand there no more; else only their name and unit do.
        kept: The records that still name them.
    """

    removed: bool
    kept: list[Mention]


def personal(desk: Desk, of: Person) -> Personal:
    """Return all that the data holds of one person: records, archived ones too, and the history."""
    past = []
    for commit in desk.store.changes():
        parts: dict[str, object] = {}
        for change in commit.changes:
            for when, document in (("before", change.before), ("after", change.after)):
                for place, value in _parts(document or {}, of):
                    parts[f"{change.table} {when} {place}"] = value
        if parts:
            what = told_deed(commit.why, commit.facts)
            past.append(PastDeed(commit.seq, commit.at, commit.author.user, what, parts))
    return Personal(of, list(_mentions(desk.store, of)), past)


def forget(desk: Desk, seen: Person) -> Forgotten:
    """Take out of the directory what no record needs of a person; signed records keep what they say.

    Who is named by a record keeps name and unit, and loses office, form of address, title and power to sign.

    Raises:
        NotAllowed: The right is missing.
        Gone: Somebody else deleted them already.
    """
    told = {"name": seen.name}
    with desk.act(Act.EDIT_UNIT, N_("Forgot the person {name}"), told, at=seen) as store:
        if not store.find(Person, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        for unit in store.find(Unit, head_id=seen.id):
            store.save(unit.with_(head_id=None))
        kept = [of for of in _mentions(store, seen) if of.record_id != seen.id]
        there = store.get(Person, seen.id)
        if all(of.by_name for of in kept):
            store.delete(there)
            return Forgotten(removed=True, kept=kept)
        bare = there.with_(title="", honorific="", degree="", signs_as="", deputy_for_id=None)
        if bare != there:
            store.save(bare)
        return Forgotten(removed=False, kept=kept)


def personal_lines(of: Personal) -> Iterator[str]:
    """Yield all that the data holds of a person, for that person to read."""
    yield t("What the data holds of {name}", name=of.person.name)
    for one in of.records:
        yield ""
        yield mention_line(one)
        yield from (f"  {_placed(place)}{plainly(value)}" for place, value in one.parts.items())
    yield ""
    yield t("History: {count} changes", count=len(of.history))
    for deed in of.history:
        yield f"{deed.seq}  {short_moment(deed.at)}  {deed.user}  {deed.what}"
        parts = ((place.rpartition(" ")[2], value) for place, value in deed.parts.items())
        said = (f"  {_placed(place)}{plainly(value)}" for place, value in parts)
        yield from dict.fromkeys(said)  # what stayed as it was is told once


def _placed(place: str) -> str:
    """Say where in a record something stands: «Đại biểu: », nothing where it is the record itself."""
    name = re.sub(r"\[\d+\]", "", place).rpartition(".")[2]
    return f"{t(FIELDS.get(name, name))}: " if name else ""


def mention_line(of: Mention) -> str:
    """Say which record tells of a person."""
    line = f"{t(str(table_word(of.table)))}: {of.title}"
    return t("{record} (by name alone)", record=line) if of.by_name else line


def _mentions(store: Store, of: Person) -> Iterator[Mention]:
    for record in _records(store):
        document = record.model_dump(mode="json")
        parts = dict(_parts(document, of))
        if parts:
            by_name = not mentions(document, {of.id})
            yield Mention(record.table, record.id, title_of(document), parts, by_name)


def _records(store: Store) -> Iterator[Record]:
    """Yield every record once, those of the archives too."""
    seen: set[tuple[str, str]] = set()
    keys = [key for archive in store.find(models()["archives"]) for key in archive.model_dump()["keys"]]
    for kind in models().values():
        found = list(store.find(kind))
        for field in ARCHIVED_BY:
            if field in kind.model_fields:
                found += [record for key in keys for record in store.find(kind, **{field: key})]
        for record in found:
            if (record.table, record.id) not in seen:
                seen.add((record.table, record.id))
                yield record


def _parts(value: object, of: Person, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield what tells of a person, with where it stands: a value that names them is told whole."""
    if isinstance(value, Mapping):
        plain = {key: part for key, part in value.items() if not isinstance(part, Mapping | list | tuple)}
        if any(_tells(part, of) for part in plain.values()):
            yield (
                place or ".",
                {key: _around(part, of) for key, part in plain.items() if part not in ("", None)},
            )
        rest = {key: part for key, part in value.items() if key not in plain}
        for key, part in rest.items():
            yield from _parts(part, of, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value, 1):
            yield from _parts(part, of, f"{place}[{number}]")
    elif _tells(value, of):
        yield place, _around(value, of)


def _tells(value: object, of: Person) -> bool:
    return isinstance(value, str) and (value == of.id or bool(_name(of).search(value)))


def _name(of: Person) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(of.name)}(?!\w)", re.IGNORECASE)


def _around(value: Any, of: Person) -> Any:
    """Return a text as it is, of a long one what stands around the name."""
    if not isinstance(value, str) or len(value) <= 4 * AROUND:
        return value
    found = [value[max(m.start() - AROUND, 0) : m.end() + AROUND] for m in _name(of).finditer(value)]
    return " … ".join(found)
