"""Every kind of bad file is named by its place in one Vietnamese sentence, and nothing is written."""

import os
import re
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, CrossScoring, Stage, Unit
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.signing import sign
from tests.operations.found import the_meeting, the_unit, the_year
from tests.sheets.hostile import FILES, ROWS, csv
from tests.sheets.making import csv_file

V = Asked("V", 2022)
NEW_SET = Asked(name="Mới")
ASKED = {
    "no bloc": Asked(year=2022),
    "no bloc and year": Asked(),
    "group that does not add up": NEW_SET,
    "criterion twice": NEW_SET,
    "criterion without a maximum": NEW_SET,
}


def data_of(desk: Desk, folder: Path) -> dict[str, bytes]:
    """Return what the data consists of; who has it open is no part of it."""
    files = (folder / "data").glob("ktd.json*")
    return {file.name: file.read_bytes() for file in files if file.suffix in (".json", ".journal")}


def refusals(desk: Desk, path: Path, asked: Asked) -> list[str]:
    """Try to import; return the sentences that say why not."""
    try:
        plan = plan_import(desk, path, asked)
    except KtdError as error:
        return [tell(error)]
    said = [f"{row.where}: {tell(row.error)}" for row in plan.errors if row.error]
    with pytest.raises(KtdError):
        write_plan(desk, plan)
    return said


@pytest.mark.parametrize("name", ROWS | FILES)
def test_bad_files_are_named_and_nothing_is_written(sample: Desk, tmp_path: Path, name: str) -> None:
    make, sentence = (ROWS | FILES)[name]
    folder = tmp_path / "files"
    folder.mkdir()
    path, before = make(folder), data_of(sample, tmp_path)
    said = refusals(sample, path, ASKED.get(name, V))
    assert len(said) == 1, said
    assert sentence in said[0].removeprefix(f"{folder}/")
    assert data_of(sample, tmp_path) == before
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", "".join(said))


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every file")
def test_a_file_that_one_may_not_read(sample: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Tên đơn vị\nVụ Một\n")
    path.chmod(0)
    assert refusals(sample, path, V) == [f"Anh/chị không có quyền đọc {path}."]


def test_one_bad_row_keeps_all_good_ones_out(sample: Desk, tmp_path: Path) -> None:
    before = data_of(sample, tmp_path)
    path = csv_file(tmp_path, "Tên đơn vị;Khối\nVụ Một;V\nVụ Hai;V\n;V\n")
    assert refusals(sample, path, V) == ["bang.csv!A4: Tên còn trống."]
    assert data_of(sample, tmp_path) == before
    assert not sample.store.find(Unit, name="Vụ Một")


ONE_SCORE = csv("Đơn vị;Mã;Điểm\nVụ TK;I.1;8\n")


def test_a_closed_year(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(the_year(sample).with_(stage=Stage.CLOSED))
    said = refusals(sample, ONE_SCORE(tmp_path), V)
    assert len(said) == 1
    assert said[0].startswith("bang.csv!C2: Năm đang ở giai đoạn “")


def test_a_signed_year(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(signed_at=sample.now))
    said = refusals(sample, ONE_SCORE(tmp_path), V)
    assert len(said) == 1
    assert "ký" in said[0]
    with pytest.raises(KtdError):
        sign(sample, meeting.id)


def cross_year(desk: Desk) -> BlocYear:
    pair = CrossScoring(scorer_id=the_unit(desk, "CQT I"), unit_id=the_unit(desk, "Vụ TK"))
    return desk.store.save(the_year(desk).with_(stage=Stage.CROSS_SCORING, cross=(pair,)))


@pytest.mark.parametrize(
    ("scorer", "sentence"),
    [
        ("Vụ TK", "A unit does not score itself in the cross layer."),
        ("CQT II", "That unit was not assigned to score this one this year."),
        ("", "The unit that scores is missing: --scorer."),
    ],
)
def test_cross_scores_of_whom_nobody_asked(sample: Desk, tmp_path: Path, scorer: str, sentence: str) -> None:
    cross_year(sample)
    said = refusals(sample, ONE_SCORE(tmp_path), V._replace(layer=Layer.CROSS, scorer=scorer))
    assert len(said) == 1
    assert said[0].startswith(("bang.csv!C2", "bang.csv, dòng 2"))
    assert t(sentence) in said[0]
