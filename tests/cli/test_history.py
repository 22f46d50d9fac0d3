"""``ktd history`` and ``ktd archive``."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import ktd


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    assert ktd("init", "--sample", folder).returncode == 0
    return folder


def test_the_history_says_who_and_what(data: Path) -> None:
    done = ktd("--data", data, "history", "--limit", "1")
    assert done.returncode == 0, done.stderr
    assert "Tạo dữ liệu Khối V, năm 2022" in done.stdout
    told = json.loads(ktd("--data", data, "history", "--json").stdout)
    assert [deed["what"] for deed in told] == ["Tạo dữ liệu Khối V, năm 2022"]
    assert told[0]["fields"], "what it changed is not told"
    assert "chưa có thay đổi" in ktd("--data", data, "history", "X").stdout


def test_nothing_to_archive(data: Path) -> None:
    assert "Không có năm" in ktd("--data", data, "archive").stdout
    assert json.loads(ktd("--data", data, "archive", "--json").stdout) == []
    refused = ktd("--data", data, "--read-only", "archive")
    assert (refused.returncode, refused.stderr) == (0, "")
