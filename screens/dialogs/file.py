"""Where a file goes: ask for its name, write it, say where it lies and how one fetches it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, told_to
from ktd_tui.operations.papers.printing import CSV, PDF, WORD, XLSX
from ktd_tui.operations.papers.register import filed
from ktd_tui.operations.papers.unsealed import signed_on_paper
from ktd_tui.words import count
from screens.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from screens.host import Frame


def ways_to_write(*, table: bool = False) -> list[tuple[str, str]]:
    """Return the kinds of file that a paper is written as, by ending, each with what it is for.

    Args:
        table: It is a list that a spreadsheet can hold.
    """
    return [
        (PDF, t("PDF, to be printed and signed")),
        (WORD, t("Word, to be worked on elsewhere; it is never the sealed one")),
        *[(XLSX, t("Excel, the list alone")), (CSV, t("CSV, the rows for another program"))] * table,
        (".txt", t("Text without layout, for a mail or a screen reader")),
        (".md", t("Markdown, for a website or a mail")),
    ]


def typed_path(screen: "Frame", typed: str) -> Path:
    """Return the path that was typed: from the folder that names are proposed in, “~” filled in."""
    path = Path(typed)
    with suppress(RuntimeError):  # “~name” of nobody: then it is a folder that does not exist
        path = path.expanduser()
    return screen.host.export_folder / path


async def write_file(screen: "Frame", title: str, proposed: Path, write: Callable[[Path], Written]) -> str:
    """Ask for a file's name and write it; return what is to be said of it, empty where it was left.

    Only within a worker: it waits for an answer.
    """
    done: list[Written] = []

    def save(values: dict[str, str], seen: None) -> object:
        del seen
        done.append(write(typed_path(screen, values["path"])))
        return done[-1]

    fields = [Field("path", t("File"), str(proposed))]
    await screen.app.push_screen_wait(FormDialog(title, fields, save))
    return told_to(screen.desk.actor.name, done[-1]) if done else ""


def said_sealed(desk: Desk, of: SealedPaper) -> str:
    """Say the number that a seal gave, where its PDF lies and how one fetches it."""
    file = filed(desk, of)
    sealed = t("Sealed: number {number}, version {version}", number=count(of.number), version=of.version)
    said = [told_to(desk.actor.name, file)] if file else []
    if of.wording:
        said.insert(0, signed_on_paper(of))
    return "\n".join([sealed, *said])
