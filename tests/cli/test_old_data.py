"""A data directory as version 0.1.0 left it opens unchanged: journal, archives, papers, copies, drafts.

``tests/fixtures/data-0.1.0.zip`` was written by that version: Khối V with 2022 and 2023 closed, their
minutes and a report sealed, both years archived, 2024 begun in commits that stand in the journal alone, and a
line half typed.
"""

import json
import zipfile
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.server.drafts import Draft
from store import open_store
from store.beside.drafts import Drafts
from tests.cli.test_cli import ktd

FIXTURE = Path(__file__).parents[1] / "fixtures" / "data-0.1.0.zip"
SEALED = ("2022/01-20221209-bao-cao.pdf", "2022/02-20221209-bien-ban.pdf", "2023/01-20231208-bien-ban.pdf")
OWNER = "1000"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    directory = tmp_path / "old"
    directory.mkdir(mode=0o700)
    with zipfile.ZipFile(FIXTURE) as packed:
        packed.extractall(directory)
    return directory


def told(directory: Path, *words: str) -> str:
    done = ktd("--data", directory, *words)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_it_is_sound(old: Path) -> None:
    assert told(old, "check").endswith("Không thấy lỗi nào.\n")


@pytest.mark.parametrize("file", SEALED)
def test_sealed_papers_are_as_they_were_and_the_data_still_says_so(old: Path, file: str) -> None:
    verdict = told(old, "verify", str(old / "papers" / "V" / file))
    assert verdict.count("✓") == 2, verdict


def test_each_sealed_snapshot_can_be_read(old: Path) -> None:
    with_numbers = json.loads(told(old, "papers", "--bloc", "V", "--year", "2022", "--json"))
    assert [paper["number"] for paper in with_numbers] == ["01", "02"]
    again = old.parent / "again.pdf"
    told(old, "papers", "--bloc", "V", "--year", "2022", "--number", "2", "-o", str(again))
    assert again.read_bytes().startswith(b"%PDF-")


def test_the_journal_is_taken_in_and_written_on(old: Path) -> None:
    store = open_store(old, read_only=True)
    places = [meeting.place for meeting in store.find(Meeting)]
    assert places == ["Hội trường tầng 3"], "the commit that stands in the journal alone is lost"
    assert len(store.find(SealedPaper)) == 3
    store.close()
    told(old, "task", "add", "Việc mới", "--bloc", "V", "--year", "2024")
    assert "Việc mới" in told(old, "task", "list", "--bloc", "V", "--year", "2024")
    assert "Chuẩn bị hội nghị tổng kết" in told(old, "history")


def test_archived_years_are_read(old: Path) -> None:
    assert "Nguyễn Văn Định" in told(old, "show", "minutes", "--bloc", "V", "--year", "2022")


def test_what_was_half_typed_is_there(old: Path) -> None:
    draft = Draft(Drafts(old), OWNER)
    draft.load()
    assert list(draft.texts.values()) == ["Câu đang gõ dở"]
    assert draft.meeting_id


def test_a_backup_of_then_is_restored(old: Path, tmp_path: Path) -> None:
    empty = tmp_path / "restored"
    empty.mkdir(mode=0o700)
    told(empty, "restore", str(old / "backups" / "whole.zip"))
    assert told(empty, "check").endswith("Không thấy lỗi nào.\n")
    assert "Hội trường tầng 3" in told(empty, "show", "minutes", "--bloc", "V", "--year", "2024")
