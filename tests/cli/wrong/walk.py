"""Every command where something is wrong with the machine: ``python -m tests.cli.wrong.walk FOLDER``.

One process imports all commands once; each run is a child of it. Root runs it by ``without_power``, so that
modes mean something to root, too, and by ``with_disks``, where a disk may be mounted.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from ktd_tui import cli
from tests.cli.answers.runs import RUNS

WORDS = {"bloc": "V", "year": "2022", "unit": "Vụ TK", "code": "I.1", "account": "nobody", "role": "observer"}
WITHOUT_POWER = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
SMALL, FIXED, BELOW = "small", "fixed", "below"
DISKS = f"""
set -e
cd "$1"
mkdir {SMALL} {FIXED} {BELOW}
mount -t tmpfs -o size=24m,mode=700 tmpfs {SMALL}
mount --bind {BELOW} {FIXED}
mount -o remount,bind,ro {FIXED}
shift
exec "$@"
"""
"""In a mount namespace of its own: a disk that fills soon, and one that takes nothing."""
LIMIT = 60
"""Seconds of processor time after which a command hangs."""


def with_disks(folder: Path) -> tuple[str, ...]:
    """Return what stands before a command to which a folder has the disks; they are gone with it."""
    return ("unshare", "-m", "/bin/sh", "-c", DISKS, "sh", str(folder))


def commands() -> Iterator[list[str]]:
    """Yield words for each command and verb: those that tests know to work, else what its options ask for."""
    for name, parser in leaves(cli.whole_parser(), ""):
        if name not in {"demo", "rehearse"}:  # they open the screens
            yield [*name.split(), *(RUNS[name] if name in RUNS else _asked(parser))]


def leaves(parser: ArgumentParser, name: str) -> Iterator[tuple[str, ArgumentParser]]:
    """Yield every command that has no verbs below it, with its parser."""
    verbs = [action.choices for action in parser._actions if isinstance(action.choices, dict)]
    if not verbs:
        yield name, parser
    for choices in verbs:
        for verb, inner in choices.items():
            yield from leaves(inner, f"{name} {verb}".strip())


def _asked(parser: ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if not action.required:
            continue
        if action.option_strings:
            yield action.option_strings[-1]
        if action.choices:
            yield str(next(iter(action.choices)))
        elif action.type is Path:
            yield "ra.pdf" if action.dest == "output" else "diem.csv"
        else:
            yield WORDS.get(action.dest, "1")


def _unreadable(place: Path) -> None:
    for path in (*place.rglob("ktd.json*"), *place.glob("*.*")):
        path.chmod(0)


def _no_home(place: Path) -> None:
    home = place / "home"
    home.mkdir(mode=0)
    os.environ["HOME"] = str(home)


def _forbidden(place: Path) -> None:
    for path in [*place.rglob("*"), place]:
        path.chmod(0o500 if path.is_dir() else 0o400)


def _closed(place: Path) -> None:
    """Python has no stdout where it finds none at its start; the next file gets its number."""
    os.close(1)
    sys.stdout = None


def _full_output(place: Path) -> None:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def _no_room(place: Path) -> None:
    """No file may grow; the kernel says EFBIG where a full disk says ENOSPC, and the same paths are taken."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _full(pages: int) -> Callable[[Path], None]:
    """Leave so many pages on the disk, which has the folder for what is passing, too."""

    def wrong(place: Path) -> None:
        filler, left = place / "filler", place / "left"
        os.environ["TMPDIR"] = str(place)
        left.write_bytes(bytes(pages * resource.getpagesize()))
        with filler.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(bytes(1 << 12)):
                pass
        left.unlink()

    return wrong


def _passing(place: Path) -> None:
    os.environ["TMPDIR"] = str(place)


WRONG: Mapping[str, Callable[[Path], None]] = {
    "a file cannot be read": _unreadable,
    "HOME cannot be read": _no_home,
    "a permission is missing": _forbidden,
    "stdout is closed": _closed,
    "stdout is full": _full_output,
    "no file may grow": _no_room,
}
ON_A_DISK: Mapping[str, tuple[str, Callable[[Path], None]]] = {
    "the disk is full": (SMALL, _full(0)),
    "a page is left on the disk": (SMALL, _full(1)),
    "sixteen pages are left on the disk": (SMALL, _full(16)),
    "the disk is read-only": (FIXED, _passing),
}
"""The disk, and what is done there before each command."""


def _in_child(work: Callable[[], object]) -> tuple[int, str]:
    """Run something in a child; return its exit status and what it said, by a pipe, which no limit stops."""
    hears, says = os.pipe()
    if pid := os.fork():
        os.close(says)
        with os.fdopen(hears, "rb") as pipe:
            said = pipe.read().decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said
    for number in (1, 2):
        os.dup2(says, number)
    os.closerange(3, 64)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        work()
    except SystemExit as end:
        if sys.stdout:
            sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:  # noqa: BLE001  # the traceback that must never be
        os.write(2, traceback.format_exc().encode())
        os._exit(99)
    os._exit(0)


def _set_up(place: Path) -> None:
    with (place / "diem.csv").open("w") as file:
        file.write("Mã;Đơn vị;Điểm\nI.1;Vụ TK;18,5\n")
    for name in ("vai-tro.csv", "kich-ban.txt"):
        (place / name).write_text(
            "Tài khoản;Vai trò\nroot;observer\n" if name.endswith("csv") else "# không\n"
        )
    cli.main(["init", "--sample", str(place / "data")])


def walk(folder: Path, each: int = 1, turn: int = 0) -> Iterator[tuple[str, list[str], int, str]]:
    """Yield for each thing that is wrong and each command how it ended and what it said; then, of the data.

    Args:
        folder: An empty one, but for the disks.
        each: Only every so manieth command; another one for each thing that is wrong.
        turn: The number of the first one.
    """
    made = folder / "made"
    made.mkdir()
    status, said = _in_child(partial(_set_up, made))
    assert status == 0, said
    every = list(commands())
    (folder / "place").mkdir()
    for number, (what, (name, wrong)) in enumerate(_all_wrong(folder).items()):
        place, below = folder / name, folder / (BELOW if name == FIXED else name)
        subprocess.run(["cp", "-a", f"{made}/.", str(below)], check=True)  # noqa: S607  # modes and owners, too
        for words in every[(number + turn) % each :: each]:
            yield (what, words, *_in_child(partial(_run, words, place, wrong)))
            _open_again(below)
        yield (what, ["check"], *_in_child(partial(_run, ["check"], below, lambda _: None)))
        for path in below.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _all_wrong(folder: Path) -> Mapping[str, tuple[str, Callable[[Path], None]]]:
    disks = ON_A_DISK if (folder / SMALL).is_mount() else {}
    return {**{what: ("place", wrong) for what, wrong in WRONG.items()}, **disks}


def _run(words: Sequence[str], place: Path, wrong: Callable[[Path], None]) -> None:
    os.chdir(place)
    os.environ.update(HOME=str(place), KTD_DATA=str(place / "data"))
    wrong(place)
    cli.main(words)


def _open_again(place: Path) -> None:
    (place / "filler").unlink(missing_ok=True)
    for path in [place, *place.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)
    if (place / "home").exists():
        (place / "home").rmdir()


if __name__ == "__main__":
    for one in walk(Path(sys.argv[1]), *map(int, sys.argv[2:])):
        sys.stdout.write(f"{json.dumps(one, ensure_ascii=False)}\n")
        sys.stdout.flush()
