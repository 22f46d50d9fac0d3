"""Catalogues are compiled where others may be reading them: a tree is built while sessions run from it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from release.hashes import ROOT


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_whoever_reads_a_catalogue_reads_it_whole(hook: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "ktd_tui" / "locales" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    build = hook.CompileCatalogues(str(tmp_path), {}, None, None, str(tmp_path), "wheel")

    def compiled(text: str) -> dict[str, list[str]]:
        (folder / "ktd.po").write_text(f'msgid "Unit"\nmsgstr "{text}"\n', "utf-8")
        data: dict[str, list[str]] = {"artifacts": []}
        build.initialize("editable", data)
        return data

    assert compiled("Đơn vị") == {"artifacts": ["ktd_tui/locales/vi/LC_MESSAGES/ktd.mo"]}
    with (folder / "ktd.mo").open("rb") as reader:
        compiled("Cơ quan")
        assert "Đơn vị".encode() in reader.read(), "the file was written anew under whoever has it open"
    assert "Cơ quan".encode() in (folder / "ktd.mo").read_bytes()
    assert {path.name for path in folder.iterdir()} == {"ktd.po", "ktd.mo"}, "something was left behind"
