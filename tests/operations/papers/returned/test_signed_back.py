"""A paper comes back: signed by outside tools, scanned, changed; it is kept and told as what it is."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.register import ref_to, reprinted
from ktd_tui.operations.papers.returned.attaching import attach, last_file
from ktd_tui.operations.papers.returned.verdict import verdict_lines
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.papers.verifying import verify
from ktd_tui.papers.signatures import reading
from ktd_tui.words import short_date
from tests.operations.found import the_year
from tests.operations.papers.returned.authority import authority, signed


@pytest.fixture
def of(sample: Desk) -> SealedPaper:
    """A sealed report."""
    return seal(sample, PaperRef("report", the_year(sample).id))


def trusting(desk: Desk) -> None:
    assert desk.folder
    (desk.folder / "trust").mkdir(exist_ok=True)
    (desk.folder / "trust" / "ca.pem").write_bytes(authority().pem)


def written(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "ve.pdf"
    file.write_bytes(content)
    return file


def scan() -> bytes:
    file, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file.getvalue()


def said(desk: Desk, file: Path) -> str:
    return "\n".join(verdict_lines(verify(desk, file)))


def test_two_who_signed_are_told_and_trusted(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    trusting(sample)
    content = signed(signed(reprinted(sample, of).pdf, "Nguyễn Thị Ửng", "ThuKy"), "Nguyễn Văn Định")
    verdict = verify(sample, written(tmp_path, content))
    lines = "\n".join(verdict_lines(verdict))
    assert "✗" not in lines, lines
    assert verdict.agrees
    assert verdict.of == of
    for who in ("Nguyễn Thị Ửng", "Nguyễn Văn Định"):
        assert f"✓ {who} đã ký" in lines, lines
        assert f"✓ {who}: chữ ký bao trùm toàn bộ văn bản." in lines, lines
        unknown = "chứng thư dẫn tới gốc được tin cậy; tệp không cho biết có bị thu hồi hay không."
        assert f"✓ {who}: {unknown}" in lines, lines


def test_whom_nobody_trusts_is_told(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    file = written(tmp_path, signed(reprinted(sample, of).pdf, "Ai Đó", by=authority("CA lạ")))
    assert "✗ Ai Đó: chưa tin cậy ai; người quản trị đặt chứng thư gốc vào trust/." in said(sample, file)
    trusting(sample)
    lines = said(sample, file)
    assert "✗ Ai Đó: chứng thư không dẫn tới gốc nào được tin cậy" in lines, lines
    assert "✓ Ai Đó đã ký" in lines, lines


def test_what_was_changed_after_it_was_signed_is_told(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    trusting(sample)
    content = signed(reprinted(sample, of).pdf, "Ai Đó")
    broken = bytearray(content)
    at = content.index(b"startxref")  # of the sealed revision
    broken[at - 40] ^= 1
    lines = said(sample, written(tmp_path, bytes(broken)))
    assert "✓ Tệp đã chốt" not in lines, lines
    assert "✗" in lines
    more = PdfWriter(BytesIO(content), incremental=True)
    more.add_blank_page(100, 100)
    grown = BytesIO()
    more.write(grown)
    lines = said(sample, written(tmp_path, grown.getvalue()))
    assert "✗ Ai Đó: chữ ký không bao trùm toàn bộ văn bản, hoặc văn bản đã bị sửa sau khi ký." in lines, (
        lines
    )


def test_it_is_kept_beside_the_sealed_one(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    trusting(sample)
    file = written(tmp_path, signed(reprinted(sample, of).pdf, "Ai Đó"))
    kept = attach(sample, of, file)
    assert [one.account for one in kept.came_back] == ["thu-ky"]
    lies = last_file(sample, kept)
    assert lies
    assert lies.read_bytes() == file.read_bytes()
    assert lies.parent == (tmp_path / "data/papers/V/2022")
    assert "✓ Đúng như tệp mà thu-ky đã lưu cạnh số 01" in said(sample, lies)
    with pytest.raises(Refused, match="kept beside"):
        attach(sample, kept, file)
    again = attach(sample, kept, written(tmp_path, scan()))
    assert len({one.file for one in again.came_back}) == 2


def test_a_scan_is_told_as_one(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    file = written(tmp_path, scan())
    line = "✗ Đây là bản quét 1 trang: chỉ là ảnh, lời văn phải do người đối chiếu."
    assert said(sample, file) == line
    attach(sample, of, file)
    assert said(sample, file).splitlines() == [
        of.title,
        f"✓ Đúng như tệp mà thu-ky đã lưu cạnh số 01 ngày {short_date(sample.today)}.",
        line,
    ]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 /ByteRange", b"PK\x03\x04"], ids=["empty", "torn", "ZIP"]
)
def test_what_is_no_pdf_is_not_kept(sample: Desk, of: SealedPaper, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="no PDF"):
        attach(sample, of, written(tmp_path, content))


def test_another_papers_file_is_not_kept(sample: Desk, of: SealedPaper, tmp_path: Path) -> None:
    other = seal(sample, PaperRef("invitation", the_year(sample).id))
    with pytest.raises(Refused, match="another paper"):
        attach(sample, of, written(tmp_path, signed(reprinted(sample, other).pdf, "Ai Đó")))
    with pytest.raises(Refused, match="sealed file itself"):
        attach(sample, of, written(tmp_path, reprinted(sample, of).pdf))


def test_without_the_optional_part_one_sentence_says_how_to_get_it(
    sample: Desk, of: SealedPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, signed(reprinted(sample, of).pdf, "Ai Đó"))
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    assert "pip install -c constraints.txt .[sign]" in said(sample, file)


HOSTILE = {
    "a loop": b"1 0 obj<</Type/Catalog/AcroForm 1 0 R/Fields[1 0 R]/Kids[1 0 R]/ByteRange[0 1 2 3]>>endobj\n",
    "deep": b"1 0 obj" + b"[" * 100_000 + b"/ByteRange" + b"]" * 100_000 + b"endobj\n",
    "garbage": bytes(range(256)) * 400 + b"/ByteRange",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_bounded_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 10)
    body = b"%PDF-1.7\n" + HOSTILE[name] + b"trailer<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF"
    assert not reading.signatures(body, ())


def test_a_reader_that_does_not_end_is_given_up(
    sample: Desk, of: SealedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    assert reading.signatures(reprinted(sample, of).pdf, ()) is None


def test_outside_tools_find_a_field_for_the_signer_and_one_for_the_seal(
    sample: Desk, of: SealedPaper, tmp_path: Path
) -> None:
    trusting(sample)
    sealed = reprinted(sample, of).pdf
    fields = PdfReader(BytesIO(sealed)).get_fields() or {}
    assert list(fields) == ["KhoiTruong", "Dau"]
    signer, seal_box = ([float(side) for side in of_field["/Rect"]] for of_field in fields_of(sealed))
    assert signer[0] < seal_box[2] < signer[2], "the seal lies over the signature"
    assert abs((seal_box[2] - signer[0]) * 3 - (signer[2] - signer[0])) < 1, "over a third of it"
    assert seal_box[0] < signer[0], "on its left"
    both = signed(signed(sealed, "Nguyễn Văn Định", "KhoiTruong"), "Khối thi đua số V", "Dau")
    assert list(PdfReader(BytesIO(both)).get_fields() or {}) == ["KhoiTruong", "Dau"]
    assert "✗" not in said(sample, written(tmp_path, both))
    assert not PdfReader(BytesIO(sample.render(current.paper(sample, ref_to(of))).pdf)).get_fields()


def fields_of(pdf: bytes) -> list[Any]:
    catalog: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return [one.get_object() for one in catalog["/AcroForm"]["/Fields"]]


def test_the_pages_are_those_of_the_sealed_paper(sample: Desk, of: SealedPaper) -> None:
    content = signed(reprinted(sample, of).pdf, "Ai Đó")
    assert len(PdfReader(BytesIO(content)).pages) == of.pages
