"""Blocs are the office's own: any number of them, numbered and worded as it likes."""

import pytest

from ktd_tui.domain.organisation import Bloc, Role, Stage
from ktd_tui.errors import Refused
from ktd_tui.i18n import in_vietnamese, tell
from ktd_tui.operations import saying
from ktd_tui.operations.council.blocs import delete_bloc, reorder_bloc, save_bloc
from ktd_tui.operations.council.directory import bloc_rows
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.data import undo
from ktd_tui.operations.data.history import put_back, trash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.dialect import speak_of
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.overview.gathering import short_bloc
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.pages import home
from ktd_tui.operations.year.years import open_year


@pytest.fixture
def council(desk: Desk) -> Desk:
    set_up_council(desk, "Hội đồng Thi đua - Khen thưởng tỉnh", "UBND tỉnh")
    return desk


def codes(desk: Desk) -> list[str]:
    return [row.bloc.code for row in bloc_rows(desk)]


def test_any_numbering_stands_in_its_order(council: Desk) -> None:
    for code in ("10", "9", "Các trường"):
        save_bloc(council, None, code=code, name=f"Cụm {code}")
    assert codes(council) == ["I", "II", "III", "IV", "V", "9", "10", "Các trường"]
    for bloc in [row.bloc for row in bloc_rows(council) if row.bloc.code in {"I", "II", "III"}]:
        delete_bloc(council, bloc)
    assert codes(council) == ["IV", "V", "9", "10", "Các trường"]
    reorder_bloc(council, bloc_named(council, "Các trường").id, -4)
    assert codes(council) == ["Các trường", "IV", "V", "9", "10"]
    save_bloc(council, None, code="1", name="Cụm 1")
    assert codes(council)[-1] == "10", "a new bloc of a list that was put in order by hand comes last"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"code": "", "name": "Cụm"}, "needs a number"),
        ({"code": "VI", "name": " "}, "name is empty"),
        ({"code": "v", "name": "Cụm"}, "already"),
        ({"code": "A/1", "name": "Cụm"}, "same folder of papers"),
        ({"code": "a 1", "name": "Cụm"}, "same folder of papers"),
        ({"code": "VI", "name": "KHỐI THI ĐUA SỐ V"}, "already"),
        ({"code": "VI", "name": "Cụm", "last_year": "năm nay"}, "not a year"),
    ],
)
def test_what_cannot_be_a_bloc_is_refused(council: Desk, values: dict[str, str], said: str) -> None:
    save_bloc(council, None, code="A-1", name="Cụm A-1")
    before = council.store.seq
    with pytest.raises(Refused, match=said):
        save_bloc(council, None, **values)
    assert council.store.seq == before


def test_a_new_bloc_calls_itself_as_its_name_begins(council: Desk) -> None:
    words = {
        name: save_bloc(council, None, code=name, name=name).words.head for name in ("Cụm số 6", "Khối 7")
    }
    assert words == {"Cụm số 6": "Cụm trưởng", "Khối 7": "Khối trưởng"}
    assert save_bloc(council, None, code="8", name="Cụm 8", noun="Nhóm").words.head == "Nhóm trưởng"


def test_the_usual_symbol_goes_along_with_what_a_bloc_calls_itself_until_papers_may_bear_it(
    council: Desk,
) -> None:
    bloc = bloc_named(council, "V")
    assert bloc.symbol == "KTĐV"
    bloc = save_bloc(council, bloc, noun="Cụm", symbol=bloc.symbol, name=bloc.name)
    assert (bloc.symbol, bloc.name) == ("CTĐV", "Cụm thi đua số V")
    bloc = save_bloc(council, bloc, noun="Khối", name="Năm Cục")
    bloc = save_bloc(council, bloc, noun="Cụm")
    assert bloc.name == "Năm Cục"
    assert save_bloc(council, bloc, noun="Nhóm", symbol="KT5").symbol == "KT5", "what is typed stays"
    other = bloc_named(council, "IV")
    save_unit(council, other.id, None, name="Sở Một")
    open_year(council, other.id, 2026)
    assert save_bloc(council, other, noun="Cụm").symbol == "KTĐIV"


def test_what_a_bloc_calls_itself_goes_along_with_a_name_that_says_so(council: Desk) -> None:
    bloc = save_bloc(council, bloc_named(council, "V"), name="Cụm thi đua số 5", noun="")
    assert (bloc.noun, bloc.words.head, bloc.symbol) == ("Cụm", "Cụm trưởng", "CTĐV")
    assert save_bloc(council, bloc, name="Các sở", noun="Cụm").noun == "Cụm", "that name says nothing"
    own = save_bloc(council, None, code="9", name="Cụm 9", noun="Nhóm")
    assert save_bloc(council, own, name="Khối 9", noun="Nhóm").noun == "Nhóm", "what was typed stays"


def test_a_bloc_that_goes_by_a_name_is_written_so_in_narrow_columns(council: Desk) -> None:
    assert short_bloc(save_bloc(council, None, code="Các trường", name="Cụm các trường")) == "Cụm các trường"
    assert short_bloc(bloc_named(council, "V")) == "Khối V"


def test_a_retired_bloc_opens_no_later_year(council: Desk) -> None:
    bloc = bloc_named(council, "V")
    save_unit(council, bloc.id, None, name="Sở Một")
    open_year(council, bloc.id, 2023)
    with pytest.raises(Refused, match="cannot end before"):
        save_bloc(council, bloc, last_year="2022", name=bloc.name, code=bloc.code)
    save_bloc(council, bloc, last_year="2023", name=bloc.name, code=bloc.code)
    with pytest.raises(Refused, match="until 2023 only"):
        open_year(council, bloc.id, 2024)
    with pytest.raises(Refused, match="last year"):
        delete_bloc(council, council.store.get(Bloc, bloc.id))


def test_a_deleted_bloc_comes_back_from_the_trash_and_by_undo(council: Desk) -> None:
    delete_bloc(council, bloc_named(council, "II"))
    put_back(council, trash(council)[0].change)
    assert "II" in codes(council)
    delete_bloc(council, bloc_named(council, "II"))
    undo.undo(council)
    assert "II" in codes(council)


@pytest.mark.parametrize(
    ("given", "head", "deputy"),
    [
        ({}, "Khối trưởng", "Khối phó"),
        ({"noun": "Cụm"}, "Cụm trưởng", "Cụm phó"),
        ({"head_title": "Trưởng khối", "deputy_title": "Phó Trưởng khối"}, "Trưởng khối", "Phó Trưởng khối"),
    ],
)
def test_the_words_for_its_offices_are_the_blocs_own(
    council: Desk, given: dict[str, str], head: str, deputy: str
) -> None:
    bloc = save_bloc(council, None, code="VI", name="Số 6", **given)
    assert (saying.role(Role.HEAD, bloc), saying.role(Role.DEPUTY, bloc)) == (head, deputy)
    assert (bloc.words.head, bloc.words.deputy) == (head, deputy)


def test_a_bloc_among_others_stands_at_a_stage_of_its_own_word(council: Desk) -> None:
    speak_of(council, None)
    bloc = save_bloc(council, None, code="6", name="Cụm thi đua số 6", noun="Cụm")
    save_unit(council, bloc.id, None, name="Sở Y tế")
    year = open_year(council, bloc.id, 2026)
    council.store.save(year.with_(stage=Stage.SCORING))
    said = "\n".join(page_lines(home(council), 80))
    assert "Cụm chấm" in said
    assert "Khối chấm" not in said


def test_a_refusal_about_a_bloc_calls_it_as_it_calls_itself(council: Desk) -> None:
    """Beside blocs of other words, too: of all of them one says «khối»."""
    made = save_bloc(council, None, code="9", name="Cụm 9")
    save_unit(council, made.id, None, name="Xã Hòa An")
    with pytest.raises(Refused) as used:
        delete_bloc(council, made)
    with pytest.raises(Refused) as taken:
        save_bloc(council, None, code="9", name="Cụm khác")
    speak_of(council, None)
    with in_vietnamese():
        for said in (tell(used.value), tell(taken.value)):
            assert "cụm" in said.split("Hãy")[-1], said
            assert "khối" not in said
