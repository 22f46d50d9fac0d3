"""Changed data is told apart from words that another version of ktd changed."""

from collections.abc import Callable

import pytest

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import printing, register, sealing, verifying
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.papers.kinds import report
from ktd_tui.papers.letter import paper_ended
from tests.operations.found import the_year

WORDS = "Dữ liệu vẫn như khi chốt; phiên bản ktd hiện nay diễn đạt khác. Văn bản đã chốt vẫn là văn bản đó."
DATA = "Dữ liệu đã thay đổi sau khi chốt văn bản."


@pytest.fixture
def of(sample: Desk) -> SealedPaper:
    """A sealed report."""
    return sealing.seal(sample, PaperRef("report", the_year(sample).id))


@pytest.fixture
def worded_otherwise(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What makes of ktd another version, whose report ends in other words."""

    def upgrade() -> None:
        monkeypatch.setattr(report, "paper_ended", lambda text: paper_ended(f"{text} theo lời văn mới"))

    return upgrade


def found(desk: Desk, of: SealedPaper) -> tuple[str, bool, list[str]]:
    """What is said last of the data behind a sealed file."""
    path = register.kept_file(desk, of.file)
    assert path
    last = verifying.verify(desk, path).findings[-1]
    return t(last.message, **last.facts), last.good, list(last.lines)


def row(desk: Desk, kind: str) -> printing.PaperRow:
    """The paper's row in the year's list."""
    rows = printing.papers_page(desk, the_year(desk).id).rows
    return next(one for one in rows if one.kind.id == kind)


def test_words_of_another_version_are_no_changed_data(
    sample: Desk, of: SealedPaper, worded_otherwise: Callable[[], None]
) -> None:
    worded_otherwise()
    said, good, lines = found(sample, of)
    assert (said, good) == (WORDS, True)
    assert any("theo lời văn mới" in line for line in lines), lines
    assert not row(sample, "report").changed
    printed = "\n".join(printing.preview(sample, PaperRef("report", of.bloc_year_id), 78))
    assert "theo lời văn mới" not in printed, "what was sealed is the paper"


def test_changed_data_is_told_as_such_whatever_the_words(
    sample: Desk, of: SealedPaper, worded_otherwise: Callable[[], None]
) -> None:
    bloc = sample.store.get(Bloc, the_year(sample).bloc_id)
    sample.store.save(bloc.with_(name="Khối thi đua số V mới"))
    assert found(sample, of)[:2] == (DATA, False)
    worded_otherwise()
    assert found(sample, of)[:2] == (DATA, False)
    assert row(sample, "report").changed


def test_the_year_going_on_is_no_changed_data(
    sample: Desk, of: SealedPaper, worded_otherwise: Callable[[], None]
) -> None:
    year = sample.store.get(BlocYear, of.bloc_year_id)
    sample.store.save(year.with_(stage="closed"))
    worded_otherwise()
    assert found(sample, of)[:2] == (WORDS, True)


def test_what_was_sealed_before_this_was_noted_is_told_as_before(
    sample: Desk, of: SealedPaper, worded_otherwise: Callable[[], None]
) -> None:
    sample.store.save(of.with_(made_from={}))
    worded_otherwise()
    assert found(sample, of)[:2] == (DATA, False)
