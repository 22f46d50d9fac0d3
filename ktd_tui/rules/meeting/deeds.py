"""What is done before the meeting: the deeds of a step in their order, and which units still owe one."""

from collections.abc import Iterable

from ktd_tui.domain.meeting import Meeting, MeetingDeed, MeetingKind, Step
from ktd_tui.domain.merit import AwardFor, AwardKind, AwardTitle

OF_UNITS = (Step.UNIT_REPORTS, Step.PLEDGE)
"""Steps in which each unit does something once."""


def deeds_of(meeting: Meeting, step: Step) -> tuple[MeetingDeed, ...]:
    """Return the deeds of a step in the order in which they are told.

    Awards go by their honour, whoever was called first: titles before forms, collectives before persons
    (Nghị định 152/2025/NĐ-CP, Điều 29); any other deeds as they happened.
    """
    found = [of for of in meeting.deeds if of.step is step]
    if step is Step.GIVING:
        found.sort(key=lambda of: (of.form, of.to_person))
    return tuple(found)


def by_honour(titles: Iterable[AwardTitle]) -> list[AwardTitle]:
    """Return the awards in the order in which they are given: titles, forms; of collectives, of persons."""
    return sorted(titles, key=lambda of: (of.kind is AwardKind.FORM, of.whom is AwardFor.PERSON))


def still_to(meeting: Meeting, step: Step) -> tuple[str, ...]:
    """Return the names of the units whose delegates are present and that have not done what a step asks."""
    done = {of.unit_id for of in meeting.deeds if of.step is step}
    here = {a.unit_id: a.unit for a in meeting.attendees if a.unit_id and a.voting and a.present}
    return tuple(name for unit_id, name in here.items() if unit_id not in done)


def coming_year(kind: MeetingKind, year: int) -> int:
    """Return the year that a meeting decides for: the year-end one for the next, any other for its own."""
    return year + 1 if kind is MeetingKind.YEAR_END else year


def with_deed(meeting: Meeting, deed: MeetingDeed) -> Meeting:
    """Return the meeting with a deed: in the place of what it mends, or of what the unit did before."""

    def same(of: MeetingDeed) -> bool:
        once = deed.step in OF_UNITS and of.step is deed.step and of.unit_id == deed.unit_id
        return of.id == deed.id or once or (deed.step is Step.FLAG and of.step is Step.FLAG)

    there = next((of for of in meeting.deeds if same(of)), None)
    if there is None:
        return meeting.with_(deeds=(*meeting.deeds, deed))
    fresh = deed.model_copy(update={"id": there.id, "at": there.at})
    return meeting.with_(deeds=tuple(fresh if of.id == there.id else of for of in meeting.deeds))


def without_deed(meeting: Meeting, deed_id: str) -> Meeting:
    """Return the meeting without a deed."""
    return meeting.with_(deeds=tuple(of for of in meeting.deeds if of.id != deed_id))
