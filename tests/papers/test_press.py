"""The press: a process of its own that sets papers, and what happens where there is none."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ktd_tui import i18n
from ktd_tui.errors import Refused
from ktd_tui.papers.document import Paragraph, prepared
from ktd_tui.papers.render import press
from ktd_tui.papers.render.press import Press, render_here
from tests.papers.sample import PAPER as UNPREPARED

PAPER = prepared(UNPREPARED)


@pytest.fixture
def ready() -> Iterator[Press]:
    made = Press()
    made.get_ready()
    yield made
    made.close()


def process_of(of: Press) -> "subprocess.Popen[bytes]":
    assert of._process is not None, "the press has no process"
    return of._process


def test_it_sets_what_this_process_would_set(ready: Press) -> None:
    pid = process_of(ready).pid
    assert ready.render(PAPER) == render_here(PAPER)
    second = replace(PAPER, title="BÁO CÁO")
    assert ready.render(second) == render_here(second)
    assert process_of(ready).pid == pid, "the second paper got another process"


def test_a_refusal_comes_back_as_it_was_said(ready: Press) -> None:
    with pytest.raises(Refused) as here:
        render_here(replace(PAPER, title="BIÊN BẢN 會議"))
    with pytest.raises(Refused) as there:
        ready.render(replace(PAPER, title="BIÊN BẢN 會議"))
    assert (there.value.message, there.value.facts) == (here.value.message, here.value.facts)
    assert ready.render(PAPER) == render_here(PAPER), "a refusal ended the press"


def test_a_refusal_speaks_the_language_of_who_waits_for_the_paper() -> None:
    i18n.use("vi")
    made = Press()
    made.get_ready()
    strange = replace(PAPER, blocks=(Paragraph("Hội nghị 會議"),))
    try:
        with pytest.raises(Refused) as refused:
            made.render(strange)
    finally:
        made.close()
    assert refused.value.facts["place"] == "đoạn 1"


def test_it_starts_when_first_asked_and_ends_with_its_desk() -> None:
    made = Press()
    assert made._process is None
    made.render(PAPER)
    pid = process_of(made).pid
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_paper_is_set_though_the_process_is_killed(ready: Press) -> None:
    process_of(ready).send_signal(signal.SIGSTOP)  # it cannot answer before it dies
    process_of(ready).kill()
    assert ready.render(PAPER) == render_here(PAPER)


def test_a_paper_is_set_though_no_process_can_be_had(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    made = Press()
    assert made.render(PAPER) == render_here(PAPER)
    assert made._process is None


def test_it_goes_when_nobody_asks_any_more() -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "ktd_tui.papers.render.press", "vi"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    said, _ = waiting.communicate(timeout=60)  # closes its standard input
    assert (waiting.returncode, said) == (0, b"")


def test_it_goes_after_a_while_without_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "IDLE", 0)
    read, write = os.pipe()
    with os.fdopen(read, "rb") as papers, os.fdopen(write, "wb"):
        monkeypatch.setattr(sys, "stdin", type("Input", (), {"buffer": papers})())
        press.serve("vi")  # returns, though its standard input is open


def test_it_runs_nothing_of_the_working_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trap = tmp_path / "ktd_tui"
    (trap / "papers").mkdir(parents=True)
    for place in (trap / "__init__.py", trap / "papers/__init__.py", trap / "papers/press.py"):
        place.write_text(f"open({str(tmp_path / 'fell')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    made = Press()
    made.render(PAPER)
    assert made._process is not None, "the press did not start elsewhere"
    made.close()
    assert not (tmp_path / "fell").exists()


def test_the_pattern_that_waits_is_there_when_it_is_asked() -> None:
    """In a process of its own: here reportlab may have been imported already."""
    asked = """
import re, ktd_tui.papers.render.frame
from ktd_tui.papers.render.engine import Later
from reportlab.platypus.paragraph import uri_pat
assert isinstance(uri_pat, Later), "reportlab's pattern for addresses is another one now"
assert uri_pat.match("https://khoi.vn/giao-uoc") and not uri_pat.match("giao ước")
assert re.compile.__module__ == "re", "re was not left as it was"
"""
    done = subprocess.run([sys.executable, "-c", asked], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
