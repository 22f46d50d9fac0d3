"""A change in words: what it was, what it is, with names for ids and Vietnamese dates."""

from collections.abc import Iterator
from enum import StrEnum
from typing import get_args

import pytest
from pydantic import BaseModel

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.organisation import Role, Stage, Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.operations import lookup
from ktd_tui.operations.council import units
from ktd_tui.operations.data.fields import CODES, KEYS, SILENT, fields_of
from ktd_tui.operations.data.history import history, history_of_bloc
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, long_texts, minutes_lines, preparation, presence
from ktd_tui.operations.scoring import cells
from ktd_tui.operations.year import registration, years
from ktd_tui.operations.year.registration import Wanted
from store.contract import Change
from store.models import models
from tests.operations.found import the_meeting, the_unit, the_year


def told(desk: Desk, record_id: str) -> list[tuple[str, str, str, str]]:
    """The fields of the last change."""
    return [tuple(field) for field in history(desk, record_id)[0].fields]  # type: ignore[misc]


def test_a_cell_and_a_target(sample: Desk) -> None:
    unit = the_unit(sample, "Vụ TK")
    sheet = cells.record_score(sample, cells.ScoreTyped(the_year(sample).id, unit, "I.1", "8,5"))
    assert told(sample, sheet.id) == [("Points", "I.1", "19", "8,5")]
    sheet = cells.record_score(sample, cells.ScoreTyped(the_year(sample).id, unit, "I.1", ""))
    assert told(sample, sheet.id) == [("Points", "I.1", "8,5", "–")]
    asked = registration.register(sample, the_year(sample, 2023).id, unit, Wanted("T1", "Một sáng kiến"))
    assert told(sample, asked.id)[-1] == ("Targets", "T1", "–", "Một sáng kiến")


def test_offices_and_the_stage(sample: Desk) -> None:
    year = the_year(sample, 2023)
    unit = the_unit(sample, "Vụ TK")
    years.save_year(sample, year, years.YearHead(theme=year.theme, head=unit))
    name = sample.store.get(Unit, unit).name
    was = "Khối phó" if year.role_of(unit) is Role.DEPUTY else "Thành viên"
    assert ("Offices", name, was, "Khối trưởng") in told(sample, year.id)
    years.set_stage(sample, the_year(sample, 2023), Stage.WORK)
    assert told(sample, year.id)[0][3] == "Thực hiện, sơ kết"


def test_a_delegate(sample: Desk) -> None:
    meeting = the_meeting(sample)
    presence.save_attendee(sample, meeting.id, Attendee(id="khach", name="Nguyễn Văn Khách", city="Huế"))
    ((name, key, before, after),) = told(sample, meeting.id)
    assert (name, key, before) == ("Delegates", "Nguyễn Văn Khách", "–")
    assert "Huế" in after
    presence.set_present(sample, meeting.id, "khach", present=True)
    assert told(sample, meeting.id) == [
        ("Delegates", "Nguyễn Văn Khách · Có mặt", "không", "có"),
        ("Closing hour", "", "09/12/2022 16:25", "–"),  # somebody came after it: the meeting goes on
    ]
    presence.set_officer(sample, meeting.id, "secretary_id", "khach")
    assert told(sample, meeting.id)[0][3] == "Nguyễn Văn Khách"


def test_days_hours_and_texts(sample: Desk) -> None:
    meeting = the_meeting(sample)
    preparation.prepare(sample, meeting.id, "day", "8/12/2022")
    assert told(sample, meeting.id)[0][3] == "08/12/2022"
    preparation.prepare(sample, meeting.id, "opens_at", "8:05")
    assert told(sample, meeting.id)[0][3] == "08:05"
    closing.close_meeting(sample, meeting.id, "17:30")
    assert told(sample, meeting.id)[0][3].endswith(" 17:30")
    text = "\n".join((*meeting.report, "Thêm một đoạn"))
    long_texts.save_text(sample, meeting.id, "report", text, meeting.report)
    assert told(sample, meeting.id) == [("Report", "", "–", "Thêm một đoạn")]
    preparation.move(sample, meeting.id, Step.REPORT)
    assert told(sample, meeting.id)[0][3] == "Báo cáo"


def test_what_was_made_and_what_was_deleted(sample: Desk) -> None:
    line = minutes_lines.add_line(sample, the_meeting(sample).id, Step.REPORT, "Một dòng")
    assert ("Text", "", "–", "Một dòng") in told(sample, line.id)
    minutes_lines.delete_line(sample, line)
    assert ("Text", "", "Một dòng", "–") in told(sample, line.id)


@pytest.mark.parametrize("strange", [None, 7, [1, {"x": None}], {"y": [[]]}, "x", [{"id": "a"}, {"id": "a"}]])
def test_documents_of_another_form_are_told_all_the_same(strange: object) -> None:
    change = Change(
        "units", "x", {"id": "x", "points": strange, "attendees": strange}, {"id": "x", "points": "1"}
    )
    for field in (
        *fields_of(change, {}),
        *fields_of(change._replace(before=change.after, after=change.before), {}),
    ):
        assert isinstance(field.before, str)


def test_the_history_of_a_bloc_is_its_own(sample: Desk) -> None:
    other = units.save_unit(sample, lookup.bloc_named(sample, "I").id, None, name="Vụ Một")
    line = minutes_lines.add_line(sample, the_meeting(sample).id, Step.REPORT, "Một dòng")
    minutes_lines.delete_line(sample, line)
    five, one = (history_of_bloc(sample, lookup.bloc_named(sample, code)) for code in ("V", "I"))
    assert [deed.facts.get("text") for deed in five[:2]] == ["Một dòng", "Một dòng"]
    assert one[0].facts == {"name": other.name}
    assert not {"Một dòng"} & {deed.facts.get("text", "") for deed in one}


def _coded(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, StrEnum]]:
    """Yield each field of a record, and of what lies in it, that keeps a code, with every code."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        waiting = [field.annotation]
        while waiting:
            kind = waiting.pop()
            waiting += get_args(kind)
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                yield from ((name, one) for one in kind)
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _coded(kind, seen)


AS_TYPED = {"conditions"}
"""Whose codes are what people type: ktd meeting agenda --asks."""


def test_no_code_of_a_record_is_told_as_it_is_kept() -> None:
    seen: set[type[BaseModel]] = set()
    raw = {
        (name, code.value)
        for model in models().values()
        for name, code in _coded(model, seen)
        if name not in SILENT | AS_TYPED
        and code not in CODES.get(name, {})
        and code not in KEYS.get(name, {})
    }
    assert not raw


def test_things_in_lists_and_rules_of_votes_are_told_in_words(sample: Desk) -> None:
    """History once said «{'name': 'Xuất sắc', 'at_least': '90'}», «ballot», and 5 «offices»."""
    told_of = [field.told for deed in history(sample) for field in deed.fields]
    assert not [line for line in told_of if "{" in line or "': '" in line]
    assert any("Xuất sắc, 90, làm tròn xuống; Tốt, 80" in line for line in told_of)
    assert "Được biểu quyết: – → 5" in told_of
    assert "Cách quyết định Hình thức biểu quyết: – → bỏ phiếu kín" in told_of
    assert any(
        "Cục Quản trị I, Cục Quản trị II; Cục Quản trị I, Cục Quản trị III" in line for line in told_of
    )
