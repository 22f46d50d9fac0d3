"""The minutes of hostile data: made for each text, or refused with its place; nothing in the PDF acts."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.papers import current, printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.papers.render.pdf import render_pdf
from store import FILE_NAME
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.terminal.hostile.texts import INVISIBLE, MARKUP, PAYLOADS, SHAPES, STEERING, soil_file, steering

NO_GLYPH = {"wide", "emoji", "right to left"}
"""Texts of signs that no font of a Vietnamese office has to have."""
ELSEWHERE = {"long text"}
"""``tests/papers/test_hostile.py`` sets it in every place of a paper."""
FIRST_PAGES = 2
ACTING = {"/A", "/AA", "/Annots", "/JS", "/JavaScript", "/OpenAction", "/URI", "/Launch", "/EmbeddedFiles"}
ACTING_KINDS = {"/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm", "/Annot", "/Filespec"}


@pytest.fixture(scope="module")
def clean_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in one file."""
    folder = tmp_path_factory.mktemp("clean") / "data"
    desk = a_desk(folder, FakeClock())
    set_up_sample(desk)
    desk.store.close()
    return folder


def acting(found: Any) -> list[str]:
    """Return what in a PDF's object would do something when it is opened or clicked."""
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        names = {key for key in found.keys() if key in ACTING}  # noqa: SIM118  # a stream has no iterator
        if found.get("/Type") == "/StructElem" and "/S" not in found.get("/A", {}):
            names.discard("/A")  # what a tag says of a table's head; it has no action
        kinds = {str(found[key]) for key in ("/S", "/Type", "/Subtype") if key in found}
        return sorted(names | (kinds & ACTING_KINDS))
    return []


def check_pdf(content: bytes) -> None:
    """Look whether anything in a PDF acts."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for found in pdf.objects:
            assert not acting(found), f"{acting(found)} in the PDF"
        assert not steering("".join(str(value) for value in pdf.docinfo.as_dict().values()))


def test_what_acts_is_seen() -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="x:"))
    assert acting(link) == ["/A", "/Annot"]
    assert acting(link.A) == ["/URI"]
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, A=pikepdf.Dictionary(O=pikepdf.Name.Table))
    assert acting(element) == []
    element.A.S = pikepdf.Name.URI
    assert acting(element) == ["/A"]


def hostile_minutes(clean_data: Path, folder: Path, text: str) -> str:
    """Spoil every record with a text; return the words of the minutes' first pages."""
    shutil.copytree(clean_data, folder)
    soil_file(folder / FILE_NAME, lambda before: f"{before} {text}")
    desk = a_desk(folder, FakeClock())
    try:
        year = desk.store.find(BlocYear, year=2022)[0]
        meeting = desk.store.find(Meeting, bloc_year_id=year.id)[0]
        assert printing.preview(desk, minutes_ref(desk, meeting.id), 76)
        content = render_pdf(current.paper(desk, minutes_ref(desk, meeting.id))).pdf
    finally:
        desk.store.close()
    check_pdf(content)
    with pdfplumber.open(BytesIO(content)) as read:
        words = "\n".join(page.extract_text() for page in read.pages[:FIRST_PAGES])
    assert not steering(words)
    return words


QUIET = {
    **STEERING,
    **INVISIBLE,
    **{name: t for name, t in SHAPES.items() if name not in NO_GLYPH | ELSEWHERE},
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_minutes_of_hostile_text(clean_data: Path, tmp_path: Path, text: str) -> None:
    words = hostile_minutes(clean_data, tmp_path / "data", text)
    assert "Độc lập - Tự do - Hạnh phúc" in words


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)
def test_markup_stands_in_the_minutes_letter_by_letter(clean_data: Path, tmp_path: Path, text: str) -> None:
    words = hostile_minutes(clean_data, tmp_path / "data", text)
    wanted = re.sub(r"\s", "", text)
    assert wanted in re.sub(r"\s", "", words), f"{text} was not set as it is"


@pytest.mark.parametrize("name", sorted(NO_GLYPH))
def test_signs_without_a_glyph_are_refused_with_their_place(
    clean_data: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        hostile_minutes(clean_data, tmp_path / "data", PAYLOADS[name])
    assert refused.value.facts["place"], "the sentence does not say where to look"
    assert refused.value.facts["signs"]
    assert json.dumps(refused.value.facts), "a fact cannot be said as JSON"
