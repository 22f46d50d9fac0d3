"""A check tells everything that is wrong, raises nothing, and changes nothing."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, Member, Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from store import FILE_NAME, open_store
from store.care.check import check_data
from store.care.references import OWN, TARGETS
from store.engine import history_files
from store.models import models
from store.report import Report
from tests.store.care.backed_up import everything
from tests.store.care.test_bad_files import BAD, UNIT, put_link, put_pipe, tables
from tests.store.care.test_closed_places import as_owner, somebody_else

if TYPE_CHECKING:
    from collections.abc import Callable


def told(report: Report) -> list[str]:
    return [finding.message.format(**finding.facts) for finding in report.findings]


def test_the_sample_is_well(sample: Desk, tmp_path: Path) -> None:
    sample.store.back_up_today()
    report = check_data(tmp_path / "data", sample.clock)
    assert told(report) == []
    assert (report.counts["units"], report.counts["votes"], report.seq) == (6, 7, 1)


@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_one_problem(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    before = everything(tmp_path)
    report = check_data(tmp_path)
    assert (len(report.findings), report.problems, report.seq) == (1, 1, None)
    beginning = sentence.partition("*")[0].partition("{found}")[0]
    assert told(report)[0].startswith(beginning.format(path=tmp_path / FILE_NAME))
    assert everything(tmp_path) == before


def test_other_things_in_its_place(tmp_path: Path) -> None:
    def zeros(path: Path) -> None:
        path.touch()
        os.truncate(path, 2**30)

    puts: list[tuple[Callable[[Path], object], str]] = [
        (put_link, "is not a plain file"),
        (put_pipe, "is not a plain file"),
        (Path.mkdir, "is not a plain file"),
        (zeros, "is too large"),
        (lambda _: None, "There is no data file"),
    ]
    for number, (put, sentence) in enumerate(puts):
        directory = tmp_path / str(number)
        directory.mkdir(0o700)
        put(directory / FILE_NAME)
        assert sentence in "".join(told(check_data(directory)))
    assert "does not exist" in told(check_data(tmp_path / "none"))[0]
    assert "is not a directory" in told(check_data(tmp_path / "0" / "elsewhere"))[0]


def test_without_permission() -> None:
    with somebody_else() as directory:
        as_owner(lambda: (directory / FILE_NAME).chmod(0))
        assert "Permission denied" in told(check_data(directory))[0]
        as_owner(lambda: directory.chmod(0))
        assert "no permission" in told(check_data(directory))[0]


def test_every_wrong_record_is_listed(tmp_path: Path) -> None:
    wrong = {"1": UNIT | {"name": 7}, "2": {"name": "x"}, "3": UNIT | {"id": "U3", "colour": "red"}}
    (tmp_path / FILE_NAME).write_bytes(tables(units=wrong, people={"1": UNIT}, _default={"1": {}}))
    found = told(check_data(tmp_path))
    assert "what this ktd does not know: units, record U3, field “colour”." in found.pop(2)
    assert found == [
        f"The data file {tmp_path / FILE_NAME} holds a wrong value: units, record U1, field “Name”.",
        f"The data file {tmp_path / FILE_NAME} holds a wrong value: units, record None, field “Identifier”.",
        "The table “_default” is not ktd's: its 1 records are kept, but not used.",
        "There is no automatic copy of the data yet.",
    ]


def test_of_two_records_with_one_id_the_older_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(
        tables(units={"1": UNIT | {"rev": 2}, "2": UNIT, "3": UNIT | {"rev": 3}})
    )
    report = check_data(tmp_path)
    assert report.problems == 2
    assert "has two records of one id in “units”: U1" in told(report)[0]


def test_references_that_lead_nowhere(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    unit = store.save(Unit(id="U1", name="Vụ", bloc_id="B1"))
    store.save(Bloc(id="B1", council_id="C1", code="I", name="Khối I"))
    line = MinutesLine(
        id="L1", meeting_id="M2", step=Step.OPENING, at=datetime(2022, 12, 9, tzinfo=UTC), text="x"
    )
    meeting = Meeting(
        id="M1",
        bloc_year_id="Y1",
        attendees=(Attendee(id="A1", unit_id=unit.id, person_id="P1"),),
        chair_id="A2",
    )
    for record in (line, meeting):
        store.save(record)
    store.close()
    found = sorted(
        (f.facts["table"], f.facts["field"], f.facts["missing"]) for f in check_data(tmp_path).findings[:-1]
    )
    assert found == [
        ("blocs", "Council", "C1"),
        ("lines of minutes", "Meeting", "M2"),
        ("meetings", "Chair", "A2"),
        ("meetings", "Person", "P1"),
        ("meetings", "Year of the bloc", "Y1"),
    ]


def test_references_into_archives_lead_somewhere(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    unit = store.save(Unit(id="U1", name="Vụ", bloc_id="B1"))
    bloc = store.save(Bloc(id="B1", council_id="C1", code="I", name="Khối I"))
    store.archive("i-2022", [bloc], ["B1"])
    store.close()
    report = check_data(tmp_path)
    assert [f.facts.get("missing") for f in report.findings if f.facts] == ["C1"]
    assert (report.counts["units"], report.counts["blocs"], report.counts["archives"]) == (1, 1, 1)
    (tmp_path / "archive" / "i-2022.json").chmod(0o660)
    (tmp_path / "archive" / "i-2022.json").write_text("{}")
    assert "is not as it was written" in told(check_data(tmp_path))[0]
    assert unit.bloc_id == "B1"


def fields_of(value: object) -> set[str]:
    """Return the names of all fields of a schema."""
    if isinstance(value, list):
        return set().union(*map(fields_of, value))
    if not isinstance(value, dict):
        return set()
    own = set(value.get("properties", {}))
    return own.union(*map(fields_of, value.values()))


def test_every_field_that_names_a_record_is_known() -> None:
    fields = set().union(*(fields_of(kind.model_json_schema()) for kind in models().values()))
    assert {f for f in fields if f.endswith(("_id", "_ids"))} == TARGETS.keys() | OWN.keys()
    assert set(TARGETS.values()) <= models().keys()
    assert "unit_id" in Member.model_fields


def test_gaps_in_the_history_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path, create=True)
    for n in range(6):
        store.save(Unit(id=f"U{n}", name="Vụ"))
        store.rest()
    store.back_up_today()
    store.export(tmp_path / "b.json")
    store.restore(tmp_path / "b.json")
    store.save(Unit(name="Vụ"))
    store.close()
    assert told(check_data(tmp_path)) == []
    folder = tmp_path / "history"
    monkeypatch.setattr(history_files, "MANY", 3)
    history_files.join_small(folder)
    assert told(check_data(tmp_path)) == [], "a joined history is as good"
    (folder / "notes.jsonl").write_text("x")
    assert told(check_data(tmp_path)) == [f"The file {folder / 'notes.jsonl'} is not ktd's."]


def test_a_missing_part_of_the_history_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    for n in range(6):
        store.save(Unit(id=f"U{n}", name="Vụ"))
        store.rest()
    store.back_up_today()
    files = history_files.finished(tmp_path / "history")
    for path in files[2:4]:
        path.unlink()
    os.truncate(files[5], files[5].read_bytes().index(b"\n") + 1)
    named = files[4].rename(files[4].with_name("000000000004-000000000007.jsonl"))
    store.close()
    assert told(check_data(tmp_path)) == [
        f"The history {named} does not hold the commits that its name says.",
        "The history does not hold the commits 3 to 4.",
    ]


def test_a_place_that_is_open_to_everybody_is_a_problem_and_the_data_is_looked_at_all_the_same(
    sample: Desk, tmp_path: Path
) -> None:
    sample.store.back_up_today()
    (tmp_path / "data").chmod(0o755)
    report = check_data(tmp_path / "data", sample.clock)
    assert (report.problems, report.counts["units"]) == (1, 6)
    assert "is open to every account" in told(report)[0]
    (tmp_path / "data").chmod(0o770)
    assert "may be closed to the others of the group" in told(check_data(tmp_path / "data", sample.clock))[0]


OPINION = {"attendee_id": "A1", "who": "Ông A"}


def test_a_vote_names_the_delegates_of_its_meeting(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    store.save(Meeting(id="M1", bloc_year_id="Y1", attendees=(Attendee(id="A1"),)))
    said = {"meeting_id": "M1", "purpose": "motion", "subject": "?", "opinions": [OPINION]}
    store.save(Vote.model_validate({"id": "V1", **said}))
    store.save(Vote.model_validate({"id": "V2", **said, "opinions": [OPINION | {"attendee_id": "A2"}]}))
    store.close()
    found = [f.facts["missing"] for f in check_data(tmp_path).findings if f.facts.get("field") == "Delegate"]
    assert found == ["A2"]
