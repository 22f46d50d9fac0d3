"""What an office writes otherwise on its papers: set once for the bloc, seen on every paper."""

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.errors import Refused
from ktd_tui.operations.council.directory import council, save_council
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, register, sealing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.style import Style, set_style, style_of
from ktd_tui.papers.letter import symbol_of
from tests.operations.found import the_bloc, the_year

OWN = Style(
    superior="VĂN PHÒNG QUỐC HỘI",
    agency="CỤM THI ĐUA SỐ 5",
    number="Số: {kind}/{number}/{symbol}",
    signer="TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG",
    recipients="Các đơn vị thành viên\nLưu: VT, TĐ",
)


def bloc(desk: Desk) -> Bloc:
    return desk.store.get(Bloc, the_bloc(desk))


def test_it_is_seen_on_every_paper_and_taken_back(sample: Desk) -> None:
    year = the_year(sample).id
    before = current.paper(sample, PaperRef("report", year))
    set_style(sample, bloc(sample), OWN)
    assert style_of(bloc(sample)) == OWN
    of = current.paper(sample, PaperRef("report", year))
    assert (of.head.superior, of.head.agency) == (OWN.superior, OWN.agency)
    assert of.head.number == "Số: BC/……/KTĐV"
    assert [s.office for s in of.signatures] == [OWN.signer]
    assert of.recipients == ("Các đơn vị thành viên", "Lưu: VT, TĐ")
    minutes = current.paper(sample, PaperRef("minutes", year))
    assert minutes.head.agency == OWN.agency
    assert [s.office for s in minutes.signatures] == ["THƯ KÝ", "CHỦ TỌA"]
    assert minutes.recipients != of.recipients, "minutes have recipients of their own"
    set_style(sample, bloc(sample), Style())
    assert current.paper(sample, PaperRef("report", year)) == before


def test_a_seal_puts_its_number_in_its_place(sample: Desk) -> None:
    set_style(sample, bloc(sample), OWN)
    of = sealing.seal(sample, PaperRef("report", the_year(sample).id))
    assert register.as_sealed(sample, of).head.number == "Số: BC/01/KTĐV"


@pytest.mark.parametrize("number", ["Số 5", "{kind}", "{number}/{year}", "{number}{0}"])
def test_a_number_without_a_place_is_refused(sample: Desk, number: str) -> None:
    before = sample.store.seq
    with pytest.raises(Refused, match="must have its place"):
        set_style(sample, bloc(sample), Style(number=number))
    assert sample.store.seq == before


def signed(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """Office and name of each signature of a paper."""
    of = current.paper(desk, PaperRef(kind, the_year(desk).id))
    return [(one.office, one.name) for one in of.signatures]


def test_a_deputy_who_signs_letters_does_so_in_the_heads_place(sample: Desk) -> None:
    assert signed(sample, "report") == [("KHỐI TRƯỞNG", "Nguyễn Văn Định")]
    year = the_year(sample)
    deputy = next(m for m in year.members if m.role is Role.MEMBER)
    members = tuple(m.model_copy(update={"role": Role.DEPUTY}) if m == deputy else m for m in year.members)
    sample.store.save(year.with_(members=members))
    save_person(sample, deputy.unit_id, None, heads=None, name="Trần An", title="Cục trưởng")
    set_style(sample, bloc(sample), Style(signer_name="Trần An"))
    assert signed(sample, "report") == [("KT. KHỐI TRƯỞNG\nKHỐI PHÓ", "Trần An")]
    set_style(sample, bloc(sample), Style(signer_name="Trần An", signer="TUQ. KHỐI TRƯỞNG\nCỤC TRƯỞNG"))
    assert signed(sample, "report") == [("TUQ. KHỐI TRƯỞNG\nCỤC TRƯỞNG", "Trần An")]


def test_minutes_are_signed_as_secretary_and_chair_by_no_power(sample: Desk) -> None:
    """Mẫu 1.9 knows THƯ KÝ and CHỦ TỌA alone, whoever signs letters for whom."""
    set_style(sample, bloc(sample), Style(signer="TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG", signer_name="Lê An"))
    for person in sample.store.find(Person):
        sample.store.save(person.with_(title="Phó Cục trưởng", signs_as="TL. Bộ trưởng"))
    assert [office for office, _ in signed(sample, "minutes")] == ["THƯ KÝ", "CHỦ TỌA"]
    assert [office for office, _ in signed(sample, "handover")] == ["BÊN GIAO", "BÊN NHẬN"]
    assert [office for office, _ in signed(sample, "council-minutes")] == ["THƯ KÝ", "CHỦ TỌA"]
    year = the_year(sample).id
    assert current.paper(sample, PaperRef("minutes", year)).recipients[-1].startswith("Lưu: VT")


def test_minutes_that_go_to_nobody_else_are_kept_in_the_file(sample: Desk) -> None:
    meeting = sample.store.find(Meeting, bloc_year_id=the_year(sample).id)[0]
    sample.store.save(meeting.with_(recipients=()))
    paper = current.paper(sample, PaperRef("minutes", the_year(sample).id))
    assert paper.recipients == ("Các đơn vị trong Khối", "Lưu: VT, Hồ sơ")


def test_titles_stand_before_signers_only_by_a_rule(sample: Desk) -> None:
    head = next(p for p in sample.store.find(Person) if p.name == "Nguyễn Văn Định")
    sample.store.save(head.with_(name="Thượng tá Nguyễn Văn Định", degree="TS"))
    plain = signed(sample, "report"), signed(sample, "minutes")[1], signed(sample, "pledge")[0]
    assert [name for _, name in (*plain[0], *plain[1:])] == ["Nguyễn Văn Định"] * 3
    set_style(sample, bloc(sample), Style(titles="Thông tư của Bộ trưởng Bộ Giáo dục và Đào tạo"))
    titled = signed(sample, "report"), signed(sample, "minutes")[1]
    assert [name for _, name in (*titled[0], titled[1])] == ["Thượng tá, TS Nguyễn Văn Định"] * 2


def test_a_title_is_of_one_person_not_of_all_who_bear_the_name(sample: Desk) -> None:
    units = [m.unit_id for m in the_year(sample).members]
    head = next(p for p in sample.store.find(Person) if p.name == "Nguyễn Văn Định")
    other = next(unit for unit in units if unit != head.unit_id)
    named_alike = {"name": head.name, "title": "Chuyên viên", "degree": "PGS.TS"}
    save_person(sample, other, None, heads=None, **named_alike)
    set_style(sample, bloc(sample), Style(titles="Thông tư của Bộ trưởng Bộ Giáo dục và Đào tạo"))
    for kind in ("report", "plan", "minutes", "pledge"):
        names = [name for _, name in signed(sample, kind)]
        assert head.name in names, kind
        assert not any("PGS.TS" in name for name in names), kind


def test_who_was_chosen_to_sign_is_one_person_too(sample: Desk) -> None:
    year = the_year(sample)
    deputy = next(m for m in year.members if m.role is Role.MEMBER)
    members = tuple(m.model_copy(update={"role": Role.DEPUTY}) if m == deputy else m for m in year.members)
    sample.store.save(year.with_(members=members))
    head = next(p for p in sample.store.find(Person) if p.name == "Nguyễn Văn Định")
    namesake = save_person(sample, deputy.unit_id, None, heads=None, name=head.name, title="Cục trưởng")
    set_style(sample, bloc(sample), Style(signer_name=head.id))
    assert signed(sample, "report") == [("KHỐI TRƯỞNG", head.name)]
    set_style(sample, bloc(sample), style_of(bloc(sample))._replace(recipients="Các đơn vị"))
    assert bloc(sample).paper_signer_id == head.id, "what else is set asks nobody who is meant"
    set_style(sample, bloc(sample), Style(signer_name=namesake.id))
    assert signed(sample, "report") == [("KT. KHỐI TRƯỞNG\nKHỐI PHÓ", head.name)]


def test_the_head_signs_the_pledge_first_or_last(sample: Desk) -> None:
    year = the_year(sample)
    sample.store.delete(sample.store.find(Pledge, bloc_year_id=year.id)[0])
    first = signed(sample, "pledge")
    set_style(sample, bloc(sample), Style(pledge_head="last"))
    assert signed(sample, "pledge") == [*first[1:], first[0]]
    with pytest.raises(Refused, match="first"):
        set_style(sample, bloc(sample), Style(pledge_head="giữa"))


def test_the_pledge_says_by_what_power_one_signs(sample: Desk) -> None:
    year = the_year(sample)
    sample.store.delete(sample.store.find(Pledge, bloc_year_id=year.id)[0])
    head = next(p for p in sample.store.find(Person) if p.name == "Phạm Đức Thảo")
    seen = sample.store.get(Unit, head.unit_id or "")
    texts = {"name": head.name, "title": "Trưởng phòng", "signs_as": "tl Cục trưởng"}
    save_person(sample, seen.id, head, heads=None, **texts)
    assert ("TL. CỤC TRƯỞNG\nTRƯỞNG PHÒNG", "Phạm Đức Thảo") in signed(sample, "pledge")


def test_the_draft_decision_is_signed_by_the_councils_office(sample: Desk) -> None:
    assert signed(sample, "award-decision") == [("CHỦ NHIỆM", "")]
    save_council(sample, council(sample), agency="Ủy ban nhân dân tỉnh Bắc Ninh")
    assert signed(sample, "award-decision") == [("CHỦ TỊCH", "")]
    save_council(sample, council(sample), agency="Câu lạc bộ Thăng Long")
    assert signed(sample, "award-decision") == [("THỦ TRƯỞNG CƠ QUAN", "")]
    save_council(sample, council(sample), decision_signer="KT. Chủ nhiệm; Phó Chủ nhiệm")
    assert signed(sample, "award-decision") == [("KT. CHỦ NHIỆM\nPHÓ CHỦ NHIỆM", "")]


@pytest.mark.parametrize(
    ("of", "wanted"), [({"noun": "Cụm"}, "CTĐ"), ({}, "KTĐ"), ({"noun": "Cụm", "symbol": "C6"}, "C6")]
)
def test_a_number_is_signed_by_what_the_bloc_calls_itself(of: dict[str, str], wanted: str) -> None:
    assert symbol_of(Bloc(council_id="c", code="6", name="Cụm thi đua số 6", **of)) == wanted
