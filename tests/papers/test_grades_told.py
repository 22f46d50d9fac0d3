"""The guide and the regulation say of a grade all that it takes."""

from decimal import Decimal

from ktd_tui.domain.results.grades import EACH_ROW, RANKED, Grade, Level
from ktd_tui.papers.kinds.year.grades import grades_told
from tests.builders import a_criteria


def test_each_condition_of_a_grade_is_told() -> None:
    floors = (Level(name=EACH_ROW, points=Decimal(85)), Level(name="I.1", points=Decimal(60)))
    best = Grade(name="Xuất sắc", at_least=Decimal(90), share=Decimal(20), share_of="Tốt", floors=floors)
    good = Grade(
        name="Tốt", at_least=Decimal("79.5"), share=Decimal(50), share_of=RANKED, best=3, ballot=True
    )
    rest = Grade(name="Chưa đạt", at_least=Decimal(0))
    first, second, last = grades_told(a_criteria(grades=(best, good, rest)))
    assert first.startswith(
        "Xuất sắc: từ 90 điểm, không quá 20% số đơn vị đạt mức Tốt, mỗi nội dung đạt ít nhất 85%"
    )
    assert first.endswith("nội dung I.1 đạt ít nhất 60% điểm tối đa")
    assert second.startswith("Tốt: từ 79,5 điểm, không quá 50% số đơn vị được xếp hạng, trong 3 hạng đầu")
    assert second.endswith("được hội nghị bỏ phiếu xác nhận")
    assert last == "Chưa đạt: dưới 79,5 điểm"
