"""A disk that loses its power: what may be found on it after any of the calls that a process made.

``strace`` records the calls of a real process. A disk keeps what was synced; of all else it keeps what it
likes. The model is a plain one, and harder than today's file systems: content that was not synced may be
there, be missing, be torn or be zeros; names that were not synced (by a sync of their folder) may have
become true up to any of them.
"""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "open,openat,creat,close,write,pwrite64,writev,pwritev,sendfile,copy_file_range,truncate,ftruncate,"
    "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
TO_DESCRIPTORS = {"write", "pwrite64", "ftruncate", "fsync", "fdatasync", "close"}
NOT_UNDERSTOOD = {"writev", "pwritev", "sendfile", "copy_file_range", "truncate", "rmdir"}
"""Nobody here makes them; whoever does teaches the model first."""
_LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_DESCRIPTOR = re.compile(r"^(\d+)<([^>]*)>")


class Inode:
    """A file: what of it is on the disk for sure, and what was written since."""

    def __init__(self, content: bytes = b"") -> None:
        self.synced = content
        self.content = content
        self.writes: list[tuple[int, bytes]] = []

    def write(self, at: int, piece: bytes) -> None:
        """Write a piece; not on the disk yet."""
        self.writes.append((at, piece))
        self.content = written(self.content, at, piece)

    def cut(self, size: int) -> None:
        """Cut it to a size: the same as its content anew."""
        self.content = self.content[:size].ljust(size, b"\0")
        self.writes.append((-1, self.content))

    def sync(self) -> None:
        """All of it is on the disk now."""
        self.synced, self.writes = self.content, []

    def after_loss(self, how: str, dice: random.Random) -> bytes:
        """Return what may be found of it.

        Args:
            how: What became of the writes that were not synced: ``none``, ``all``, ``torn`` or ``zeros``.
        """
        if how == "all":
            return self.content
        if how == "zeros":
            return self.synced[: len(self.content)].ljust(len(self.content), b"\0")
        found = self.synced
        kept = self.writes[: dice.randrange(len(self.writes) + 1)] if how == "torn" else []
        for at, piece in kept[:-1]:
            found = written(found, at, piece)
        for at, piece in kept[-1:]:
            found = written(found, at, piece if at < 0 else piece[: dice.randrange(len(piece) + 1)])
        return found


def written(content: bytes, at: int, piece: bytes) -> bytes:
    """Return a content after a piece was written into it (``at`` below nought: in its place)."""
    if at < 0:
        return piece
    return content[:at].ljust(at, b"\0") + piece + content[at + len(piece) :]


Named = tuple[str, Inode | str | None]
"""A path and what it became: a file, a folder (None), or ``gone``."""
Naming = tuple[Named, ...]
"""What one call did to names: all of it or nothing is on the disk."""


@dataclass
class Disk:
    """A directory tree: names and contents, and which of it is on the disk for sure.

    Attributes:
        names: The files and folders (None) by their path below the root, as processes see them.
        on_disk: The same, as they are for sure.
        naming: What changes of names are not synced, in order.
    """

    names: dict[str, Inode | None]
    on_disk: dict[str, Inode | None] = field(default_factory=dict)
    naming: list[Naming] = field(default_factory=list)

    def name(self, *changes: Named) -> None:
        """Change names at once."""
        _renamed(self.names, changes)
        self.naming.append(changes)

    def sync_folder(self, folder: str) -> None:
        """Every change of a name in a folder is on the disk now."""
        here = [changes for changes in self.naming if any(_folder(path) == folder for path, _ in changes)]
        for changes in here:
            _renamed(self.on_disk, changes)
            self.naming.remove(changes)

    def lay_out(self, root: Path, how: str, dice: random.Random) -> None:
        """Write what may be found after the power went into an empty directory.

        Args:
            how: What became of what was not synced: names and contents, as ``none-torn``.
        """
        named, filled = how.split("-")
        left = {"none": 0, "all": len(self.naming), "some": dice.randrange(len(self.naming) + 1)}[named]
        names = dict(self.on_disk)
        for changes in self.naming[:left]:
            _renamed(names, changes)
        for path, inode in sorted(names.items()):
            if any(str(up) not in names for up in Path(path).parents if str(up) != "."):
                continue  # the folder that it was in is not there
            if inode is None:
                (root / path).mkdir()
            else:
                (root / path).write_bytes(inode.after_loss(filled, dice))


def _renamed(names: dict[str, Inode | None], changes: Naming) -> None:
    for path, what in changes:
        if isinstance(what, str):
            names.pop(path, None)
        else:
            names[path] = what


def _folder(path: str) -> str:
    up = str(Path(path).parent)
    return "" if up == "." else up


def taken_from(root: Path) -> Disk:
    """Return the disk that a directory is now, all of it synced."""
    found = {
        str(path.relative_to(root)): None if path.is_dir() else Inode(path.read_bytes())
        for path in root.rglob("*")
    }
    return Disk(found, dict(found))


def record(command: list[str], root: Path, trace: Path) -> "Recording":
    """Run a program to its end and return what it did below a directory.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    before = taken_from(root)
    strace = ["strace", "-y", "-xx", "-s", "99999999", "-e", f"trace={CALLS}", "-o", str(trace)]
    plain = {**os.environ, "LC_ALL": "C.UTF-8"}  # it tells errors in the words of the locale
    subprocess.run([*strace, *command], check=True, stdout=subprocess.PIPE, timeout=120, env=plain)
    return Recording(before, root, trace.read_text("utf-8").splitlines())


def can_record() -> bool:
    """Tell whether strace is here and may trace."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run([strace, "-o", os.devnull, strace, "-V"], capture_output=True, check=False)
    return tried.returncode == 0


@dataclass
class Opened:
    """A file that a process has open, and where in it it is."""

    inode: Inode
    appends: bool
    at: int = 0  # lseek is not recorded: who read first and then writes would show as other bytes in the end


class Recording:
    """What a process did: the disk after each of its calls, and what it had said until then.

    Attributes:
        disk: The disk as it is now.
        said: What was written to standard output until now.
    """

    def __init__(self, disk: Disk, root: Path, lines: list[str]) -> None:
        self._before, self._root, self._lines = disk, f"{root}/", lines
        self.disk, self.said = disk, ""
        self._open: dict[int, Opened] = {}

    def replay(self) -> Iterator[str]:
        """Do one call after the other from the first on; yield the name of each that changed anything."""
        self.disk, self.said, self._open = deepcopy(self._before), "", {}
        for line in self._lines:
            if (call := _LINE.match(line)) and int(call[3]) >= 0:
                name, arguments, result = call[1], call[2], int(call[3])
                if self._do(name, arguments, result):
                    yield name

    def _do(self, name: str, arguments: str, result: int) -> bool:
        texts = [_bytes(text) for text in _TEXT.findall(arguments)]
        if name in TO_DESCRIPTORS:
            return self._to_descriptor(name, arguments, result, texts)
        paths = [text.decode() for text in texts]
        if name in NOT_UNDERSTOOD and any(path.startswith(self._root) for path in paths):
            raise AssertionError(f"the model does not know {name}")
        if not any(path.startswith(self._root) for path in paths):
            return False
        below = [path.removeprefix(self._root) for path in paths]
        return self._to_names(name, arguments, result, below)

    def _to_names(self, name: str, arguments: str, result: int, below: list[str]) -> bool:
        names = self.disk.names
        if name in ("open", "openat"):
            return self._opened(below[0], arguments, result)
        if name.startswith("mkdir"):
            self.disk.name((below[0], None))
        elif name.startswith("unlink"):
            self.disk.name((below[0], "gone"))
        elif name.startswith("link"):
            self.disk.name((below[1], names[below[0]]))
        elif name.startswith("rename"):
            self.disk.name((below[1], names[below[0]]), (below[0], "gone"))
        return True

    def _opened(self, path: str, arguments: str, descriptor: int) -> bool:
        made = path not in self.disk.names and "O_CREAT" in arguments
        if made:
            self.disk.name((path, Inode()))
        inode = self.disk.names.get(path)
        if inode is None:
            return False
        if "O_TRUNC" in arguments and inode.content:
            inode.cut(0)
        self._open[descriptor] = Opened(inode, "O_APPEND" in arguments)
        return made

    def _to_descriptor(self, name: str, arguments: str, result: int, texts: list[bytes]) -> bool:
        found = _DESCRIPTOR.match(arguments)
        number, path = (int(found[1]), _bytes(found[2]).decode()) if found else (-1, "")
        if number == 1 and name == "write":
            self.said += texts[0].decode()
            return True
        if number in self._open:
            return self._to_file(
                name, number, arguments.rsplit(",", 1)[-1], texts[0][:result] if texts else b""
            )
        if name == "fsync" and f"{path}/".startswith(self._root):
            self.disk.sync_folder(f"{path}/".removeprefix(self._root).rstrip("/"))
            return True
        return False

    def _to_file(self, name: str, number: int, last: str, piece: bytes) -> bool:
        of = self._open[number]
        match name:
            case "close":
                del self._open[number]
            case "fsync" | "fdatasync":
                of.inode.sync()
            case "ftruncate":
                of.inode.cut(int(last))
            case "pwrite64":
                of.inode.write(int(last), piece)
            case _:
                at = len(of.inode.content) if of.appends else of.at
                of.inode.write(at, piece)
                of.at = at + len(piece)
        return name != "close"


def _bytes(text: str) -> bytes:
    return _BYTE.sub(lambda found: bytes([int(found[1], 16)]), text.encode())
