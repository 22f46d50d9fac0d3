"""Nobody gets further than they may: a number that is used again, files among the data, root's files."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import NotAllowed, Refused, StoreError
from ktd_tui.operations import rights
from ktd_tui.operations.council.users import own_roles
from ktd_tui.operations.data.exporting import export_scores
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import print_paper
from ktd_tui.operations.server.copying import back_up
from ktd_tui.operations.server.holders import holder_facts
from ktd_tui.operations.server.maintenance import export_data
from ktd_tui.rules.access import Act, Actor, Scope
from store import open_store
from store.care.check import check_data
from store.engine.history_files import finished, history_name
from tests.builders import give

if TYPE_CHECKING:
    from collections.abc import Callable

NEWCOMER = Actor(4100, "moi")


def test_a_number_that_is_used_again_inherits_nothing(sample: Desk, tmp_path: Path) -> None:
    give(tmp_path / "data", 4100, "cu", UserRole.ADMINISTRATOR)
    sample.store.refresh()
    with pytest.raises(NotAllowed, match="“cu”"):
        rights.admit(sample.store, NEWCOMER, sample.today)
    with pytest.raises(NotAllowed):
        rights.check_right(sample.store, NEWCOMER, Act.MAINTAIN, Scope(), sample.today)
    assert own_roles(sample._replace(actor=NEWCOMER)) == []
    rights.admit(sample.store, Actor(4100, "cu"), sample.today)


def test_doctor_is_told_of_accounts_that_are_gone_or_have_another_number(
    sample: Desk, tmp_path: Path
) -> None:
    give(tmp_path / "data", 4100, "khong-co", UserRole.ADMINISTRATOR)
    give(tmp_path / "data", 4101, "root", UserRole.COUNCIL_OFFICE)
    found = {h.account: h for h in holder_facts(tmp_path / "data", sample.today) or ()}
    assert found["khong-co"].now_uid is None
    assert found["khong-co"].administrator
    assert found["root"].now_uid == 0


@pytest.mark.parametrize("place", ["", "history", "backups", "archive", "drafts", "history/deeper"])
def test_nothing_is_written_among_the_data(sample: Desk, tmp_path: Path, place: str) -> None:
    folder = tmp_path / "data" / place
    folder.mkdir(parents=True, exist_ok=True)
    (tmp_path / "way-in").symlink_to(folder)
    year = sample.store.find(BlocYear)[0].id
    before = sorted(tmp_path.rglob("*"))
    for way in (folder, tmp_path / "way-in", tmp_path / "data" / "papers" / ".." / place):
        writes: list[Callable[[Path], object]] = [
            lambda to: export_scores(sample, year, Layer.SELF, to / "x.csv"),
            lambda to: export_scores(sample, year, Layer.SELF, to / "x.pdf"),
            lambda to: print_paper(sample, PaperRef("pledge", year), to / "x.pdf"),
            lambda to: back_up(sample, to / "x.zip"),
            lambda to: export_data(sample, to / "x.json"),
        ]
        for write in writes:
            with pytest.raises(Refused):
                write(way)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_foreign_file_under_the_next_name_stops_no_history(sample: Desk, tmp_path: Path) -> None:
    data = tmp_path / "data"
    store = sample.store
    store.rest()
    count = len(list(store.changes()))
    last = max(commit.seq for commit in store.changes())
    (data / "history").mkdir(exist_ok=True)
    put = data / "history" / history_name(last, last + 1)
    put.write_bytes(b"%PDF-1.7 no journal")
    (data / "history" / history_name(last + 5, last + 6)).mkdir()
    os.mkfifo(data / "history" / history_name(last + 7, last + 8))
    store.save(Unit(name="Vụ Mới"))
    store.rest()
    assert put in finished(data / "history"), "its own journal did not get its name"
    assert len(list(store.changes())) == count + 1
    aside = list((data / "history").glob("foreign-*"))
    assert b"%PDF-1.7 no journal" in [p.read_bytes() for p in aside if p.is_file()], "nothing may be removed"
    told = "\n".join(str(finding.facts) for finding in check_data(data).findings)
    assert all(path.name in told for path in aside if path.is_file())
    back_up(sample, tmp_path / "b.zip")


def test_a_foreign_file_under_todays_name_stops_no_copy(sample: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "backups"
    folder.mkdir(exist_ok=True)
    today = folder / f"ktd-{sample.today}.json"
    today.unlink(missing_ok=True)
    today.write_bytes(b"%PDF-1.7")
    sample.store.back_up_today()
    assert today.read_bytes().startswith(b"{"), "no copy was made"
    assert [p.read_bytes() for p in folder.glob("foreign-*")] == [b"%PDF-1.7"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root is refused here")
def test_root_writes_nothing_that_the_owner_could_not_open(sample: Desk, tmp_path: Path) -> None:
    data = tmp_path / "data"
    sample.store.close()
    os.chown(data, 4100, 4100)
    before = {p: p.stat().st_mtime_ns for p in data.rglob("*")}
    with pytest.raises(StoreError, match="sudo -u #4100"):
        open_store(data)
    open_store(data, read_only=True).close()
    assert {p: p.stat().st_mtime_ns for p in data.rglob("*")} == before
    data.chmod(0o2770 | stat.S_ISGID)
    open_store(data).close()
