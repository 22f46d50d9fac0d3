"""Nothing signed changes later: everything is renamed, and each signed paper reads as before."""

from dataclasses import replace

import pytest

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.meeting import Agenda, Meeting
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.council import people
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing
from ktd_tui.operations.papers import as_signed, printing, sealing, signing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef, minutes_ref
from ktd_tui.operations.papers.register import printed
from ktd_tui.operations.papers.style import set_style, style_of
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.papers.document import Signature, prepared
from ktd_tui.papers.snapshot import dumped, loaded
from tests.operations.found import the_year
from tests.operations.meeting.councils.schools import meeting_of_schools, years_by_number
from tests.operations.meeting.test_deeds import WALK
from tests.operations.papers.test_mid_year import with_a_ballot
from tests.operations.papers.test_sealing_kinds import a_count

OTHER = "Tên Khác Hẳn"
NAMES = {
    "name", "short_name", "title", "text", "noun", "head", "deputy", "place", "symbol", "theme", "launcher",
    "plan", "deed", "result", "paper_superior", "paper_agency", "paper_signer", "paper_signer_name", "award",
}  # fmt: skip
"""Fields by which people call what an office has."""
NAMED = (Council, Bloc, Unit, Person, CriteriaSet, Movement, Agenda, BlocYear, Activity, Exemplar)


PRINTED_BEFORE = {"opinion-form", "ballots", "mid-year-ballots"}
"""Ballot papers are of questions that wait: none does any more when the minutes are signed."""
OF_ONE = {name for name, kind in KINDS.items() if kind.whom}
"""Papers that a unit or a nominee issues: they ask whose, and are not in the bloc's register."""


def renamed(desk: Desk) -> None:
    """Rename all that has a name, as no rename with a year would: the hardest way."""
    for kind in NAMED:
        for one in desk.store.find(kind):
            desk.store.save(kind.model_validate(_other(one.model_dump())))


def _other(value: object, name: str = "") -> object:
    if isinstance(value, dict):
        return {key: _other(one, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_other(one, name) for one in value)
    return f"{OTHER} {value}" if isinstance(value, str) and name in NAMES else value


def papers(desk: Desk, meeting_id: str) -> list[str]:
    year = years_by_number(desk)[2024]
    refs = (minutes_ref(desk, meeting_id), PaperRef("pledge", year.id))
    return ["\n".join(printing.preview(desk, ref, 100)) for ref in refs]


def test_renaming_everything_changes_no_signed_paper(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    script.run_script(Driver(desk, meeting.id), script.acts(WALK))
    assert desk.store.find(Pledge)[0].frozen_at
    assert desk.store.get(Meeting, meeting.id).signed_at
    before = papers(desk, meeting.id)
    with desk.store.transaction("Đổi tên"):
        renamed(desk)
    assert papers(desk, meeting.id) == before


def test_who_has_signed_stands_under_the_pledge_as_they_were_called(desk: Desk) -> None:
    meeting = meeting_of_schools(desk)
    script.run_script(Driver(desk, meeting.id), script.acts("pledge MN Hoa Sen | lth"))
    with desk.store.transaction("Đổi tên"):
        renamed(desk)
    page = " ".join(papers(desk, meeting.id)[1].split())
    assert "Lê Thị Hoa" in page
    assert "HIỆU TRƯỞNG TRƯỜNG MẦM NON HOA SEN" in " ".join(page.upper().split())


@pytest.fixture
def everything_signed(sample: Desk) -> Desk:
    """A year with every paper that a year may have: both meetings are signed, ballots were counted."""
    year = the_year(sample)
    with_a_ballot(sample)
    a_count(sample)
    for unit in lookup.units_of(sample, year):
        if unit.head_id is None:
            people.save_person(sample, unit.id, None, heads=True, name="Lê Thị Mới", title="Vụ trưởng")
    closing.close_meeting(sample, the_year_end(sample).id, "")  # the count went on after the close
    signing.sign(sample, the_year_end(sample).id)
    return sample


def the_year_end(desk: Desk) -> Meeting:
    meeting = lookup.meeting_of(desk, the_year(desk).id)
    assert meeting
    return meeting


def every_paper(desk: Desk) -> dict[str, str]:
    """What each kind of paper of the year says, or why there is none."""
    said = {}
    for kind in KINDS:
        try:
            said[kind] = "\n".join(printing.preview(desk, PaperRef(kind, the_year(desk).id), 100))
        except Refused as refused:
            said[kind] = f"– {refused.message}"
    return said


def test_every_paper_of_a_signed_year_keeps_the_words_of_its_day(everything_signed: Desk) -> None:
    before = every_paper(everything_signed)
    none = {kind for kind, page in before.items() if page.startswith("–")}
    assert none == PRINTED_BEFORE | OF_ONE
    with everything_signed.store.transaction("Đổi tên"):
        renamed(everything_signed)
    after = every_paper(everything_signed)
    changed = [kind for kind in KINDS if after[kind] != before[kind]]
    assert changed == [], "\n".join(after[kind] for kind in changed)


def test_what_was_sealed_of_a_signed_year_is_as_the_data_says_after_every_rename(
    everything_signed: Desk,
) -> None:
    of_bloc = [kind for kind in KINDS if not KINDS[kind].of_office]  # the office seals its own
    in_order = sorted(of_bloc, key=lambda kind: bool(KINDS[kind].annex_of))  # an annex behind its paper
    refs = [
        PaperRef(kind, the_year(everything_signed).id)
        for kind in in_order
        if kind not in PRINTED_BEFORE | OF_ONE
    ]
    sealed = [sealing.seal(everything_signed, ref) for ref in refs]
    with everything_signed.store.transaction("Đổi tên"):
        renamed(everything_signed)
    drafts = [one.kind for ref, one in zip(refs, sealed, strict=True)
              if printed(everything_signed, ref).sealed != one]  # fmt: skip
    assert drafts == [], "they would be printed as drafts"


def test_who_signs_a_letter_may_be_named_after_the_minutes_are_signed(sample: Desk) -> None:
    bloc = sample.store.find(Bloc, code="V")[0]
    signing.sign(sample, the_year_end(sample).id)
    ref = PaperRef("notice", the_year(sample).id)
    kept = as_signed.latest_kept(sample, the_year_end(sample).id, "notice")
    assert kept
    nobody = replace(loaded(kept.snapshot), signatures=(Signature("KHỐI TRƯỞNG", "", ""),))
    sample.store.save(kept.with_(snapshot=dumped(prepared(nobody))))
    set_style(sample, bloc, style_of(bloc)._replace(signer_name="Lê Văn Ký"))
    page = " ".join(printing.preview(sample, ref, 100))
    assert "Lê Văn Ký" in page, page
