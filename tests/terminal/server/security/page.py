"""``docs/security.md``: what was tried and what happened, written by the tests that tried it.

``KTD_RENEW=1 pytest tests/terminal/server/security`` writes it.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping

from tests.terminal.server.accounts import ROOT
from tests.terminal.server.security.attacks import Attack, facts
from tests.terminal.server.security.cuts import CUTS, Cut
from tests.terminal.server.security.further import ALL_ATTACKS
from tests.terminal.server.servers import Server

DOC = ROOT / "docs" / "security.md"
STANDARD = {
    "data": "/srv/ktd",
    "ktd": "/opt/ktd/bin/ktd",
    "owner": "ktd",
    "settings": "/etc/ktd.toml",
    "papers": "/srv/ktd-papers/papers",
    "out": "/tmp/loot",  # noqa: S108  # a name on a page
    "python": "python3",
    "port": "22",
    "fetch": "2222",
    "app": "PID",
}
"""How the page calls what the braces stand for."""
RENEWS = bool(os.environ.get("KTD_RENEW"))
NOTES = ROOT / ".pytest_cache"
"""What happened, from one run to the next."""
HEAD = """# What was tried against a server, and what happened

This page is written by `tests/terminal/server/security`, which set up
both models of [server.md](server.md) on one machine, with accounts of their own, a real sshd on
loopback and a real sudo, and take all of it away again. Six people: two of the staff and a stranger
in each model. A row is here only where the attempt failed and program, settings and data were as
before, but for a line of the minutes that the person may write. CI repeats all attacks and some of
the cuts each time. All of them, and this page: `KTD_RENEW=1 pytest
tests/terminal/server/security`.

Not tried here: root, who may do all; a hole in sshd, sudo or the kernel; and in the **group** model
somebody of the group with a shell, who reads and changes the files without ktd, as
[server.md](server.md) says. Take the service model where that matters.

Tiếng Việt: bảng dưới đây ghi từng cách tấn công, từng cách cắt ngang phiên đã thử trên máy chủ dựng
đúng theo [hướng dẫn](may-chu.md), và kết quả. Bảng do bài kiểm thử viết ra, không viết tay.
"""
ATTACKED = "\n## Attacks ({count})\n\n| model | what was tried | what happened |\n|---|---|---|\n"
CUT = (
    "\n## Sessions cut off ({count})\n\n| model | what was done | when | what happened |\n|---|---|---|---|\n"
)


def note(row: Attack | Cut, server: Server, happened: str) -> None:
    """Note what happened, in the page's names of places and people."""
    known = {**facts(server), "place": str(server.data.parent)}
    for name, value in sorted(known.items(), key=lambda one: -len(one[1])):
        if len(value) > len("ktd/"):
            happened = happened.replace(value, STANDARD.get(name, "/srv"))
    for name, people in (("thuky", server.staff), ("khach", (server.stranger,))):
        for one in people:
            happened = happened.replace(one, name)
    if RENEWS:
        NOTES.mkdir(exist_ok=True)
        told = re.sub(r"/bin/sh: \d+: |port \d+|\b\d{4,}\b", _without_numbers, happened)
        with (NOTES / f"security-{os.getpid()}.json").open("a") as file:  # several may run at once
            file.write(f"{json.dumps([_key(row), told])}\n")


def _notes() -> dict[str, str]:
    lines = "".join(path.read_text() for path in sorted(NOTES.glob("security-*.json"))).splitlines()
    return dict(json.loads(line) for line in lines)


def _key(row: Attack | Cut) -> str:
    return " ".join((row.model, row.what, getattr(row, "moment", "")))


def _without_numbers(found: re.Match[str]) -> str:
    return {"/": "", "p": "port …"}.get(found[0][0], "…")


def rows() -> list[tuple[str, ...]]:
    """Return the rows of the page without what happened."""
    attacks = [(one.model, _shown(one.what)) for one in ALL_ATTACKS]
    return [*attacks, *((one.model, one.what, one.moment) for one in CUTS)]


def _shown(what: str) -> str:
    for name, value in STANDARD.items():
        what = what.replace(f"{{{name}}}", value)
    return what


def told() -> list[tuple[str, ...]]:
    """Return the same as the page has it."""
    lines = [
        line for line in DOC.read_text("utf-8").splitlines() if line.startswith(("| service", "| group"))
    ]
    return [tuple(cell.strip() for cell in line.strip("|").split("|"))[:-1] for line in lines]


def forget() -> None:
    """Forget what happened in earlier runs: the page is of one."""
    if RENEWS:
        for path in NOTES.glob("security-*.json"):
            path.unlink()


def renew() -> list[str]:
    """Write the page, where that is asked for and every row has its end; return the rows that have none."""
    notes = _notes() if RENEWS else {}
    every: list[Attack | Cut] = [*ALL_ATTACKS, *CUTS]
    lacking = [_key(row) for row in every if _key(row) not in notes]
    if RENEWS and not lacking:
        DOC.write_text("".join(_page(notes)), "utf-8")
    return lacking


def _page(notes: Mapping[str, str]) -> Iterator[str]:
    yield HEAD
    yield ATTACKED.format(count=len(ALL_ATTACKS))
    for one in ALL_ATTACKS:
        yield f"| {one.model} | {_cell(_shown(one.what))} | {_cell(notes[_key(one)])} |\n"
    yield CUT.format(count=len(CUTS))
    for each in CUTS:
        yield f"| {each.model} | {each.what} | {each.moment} | {_cell(notes[_key(each)])} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
