"""A paper that was signed elsewhere or scanned comes back and is kept beside the sealed one."""

from hashlib import sha256
from pathlib import Path

from ktd_tui.domain.sealed import Returned, SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.account import check_place
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.register import kept_file
from ktd_tui.operations.papers.returned.reading import content_of
from ktd_tui.papers.render.read_back import attached, page_count
from ktd_tui.rules.access import Act
from ktd_tui.words import count

MOST = 50
"""Files that are kept beside one paper."""


def attach(desk: Desk, seen: SealedPaper, file: Path) -> SealedPaper:
    """Keep a PDF that came back beside the sealed paper that it is of; nothing is overwritten.

    Raises:
        NotAllowed: The right is missing.
        Refused: It is no PDF, is the sealed file itself, is kept already, or is of another paper.
        NotSaved: It could not be kept; the register does not know it.
        Clash: Somebody else attached another one meanwhile.
    """
    desk.check(Act.SEAL_PAPER, desk.scope(seen))
    check_place(file, reads=True)
    content = content_of(file)
    digest = sha256(content).hexdigest()
    _check(seen, file, content, digest)
    if desk.folder is None or not seen.file:
        raise Refused(N_("Without a data directory no file is kept beside a paper."))
    sealed = Path(seen.file)
    name = str(sealed.with_name(f"{sealed.stem}-tra-ve-{len(seen.came_back) + 1}.pdf"))
    of = Returned(file=name, sha256=digest, at=desk.real_now, account=desk.actor.name)
    told = {"number": count(seen.number), "name": file.name}
    why = N_("Came back signed: number {number}, {name}")
    with desk.act(Act.SEAL_PAPER, why, told, at=seen) as store:
        saved = save_onto(store, seen, {"came_back": (*seen.came_back, of)})
        store.papers.file(name, content)
        return saved


def _check(seen: SealedPaper, file: Path, content: bytes, digest: str) -> None:
    if not page_count(content):
        raise Refused(N_("{path} is no PDF that can be read."), path=file)
    if digest == seen.pdf_sha256:
        raise Refused(N_("That is the sealed file itself; attach the one that was signed."))
    if digest in {one.sha256 for one in seen.came_back}:
        raise Refused(N_("That file is kept beside the paper already."))
    claimed = attached(content).get("sha256")
    if claimed and claimed != seen.sha256:
        raise Refused(N_("{path} comes from another paper or another version of it."), path=file)
    if len(seen.came_back) >= MOST:
        raise Refused(N_("{n} files are kept beside the paper; no more are taken."), n=MOST)


def last_file(desk: Desk, of: SealedPaper) -> Path | None:
    """Return where the last file of a paper lies: what came back, else what was sealed."""
    return kept_file(desk, of.came_back[-1].file if of.came_back else of.file)
