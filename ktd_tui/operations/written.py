"""A file that was written: what it is, and how one fetches it from the server."""

import os
import re
import shlex
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ktd_tui import config
from ktd_tui.i18n import plural, t
from ktd_tui.operations.account import PAPERS, confined

SSH_PORT = "22"
FILE = "{file}"
_PAGES = re.compile(rb"/Count (\d+) /Kids \[[^\]]*\] /Type /Pages\b")


class Written(NamedTuple):
    """A file on the server's disk.

    Attributes:
        path: Where it lies.
        size: Bytes.
        pages: Of a PDF; 0 where it is none.
    """

    path: Path
    size: int
    pages: int = 0


def written(path: Path, content: bytes) -> Written:
    """Return what a file of that content is."""
    return Written(path, len(content), page_count(content))


def page_count(content: bytes) -> int:
    """Count the pages of a PDF as reportlab writes it, its page tree in the open; 0 for anything else.

    A reader of PDFs would say the same a fifth of a second later, which every export would wait for.
    """
    found = _PAGES.search(content) if content.startswith(b"%PDF-") else None  # a ZIP holds PDFs as they are
    return int(found[1]) if found else 0


def told(of: Written) -> str:
    """Say where a file lies, and how long it is."""
    size = round(of.size / 1024)
    if not of.pages:
        return t("Written: {path} ({size} kB)", path=of.path, size=size)
    pages = plural("{n} page", "{n} pages", of.pages)
    return t("Written: {path} ({size} kB, {pages})", path=of.path, size=size, pages=pages)


def told_to(account: str, of: Written) -> str:
    """Say where a file lies and, to whom came by SSH, how ``account`` fetches it: a line to be copied."""
    line = fetch_line(of.path, account)
    return "\n".join([told(of), *([t("Fetch it from your own computer:"), line] if line else [])])


def fetch_line(path: Path, account: str) -> str:
    """Return what is typed at one's own machine to fetch a file; empty where nobody can say it.

    The server's own setting says it best; where its line tells the place below the papers' folder
    (``{file}``), that folder alone is reached. Else the address that this session came to does. Whom a
    service account works for has no ``scp``: there only the setting can say it.

    Args:
        path: The file on the server.
        account: Who fetches it.
    """
    with suppress(OSError):
        if form := config.server_setting(config.FETCH):
            data = config.server_setting("data")
            papers = Path(data).absolute() / PAPERS if data else None
            facts = {"account": account, "path": path.absolute(), "file": _below(papers, path.absolute())}
            if FILE in form and facts["file"] == facts["path"]:
                return ""
            for name, value in facts.items():
                form = form.replace(f"{{{name}}}", shlex.quote(str(value)))
            return form
    where = os.environ.get("SSH_CONNECTION", "").split()
    if confined() or len(where) != 4:  # noqa: PLR2004  # client's address and port, server's address and port
        return ""
    _, _, host, port = where
    host = f"[{host}]" if ":" in host else host
    other = [] if port == SSH_PORT else ["-P", port]
    return shlex.join(["scp", *other, f"{account}@{host}:{_below(_home(), path.absolute())}", "."])


def _below(folder: Path | None, path: Path) -> Path:
    """Return a path as it is called from a folder, whole where it lies elsewhere."""
    with suppress(ValueError):
        return path.resolve().relative_to(folder.resolve()) if folder else path
    return path


def _home() -> Path | None:
    """Return where ``scp`` begins: a line from there is shorter, and copied more easily."""
    with suppress(RuntimeError):  # nobody's
        return Path.home()
    return None
