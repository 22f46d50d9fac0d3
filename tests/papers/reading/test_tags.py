"""A PDF tells who has it read aloud what each text is: the rules of PDF/UA that a file itself can show."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from ktd_tui.papers.document import Bars, Heading, Paper, Paragraph, Table
from tests.papers.sample import PAPER, TABLE, filled, pdf_of

LONG_TABLE = Table(
    TABLE.header, tuple((str(n), "Đơn vị", "1", "2") for n in range(90)), TABLE.widths, TABLE.align
)
CHART = Bars("Tổng điểm", ("A", "B"), ("năm 2022",), ((1.0,), (2.0,)), (("1",), ("2",)), 2.0)
PAPERS = {
    "the sample": PAPER,
    "paragraphs over pages": filled(30),
    "a table over pages": replace(PAPER, blocks=(Heading("1. Bảng", 1), LONG_TABLE)),
    "with fields": replace(PAPER, attached="{}"),
    "with a foot": replace(PAPER, mark="DỰ THẢO", footer="Bản 1"),
}
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "B", "b"}
ROLES = {"Document", "H1", "H2", "H3", "P", "Caption", "Table", "TR", "TH", "TD", "Figure", "Form"}


def opened(paper: Paper) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf_of(paper)))


def kids(of: Any) -> list[Any]:
    found = of.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(of: Any) -> Iterator[Any]:
    yield of
    for kid in kids(of):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == of.objgen, "an element names the one that it stands in"
            yield from elements(kid)


@pytest.mark.parametrize("name", PAPERS)
def test_all_that_is_painted_is_told_or_decoration(name: str) -> None:
    file = opened(PAPERS[name])
    tree = file.Root.StructTreeRoot.ParentTree.Nums
    told = {int(key): value for key, value in zip(tree[::2], tree[1::2], strict=True)}
    assert sorted(told) == [int(key) for key in tree[::2]], "a number tree is in order"
    for page in file.pages:
        depth, numbers = 0, []
        for step in pikepdf.parse_content_stream(page):
            name, operands = str(step.operator), list(step.operands)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            assert depth in {0, 1}
            numbers += [int(operands[1].MCID)] if name == "BDC" else []
            assert depth or name not in PAINTING, "painted outside of what is told"
        assert numbers == list(range(len(told[int(page.StructParents)])))
        assert page.Tabs == "/S"


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_says_that_it_is_tagged_and_in_which_language(name: str) -> None:
    file = opened(PAPERS[name])
    root = file.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "vi-VN"
    assert root.ViewerPreferences.DisplayDocTitle
    roles = [str(one.S)[1:] for one in elements(root.StructTreeRoot.K)]
    assert set(roles) <= ROLES
    headings = [int(role[1]) for role in roles if role.startswith("H")]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_a_table_over_pages_is_one_and_its_head_is_told_once() -> None:
    file = opened(PAPERS["a table over pages"])
    assert len(file.pages) > 2
    (table,) = (one for one in elements(file.Root.StructTreeRoot.K) if one.S == "/Table")
    rows = kids(table)
    assert len(rows) == 91
    assert [str(cell.S) for cell in kids(rows[0])] == ["/TH"] * 4
    assert all(cell.A.Scope == "/Column" for cell in kids(rows[0]))
    assert {str(cell.S) for row in rows[1:] for cell in kids(row)} == {"/TD"}


def test_a_paragraph_over_two_pages_is_one() -> None:
    file = opened(filled(30))
    pieces = [kids(one) for one in elements(file.Root.StructTreeRoot.K) if one.S == "/P"]
    over = [found for found in pieces if len(found) == 2]
    assert over
    assert all(found[1].Type == "/MCR" for found in over)


def test_fields_to_sign_are_told_too() -> None:
    file = opened(PAPERS["with fields"])
    forms = [one for one in elements(file.Root.StructTreeRoot.K) if one.S == "/Form"]
    fields = list(file.Root.AcroForm.Fields)
    assert len(forms) == len(fields) == 3
    tree = file.Root.StructTreeRoot.ParentTree.Nums
    for form, field in zip(forms, fields, strict=True):
        assert kids(form)[0].Obj.objgen == field.objgen
        assert str(form.Alt) == str(field.TU)
        place = [int(key) for key in tree[::2]].index(int(field.StructParent))
        assert tree[2 * place + 1].objgen == form.objgen


def test_a_chart_is_said_in_words() -> None:
    paper = replace(PAPER, blocks=(Paragraph("Biểu đồ:"), CHART))
    file = opened(paper)
    figures = [one for one in elements(file.Root.StructTreeRoot.K) if one.S == "/Figure"]
    assert [str(one.Alt) for one in figures] == ["A: 1", "B: 2"]
