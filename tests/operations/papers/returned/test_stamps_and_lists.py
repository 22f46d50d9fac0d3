"""Timestamps and lists of revoked certificates within a file that comes back: told rightly, no network."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.register import reprinted
from ktd_tui.operations.papers.returned.verdict import verdict_lines
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.papers.verifying import verify
from tests.operations.found import the_year
from tests.operations.papers.returned.authority import (
    Authority,
    authority,
    signed,
    stamped,
    stamper,
    with_answer,
    with_list,
)

if TYPE_CHECKING:
    from ktd_tui.domain.sealed import SealedPaper

WHO = "Nguyễn Văn Định"
AT = datetime(2022, 12, 12, 3, 30, tzinfo=UTC)
BEFORE, AFTER = datetime(2022, 12, 1, tzinfo=UTC), datetime(2023, 1, 5, tzinfo=UTC)


class Shown(Protocol):
    """How a file shows whether its first signer was revoked."""

    def __call__(self, pdf: bytes, revoked: datetime | None, by: Authority | None = None) -> bytes: ...


shown_either_way = pytest.mark.parametrize("shown", [with_list, with_answer], ids=["list", "answer"])
"""By the authority's list of who is revoked (CRL), or by its answer about one (OCSP)."""


@pytest.fixture
def pdf(sample: Desk) -> bytes:
    """A sealed report; the authority of the tests is trusted."""
    of: SealedPaper = seal(sample, PaperRef("report", the_year(sample).id))
    assert sample.folder
    (sample.folder / "trust").mkdir()
    (sample.folder / "trust" / "ca.pem").write_bytes(authority().pem)
    return reprinted(sample, of).pdf


def said(desk: Desk, tmp_path: Path, content: bytes) -> str:
    """What is said of a file."""
    file = tmp_path / "ve.pdf"
    file.write_bytes(content)
    return "\n".join(verdict_lines(verify(desk, file)))


def test_the_hour_of_a_trusted_timestamp_is_told(sample: Desk, pdf: bytes, tmp_path: Path) -> None:
    lines = said(sample, tmp_path, signed(pdf, WHO, stamp=stamper(AT)))
    assert f"✓ {WHO} đã ký, 10:30, 12/12/2022 (theo dấu thời gian)." in lines, lines
    assert "✗" not in lines, lines


def test_a_timestamp_of_anybody_proves_nothing(sample: Desk, pdf: bytes, tmp_path: Path) -> None:
    stamp = stamper(AT, authority("CA lạ"), "TSA lạ")
    lines = said(sample, tmp_path, signed(pdf, WHO, stamp=stamp))
    assert f"✗ {WHO}: dấu thời gian của “TSA lạ”, không được tin cậy: không chứng minh giờ ký." in lines, (
        lines
    )


@shown_either_way
def test_the_file_itself_shows_that_nobody_was_revoked(
    sample: Desk, pdf: bytes, tmp_path: Path, shown: Shown
) -> None:
    lines = said(sample, tmp_path, shown(signed(pdf, WHO), None))
    assert f"✓ {WHO}: chứng thư dẫn tới gốc được tin cậy và, theo chính tệp, không bị thu hồi." in lines, (
        lines
    )
    assert f"✓ {WHO}: chữ ký bao trùm toàn bộ văn bản." in lines, lines
    assert "✗" not in lines, lines


@shown_either_way
@pytest.mark.parametrize("day", [BEFORE, AFTER], ids=["before", "after"])
def test_who_was_revoked_and_has_no_timestamp_is_told(
    sample: Desk, pdf: bytes, tmp_path: Path, day: datetime, shown: Shown
) -> None:
    lines = said(sample, tmp_path, shown(signed(pdf, WHO), day))
    when = f"{day:%d/%m/%Y}"
    assert f"✗ {WHO}: chứng thư đã bị thu hồi ngày {when}, theo chính tệp." in lines, lines
    assert "gốc được tin cậy" not in lines, lines


@shown_either_way
def test_a_timestamp_tells_whether_it_was_signed_before_it_was_revoked(
    sample: Desk, pdf: bytes, tmp_path: Path, shown: Shown
) -> None:
    content = signed(pdf, WHO, stamp=stamper(AT))
    lines = said(sample, tmp_path, shown(content, BEFORE))
    assert f"✗ {WHO}: chứng thư đã bị thu hồi ngày 01/12/2022, theo chính tệp." in lines, lines
    lines = said(sample, tmp_path, shown(content, AFTER))
    assert "✗" not in lines, lines
    assert "không bị thu hồi" in lines, lines


@shown_either_way
def test_what_another_authority_shows_says_nothing(
    sample: Desk, pdf: bytes, tmp_path: Path, shown: Shown
) -> None:
    lines = said(sample, tmp_path, shown(signed(pdf, WHO), BEFORE, authority("CA lạ")))
    assert "thu hồi ngày" not in lines, lines
    assert "tệp không cho biết có bị thu hồi hay không" in lines, lines


def test_a_timestamp_of_the_whole_document_is_told_as_one(sample: Desk, pdf: bytes, tmp_path: Path) -> None:
    content = stamped(with_list(signed(pdf, WHO), None), stamper(AT))
    lines = said(sample, tmp_path, content)
    assert "✓ Dấu thời gian của toàn bộ văn bản do TSA thử nghiệm cấp, 10:30, 12/12/2022." in lines, lines
    assert "✗" not in lines, lines


def test_an_answer_that_somebody_else_signed_is_told_apart_from_the_chain(
    sample: Desk, pdf: bytes, tmp_path: Path
) -> None:
    lines = said(sample, tmp_path, with_answer(signed(pdf, WHO), None, signs=authority("CA lạ")))
    useless = (
        f"✗ {WHO}: chứng thư dẫn tới gốc được tin cậy; thông tin về thu hồi mà tệp mang theo "
        "không dùng được: đã hết hạn, hoặc không phải của cơ quan cấp chứng thư."
    )
    assert useless in lines, lines
    assert "không dẫn tới gốc" not in lines, lines
