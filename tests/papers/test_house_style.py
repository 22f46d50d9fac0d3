"""What an office writes otherwise on its papers: set once for the bloc, seen on every paper."""

import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, register, sealing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.style import Style, set_style, style_of
from tests.operations.writes import the_bloc, the_year

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
