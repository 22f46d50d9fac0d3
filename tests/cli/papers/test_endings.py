"""A file's name says what is written into it: another ending is refused by every command that writes one."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from ktd_tui.commands.registry import LISTED
from ktd_tui.operations.papers.kinds import KINDS
from tests.cli.test_year_work import V22, Ktd, run

__all__ = ["run"]  # the fixture
WORK_COMMANDS = ("movements", "parts", "activities", "tasks", "exemplars")
PAPER, TABLE = ".pdf, .docx, .txt, .md", ".csv, .xlsx"
WRITES: Mapping[tuple[str, ...], tuple[tuple[str, ...], str]] = {
    **{
        ("export", name, "output"): ((*V22, "--of", "Vụ TK") if kind.whom else V22, PAPER)
        for name, kind in KINDS.items()
    },
    **{("export", one, "output"): (V22, f"{PAPER}, .xlsx, .csv") for one in ("nominees", "year-statistics")},
    **{("export", kind, "output"): (V22, TABLE) for kind in WORK_COMMANDS},
    ("export", "data", "output"): ((), ".json"),
    ("export", "scores", "output"): (V22, f"{TABLE}, .pdf"),
    ("export", "registrations", "output"): (V22, TABLE),
    ("export", "people", "output"): (V22[:2], TABLE),
    ("export", "sheet", "output"): ((*V22, "--unit", "CQT I"), TABLE),
    ("export", "titles", "output"): ((), TABLE),
    ("export", "decisions", "output"): ((), TABLE),
    ("export", "template", "output"): (("--kind", "scores"), TABLE),
    ("overview", "output"): ((), PAPER),
    ("statistics", "output"): (V22[:2], TABLE),
    ("backup", "file"): ((), ".zip"),
    ("papers", "output"): ((*V22, "--number", "1"), PAPER),
    ("papers", "zip"): (V22, ".zip"),
    ("papers", "dossier"): (V22, ".zip"),
}
"""By command and option: what else the command needs, and the endings that it names."""
READS = {
    ("import", "file"),
    ("restore", "file"),
    ("verify", "file"),
    ("drill", "source"),
    ("user", "import", "file"),
    ("papers", "attach"),
    ("rehearse", "script"),
    ("meeting", "run", "script"),
    ("init", "directory"),
    ("server", "care", "to"),
    ("server", "setup", "program"),
}


def paths(parser: ArgumentParser, *command: str) -> Iterator[tuple[str, ...]]:
    """Yield every option that is a path, behind the words of its command."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, verb in action.choices.items():
                yield from paths(verb, *command, name)
        elif action.type is Path:
            yield (*command, action.dest)


def test_every_option_that_is_a_path_is_known_to_read_or_to_write() -> None:
    parser = ArgumentParser()
    commands = parser.add_subparsers()
    for name, listed in LISTED.items():
        common = ArgumentParser(add_help=False)
        import_module(f"ktd_tui.commands.{listed.module}").COMMANDS.add_to(commands, common, name)
    assert set(paths(parser)) == {*WRITES, *READS}


def test_another_ending_is_refused_and_nothing_is_written(run: Ktd, tmp_path: Path) -> None:
    assert run("seal", "report", *V22)[0] == 0
    before = sorted(tmp_path.rglob("*"))
    for (*words, option), (more, endings) in WRITES.items():
        for name in ("so.xyz", "so.pdf.bak", *(["so"] if option != "dossier" else [])):  # that is a folder
            target = [str(tmp_path / name)] if option == "file" else [f"--{option}", str(tmp_path / name)]
            status, said = run(*words, *more, *target)
            assert (status, said) == (1, f"{tmp_path / name}: tên tệp phải có đuôi {endings}."), words
    status, said = run("papers", *V22, "--number", "1", "--pdfa", "-o", str(tmp_path / "so.txt"))
    assert (status, said) == (1, f"{tmp_path / 'so.txt'}: tên tệp phải có đuôi .pdf."), said
    assert sorted(tmp_path.rglob("*")) == before


def test_capitals_are_the_same_ending(run: Ktd, tmp_path: Path) -> None:
    assert run("export", "report", *V22, "-o", str(tmp_path / "BC.TXT"))[0] == 0
    assert "BÁO CÁO" in (tmp_path / "BC.TXT").read_text("utf-8")
