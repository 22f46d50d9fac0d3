"""A Word file comes back: from which paper it came, that it is not the sealed one, and which file that is."""

from io import BytesIO
from pathlib import Path

import docx

from ktd_tui.domain.organisation import Bloc
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import print_paper
from ktd_tui.operations.papers.returned.verdict import verdict_lines
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.papers.verifying import verify
from tests.operations.found import the_year


def said(desk: Desk, file: Path) -> list[str]:
    verdict = verify(desk, file)
    assert not verdict.agrees
    return verdict_lines(verdict)


def test_a_draft_is_told_as_one(sample: Desk, tmp_path: Path) -> None:
    file = print_paper(sample, PaperRef("report", the_year(sample).id), tmp_path / "a.docx").path
    (line,) = said(sample, file)
    assert (
        line
        == "✗ Tệp Word là bản dự thảo: Báo cáo tổng kết, Khối thi đua số V, năm 2022. Văn bản này chưa chốt."
    )


def test_of_a_sealed_paper_it_says_number_file_and_whether_the_words_are_the_same(
    sample: Desk, tmp_path: Path
) -> None:
    ref = PaperRef("report", the_year(sample).id)
    draft = print_paper(sample, ref, tmp_path / "draft.docx").path
    of = seal(sample, ref)
    file = print_paper(sample, ref, tmp_path / "a.docx").path
    title, is_not, path, same = said(sample, file)
    assert title == of.title
    assert is_not == "✗ Tệp Word không phải bản đã chốt; bản đã chốt là số 01, bản 1."
    assert path.endswith(f"{of.file}."), path
    assert same == "✓ Lời văn đúng như bản đã chốt."
    lines = said(sample, draft)
    assert "✗ Lời văn khác bản đã chốt." in lines, lines
    assert any("DỰ THẢO" in line for line in lines)


def test_what_was_edited_outside_is_named(sample: Desk, tmp_path: Path) -> None:
    ref = PaperRef("report", the_year(sample).id)
    seal(sample, ref)
    edited = docx.Document(str(print_paper(sample, ref, tmp_path / "a.docx").path))
    edited.paragraphs[-1].text = "Sửa ở ngoài."
    edited.save(str(tmp_path / "b.docx"))
    lines = said(sample, tmp_path / "b.docx")
    assert any("Sửa ở ngoài." in line for line in lines), lines
    assert any("Tệp Word không phải bản đã chốt" in line for line in lines), lines


def test_a_file_of_elsewhere_is_none_of_ours(sample: Desk, tmp_path: Path) -> None:
    file = BytesIO()
    docx.Document().save(file)
    (tmp_path / "a.docx").write_bytes(file.getvalue())
    assert said(sample, tmp_path / "a.docx") == [
        "✗ Tệp không phải văn bản trong sổ này, hoặc dấu nhận biết đã bị gỡ."
    ]
    ours = print_paper(sample, PaperRef("report", the_year(sample).id), tmp_path / "b.docx").path
    bloc = sample.store.find(Bloc)
    for one in bloc:
        sample.store.save(one.model_copy(update={"code": f"{one.code}0"}))
    assert said(sample, ours) == ["✗ Tệp không phải văn bản trong sổ này, hoặc dấu nhận biết đã bị gỡ."]
