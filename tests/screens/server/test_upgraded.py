"""ktd is upgraded on the server while sessions are open: they stay with what they loaded, and say so."""

import shutil
import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest

from ktd_tui.operations.desk import Desk
from ktd_tui.terminal.same_program import ProgramChanged, SameProgram
from screens.routes import BoardRoute
from tests.screens.driving import make_app, running, settle, shown
from tests.terminal_session import Session, with_sample

ROOT = Path(__file__).resolve().parents[3]
F1, F4 = "\x1bOP", "\x1bOS"


def test_our_modules_are_refused_once_the_program_is_another(tmp_path: Path) -> None:
    file = tmp_path / "same_program.py"
    file.write_text("old")
    program = SameProgram(file)
    assert program.find_spec("screens.board", None) is None
    file.unlink()
    assert program.changed, "taken away"
    file.write_text("new")
    assert program.find_spec("textual.widgets", None) is None
    for ours in ("screens.board", "ktd_tui", "store.care"):
        with pytest.raises(ProgramChanged, match="upgraded"):
            program.find_spec(ours, None)


async def test_a_page_that_was_not_open_yet_is_not_opened(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "program.py"
    file.write_text("old")
    monkeypatch.delitem(sys.modules, "screens.council.board", raising=False)
    with patch("ktd_tui.app.SameProgram", lambda: SameProgram(file)):
        async with running(sample, tmp_path) as (app, pilot):
            page = app.screen
            app._seat.start()
            await settle(pilot)
            file.unlink()
            app._seat.look()
            assert "ktd đã được nâng cấp" in " ".join(shown(app).split())
            app.open(BoardRoute())
            await settle(pilot)
            assert app.screen is page
            assert "mở lại ktd" in " ".join(shown(app).split())
    assert not any(isinstance(one, SameProgram) for one in sys.meta_path), "the next session would be refused"


def test_who_was_put_out_by_it_is_not_told_to_quit(sample: Desk, tmp_path: Path) -> None:
    app = make_app(sample, tmp_path)
    app._exit_renderables.append("a traceback")
    app._exception = ProgramChanged("upgraded")
    with redirect_stderr(StringIO()) as told:
        app._print_error_renderables()
    assert "mở lại ktd" in told.getvalue()
    assert "Ctrl+Q" not in told.getvalue()


@pytest.mark.pty
def test_a_key_that_needs_what_is_not_loaded_says_so_and_the_session_goes_on(tmp_path: Path) -> None:
    program, data = tmp_path / "program", with_sample(tmp_path / "data")
    for package in ("ktd_tui", "screens", "store"):
        shutil.copytree(ROOT / package, program / package, ignore=shutil.ignore_patterns("__pycache__"))
    start = (
        f"import sys; sys.path.insert(0, {str(program)!r}); from ktd_tui.cli import main; sys.exit(main())"
    )
    with Session([sys.executable, "-c", start, "--data", str(data)]) as session:
        session.wait_for("Việc cần làm")
        session.press(F1, "Mọi lệnh của màn hình")
        session.press("\x1b", "Việc tiếp theo")
        upgraded = program / "ktd_tui/terminal/same_program.py"
        shutil.copy(upgraded, program / "new.py")
        (program / "new.py").replace(upgraded)
        session.press(F4, "ktd đã được nâng cấp")
        session.press(F1, "Mọi lệnh của màn hình")  # what was loaded goes on
