"""``ktd score``: the same checks for scripts as on the screen."""

import hashlib
import json
from pathlib import Path

import pytest

from ktd_tui import cli
from ktd_tui.commands import base
from ktd_tui.domain.organisation import Stage
from ktd_tui.operations.year import years
from ktd_tui.rules.access import Actor
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_year

AT = ("--bloc", "V", "--year", "2022")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setattr(base, "actor", lambda options: Actor(1000, "thu-ky", base.read_only(options)))
    assert ktd("init", "--sample", folder) == 0
    return folder


def ktd(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


class Spoken:
    """Runs commands and returns what they said."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys

    def __call__(self, *words: str | Path) -> tuple[int, str]:
        self._capsys.readouterr()
        status = ktd("score", *words, "--data", self._data)
        out, err = self._capsys.readouterr()
        return status, (out + err).strip()


@pytest.fixture
def score(data: Path, capsys: pytest.CaptureFixture[str]) -> Spoken:
    return Spoken(data, capsys)


def to_stage(data: Path, stage: Stage) -> None:
    desk = a_desk(data, FakeClock())
    years.set_stage(desk, the_year(desk), stage, "Chấm lại")
    desk.store.close()


def test_a_cell_is_written_and_cleared_and_what_is_missing_is_listed(score: Spoken) -> None:
    cell = ("set", *AT, "--unit", "cqt i", "--code", "I.1")
    assert score("missing", *AT) == (0, "Đã chấm đủ mọi tiêu chí.")
    assert score(*cell, "18,5") == (0, "CQT I, I.1: 18,5")
    assert score(*cell) == (0, "CQT I, I.1: –")
    assert score("missing", *AT) == (1, "CQT I  I.1  Kế hoạch công tác năm hoàn thành đúng tiến độ")
    status, said = score("missing", *AT, "--json")
    assert (status, json.loads(said)[0]["code"]) == (1, "I.1")
    status, said = score("submit", *AT, "--unit", "CQT I")
    assert (status, "còn 1 tiêu chí trống: I.1" in said) == (1, True), said
    assert score(*cell, "21")[0] == 1


def test_nobody_scores_themselves_here_either(score: Spoken, data: Path) -> None:
    to_stage(data, Stage.CROSS_SCORING)
    cell = ("set", *AT, "--layer", "cross", "--code", "I.1", "18", "--unit", "CQT I")
    for scorer, sentence in (
        (("--scorer", "CQT I"), "không chấm chéo cho chính mình"),
        (("--scorer", "CQT II"), "không được phân công"),
        ((), "phải chọn đơn vị chấm"),
        (("--scorer", "Cục Không Có"), "không có đơn vị"),
    ):
        status, said = score(*cell, *scorer)
        assert (status, sentence in said) == (1, True), said


def test_a_gap_needs_its_reason(score: Spoken) -> None:
    assert score("gap", *AT, "1") == (0, "Mức lệch phải nêu lý do: 1")
    cell = ("set", *AT, "--unit", "CQT I", "--code", "I.1", "17")
    status, said = score(*cell)
    assert (status, "lệch −2 điểm" in said) == (1, True), said
    assert score(*cell, "--reason", "Chậm hai báo cáo") == (0, "CQT I, I.1: 17")
    assert score("gap", *AT) == (0, "Mức lệch phải nêu lý do: –")


def test_handed_in_sent_back_locked(score: Spoken) -> None:
    unit = (*AT, "--unit", "CQT I")
    assert score("submit", *unit) == (0, "CQT I: đã nộp")
    assert score("return", *unit, "--reason", "Thiếu") == (0, "CQT I: trả lại")
    status, said = score("lock", *unit, "--json")
    assert (status, json.loads(said)) == (0, {"unit": "CQT I", "layer": "bloc", "state": "locked"})
    status, said = score("set", *unit, "--code", "I.1", "17")
    assert (status, "đã được thu-ky khóa lúc" in said) == (1, True), said


def test_who_scores_whom(score: Spoken) -> None:
    status, said = score("cross", *AT)
    assert (status, said.splitlines()[0], len(said.splitlines())) == (0, "CQT I → CQT II", 10)
    status, said = score("cross", *AT, "--each", "1")
    assert (status, "đã chấm" in said) == (1, True), "scores were left without their assignment"
    assert "từ 1 đến 4" in score("cross", *AT, "--each", "5")[1]


def test_a_unit_is_barred(score: Spoken) -> None:
    condition = "Không đăng ký thi đua"
    bar = ("bar", *AT, "--unit", "CQT I", "--reason", "Chưa đăng ký")
    status, said = score(*bar, "--condition", "Thích thế")
    assert (status, "không có điều kiện" in said) == (1, True), said
    status, said = score(*bar, "--condition", condition)
    assert (status, said) == (0, f"CQT I: {condition}: Chưa đăng ký")


def test_evidence(score: Spoken, data: Path, tmp_path: Path) -> None:
    to_stage(data, Stage.SELF_SCORING)
    paper, unit = tmp_path / "07-BC.pdf", (*AT, "--unit", "CQT I")
    paper.write_bytes(b"%PDF-1.7")
    added = ("evidence", "add", *unit, "--code", "I.2", "Sơ kết", "--number", "07/BC", "--address", paper)
    status, said = score(*added, "--json")
    one = json.loads(said)
    assert (status, one["size"], one["sha256"]) == (0, 8, hashlib.sha256(b"%PDF-1.7").hexdigest())
    judged = (*unit, "--code", "I.2", "Sơ kết")
    assert "✗ không đạt" in score("evidence", "refuse", *judged, "--reason", "Chưa ký")[1]
    assert "✓ đạt" in score("evidence", "accept", *judged)[1]
    said = score("evidence", "list", *unit)[1]
    codes = [line.split()[0] for line in said.splitlines() if "! thiếu" in line]
    assert codes[:3] == ["I.3", "I.5", "II.1"], said
    assert score("evidence", "accept", *unit, "--code", "I.2", "Khác")[0] == 1


def test_without_a_layer_the_one_of_the_stage_is_meant(score: Spoken, data: Path) -> None:
    unit = ("--unit", "CQT I")
    assert score("submit", *AT, *unit) == (0, "CQT I: đã nộp"), "the bloc's own"
    to_stage(data, Stage.SELF_SCORING)
    for verb, more in (("return", ("--reason", "Thiếu")), ("submit", ())):
        status, said = score(verb, *AT, *unit, *more, "--json")
        assert (status, json.loads(said.splitlines()[0]).get("layer")) == (0, "self"), said
    to_stage(data, Stage.CROSS_SCORING)
    cell = ("set", *AT, "--unit", "CQT II", "--code", "I.1", "18")
    assert "phải chọn đơn vị chấm" in score(*cell)[1]
    assert "đã nộp" in score(*cell, "--scorer", "CQT I")[1], "who scores is named: it is that unit's sheet"
