"""Copies of data and history for a place outside, which of them are kept, and the drill that opens one."""

import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ktd_tui.clock import VIETNAM, Clock, local_date
from ktd_tui.errors import Refused, StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, check_target, ending_of
from ktd_tui.operations.rights import check_maintainer, check_right
from ktd_tui.rules.access import Act, Actor, Scope
from ktd_tui.rules.server.keeping import Keep, superfluous
from store import open_store
from store.contract import Author

if TYPE_CHECKING:
    from store.report import Report

OLD = 7
"""Days after which the newest copy is too old for a drill to be content."""


class Kept(NamedTuple):
    """A copy that was made, and what was removed for it."""

    written: Written
    removed: tuple[Path, ...]


class Drilled(NamedTuple):
    """What a drill found.

    Attributes:
        copy: The file.
        at: When it was made.
        days: How old it is.
        report: What a check of the restored data found.
        behind: How many changes have come to the data since; None where there is no data to compare with.
    """

    copy: Path
    at: datetime
    days: int
    report: "Report"
    behind: int | None

    @property
    def content(self) -> bool:
        """Tell whether the copy is whole and not too old."""
        return not self.report.problems and self.days <= OLD


def back_up(desk: Desk, target: Path) -> Written:
    """Write everything, with its history, into one new file.

    Raises:
        NotAllowed: The right is missing.
        Refused: Another ending, or the path cannot be written (see ``check_target``).
        StoreError: The data cannot be read, or the disk refused it.
    """
    ending_of(target, ".zip")
    check_right(desk.store, desk.actor, Act.COPY_DATA, Scope(), desk.today)  # also of data opened read-only
    check_target(target)
    desk.store.backup(target)
    _mark(desk, str(target.absolute()))
    return Written(target, target.stat().st_size)


def back_up_into(desk: Desk, folder: Path, keep: Keep | None) -> Kept:
    """Write everything into a new file of a folder, named after the time; remove what is kept no longer.

    Raises:
        NotAllowed: The right is missing.
        Refused: The folder cannot be written.
        StoreError: The data cannot be read, or the disk refused it.
    """
    from store.care.copies import copies_in, copy_name, remove_copy

    written = back_up(desk, folder / copy_name(desk.now))
    removed: list[Path] = []
    if keep is not None:
        try:
            copies = copies_in(folder)
            # Made while the clock was ahead: such a one says not which is the newest, and is left alone.
            for at in superfluous([at for at in copies if at <= desk.now], keep):
                remove_copy(copies[at])
                removed.append(copies[at])
        except OSError as error:
            raise Refused(
                N_("{path} was written, but older copies could not be removed: {reason}"),
                path=written.path,
                reason=os_reason(error),
            ) from error
    return Kept(written, tuple(sorted(removed)))


def hand_on(desk: Desk, out: BinaryIO) -> None:
    """Write everything as one file to a stream that leads elsewhere.

    Raises:
        NotAllowed: The right is missing.
        StoreError: The data cannot be read, or the disk has no room for the file on its way.
        OSError: The stream was closed.
    """
    check_right(desk.store, desk.actor, Act.COPY_DATA, Scope(), desk.today)
    with tempfile.TemporaryDirectory(prefix="ktd-") as place:
        file = Path(place) / "copy.zip"
        desk.store.backup(file)
        with file.open("rb") as content:
            while part := content.read(1 << 20):
                out.write(part)
        out.flush()
    _mark(desk, "-")


def _mark(desk: Desk, to: str) -> None:
    from store.care.copies import LastCopy, mark_copy

    if desk.folder and not desk.actor.read_only:
        mark_copy(desk.folder, LastCopy(desk.now, to))


def drill(directory: Path, source: Path | None, actor: Actor, clock: Clock) -> Drilled:
    """Restore the newest copy in a place of its own, check it there, and say how old it is.

    Args:
        source: A copy, or a folder of copies; None: where the last one was put.

    Raises:
        Refused: The right is missing, or there is no copy.
        StoreError: The copy is not whole, or the disk refused it.
    """
    check_maintainer(directory, actor._replace(read_only=False), clock)
    from store.care.backup_reader import read_backup
    from store.care.check import check_data
    from store.care.restore import restore_directory
    from store.report import Severity

    at, copy = _newest(directory, source, clock())
    seq = read_backup(copy).seq
    with tempfile.TemporaryDirectory(prefix="ktd-drill-") as place:
        restored = Path(place) / "data"
        restore_directory(restored, copy, Author(actor.uid, actor.name), clock)
        whole = check_data(restored, clock)
        # What is only to be known of a data directory (its automatic copies) is not so of one made just now.
        report = whole._replace(findings=tuple(f for f in whole.findings if f.severity is Severity.PROBLEM))
    days = (local_date(clock()) - local_date(at)).days
    return Drilled(copy, at, days, report, _behind(directory, seq))


def _newest(directory: Path, source: Path | None, now: datetime) -> tuple[datetime, Path]:
    from store.care.copies import copies_in, last_copy

    if source is None:
        noted = last_copy(directory)
        if noted is None or not Path(noted.to).is_absolute():
            raise Refused(
                N_("Where copies are kept is not noted here. Name one, or their folder: ktd drill FOLDER")
            )
        source = Path(noted.to)
    try:
        if source.is_dir():
            copies = copies_in(source)
            if not copies:
                raise Refused(N_("There is no copy in {path}. Make one: ktd backup --to {path}"), path=source)
            past = [(at, copy) for at, copy in copies.items() if at <= now]
            return next(iter(past or copies.items()))
        return datetime.fromtimestamp(source.stat().st_mtime, VIETNAM), source
    except OSError as error:
        raise Refused(N_("{path} cannot be read: {reason}"), path=source, reason=os_reason(error)) from error


def _behind(directory: Path, seq: int) -> int | None:
    try:
        with closing(open_store(directory, read_only=True)) as store:
            return max(store.seq - seq, 0)
    except StoreError:
        return None
