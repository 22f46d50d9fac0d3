"""The year's papers and their register, by keys."""

from pathlib import Path

from textual.pilot import Pilot

from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.desk import Desk
from tests.operations.writes import the_bloc, the_meeting
from tests.screens.driving import mark, running, settle, shown


async def write_pdf(pilot: Pilot[int]) -> None:
    """F12, and the proposed name."""
    await pilot.press("f12")
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
        assert "Đã chốt: số 01, papers/V/2022/01-20221209-bao-cao.pdf" in page, page
        assert "DỰ THẢO" not in page, page
        assert "Số: 01/BC-KTĐV" in page, page
        await write_pdf(pilot)
        await pilot.press("escape", "f6")
        await settle(pilot)
        page = shown(app)
        assert "Báo cáo tổng kết" in page, page
        assert "SHA-256" in page, page
        assert "Tải về: scp" in " ".join(page.split()), page
        await pilot.press("enter")
        await settle(pilot)
        assert "Số: 01/BC-KTĐV" in shown(app), shown(app)
        await write_pdf(pilot)
    (of,) = sample.store.find(SealedPaper)
    assert (tmp_path / "bao-cao-khoi-v-2022.pdf").read_bytes() == (tmp_path / Path(of.file).name).read_bytes()


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
