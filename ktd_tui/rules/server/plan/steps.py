"""The steps of setting a server up, in their order, and each as the words of a shell."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import PAPERS, ServerSite
from ktd_tui.rules.server.plan.texts import settings_text, sshd_text, sudoers_text
from ktd_tui.rules.server.plan.units import TIMER, care_units


class GroupStep(NamedTuple):
    """A group of the system."""

    name: str

    def words(self) -> list[str]:
        """Return the program that makes it, and its words."""
        return ["groupadd", self.name]

    def shell(self) -> str:
        """Write it as a shell has it."""
        return shlex.join(self.words())


class AccountStep(NamedTuple):
    """An account that nobody logs in to, with a group of its own."""

    name: str

    def words(self) -> list[str]:
        """Return the program that makes it, and its words."""
        return ["useradd", "-r", "-U", "-M", "-d", "/nonexistent", "-s", "/usr/sbin/nologin", self.name]

    def shell(self) -> str:
        """Write it as a shell has it."""
        return shlex.join(self.words())


class FolderStep(NamedTuple):
    """A folder, its mode, owner and group."""

    path: Path
    mode: int
    owner: str
    group: str

    def shell(self) -> str:
        """Write it as a shell has it."""
        return f"install -d -m {self.mode:04o} -o {self.owner} -g {self.group} {shlex.quote(str(self.path))}"


class LinkStep(NamedTuple):
    """A link to a folder."""

    path: Path
    to: Path

    def shell(self) -> str:
        """Write it as a shell has it."""
        return shlex.join(["ln", "-s", str(self.to), str(self.path)])


class FileStep(NamedTuple):
    """A file of root's.

    Attributes:
        before: A program that looks at the text first, in a file whose path is put behind it.
        after: A program that looks at it in its place; where it is not content, the file goes again.
    """

    path: Path
    text: str
    mode: int = 0o644
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def shell(self) -> str:
        """Write it as a shell has it."""
        looks = ([*self.before, str(self.path)] if self.before else [], self.after)
        look = "".join(f" && {shlex.join(words)}" for words in looks if words)
        place = f"/dev/stdin {shlex.quote(str(self.path))}"
        return f"install -m {self.mode:04o} {place} <<'EOF'{look}\n{self.text}EOF"


class ServiceStep(NamedTuple):
    """A word to systemd, where it runs; its opposite undoes it."""

    do: tuple[str, ...]
    undo: tuple[str, ...]

    def shell(self) -> str:
        """Write it as a shell has it."""
        return shlex.join(self.do)


SetupStep = GroupStep | AccountStep | FolderStep | LinkStep | FileStep | ServiceStep


def setup_steps(site: ServerSite) -> Iterator[SetupStep]:
    """Yield all that docs/server.md asks for, sshd last: before it nobody is let in."""
    service = site.model is Model.SERVICE
    group = site.service if service else site.staff
    if service:
        yield AccountStep(site.service)
    yield GroupStep(site.staff)
    yield FolderStep(site.data, 0o700 if service else 0o2770, site.owner, group)
    yield FolderStep(site.shown, 0o755, "root", "root")
    yield FolderStep(site.papers, 0o2750 if service else 0o2770, site.owner, site.staff)
    yield LinkStep(site.data / PAPERS, site.papers)
    yield FolderStep(site.copies, 0o700, site.owner, site.owner)
    yield FileStep(site.settings, settings_text(site))
    if service:
        yield FileStep(site.sudoers, sudoers_text(site), 0o440, before=("visudo", "-cf"))
    for name, text in care_units(site).items():
        yield FileStep(site.units / name, text)
    yield FileStep(site.sshd, sshd_text(site), after=("sshd", "-t", "-f", str(site.sshd_main)))
    yield ServiceStep(("systemctl", "daemon-reload"), ("systemctl", "daemon-reload"))
    yield ServiceStep(("systemctl", "enable", "--now", TIMER), ("systemctl", "disable", "--now", TIMER))
    yield ServiceStep(("systemctl", "reload", "ssh"), ("systemctl", "reload", "ssh"))
