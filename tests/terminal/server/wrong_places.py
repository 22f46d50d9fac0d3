"""Mistakes about places: whose the data, the papers and links are, what is mounted over them."""

import contextlib
import os
import pwd
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from store.care.copies import LAST
from tests.terminal.server.accounts import carry_out
from tests.terminal.server.mistakes import Mistake, Place
from tests.terminal.server.servers import Server


def data(server: Server) -> Path:
    return server.data


def beside(name: str) -> Place:
    """Return what names a path in the folder that all of a server lies in."""
    return lambda server: server.data.parent / name


def papers(server: Server) -> Path:
    return (server.data / "papers").resolve()


def mode(place: Place, bits: int) -> Mistake:
    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        before = path.stat().st_mode & 0o7777
        path.chmod(bits)
        try:
            yield
        finally:
            path.chmod(before)

    return make


def owner(place: Place, who: str = "", group: str = "") -> Mistake:
    """Give a path away: to «staff», to «owner», or to root."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        names = {"staff": server.staff[0], "owner": server.owner, "root": "root"}
        found, bits = path.lstat(), path.lstat().st_mode & 0o7777
        uid = pwd.getpwnam(names[who]).pw_uid if who else -1
        gid = pwd.getpwnam(names[group]).pw_gid if group else -1
        os.chown(path, uid, gid, follow_symlinks=False)
        if not path.is_symlink():
            path.chmod(bits)
        try:
            yield
        finally:
            os.chown(path, found.st_uid, found.st_gid, follow_symlinks=False)
            if not path.is_symlink():
                path.chmod(bits)

    return make


@contextlib.contextmanager
def link_elsewhere(server: Server) -> Iterator[None]:
    link, other = server.data / "papers", server.data.parent / "elsewhere"
    before = link.readlink()
    other.mkdir()
    found = papers(server).stat()
    os.chown(other, found.st_uid, found.st_gid)
    other.chmod(found.st_mode & 0o7777)
    link.unlink()
    link.symlink_to(other)
    try:
        yield
    finally:
        link.unlink()
        link.symlink_to(before)
        other.rmdir()


@contextlib.contextmanager
def no_link(server: Server) -> Iterator[None]:
    link = server.data / "papers"
    before = link.readlink()
    link.unlink()
    try:
        yield
    finally:
        link.symlink_to(before)


@contextlib.contextmanager
def roots_file(server: Server) -> Iterator[None]:
    path = server.data / "by-root"
    path.touch(mode=0o600)
    os.chown(path, 0, 0)
    try:
        yield
    finally:
        path.unlink()


@contextlib.contextmanager
def no_copy(server: Server) -> Iterator[None]:
    mark = server.data / "backups" / LAST
    mark.rename(mark.with_name("aside"))
    try:
        yield
    finally:
        mark.with_name("aside").rename(mark)


def mounted(place: Place, *words: str) -> Mistake:
    """Mount a disk in memory over a folder, of the same owner and mode."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        found = path.stat()
        options = ",".join((f"mode={found.st_mode & 0o7777:o},uid={found.st_uid},gid={found.st_gid}", *words))
        _mount(path, "-t", "tmpfs", "-o", options, "tmpfs", str(path))
        try:
            if path == server.data:
                (path / "papers").symlink_to(server.data.parent / "out" / "papers")
            yield
        finally:
            carry_out("umount", str(path))

    return make


def read_only(place: Place) -> Mistake:
    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        _mount(path, "--bind", str(path), str(path))
        try:
            carry_out("mount", "-o", "remount,ro,bind", str(path))
            yield
        finally:
            carry_out("umount", str(path))

    return make


def _mount(path: Path, *words: str) -> None:
    try:
        carry_out("mount", *words)
    except CalledProcessError:
        pytest.skip(f"nothing may be mounted here: {path}")
