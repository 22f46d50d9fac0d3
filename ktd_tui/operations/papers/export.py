"""Papers out of the data: the preview's lines and the PDF file."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.account import check_place
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import papers_root
from ktd_tui.operations.meeting.view import room
from ktd_tui.operations.written import Written, written
from ktd_tui.papers import house_style
from ktd_tui.papers.kinds.minutes import compose_minutes

if TYPE_CHECKING:
    from ktd_tui.papers.document import Paper


def minutes_paper(desk: Desk, meeting_id: str) -> "Paper":
    """Compose the minutes of a meeting."""
    return compose_minutes(room(desk, meeting_id).data)


def preview(desk: Desk, meeting_id: str, width: int) -> list[str]:
    """Return the minutes as lines of text, the same words as the PDF's."""
    from ktd_tui.papers.render.plain import render_text

    return render_text(printed_minutes(desk, meeting_id), width)


def printed_minutes(desk: Desk, meeting_id: str) -> "Paper":
    """Return the minutes as they are printed now: sealed, else as a draft."""
    from dataclasses import replace

    from ktd_tui.operations.papers.register import DRAFT, REHEARSAL, printed

    meeting = desk.store.get(Meeting, meeting_id)
    if kind := SEALED_AS.get(meeting.kind):
        return printed(desk, kind, meeting.bloc_year_id)
    bloc = room(desk, meeting_id).data.bloc
    of = house_style.styled(minutes_paper(desk, meeting_id), bloc, letter=False)
    return replace(of, mark=REHEARSAL if desk.rehearsal else DRAFT)


SEALED_AS: Mapping[MeetingKind, str] = {MeetingKind.YEAR_END: "minutes", MeetingKind.MID_YEAR: "mid-year"}
"""As which of ``papers.KINDS`` the minutes of a meeting are sealed."""


def check_target(target: Path) -> None:
    """Refuse an output path before any work is done for it.

    Raises:
        Refused: It exists, is a folder, its folder is missing or not writable, or is not the server's.
    """
    check_place(target)
    try:
        folder, taken = target.is_dir(), target.exists() or target.is_symlink()
    except OSError as error:  # a name longer than the disk takes
        raise _unwritable(target, error) from error
    if folder:
        raise Refused(N_("{path} is a folder. Name a file in it."), path=target)
    if taken:
        raise Refused(N_("{path} exists already; it was not overwritten. Choose another name."), path=target)
    if not target.parent.is_dir():
        raise Refused(N_("The folder {path} does not exist."), path=target.parent)
    if not os.access(target.parent, os.W_OK):
        raise Refused(N_("Nothing can be written to {path}."), path=target.parent)


def as_text(suffix: str) -> "Callable[[Paper], str] | None":
    """Return what writes a paper into a file of that ending as text; None where it is to be a PDF."""
    if suffix == ".md":
        from ktd_tui.papers.render.markdown import render_markdown

        return render_markdown
    if suffix == ".txt":
        from ktd_tui.papers.render.plain import render_text

        return lambda paper: "\n".join([*render_text(paper), ""])
    return None


def export_minutes(desk: Desk, meeting_id: str, target: Path) -> Written:
    """Write the minutes as a PDF, or as text by the file's ending.

    Raises:
        Refused: The path cannot be written (see ``check_target``), or a text cannot be set.
    """
    if in_words := as_text(target.suffix):
        return write_paper(desk, target, lambda: in_words(printed_minutes(desk, meeting_id)).encode())
    return write_paper(desk, target, lambda: desk.render(printed_minutes(desk, meeting_id)))


def write_paper(desk: Desk, target: Path, make: Callable[[], bytes]) -> Written:
    """Write what ``make`` returns into a new file; below the papers' folder for all who work there.

    Raises:
        Refused: The path cannot be written (see ``check_target``).
    """
    papers, folder = papers_root(desk), Path(os.path.realpath(target.parent))
    if papers is None or not folder.is_relative_to(root := Path(os.path.realpath(papers))):
        return write_new(target, make)
    from store.beside.filed_papers import file_draft

    check_place(target)
    try:
        if folder.is_dir():
            check_target(target)
        content = make()
        file_draft(root, folder, target.name, content)
    except OSError as error:
        raise _unwritable(target, error) from error
    return written(target, content)


def write_new(target: Path, make: Callable[[], bytes]) -> Written:
    """Write what ``make`` returns into a new file.

    Raises:
        Refused: The path cannot be written (see ``check_target``).
    """
    check_target(target)
    content = make()
    try:
        with target.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise _unwritable(target, error) from error
    return written(target, content)


def _unwritable(target: Path, error: OSError) -> Refused:
    return Refused(N_("{path} could not be written: {reason}"), path=target, reason=error.strerror)
