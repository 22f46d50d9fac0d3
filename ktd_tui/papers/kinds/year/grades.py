"""What each grade takes, as the guide and the regulation say it."""

from collections.abc import Iterator

from ktd_tui.domain.results.grades import EACH_ROW, RANKED, Grade
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.sums import maximum
from ktd_tui.words import number


def what_grades_take(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return what is said of each grade, the highest first: «Xuất sắc: từ 90 điểm, không quá 20% …»."""
    grades = criteria.grades
    above = (None, *grades[:-1])
    said = (f"{one.name}: {', '.join(_asked(one, over))}" for one, over in zip(grades, above, strict=True))
    if not (grades and criteria.held_by_share):
        return tuple(said)
    total = number(maximum(criteria))
    return (*said, f"Đơn vị chấm trên tổng điểm khác được quy đổi theo tỷ lệ về thang {total} điểm")


def _asked(of: Grade, over: Grade | None) -> Iterator[str]:
    if of.at_least or over is None:
        yield f"từ {number(of.at_least)} điểm"
    else:
        yield f"dưới {number(over.at_least)} điểm"
    if of.share is not None:
        yield f"không quá {number(of.share)}% {_counted(of.share_of)}"
    if of.best is not None:
        yield f"trong {number(of.best)} hạng đầu"
    for floor in of.floors:
        what = "mỗi nội dung" if floor.name == EACH_ROW else f"nội dung {floor.name}"
        yield f"{what} đạt ít nhất {number(floor.points)}% điểm tối đa"
    if of.ballot:
        yield "được hội nghị bỏ phiếu xác nhận"


def _counted(share_of: str) -> str:
    if share_of == RANKED:
        return "số đơn vị được xếp hạng"
    return f"số đơn vị đạt mức {share_of}" if share_of else "số đơn vị"
