"""The register of a year's sealed papers: each as it was printed, and what an amendment changed."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import papers_root
from ktd_tui.operations.papers.kinds import paper
from ktd_tui.operations.written import Written, written
from ktd_tui.papers import document, snapshot
from ktd_tui.papers.letter import NO_DAY, NO_NUMBER
from ktd_tui.words import count, long_date

if TYPE_CHECKING:
    from ktd_tui.papers.document import Paper
    from ktd_tui.rules.differences import Changed

SHORT = 16
"""Letters of the digest at the foot of a page."""
WIDTH = 100
"""Columns in which two versions are compared."""
DRAFT = "DỰ THẢO"
REHEARSAL = "DIỄN TẬP"


def register(desk: Desk, bloc_year_id: str) -> list[SealedPaper]:
    """Return the register of a year: by number, then by version."""
    found = desk.store.find(SealedPaper, bloc_year_id=bloc_year_id)
    return sorted(found, key=lambda s: (s.number, s.version))


def sealed_version(desk: Desk, sealed_id: str) -> SealedPaper:
    """Return a sealed version.

    Raises:
        NotFound: There is none of that id.
    """
    return desk.store.get(SealedPaper, sealed_id)


def latest(desk: Desk, kind: str, bloc_year_id: str) -> SealedPaper | None:
    """Return the last sealed version of a paper, or None."""
    return next((s for s in reversed(register(desk, bloc_year_id)) if s.kind == kind), None)


def printed(desk: Desk, kind: str, bloc_year_id: str) -> "Paper":
    """Return a paper as it is printed now: as sealed where nothing has changed since, else as a draft.

    Raises:
        Refused: It cannot be composed yet.
    """
    now = document.prepared(paper(desk, kind, bloc_year_id))
    last = latest(desk, kind, bloc_year_id)
    if last and not desk.rehearsal and snapshot.dumped(numbered(now, last.number, last.day)) == last.snapshot:
        return sealed(desk, last)
    return replace(now, mark=REHEARSAL if desk.rehearsal else DRAFT)


def sealed(desk: Desk, of: SealedPaper) -> "Paper":
    """Return a sealed version as it was printed: from its snapshot alone."""
    year = desk.store.get(BlocYear, of.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    there = issued(kept_paper(of), Issue(of.kind, of.number, of.version), bloc.code, year.year)
    return replace(there, mark=REHEARSAL) if desk.rehearsal else there


def kept_paper(of: SealedPaper) -> "Paper":
    """Return the paper of a seal's snapshot.

    Raises:
        Refused: Somebody changed the snapshot by hand into something that is no paper.
    """
    try:
        return snapshot.loaded(of.snapshot)
    except ValueError as error:
        raise Refused(N_("The register's own record of it was changed.")) from error


class Issue(NamedTuple):
    """Which version of which paper."""

    kind: str
    number: int
    version: int


def issued(of: "Paper", issue: Issue, bloc: str, year: int) -> "Paper":
    """Return a paper with its digest at the foot, and with what a machine reads of it attached."""
    text = snapshot.dumped(of)
    told = {
        "ktd": 1,
        "bloc": bloc,
        "year": year,
        **issue._asdict(),
        "sha256": snapshot.digest(text),
        "paper": json.loads(text),
    }
    foot = f"Bản {issue.version} · SHA-256 {snapshot.digest(text)[:SHORT]}"
    return replace(of, footer=foot, attached=json.dumps(told, ensure_ascii=False, sort_keys=True))


def numbered(of: "Paper", number: int, day: date | None) -> "Paper":
    """Return a paper with number and day in the head, where these are left open."""
    told = long_date(day) if day else NO_DAY
    head = replace(
        of.head,
        number=of.head.number.replace(NO_NUMBER, count(number)),
        place_and_date=of.head.place_and_date.replace(NO_DAY, told),
    )
    return replace(of, head=head)


def kept_file(desk: Desk, of: SealedPaper) -> Path | None:
    """Return where the PDF of a sealed version lies, None where it was not filed."""
    root = papers_root(desk)
    return root / of.file if root and of.file else None


def filed(desk: Desk, of: SealedPaper) -> Written | None:
    """Return the filed PDF of a sealed version, None where none lies there."""
    path = kept_file(desk, of)
    with suppress(OSError, ValueError):  # it is gone, or a name in the data is none
        return written(path, path.read_bytes()) if path else None
    return None


def reprinted(desk: Desk, of: SealedPaper) -> bytes:
    """Return the PDF of a sealed version: the filed one where it is as it was, else made anew.

    Made anew with the same fonts it is the same, byte for byte.
    """
    kept = kept_file(desk, of)
    with suppress(OSError, ValueError):  # it is gone, or a name in the data is none
        content = kept.read_bytes() if kept else b""
        if sha256(content).hexdigest() == of.pdf_sha256:
            return content
    return desk.render(sealed(desk, of))


def changed_lines(before: "Paper", after: "Paper") -> tuple["Changed", ...]:
    """Return what differs between two versions, line by line as the preview has them."""
    from ktd_tui.papers.render.plain import render_text
    from ktd_tui.rules.differences import differences

    one, two = ([" ".join(line.split()) for line in render_text(p, WIDTH)] for p in (before, after))
    return differences(one, two)


def spoken(changes: Sequence["Changed"]) -> list[str]:
    """Say differences: what it was, what it became."""
    lines: list[str] = []
    for change in changes:
        lines += [t("was: {text}", text=text) for text in change.before if text]
        lines += [t("is now: {text}", text=text) for text in change.after if text]
    return lines


def amendment(desk: Desk, of: SealedPaper) -> list[str]:
    """Say what an amendment changed against the version before; empty for the first."""
    versions = {s.version: s for s in register(desk, of.bloc_year_id) if s.kind == of.kind}
    before = versions.get(of.version - 1)
    if before is None:
        return []
    return spoken(changed_lines(kept_paper(before), kept_paper(of)))
