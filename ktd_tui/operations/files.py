"""Files that are written for a person: where papers lie, how a new file is made, how one fetches it.

Papers lie in ``papers/<bloc>/<year>/`` beside the data, drafts in a folder of their own there.
"""

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ktd_tui import config
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.operations.account import PAPERS, check_place, confined
from ktd_tui.operations.desk import Desk
from ktd_tui.text import file_name
from ktd_tui.words import count, file_size
from store import FILE_NAME

DRAFTS = "du-thao"
"""The folder of a year's drafts: what was printed before it was sealed never lies among what counts."""
SSH_PORT = "22"
FILE = "{file}"


class Written(NamedTuple):
    """A file on the server's disk.

    Attributes:
        size: Bytes.
        pages: Of a PDF; 0 where it is none.
    """

    path: Path
    size: int
    pages: int = 0


def papers_root(desk: Desk) -> Path | None:
    """Return the folder of all papers, None where there is no data directory."""
    return desk.folder / PAPERS if desk.folder else None


def year_place(bloc: Bloc, year: BlocYear) -> str:
    """Return where a year's papers lie below the folder of all papers."""
    return f"{file_name(bloc.code)}/{year.year}"


def year_folder(desk: Desk, bloc_year_id: str) -> Path | None:
    """Return the folder of a year's papers; None where a person writes nothing there that is to last.

    That is so on a throw-away copy, in a session that only reads, and where the disk says no.
    """
    root = papers_root(desk)
    if root is None or desk.sample or desk.rehearsal or desk.actor.read_only:
        return None
    if not os.access(root if root.exists() else root.parent, os.W_OK):
        return None
    year = desk.store.get(BlocYear, bloc_year_id)
    return root / year_place(desk.store.get(Bloc, year.bloc_id), year)


def draft_file(desk: Desk, bloc_year_id: str, stem: str, elsewhere: Path, ending: str = ".pdf") -> Path:
    """Return a free path for a draft, named after the day and the paper; elsewhere also after bloc and year.

    It is ``elsewhere`` where there is no ``year_folder``.
    """
    name = f"{desk.today:%Y%m%d}-{stem}"
    if folder := year_folder(desk, bloc_year_id):
        return free_path(desk, folder / DRAFTS, name, ending)
    return free_path(desk, elsewhere, f"{name}-{_of_year(desk, bloc_year_id)}", ending)


def sealed_file(
    desk: Desk, of: SealedPaper, elsewhere: Path, *, archival: bool = False, ending: str = ".pdf"
) -> Path:
    """Return a free path for a sealed paper that is printed again, or for its PDF/A; it is named as that."""
    name = Path(of.file).stem or count(of.number)
    name = f"{name}-pdfa" if archival else name
    return free_path(desk, year_folder(desk, of.bloc_year_id) or elsewhere, name, ending)


def year_file(desk: Desk, bloc_year_id: str, elsewhere: Path) -> Path:
    """Return a free path for the ZIP of a year's papers."""
    name = f"van-ban-{_of_year(desk, bloc_year_id)}"
    return free_path(desk, year_folder(desk, bloc_year_id) or elsewhere, name, ".zip")


def _of_year(desk: Desk, bloc_year_id: str) -> str:
    year = desk.store.get(BlocYear, bloc_year_id)
    return f"khoi-{file_name(desk.store.get(Bloc, year.bloc_id).code.lower())}-{year.year}"


def free_path(desk: Desk, folder: Path, stem: str, suffix: str = ".pdf") -> Path:
    """Return a path in ``folder`` that is free; a rehearsal's name says that it is one."""
    stem = f"dien-tap-{stem}" if desk.rehearsal else stem
    place = 1
    while (path := folder / (f"{stem}{suffix}" if place == 1 else f"{stem}-{place}{suffix}")).exists():
        place += 1
    return path


def ending_of(target: Path, *endings: str) -> str:
    """Return how a file's name ends, which says what is written into it.

    Raises:
        Refused: It ends otherwise than what can be written there, or is a folder.
    """
    _check_no_folder(target)
    ending = target.suffix.lower()
    if ending not in endings:
        raise Refused(
            N_("{path}: write the name with {endings}."),
            path=target,
            endings=", ".join(filter(None, endings)),
        )
    return ending


def check_target(target: Path) -> None:
    """Refuse an output path before any work is done for it.

    Raises:
        Refused: It exists, is a folder, its folder is missing or not writable, is not the server's, or is one
            that ktd keeps its data in.
    """
    check_place(target)
    _check_not_among_data(target)
    _check_no_folder(target)
    if target.exists() or target.is_symlink():
        raise Refused(N_("{path} exists already; it was not overwritten. Choose another name."), path=target)
    if not target.parent.is_dir():
        raise Refused(N_("The folder {path} does not exist."), path=target.parent)
    if not os.access(target.parent, os.W_OK):
        raise Refused(N_("Nothing can be written to {path}."), path=target.parent)


def _check_no_folder(target: Path) -> None:
    try:
        folder = target.is_dir()
    except OSError as error:  # a name longer than the disk takes
        raise _unwritable(target, error) from error
    if folder:
        raise Refused(N_("{path} is a folder. Name a file in it."), path=target)


def check_paper_target(desk: Desk, target: Path) -> None:
    """Refuse a paper's output path before any work is done for it; folders of the papers' own are made later.

    Raises:
        Refused: See ``check_target``.
    """
    root, folder = _below_papers(desk, target)
    try:
        if root is None or folder.is_dir():
            check_target(target)
        else:
            check_place(target)
            _check_not_among_data(target)
    except OSError as error:
        raise _unwritable(target, error) from error


def _check_not_among_data(target: Path) -> None:
    """Refuse a path in a data directory, whoever's, but in its papers' folder; links followed.

    A file there under a name that the store will use next would stop its history or its daily copy.
    """
    folder = Path(os.path.realpath(target.parent))
    for above in (folder, *folder.parents):
        if os.path.lexists(above / FILE_NAME) and not folder.is_relative_to(above / PAPERS):
            raise Refused(
                N_("{path} lies among the data that ktd keeps for itself. Choose another folder."),
                path=target,
            )


def write_paper(desk: Desk, target: Path, content: bytes, pages: int = 0) -> Written:
    """Write a paper into a new file; below the papers' folder for all who work there.

    Raises:
        Refused: The path cannot be written.
    """
    root, folder = _below_papers(desk, target)
    if root is None:
        return write_output(target, content, pages)
    from store.beside.filed_papers import file_draft

    try:
        file_draft(root, folder, target.name, content)
    except OSError as error:
        raise _unwritable(target, error) from error
    return Written(target, len(content), pages)


def write_output(target: Path, content: bytes, pages: int = 0) -> Written:
    """Write a new file.

    Raises:
        Refused: The path cannot be written; nothing is left lying that would take the name.
    """
    try:
        with target.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except OSError:  # a full disk
                target.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _unwritable(target, error) from error
    return Written(target, len(content), pages)


def _below_papers(desk: Desk, target: Path) -> tuple[Path | None, Path]:
    """Return the folder of all papers, None where a file is elsewhere, and the file's own; links followed."""
    papers, folder = papers_root(desk), Path(os.path.realpath(target.parent))
    root = Path(os.path.realpath(papers)) if papers else None
    return (root if root and folder.is_relative_to(root) else None), folder


def _unwritable(target: Path, error: OSError) -> Refused:
    return Refused(N_("{path} could not be written: {reason}"), path=target, reason=os_reason(error))


def _told(of: Written) -> str:
    """Say where a file lies, and how long it is."""
    size = file_size(of.size)
    if not of.pages:
        return t("Written: {path} ({size})", path=of.path, size=size)
    pages = plural("{n} page", "{n} pages", of.pages)
    return t("Written: {path} ({size}, {pages})", path=of.path, size=size, pages=pages)


def told_to(account: str, of: Written) -> str:
    """Say where a file lies and, to whom came by SSH, how ``account`` fetches it: a line to be copied."""
    line = fetch_line(of.path, account)
    return "\n".join([_told(of), *([t("Fetch it from your own computer:"), line] if line else [])])


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
            data = config.server_folder()
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
