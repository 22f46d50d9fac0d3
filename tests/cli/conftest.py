"""Whatever command a test runs: what it answers is held against its schema, with ``--json`` or without."""

import json
from argparse import Namespace
from typing import Any

import pytest

from ktd_tui.commands.base import json_text
from ktd_tui.commands.frame import Answer
from tests.cli.answers.schemas import misfits


@pytest.fixture(autouse=True)
def answers_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    say = Answer.say

    def checked(answer: Answer[Any], options: Namespace) -> int:
        if hasattr(options, "answered_by"):  # made by the parser, not by the test
            assert misfits(options.answered_by, json.loads(json_text(answer.data))) == []
        return say(answer, options)

    monkeypatch.setattr(Answer, "say", checked)
