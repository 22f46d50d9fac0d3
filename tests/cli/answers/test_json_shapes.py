"""``docs/json.md`` tells what every command answers with ``--json``, and a refusal is JSON, too."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from ktd_tui.commands import base, frame
from ktd_tui.commands.data import importing
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.rules.access import Actor
from tests.builders import a_desk
from tests.cli.answers import json_shapes
from tests.cli.test_score import ktd
from tests.conftest import FakeClock
from tests.operations.writing.ready import get_ready

RENEW = "renew docs/json.md: KTD_RENEW=1 pytest tests/cli/answers"


Run = Callable[[Sequence[str]], object]


@pytest.fixture
def run(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command where everything is there that commands tell of; returns what it answered."""
    data: Path = tmp_path / "data"
    answers: list[object] = []
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
    for place in (base, frame, importing):
        monkeypatch.setattr(place, "say_json", answers.append)

    def run(words: Sequence[str]) -> object:
        answers.clear()
        capsys.readouterr()
        ktd(*(sealed if word == json_shapes.SEALED else word for word in words), "--data", data)
        assert len(answers) == 1, f"{words}: {capsys.readouterr().err}"
        return answers[0]

    return run


def alike(shapes: Mapping[str, object]) -> dict[str, str]:
    """The commands that answer what another does."""
    found = dict(json_shapes.ALIKE)
    for name, parser in json_shapes.commands():
        group = name.rpartition(" ")[0]
        if name in {*shapes, *found}:
            continue
        if group == "export":
            found[name] = "export scores"
        elif json_shapes.like_its_list(parser):
            found[name] = next(f"{group} {verb}" for verb in ("list", "show") if f"{group} {verb}" in shapes)
    return found


def test_every_answer_is_told(run: Run) -> None:
    shapes = json_shapes.recorded(run)
    others, names = alike(shapes), {name for name, _ in json_shapes.commands()}
    assert {*shapes, *others} == names, "tell in tests/cli/answers/json_shapes.py what they answer"
    page = json_shapes.page(shapes, others)
    if os.environ.get("KTD_RENEW"):
        json_shapes.DOC.write_text(page, "utf-8")
    assert page == json_shapes.DOC.read_text("utf-8"), RENEW


def test_a_refusal_is_json_with_its_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ktd("import", tmp_path / "nichts.csv", "--json", "--data", tmp_path / "data") == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["error"] == said.err.strip()
    assert set(told["reason"]) == {"kind", "message", "facts"}
