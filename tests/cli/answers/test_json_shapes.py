"""What commands answer with ``--json`` fits the schemas of ``docs/json.md``; a refusal is JSON, too."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ktd_tui.commands import base
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.rules.access import Actor
from tests.builders import a_desk
from tests.cli.answers import json_shapes
from tests.cli.answers.runs import ELSEWHERE, RUNS, SEALED
from tests.cli.answers.schemas import misfits
from tests.cli.test_score import ktd
from tests.conftest import FakeClock
from tests.operations.writing.ready import get_ready

RENEW = "renew docs/json.md: KTD_RENEW=1 pytest tests/cli/answers"


Run = Callable[[Sequence[str]], object]


@pytest.fixture
def run(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command where everything is there that commands tell of; returns what it printed."""
    data: Path = tmp_path / "data"
    desk = a_desk(data, clock)
    set_up_sample(desk)
    get_ready(desk)
    desk.store.close()
    (tmp_path / "diem.csv").write_text("Mã;Đơn vị;Điểm;Thừa\nI.1;Vụ TK;18,5;x\nI.2;Vụ TK;tám;\n")
    (tmp_path / "vai-tro.csv").write_text("Tài khoản;Vai trò\nroot;observer\n")
    (tmp_path / "kich-ban.txt").write_text("# không có gì\n")
    sealed = str(next((data / "papers").rglob("*.pdf")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(base, "actor", lambda options: Actor(1000, "thu-ky", base.read_only(options)))

    def run(words: Sequence[str]) -> object:
        capsys.readouterr()
        where = () if words[:2] == ["server", "setup"] else ("--data", data)
        ktd(*where, *(sealed if word == SEALED else word for word in words))
        said = capsys.readouterr()
        return json.loads(said.out or json.dumps({"error": said.err}))

    return run


def test_every_answer_fits_its_schema(run: Run) -> None:
    told_by = json_shapes.told_by()
    assert {*RUNS, *ELSEWHERE} <= {*told_by}
    seen = {told_by[name] for name in (*RUNS, *ELSEWHERE)}
    assert {name for name, by in told_by.items() if by not in seen} == set(), (
        "run them: tests/cli/answers/runs.py"
    )
    answers = {name: run([*name.split(), "--json", *words]) for name, words in RUNS.items()}
    refused = {name: of["error"] for name, of in answers.items() if isinstance(of, dict) and "error" in of}
    assert refused == {}, "a refusal is no answer"
    assert {name: wrong for name, of in answers.items() if (wrong := misfits(told_by[name], of))} == {}


def test_every_answer_is_told() -> None:
    page = json_shapes.page(json_shapes.told_by())
    if os.environ.get("KTD_RENEW"):
        json_shapes.DOC.write_text(page, "utf-8")
    assert page == json_shapes.DOC.read_text("utf-8"), RENEW


def test_a_refusal_is_json_with_its_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ktd("import", tmp_path / "nichts.csv", "--json", "--data", tmp_path / "data") == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["error"] == said.err.strip()
    assert set(told["reason"]) == {"kind", "message", "facts"}
