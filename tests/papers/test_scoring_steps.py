"""How papers name the layers of points within a sentence, and what they say of grades."""

from decimal import Decimal

import pytest

from ktd_tui.domain.layering.layers import Joining, ScoreLayer
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.results.grades import EACH_ROW, RANKED, Grade, Level
from ktd_tui.papers.kinds.year.grades import what_grades_take
from ktd_tui.papers.kinds.year.scoring_rules import how_points_join
from ktd_tui.papers.phrases import scoring_steps
from tests.builders import a_criteria


def bloc(noun: str) -> Bloc:
    return Bloc(council_id="c", code="V", name=f"{noun} số V", noun=noun)


@pytest.mark.parametrize("noun", ["Khối", "Cụm"])
def test_the_usual_ones_by_the_blocs_word(noun: str) -> None:
    assert scoring_steps(a_criteria(), bloc(noun)) == f"tự chấm, chấm chéo, {noun.lower()} chấm"


def test_those_that_the_bloc_named_keep_the_capitals_of_their_names() -> None:
    names = ("Thẩm định", "Ban TĐKT chấm", "Khối trưởng rà soát")
    layers = tuple(ScoreLayer(code=str(n), name=name, place=n) for n, name in enumerate(names))
    said = scoring_steps(a_criteria(layers=layers), bloc("Khối"))
    assert said == "thẩm định, Ban TĐKT chấm, khối trưởng rà soát"


def test_an_office_in_a_layers_name_keeps_its_capital_in_every_sentence() -> None:
    layers = (
        ScoreLayer(code="bloc", name="Cụm chấm", weight=Decimal(60), place=1),
        ScoreLayer(
            code="sở", name="Sở Nội vụ thẩm định", weight=Decimal(40), place=2, joining=Joining.TRIMMED,
            gap_limit=Decimal(2),
        ),
    )  # fmt: skip
    said = " ".join(how_points_join(a_criteria(layers=layers), bloc("Cụm"), leaves_out=False))
    assert said.count("Sở Nội vụ thẩm định") == 3
    assert "cụm chấm 60; Sở Nội vụ thẩm định 40" in said


def test_each_condition_of_a_grade_is_told() -> None:
    floors = (Level(name=EACH_ROW, points=Decimal(85)), Level(name="I.1", points=Decimal(60)))
    best = Grade(name="Xuất sắc", at_least=Decimal(90), share=Decimal(20), share_of="Tốt", floors=floors)
    good = Grade(
        name="Tốt", at_least=Decimal("79.5"), share=Decimal(50), share_of=RANKED, best=3, ballot=True
    )
    rest = Grade(name="Chưa đạt", at_least=Decimal(0))
    first, second, last = what_grades_take(a_criteria(grades=(best, good, rest)))
    assert first.startswith(
        "Xuất sắc: từ 90 điểm, không quá 20% số đơn vị đạt mức Tốt, mỗi nội dung đạt ít nhất 85%"
    )
    assert first.endswith("nội dung I.1 đạt ít nhất 60% điểm tối đa")
    assert second.startswith("Tốt: từ 79,5 điểm, không quá 50% số đơn vị được xếp hạng, trong 3 hạng đầu")
    assert second.endswith("được hội nghị bỏ phiếu xác nhận")
    assert last == "Chưa đạt: dưới 79,5 điểm"
