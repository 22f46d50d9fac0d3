"""Fonts are taken only when they can write Vietnamese, whatever their file is called."""

import shutil
from pathlib import Path

import pytest
import reportlab

from ktd_tui.papers.render import fonts
from ktd_tui.papers.render.fonts import VIETNAMESE, crimson, find_faces, missing_glyphs

LIBERATION = dict(fonts.CANDIDATES)["Liberation Serif"]
TINOS = dict(fonts.CANDIDATES)["Tinos"]
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"  # no Vietnamese letters


def install(folder: Path, names: tuple[str, ...], *sources: Path) -> None:
    folder.mkdir(parents=True)
    for name, source in zip(names, sources or crimson().paths, strict=True):
        shutil.copy(source, folder / name)


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len([letter for letter in VIETNAMESE if not letter.isascii()]) == 134


def test_crimson_has_every_letter() -> None:
    assert missing_glyphs(crimson(), "".join(VIETNAMESE)) == set()
    assert not crimson().is_decree_face


def test_missing_glyphs_are_named() -> None:
    assert missing_glyphs(crimson(), "Tiếng Việt 😀 漢") == {"😀", "漢"}


def test_a_good_family_is_found(tmp_path: Path) -> None:
    install(tmp_path / "truetype" / "liberation2", LIBERATION)
    faces = find_faces([tmp_path])
    assert faces.name == "Liberation Serif"
    assert faces.is_decree_face
    assert [path.name for path in faces.paths] == list(LIBERATION)


def test_the_right_name_without_the_letters_is_refused(tmp_path: Path) -> None:
    install(tmp_path / "truetype" / "liberation", LIBERATION, VERA, VERA, VERA, VERA)
    assert find_faces([tmp_path]) == crimson()
    install(tmp_path / "truetype" / "liberation2", LIBERATION)
    assert find_faces([tmp_path]).regular.parent.name == "liberation2"


def test_one_style_without_the_letters_spoils_the_family(tmp_path: Path) -> None:
    regular, bold, italic, _ = crimson().paths
    install(tmp_path / "a", LIBERATION, regular, bold, italic, VERA)
    assert find_faces([tmp_path]) == crimson()


def test_one_style_that_is_not_there_spoils_the_family(tmp_path: Path) -> None:
    install(tmp_path / "a", LIBERATION)
    (tmp_path / "a" / LIBERATION[3]).unlink()
    assert find_faces([tmp_path]) == crimson()


@pytest.mark.parametrize("keep", [0, 3, 100, 5_000, 60_000])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, keep: int) -> None:
    install(tmp_path / "a", LIBERATION)
    damaged = tmp_path / "a" / LIBERATION[0]
    damaged.write_bytes(damaged.read_bytes()[:keep])
    assert find_faces([tmp_path]) == crimson()


def test_the_better_face_wins_wherever_it_is(tmp_path: Path) -> None:
    install(tmp_path / "a", TINOS)
    install(tmp_path / "b", LIBERATION)
    assert find_faces([tmp_path]).name == "Liberation Serif"


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert find_faces([tmp_path / "none", tmp_path / "file"]) == crimson()


def test_looking_stops_two_folders_down(tmp_path: Path) -> None:
    install(tmp_path / "a" / "b" / "c", LIBERATION)
    assert find_faces([tmp_path]) == crimson()
