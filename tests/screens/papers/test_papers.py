"""The year's papers and their register, by keys."""

from pathlib import Path
from unittest import mock
from zipfile import ZipFile

import pytest
from pypdf import PdfWriter
from textual.pilot import Pilot

from ktd_tui import config
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.layout import cells
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import preflight
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.preflight import problem_line
from ktd_tui.operations.papers.printing import preview
from ktd_tui.operations.papers.register import reprinted
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.papers.render.word.telling import told_in_word
from screens.papers.paper import SHOWN
from screens.routes import PaperRoute
from tests.operations.found import the_bloc, the_meeting, the_year
from tests.screens.driving import mark, running, settle, shown


async def write_pdf(pilot: Pilot[int]) -> None:
    """F12, a PDF, and the proposed name."""
    await pilot.press("f12")
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    assert "Đã ghi:" in shown(pilot.app), shown(pilot.app)


async def test_a_paper_is_read_sealed_and_found_in_the_register(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter")
        await settle(pilot)
        page = shown(app)
        assert "Báo cáo tổng kết" in page, page
        assert "dự thảo" in page, page
        await pilot.press(*["down"] * 3, "enter")
        await settle(pilot)
        assert "DỰ THẢO" in shown(app), shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Chốt văn bản này?" in shown(app), shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        page = shown(app)
        assert "Đã chốt: số 01, bản 1" in page, page
        assert "papers/V/2022/01-20231208-bao-cao.pdf" in "".join(page.split()), page
        assert "DỰ THẢO" not in page, page
        assert "Số: 01/BC-KTĐV" in page, page
        await write_pdf(pilot)
        await pilot.press("escape", "f6")
        await settle(pilot)
        page = shown(app)
        assert "Báo cáo tổng kết" in page, page
        assert "SHA-256" in page, page
        assert "papers/V/2022/01-20231208-bao-cao.pdf" in "".join(page.split()), page
        assert "trang)" in page, page
        await pilot.press("enter")
        await settle(pilot)
        assert "Số: 01/BC-KTĐV" in shown(app), shown(app)
        await write_pdf(pilot)
    (of,) = sample.store.find(SealedPaper)
    filed = tmp_path / "data" / "papers" / of.file
    for again in ("-2", "-3"):
        assert filed.with_stem(filed.stem + again).read_bytes() == filed.read_bytes()


async def test_what_is_missing_is_said_and_reached(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter", *["down"] * 7, "enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! Biên bản chưa ký." in shown(app), shown(app)
        await pilot.press("f8")
        await settle(pilot)
        assert "12/12 Biên bản, ký" in shown(app), shown(app)
    assert sample.store.find(SealedPaper) == []


async def test_no_more_is_looked_for_than_is_said(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(the_meeting(sample).with_(attendees=(), opened_at=None, closed_at=None))
    ref = PaperRef("minutes", the_year(sample).id)
    first = [problem_line(one).removeprefix("! ") for one in preflight.preflight(sample, ref)][:SHOWN]
    async with running(sample, tmp_path) as (app, pilot):
        app.open(PaperRoute(ref))
        await settle(pilot)
        with mock.patch.object(preflight, "find_faces") as fonts:
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert first[0] in shown(app), shown(app)
            await pilot.press("f8")
            await settle(pilot)
        assert not fonts.called, "nothing of them would be said"


async def test_an_amendment_asks_why(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        sample.store.save(the_meeting(sample).with_(place="Huế"))
        await pilot.press("f5", "ctrl+s")
        await settle(pilot)
        assert "Vì sao điều chỉnh" in shown(app), shown(app)
        await pilot.press(*"Sai", "enter")
        await settle(pilot)
        assert "giay-moi-ban-2.pdf" in "".join(shown(app).split()), shown(app)
        await pilot.press("escape", "f6", "end", "enter")
        await settle(pilot)
        assert "nay là: Địa điểm: Huế." in shown(app), shown(app)
        await pilot.press("f4", *"Huế", "enter", *"Vinh", "enter", *"Nham", "enter")
        await settle(pilot)
        assert "giay-moi-ban-3.pdf" in "".join(shown(app).split()), shown(app)
    found = sorted(sample.store.find(SealedPaper), key=lambda s: s.version)
    assert [s.reason for s in found] == ["", "Sai", "Nham"]


async def test_how_papers_are_written_is_set_by_keys(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter", "f4")
        await settle(pilot)
        assert "Cách viết văn bản của khối" in shown(app), shown(app)
        await pilot.press("enter", *"KHOI", "ctrl+s")
        await settle(pilot)
        assert "Đã lưu" in shown(app), shown(app)
    assert sample.store.get(Bloc, the_bloc(sample)).paper_agency == "KHOI"


async def the_register(sample: Desk, pilot: Pilot[int]) -> SealedPaper:
    """Seal the report and open the register."""
    of = seal(sample, PaperRef("report", the_year(sample).id))
    mark(pilot.app, "papers")
    await pilot.press("enter", "f6")
    await settle(pilot)
    return of


async def test_who_came_by_ssh_is_told_how_to_fetch_a_paper(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 51000 10.0.0.9 2222")
    monkeypatch.setattr(config, "SERVER_FILE", tmp_path / "none.toml")
    async with running(sample, tmp_path) as (app, pilot):
        filed = tmp_path / "data" / "papers" / (await the_register(sample, pilot)).file
        wanted = f"Tải về máy của mình bằng lệnh: scp -P 2222 thu-ky@10.0.0.9:{filed} ."
        assert "".join(wanted.split()) in "".join(shown(app).split()), shown(app)
        await pilot.press("enter")
        await settle(pilot)
        await write_pdf(pilot)
        wanted = f"lệnh: scp -P 2222 thu-ky@10.0.0.9:{filed.with_stem(filed.stem + '-2')} ."
        assert "".join(wanted.split()) in "".join(shown(app).split()), shown(app)


async def test_the_register_writes_a_paper_its_archives_form_and_the_year(
    sample: Desk, tmp_path: Path
) -> None:
    pytest.importorskip("pikepdf")
    async with running(sample, tmp_path) as (_, pilot):
        of = await the_register(sample, pilot)
        for downs in range(5):
            await pilot.press("f12", *["down"] * downs, "enter")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
    filed = tmp_path / "data" / "papers" / of.file
    assert filed.with_stem(f"{filed.stem}-2").read_bytes() == reprinted(sample, of).pdf
    assert told_in_word(filed.with_suffix(".docx").read_bytes())["sha256"] == of.sha256
    assert b"pdfaid" in filed.with_stem(f"{filed.stem}-pdfa").read_bytes()
    assert filed.with_name("ho-so-v-2022.zip").is_file()
    with ZipFile(filed.with_name("van-ban-khoi-v-2022.zip")) as archive:
        assert "01-1-bao-cao.pdf" in archive.namelist()


async def test_a_sealed_paper_is_read_as_plain_text_and_cannot_be_sealed_again(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await the_register(sample, pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "F4 Điều chỉnh" in shown(app), shown(app)
        assert "Ctrl+S" not in shown(app), shown(app)
        await pilot.press("ctrl+s", "f8", "ctrl+g")
        await settle(pilot)
        page = shown(app)
        assert "Báo cáo tổng kết" in page.splitlines()[1], page
        assert "Số: 01/BC-KTĐV" in page, page
    assert [of.version for of in sample.store.find(SealedPaper)] == [1]


async def test_the_register_verifies_a_file(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await the_register(sample, pilot)
        await pilot.press("f3", "enter")
        await settle(pilot)
        page = shown(app)
        assert "✓ Tệp đúng như khi chốt" in page, page
        assert "✓ Dữ liệu vẫn khớp" in page, page
        await pilot.press("escape", "f3", "ctrl+u", *"khong-co.pdf", "enter")
        await settle(pilot)
        assert "khong-co.pdf" in shown(app), shown(app)
        assert "! " in shown(app), shown(app)


async def test_the_register_notes_where_the_scan_lies(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await the_register(sample, pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert "Enter: đồng ý · Esc: thôi" in shown(app), "one field has no next one"
        await pilot.press(*"Tu 3", "enter")
        await settle(pilot)
        assert "Bản quét: Tu 3" in shown(app), shown(app)
    assert [of.scan for of in sample.store.find(SealedPaper)] == ["Tu 3"]


async def test_f2_keeps_the_file_that_came_back(sample: Desk, tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(tmp_path / "quet.pdf")
    async with running(sample, tmp_path) as (app, pilot):
        await the_register(sample, pilot)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*str(tmp_path / "quet.pdf"), "enter")
        await settle(pilot)
        assert "Đã lưu cạnh bản đã chốt" in shown(app), shown(app)
        assert "tra-ve-1.pdf" in "".join(shown(app).split()), shown(app)
        await pilot.press("f3", "enter")
        await settle(pilot)
        assert "bản quét 1 trang" in shown(app), shown(app)
    (of,) = sample.store.find(SealedPaper)
    assert len(of.came_back) == 1


@pytest.mark.parametrize("key", ["f12", "f4", "f2"])
async def test_an_empty_register_says_what_comes_first(sample: Desk, tmp_path: Path, key: str) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter", "f6", key)
        await settle(pilot)
        assert "! Chưa chốt văn bản nào" in shown(app), shown(app)


def test_a_paper_whose_pages_lie_is_read_as_broad_as_the_screen_allows(sample: Desk) -> None:
    year = the_year(sample).id
    for kind, broadest in (("annex", range(100, 117)), ("minutes", range(60, 77))):
        lines = preview(sample, PaperRef(kind, year), 76, 116)
        assert max(map(cells, lines)) in broadest, kind
        assert max(map(cells, preview(sample, PaperRef(kind, year), 76))) <= 76
