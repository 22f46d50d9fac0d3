"""What a change did to a record, field by field, in the words that people use.

It works on documents as the history has them: one of years ago may not fit today's model, and is
told all the same.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ktd_tui.clock import local
from ktd_tui.i18n import N_, t
from ktd_tui.naming import Called
from ktd_tui.operations.council.titles import LEVELS, WHOM
from ktd_tui.operations.wording import ROLES, STAGES
from ktd_tui.rules import access
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.rules.merging import aligned
from ktd_tui.rules.reverting import NAMES, named
from ktd_tui.rules.scoring import evidence, sheets
from ktd_tui.words import number, short_date, short_time
from store.contract import Change

CODES: Mapping[str, Mapping[str, str]] = {
    "role": {**ROLES, **access.ROLES},
    "stage": STAGES,
    "whom": WHOM,
    "level": LEVELS,
    "step": {step: row.name for step, row in STEPS.items()},
    "state": {**sheets.STATES, **evidence.STATES},
}
"""Words of the codes in these fields."""

FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "former_names": N_("Former names"),
    "protocol": N_("Order of protocol"),
    "events": N_("What became of it"),
    "left_out": N_("Left out"),
    "registration_rule": N_("When registered"),
    "noun": N_("Called"),
    "head_title": N_("Leading office"),
    "deputy_title": N_("Deputy office"),
    "agency": N_("Agency"),
    "symbol": N_("Symbol"),
    "standing_office": N_("Standing office"),
    "award_titles": N_("Award titles"),
    "code": N_("Code"),
    "title": N_("Title"),
    "honorific": N_("Mr or Ms"),
    "degree": N_("Academic title"),
    "deputy_for_id": N_("Deputises for"),
    "stand_in": N_("Stands in"),
    "authority": N_("Letter of authority"),
    "joins_from": N_("Joins from"),
    "excused": N_("Absent because"),
    "city": N_("City"),
    "head_id": N_("Head"),
    "unit_id": N_("Unit"),
    "unit": N_("Unit"),
    "bloc_id": N_("Bloc"),
    "year": N_("Year"),
    "theme": N_("Theme"),
    "members": N_("Offices"),
    "role": N_("Role"),
    "stage": N_("Stage"),
    "results": N_("Results"),
    "movement_ids": N_("Movements"),
    "criteria_id": N_("Criteria set"),
    "plan": N_("Plan"),
    "launcher": N_("Launched by"),
    "first_year": N_("First year"),
    "last_year": N_("Last year"),
    "points": N_("Points"),
    "targets": N_("Targets"),
    "titles": N_("Titles aimed at"),
    "text": N_("Text"),
    "speaker": N_("Speaker"),
    "place": N_("Place"),
    "day": N_("Day"),
    "opens_at": N_("Hour"),
    "documents": N_("Documents"),
    "paper_number": N_("Number of minutes"),
    "recipients": N_("Recipients"),
    "chair_id": N_("Chair"),
    "secretary_id": N_("Secretary"),
    "step": N_("Step"),
    "report": N_("Report"),
    "conclusion": N_("Conclusion"),
    "attendees": N_("Delegates"),
    "present": N_("Present"),
    "voting": N_("Votes"),
    "agenda": N_("Agenda"),
    "steps": N_("Steps"),
    "secret": N_("Electronic secret ballot"),
    "paper_superior": N_("Superior body"),
    "paper_agency": N_("Issuing body"),
    "paper_number_form": N_("Form of numbers"),
    "paper_signer": N_("Signer of letters"),
    "paper_recipients": N_("Recipients of letters"),
    "tellers": N_("Tellers"),
    "gaps": N_("Reasons"),
    "reason": N_("Reason"),
    "handover": N_("Handover"),
    "giver": N_("Hands over"),
    "receiver": N_("Takes over"),
    "items": N_("Items"),
    "done_at": N_("Done"),
    "subject": N_("Question"),
    "award": N_("Award"),
    "agree": N_("For"),
    "against": N_("Against"),
    "other": N_("No opinion, invalid"),
    "round": N_("Round"),
    "candidates": N_("Candidates"),
    "seats": N_("Seats"),
    "voters": N_("Voters"),
    "below_quorum": N_("No quorum because"),
    "electronic": N_("Electronic ballots"),
    "receipt": N_("Receipt"),
    "unreadable": N_("Unreadable"),
    "tallies": N_("Tellers' counts"),
    "ballots": N_("Agreed count"),
    "elected": N_("Elected"),
    "lots": N_("Lots drawn"),
    "void": N_("Void"),
    "at": N_("Time"),
    "opened_at": N_("Opened"),
    "closed_at": N_("Closing hour"),
    "counted_at": N_("Counted"),
    "signed_at": N_("Signed"),
    "held_at": N_("Pen held since"),
    "account": N_("Account"),
    "since": N_("From"),
    "deadlines": N_("Deadlines"),
    "cross": N_("Who scores whom"),
    "gap_limit": N_("Gap without a reason"),
    "tasks": N_("Tasks"),
    "office_from": N_("In office from"),
    "reasons": N_("Reasons"),
    "bars": N_("Not considered because"),
    "state": N_("State"),
    "returned_for": N_("Sent back because"),
    "locked_by": N_("Locked by"),
    "locked_at": N_("Locked at"),
    "preamble": N_("Preamble"),
    "drawn_at": N_("Drawn up"),
    "signatures": N_("Signatures"),
    "frozen_at": N_("Frozen"),
    "amendments": N_("Amendments"),
    "movement_id": N_("Movement"),
    "scorer_id": N_("Scored by"),
    "partner_ids": N_("With"),
    "result": N_("Result"),
    "author": N_("Written by"),
    "number": N_("Number"),
    "address": N_("Where it lies"),
    "size": N_("Size"),
    "pages": N_("Pages"),
    "sha256": N_("SHA-256"),
    "remark": N_("Remark"),
    "deed": N_("Deed"),
    "deed_on": N_("Day of the deed"),
    "proposed_on": N_("Proposed on"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
    "rules": N_("Rules"),
    "to_confirm": N_("To confirm"),
    "between_equals": N_("Between equals"),
    "dossier_on": N_("Dossiers received"),
    "issuer": N_("Decided by"),
    "awarded": N_("Who got what"),
    "person": N_("Person"),
    "measure": N_("Measure"),
    "due": N_("Due"),
    "origin": N_("From where"),
    "done_on": N_("Done on"),
    "until": N_("Until"),
    "signers": N_("Signed by"),
    "sealed_at": N_("Sealed"),
    "version": N_("Version"),
    "file": N_("File"),
    "pdf_sha256": N_("SHA-256 of the PDF"),
    "scan": N_("Scan"),
    "scan_sha256": N_("SHA-256 of the scan"),
}
"""Names of fields as people say them, msgids; any other is told by the name that the data has."""
SILENT = frozenset(
    {
        "snapshot",
        "presence",
        "turns",
        "id",
        "rev",
        "visited",
        "council_id",
        "bloc_year_id",
        "meeting_id",
        "person_id",
        "purpose",
        "kind",
        "uid",
        "post_id",
        "follows_id",
        "template",
        "layer",
        "session",
    }
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as JSON has it."""
EMPTY = "–"


class FieldChange(NamedTuple):
    """One field that was changed, in words; ``name`` is a msgid, ``key`` says which part of it."""

    name: str
    key: str
    before: str
    after: str

    @property
    def told(self) -> str:
        """The change in a line."""
        return f"{f'{t(self.name)} {self.key}'.strip()}: {self.before} → {self.after}"


def fields_of(change: Change, names: Mapping[str, str]) -> Iterator[FieldChange]:
    """Yield what a change did; ``names`` has what to say instead of an id."""
    before, after = change.before or {}, change.after or {}
    known = {**names, **_attendees(before), **_attendees(after)}
    for name in {**after, **before}:
        if name not in SILENT:
            yield from _field(name, before.get(name), after.get(name), known)


def _attendees(document: Mapping[str, Any]) -> dict[str, str]:
    found = named(document.get("attendees")) or {}
    return {key: _styled(person) for key, person in found.items() if isinstance(person, dict)}


def _styled(person: Mapping[str, Any]) -> str:
    name, title, unit, honorific, degree = (str(person.get(part) or "") for part in Called._fields)
    return Called(name, title, unit, degree=degree or honorific).styled


def _field(name: str, old: Any, new: Any, names: Mapping[str, str]) -> Iterator[FieldChange]:
    title = FIELDS.get(name, name)
    one, other = _parts(old), _parts(new)
    if one is not None and other is not None and (one or other):
        for key in {**one, **other}:
            if (sides := (one.get(key), other.get(key)))[0] != sides[1]:
                yield from _part(title, key, sides, names)
    elif isinstance(old or [], list) and isinstance(new or [], list) and name != "opens_at":
        gone, come = _paragraphs(old or [], new or [])
        if gone or come:
            yield FieldChange(title, "", _worded(name, gone, names), _worded(name, come, names))
    elif (said := (_worded(name, old, names), _worded(name, new, names)))[0] != said[1]:
        yield FieldChange(title, "", *said)


def _parts(value: Any) -> dict[str, Any] | None:
    """Return the parts that a value is told by; None where it is told as a whole."""
    if value is None:
        return {}
    return value if isinstance(value, dict) else named(value)


def _part(title: str, key: str, sides: tuple[Any, Any], names: Mapping[str, str]) -> Iterator[FieldChange]:
    """Yield what happened to one cell, one delegate, one unit's office."""
    old, new = sides
    label = names.get(key) or t(FIELDS.get(key, CODES["step"].get(key, key)))
    if not (isinstance(old, dict) and isinstance(new, dict)):  # it came, went, or is a plain value
        yield FieldChange(title, label, _worded(key, old, names), _worded(key, new, names))
        return
    for name in {**old, **new}:
        if name not in SILENT and name != "unit_id":
            for field in _field(name, old.get(name), new.get(name), names):
                sub = label if title == FIELDS["members"] else f"{label} · {t(field.name)}"
                yield FieldChange(title, sub, field.before, field.after)


def _paragraphs(old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return only the paragraphs that differ."""
    pairs = [pair for pair in aligned([str(x) for x in new], [str(x) for x in old]) if not pair.alike]
    return [x for pair in pairs for x in pair.mine], [x for pair in pairs for x in pair.theirs]


def _worded(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Write a value as people read it."""
    if value is None or value in ("", [], {}):
        return EMPTY
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if name == "opens_at" and isinstance(value, list):
        return ":".join(f"{part:02d}" for part in value)
    if isinstance(value, list):
        return "; ".join(_worded("", item, names) for item in value)
    if isinstance(value, dict):
        told = [(key, part) for key, part in value.items() if key not in SILENT and key not in NAMES]
        said = [_worded(key, part, names) for key, part in told if not isinstance(part, bool)]
        return ", ".join(part for part in said if part != EMPTY)
    return _text(name, str(value), names)


def _text(name: str, value: str, names: Mapping[str, str]) -> str:
    if value in names:
        return names[value]
    if value in CODES.get(name, ()):
        return t(CODES[name][value])
    with suppress(ValueError):
        if DAY.fullmatch(value):
            return short_date(date.fromisoformat(value))
        if name == "at" or name.endswith("_at"):
            at = datetime.fromisoformat(value)
            return f"{short_date(local(at).date())} {short_time(at)}"
    with suppress(InvalidOperation):
        if value.isascii() and name not in FIELDS:  # the points of a cell stand by its code
            return number(Decimal(value))
    return value
