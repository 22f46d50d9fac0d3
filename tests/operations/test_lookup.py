"""Units and blocs as people type them: one finder, the same answer in every command."""

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, member_named, unit_among, unit_named
from tests.cli.test_year_work import Ktd, run
from tests.operations.found import the_year

__all__ = ["run"]  # the fixture
V22 = ("--bloc", "V", "--year", "2022")
TYPED = ("Cục Quản trị III", "quan tri iii", "cục  quản trị iii", "CQT III", "cqt iii", "CUC QUAN TRI III")


@pytest.mark.parametrize("typed", TYPED)
def test_a_unit_is_found_however_it_is_typed(sample: Desk, typed: str) -> None:
    assert unit_named(sample, typed).label == "CQT III"
    assert member_named(sample, the_year(sample), typed).label == "CQT III"


def test_what_may_be_several_is_asked_with_their_names(sample: Desk) -> None:
    with pytest.raises(Refused) as refused:
        unit_named(sample, "quan tri")
    assert refused.value.facts["names"] == "Cục Quản trị I, Cục Quản trị II, Cục Quản trị III"
    with pytest.raises(Refused, match="may be several units"):
        member_named(sample, the_year(sample), "quan tri")
    assert unit_named(sample, "cuc quan tri i").label == "CQT I", (
        "a whole name counts before one that holds it"
    )
    assert unit_named(sample, "quản trị i").label == "CQT I", "a word counts before one that holds it"
    for nothing in ("", "  ", "Vụ Ma"):
        with pytest.raises(Refused):
            unit_named(sample, nothing)


def test_a_table_names_units_by_their_whole_name_alone(sample: Desk) -> None:
    units = sample.store.find(Unit)
    assert unit_among(units, "cuc quan tri iii", whole=True).label == "CQT III"
    with pytest.raises(Refused, match="There is no unit"):
        unit_among(units, "quan tri iii", whole=True)


def test_points_of_a_unit_that_is_not_there_go_to_none_that_is_like_it_in_short() -> None:
    of = [Unit(id=name, bloc_id="B", name=name, protocol=1) for name in ("Ban Đầu tư", "Trung tâm TT")]
    assert unit_among(of, "Ban ĐT", whole=True).id == "Ban Đầu tư"
    assert unit_among(of, "Trung tâm Thông tin", whole=True).id == "Trung tâm TT"
    with pytest.raises(Refused, match="There is no unit"):
        unit_among(of, "Ban Đào tạo", whole=True)


def test_a_bloc_is_found_by_code_and_name(sample: Desk) -> None:
    for typed in ("V", "v", "Khối thi đua số V", "khoi thi dua so v", "khối v", "số V"):
        assert bloc_named(sample, typed).code == "V"
    with pytest.raises(Refused, match="may be several blocs"):
        bloc_named(sample, "khoi")


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize(
    "words",
    [
        ("task", "add", "Việc", *V22),
        ("activity", "add", "Giao lưu", *V22),
        ("exemplar", "add", *V22, "--name", "A", "--deed", "B"),
        ("explain", *V22),
        ("show", "unit"),
        ("board", "post", "--title", "Họp", "--text", "Hay"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_understands_the_same(run: Ktd, words: tuple[str, ...], typed: str) -> None:
    status, said = run(*words, "--unit", typed)
    assert status == 0, said
