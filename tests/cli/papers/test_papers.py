"""``ktd export …``, ``ktd seal``, ``ktd papers`` and ``ktd verify`` for scripts."""

import json
import sys
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from pikepdf import pdfa
from pypdf import PdfWriter

from tests.cli.test_year_work import Ktd, run

__all__ = ["run"]  # the fixture
V22 = ("--bloc", "V", "--year", "2022")
ON_THE_DAY = (*V22, "--day", "09/12/2022")
V23 = ("--bloc", "V", "--year", "2023")


@pytest.mark.parametrize("name", ["pledge", "invitation", "report", "handover", "nominations", "notice"])
def test_each_paper_is_written(run: Ktd, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.pdf"
    status, said = run("export", name, *V22, "-o", str(file))
    assert status == 0, said
    assert file.read_bytes().startswith(b"%PDF-")
    status, said = run("export", name, *V22, "-o", str(file))
    assert (status, "đã có" in said) == (1, True), said


@pytest.mark.parametrize("name", ["report", "minutes"])
def test_a_paper_without_a_name_goes_to_the_years_folder(run: Ktd, tmp_path: Path, name: str) -> None:
    told = run.told("export", name, *V22)
    assert isinstance(told, dict)
    file = Path(told["path"])
    assert file.parent == tmp_path / "data/papers/V/2022/du-thao"
    assert told["bytes"] == len(file.read_bytes())
    assert told["pages"] > 1


def test_a_paper_that_cannot_be_made_is_refused(run: Ktd, tmp_path: Path) -> None:
    status, said = run("export", "notice", *V23, "-o", str(tmp_path / "x.pdf"))
    assert (status, said) == (1, "Năm này chưa có Hội nghị tổng kết.")


def test_seal_list_print_again_verify(run: Ktd, tmp_path: Path) -> None:
    assert run("papers", *V22) == (0, "Chưa chốt văn bản nào.")
    assert run("seal", "minutes", *V22) == (1, "Biên bản chưa ký.")
    status, said = run("seal", "minutes", "--check", *V22)
    assert (status, said.splitlines()[0]) == (1, "! Biên bản chưa ký.")
    status, said = run("seal", "report", *ON_THE_DAY)
    assert status == 0, said
    assert said.startswith("Đã chốt: Báo cáo tổng kết"), said
    filed = tmp_path / "data/papers/V/2022/01-20221209-bao-cao.pdf"
    assert filed.is_file(), said
    (one,) = json.loads(run("papers", *V22, "--json")[1])
    assert (one["number"], one["version"], one["kind"]) == ("01", 1, "report")
    again = tmp_path / "again.pdf"
    assert run("papers", *V22, "--number", "1", "-o", str(again))[0] == 0
    assert again.read_bytes() == filed.read_bytes()
    status, said = run("verify", str(again))
    assert status == 0, said
    assert "Tệp đúng như khi chốt" in said
    again.write_bytes(again.read_bytes() + b"\n")
    status, said = run("verify", str(again), "--json")
    assert (status, json.loads(said)["agrees"]) == (1, False)
    assert run("papers", *V22, "--number", "9")[0] == 1
    assert run("papers", *V22, "-o", str(tmp_path / "y.pdf")) == (1, "Hãy cho biết văn bản nào: --number.")


def test_a_scan_is_noted(run: Ktd, tmp_path: Path) -> None:
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(b"ban quet")
    run("seal", "report", *ON_THE_DAY)
    status, said = run("papers", *V22, "--number", "1", "--scan", str(scan), "--json")
    assert status == 0, said
    (one,) = json.loads(said)
    assert (one["scan"], len(one["scan_sha256"])) == (str(scan), 64)


def test_a_file_that_came_back_is_kept_beside_the_sealed_one(run: Ktd, tmp_path: Path) -> None:
    run("seal", "report", *ON_THE_DAY)
    scan, writer = tmp_path / "quet.pdf", PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(scan)
    (one,) = json.loads(run("papers", "attach", "1", str(scan), *V22, "--json")[1])
    (name,) = one["returned"]
    kept = tmp_path / "data/papers" / name
    assert kept.read_bytes() == scan.read_bytes()
    assert name in run("papers", *V22)[1]
    status, said = run("verify", str(kept))
    assert (status, "bản quét" in said) == (1, True), said
    assert run("papers", *V22, "--attach", str(scan)) == (1, "Hãy cho biết văn bản nào: --number.")


def test_what_is_said_in_words_is_as_by_options(run: Ktd, tmp_path: Path) -> None:
    run("seal", "report", *ON_THE_DAY)
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    assert run("papers", "dossier", str(one), *V22)[0] == 0
    assert run("papers", *V22, "--dossier", str(two))[0] == 0
    assert one.read_bytes() == two.read_bytes()
    status, said = run("papers", "dossier", *V22)
    assert status == 0, said
    assert said.startswith("Đã ghi: "), said
    for words in ("attach", "attach x y.pdf", "dossier a b", "khác"):
        status, said = run("papers", *words.split(), *V22)
        assert (status, f"Không hiểu “{words}”" in said) == (1, True), said


def test_the_whole_year_in_one_zip_with_an_index(run: Ktd, tmp_path: Path) -> None:
    assert run("papers", *V22, "--zip", str(tmp_path / "x.zip"))[0] == 1
    run("seal", "report", *ON_THE_DAY)
    run("seal", "invitation", *ON_THE_DAY)
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    told = run.told("papers", *V22, "--zip", str(one))
    assert isinstance(told, dict)
    assert told["bytes"] == one.stat().st_size
    assert "pages" not in told, "the pages of one of its papers"
    assert run("papers", *V22, "--zip", str(two))[0] == 0
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(one) as archive:
        assert archive.namelist() == ["01-1-giay-moi.pdf", "01-1-bao-cao.pdf", "muc-luc.txt"]
        index = archive.read("muc-luc.txt").decode("utf-8").splitlines()
        assert [line.split("\t")[:2] for line in index] == [["01", "1"], ["01", "1"]]
        assert archive.read("01-1-bao-cao.pdf").startswith(b"%PDF-")


def test_without_a_name_it_is_written_beside_the_filed_one(run: Ktd, tmp_path: Path) -> None:
    run("seal", "report", *ON_THE_DAY)
    folder = tmp_path / "data/papers/V/2022"
    for words in (("--number", "1", "--pdfa"), ("--zip",)):
        status, said = run("papers", *V22, *words)
        assert status == 0, said
    assert (folder / "01-20221209-bao-cao-pdfa.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "van-ban-khoi-v-2022.zip").read_bytes().startswith(b"PK")
    assert run("papers", *V22, "--pdfa") == (1, "Hãy cho biết văn bản nào: --number.")


def test_without_the_optional_part_it_is_said_who_adds_it(
    run: Ktd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("seal", "report", *ON_THE_DAY)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    status, said = run("papers", *V22, "--number", "1", "--pdfa")
    assert status == 1
    assert said.endswith("Người quản trị máy chủ cài thêm: pip install -c constraints.txt .[pdfa]"), said
    assert not list((tmp_path / "data/papers/V/2022").glob("*-pdfa*"))


def test_nobody_seals_read_only(run: Ktd) -> None:
    status, said = run("seal", "report", *V22, "--read-only")
    assert status == 1, said


def test_a_paper_for_the_archive_is_pdf_a_with_empty_signature_fields(run: Ktd, tmp_path: Path) -> None:
    run("seal", "report", *ON_THE_DAY)
    file = tmp_path / "luu.pdf"
    status, said = run("papers", *V22, "--number", "1", "--pdfa", "-o", str(file))
    assert status == 0, said
    with pikepdf.open(file) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["KhoiTruong", "Dau"]
        assert all("/V" not in field for field in pdf.Root.AcroForm.Fields), "it is signed already"
        assert list(pdf.attachments) == []
        del pdf.Root.AcroForm, pdf.pages[-1].obj.Annots  # which the validator does not know
        assert pdfa.check(pdf, "2b").verdict == "pass"
