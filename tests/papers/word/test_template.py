"""An office's own Word file gives face and head of pages; whatever else it holds is refused or left."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.papers.printing import print_paper
from ktd_tui.operations.papers.style import Style, set_style, style_of
from tests.operations.found import the_bloc, the_year

LINE = "VĂN PHÒNG QUỐC HỘI – 22 Hùng Vương, Hà Nội"
WRITTEN = {"report", "minutes", "annex", "pledge", "plan"}


def template(font: str = "Liberation Serif", head: str = LINE) -> bytes:
    """A Word file as an office has one."""
    document, file = docx.Document(), BytesIO()
    document.styles["Normal"].font.name = font
    document.sections[0].header.paragraphs[0].text = head
    document.add_paragraph("Lời văn của mẫu, không ai lấy.")
    document.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The template with a part more, or another one in its place."""
    file = BytesIO()
    with ZipFile(BytesIO(template())) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return file.getvalue()


def taken(desk: Desk, tmp_path: Path, content: bytes) -> Bloc:
    """The bloc with a template's look."""
    (tmp_path / "mau.docx").write_bytes(content)
    of = desk.store.get(Bloc, the_bloc(desk))
    return set_style(desk, of, style_of(of)._replace(template=str(tmp_path / "mau.docx")))


def test_face_and_head_are_those_of_the_template_on_every_paper(sample: Desk, tmp_path: Path) -> None:
    of = taken(sample, tmp_path, template())
    assert (style_of(of).font, style_of(of).page_head) == ("Liberation Serif", LINE)
    year = the_year(sample).id
    for kind in sorted(WRITTEN & set(KINDS)):
        path = print_paper(sample, PaperRef(kind, year), tmp_path / f"{kind}.docx").path
        written = docx.Document(str(path))
        section = written.sections[0]
        for header in (section.header, section.first_page_header):
            assert header.paragraphs[-1].text == LINE, kind
        fonts = written.styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii")
        assert fonts == ["Liberation Serif"], kind
        assert "Lời văn của mẫu" not in "\n".join(one.text for one in written.paragraphs)
    set_style(sample, of, Style())
    path = print_paper(sample, PaperRef("report", year), tmp_path / "again.docx").path
    assert docx.Document(str(path)).styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii") == [
        "Times New Roman"
    ]


def test_what_the_bloc_sets_itself_needs_no_template(sample: Desk, tmp_path: Path) -> None:
    of = sample.store.get(Bloc, the_bloc(sample))
    set_style(sample, of, Style(font="Tinos", page_head="UBND TỈNH"))
    path = print_paper(sample, PaperRef("report", the_year(sample).id), tmp_path / "a.docx").path
    assert docx.Document(str(path)).sections[0].header.paragraphs[-1].text == "UBND TỈNH"
    with pytest.raises(Refused, match="no font's name"):
        set_style(sample, sample.store.get(Bloc, of.id), Style(font='Tinos"/><x'))


RELS = "word/_rels/document.xml.rels"
AWAY = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r" Type="http://x/attachedTemplate" Target="http://example.org/a.dotm" '
    b'TargetMode="External"/></Relationships>'
)
HOSTILE = {
    "no ZIP": (None, b"%PDF-1.7", "no Word file"),
    "empty": (None, b"", "no Word file"),
    "a macro": ("word/vbaProject.bin", b"x", "macros"),
    "an object": ("word/embeddings/a.bin", b"x", "macros"),
    "fetches": (RELS, AWAY, "from elsewhere"),
    "entities": (RELS, b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "from elsewhere"),
    "a bomb": ("word/media/a.bin", bytes(65 * 1024 * 1024), "too large"),
}
"""The part of a template that is spoilt, or nothing where the whole file is; what it holds; what is said."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_template_is_refused_and_nothing_changes(sample: Desk, tmp_path: Path, name: str) -> None:
    part, content, why = HOSTILE[name]
    before = sample.store.seq
    with pytest.raises(Refused, match=why):
        taken(sample, tmp_path, with_part(part, content) if part else content)
    assert sample.store.seq == before


def test_a_template_without_a_head_leaves_none(sample: Desk, tmp_path: Path) -> None:
    assert style_of(taken(sample, tmp_path, template(head="12"))).page_head == ""
