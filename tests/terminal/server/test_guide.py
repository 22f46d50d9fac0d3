"""The guide's own blocks, run on a clean root with the paths that they set: each is found and works."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.terminal.server.accounts import ROOT, needs_sudo, needs_useradd, python_of_all
from tests.terminal.server.clean_root import CleanRoot, needs_clean_root
from tests.terminal.server.sshd import needs_root, needs_sshd

pytestmark = [needs_root, needs_sshd, needs_useradd, needs_sudo, pytest.mark.pty]

BRINGS_THE_PROGRAM = ("apt ", "git ", "python3 -m venv", "cd /opt/ktd && git", "chown -R root: /opt")
ELSEWHERE = ("rsync ", "| restic", "| borg", "| ssh ")
"""Another machine, or a program that nobody needs to have."""
EXAMPLE = re.compile(r"ktd-\d{8}-\d{6}\.zip")
FORWARDED = " | jq"
SCREEN = 24
"""Lines of a terminal."""
CRON = re.compile(r"(?:[\d*]+ ){5}root ")
MAY_SAY_NO = {
    "doctor": "no sshd runs in the clean root",
    "session end": "nobody has it open",
    "--read-only": "it opens the screens, and there is no terminal",
}


class Block(NamedTuple):
    """A block of the guide."""

    section: str
    before: str
    text: str


def blocks(guide: str) -> Iterator[Block]:
    for section in (ROOT / "docs" / guide).read_text("utf-8").split("\n## "):
        parts = section.split("```")
        for before, text in zip(parts[::2], parts[1::2], strict=False):
            yield Block(section.partition("\n")[0], before.strip().rpartition("\n")[2], text.strip() + "\n")


def commands(block: Block, *, as_root: bool) -> Iterator[str]:
    """Yield what can be run here; as the guide says, the group model leaves «sudo -u ktd» out."""
    text = block.text
    if as_root:
        text = re.sub(r"(?m)^.*\n# (?:model|mô hình) A: (?=install)", "", text)
    for line in text.splitlines():
        command = CRON.sub("", line).partition(FORWARDED)[0]
        if (
            not command
            or command.startswith(("#", *BRINGS_THE_PROGRAM))
            or any(e in command for e in ELSEWHERE)
        ):
            continue
        yield command.replace("sudo -u ktd ", "") if as_root else command


def follow(root: CleanRoot, block: Block, *, as_root: bool) -> int:
    """Write the file of a block, or run its commands; return how many ran."""
    if found := re.search(r"`(/etc/ssh/\S+|visudo -f \S+)`", block.before):
        path = found[1].removeprefix("visudo -f ")
        root.write(path, block.text, "440" if "sudoers" in path else "644")
        root.must(f"visudo -cf {path}" if "sudoers" in path else "sshd -t")
        return 1
    count = 0
    for command in commands(block, as_root=as_root):
        done = root.run(EXAMPLE.sub("$(ls /var/backups/ktd/*.zip | tail -n 1)", command))
        allowed = (0, 1) if any(word in command for word in MAY_SAY_NO) else (0,)
        assert done.returncode in allowed, f"{command}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        count += 1
    return count


@pytest.fixture
def root() -> Iterator[CleanRoot]:
    needs_clean_root()
    python_of_all()
    with CleanRoot() as made:
        made.must(
            "mkdir -p /opt/ktd/.venv/bin /var/lib/node_exporter /run/sshd && echo ssh-ed25519 x > thuky.pub"
        )
        made.put_ktd("/opt/ktd/.venv/bin/ktd")
        yield made


@pytest.mark.parametrize(
    ("guide", "sections", "least"), [("server.md", "2 3B 6 7 8 9", 20), ("may-chu.md", "2 3A 6", 15)]
)
def test_the_long_way(root: CleanRoot, guide: str, sections: str, least: int) -> None:
    """The sections without a model of their own are the same for both: once is enough."""
    long = [block for block in blocks(guide) if block.section.partition(".")[0] in sections.split()]
    assert sum(follow(root, block, as_root="3A" in sections) for block in long) >= least


def test_the_one_screen(root: CleanRoot) -> None:
    short = next(blocks("server.md"))
    assert short.text.count("\n") < SCREEN
    assert follow(root, short, as_root=False) >= 7
    said = root.run("ktd doctor --user thuky --lang en").stdout.splitlines()
    assert [line for line in said if line.startswith("WRONG") and "Nobody listens" not in line] == []
