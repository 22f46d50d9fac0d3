"""The register of a year's sealed papers: each as it was printed, and what an amendment changed."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import NotFound, Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written
from ktd_tui.operations.papers.current import paper
from ktd_tui.operations.papers.kinds import KINDS, PaperKind, PaperRef, meeting_about
from ktd_tui.operations.papers.since.made_from import only_words_changed
from ktd_tui.operations.papers.unsealed import unsealed, words_code
from ktd_tui.papers import snapshot
from ktd_tui.papers.document import Annex, Prepared, Rendered
from ktd_tui.papers.letter import NO_DAY, NO_NUMBER
from ktd_tui.papers.render.plain import render_text
from ktd_tui.rules.merging import Changed, differences
from ktd_tui.words import count, long_date

WIDTH = 100
"""Columns in which two versions are compared."""
REHEARSAL = "DIỄN TẬP"


def papers_register(desk: Desk, bloc_year_id: str) -> list[SealedPaper]:
    """Return the register of a year: by day, number and kind, then by version."""
    found = desk.store.find(SealedPaper, bloc_year_id=bloc_year_id)
    return sorted(found, key=lambda s: (s.day or date.min, s.number, s.kind, s.version))


def without_number(desk: Desk, bloc_year_id: str) -> list[PaperKind]:
    """Return whose minutes of a year are signed and wait for number and seal."""
    refs = ((kind, PaperRef(kind.id, bloc_year_id)) for kind in KINDS.values() if kind.is_minutes)
    about = ((kind, ref, meeting_about(desk, ref)) for kind, ref in refs)
    return [kind for kind, ref, of in about if of and of.signed_at and latest(desk, ref) is None]


def versions(desk: Desk, ref: PaperRef) -> list[SealedPaper]:
    """Return the sealed versions of a paper, the first one first."""
    return (
        [] if ref.meeting or ref.about else [s for s in papers_register(desk, ref.year) if s.kind == ref.kind]
    )


def latest(desk: Desk, ref: PaperRef) -> SealedPaper | None:
    """Return the last sealed version of a paper, or None."""
    return next(reversed(versions(desk, ref)), None)


def sealed_version(desk: Desk, ref: PaperRef) -> SealedPaper:
    """Return the sealed version that is meant.

    Raises:
        NotFound: There is none of that number.
    """
    found = next((s for s in versions(desk, ref) if s.version == ref.version), None)
    if found is None:
        raise NotFound(N_("The register has no paper of that number and version."))
    return found


def ref_to(of: SealedPaper) -> PaperRef:
    """Return which paper a sealed version is."""
    return PaperRef(of.kind, of.bloc_year_id, version=of.version)


class Printed(NamedTuple):
    """A paper as it is printed, and the sealed version that it is; None: a draft."""

    paper: Prepared
    sealed: SealedPaper | None = None


def printed(desk: Desk, ref: PaperRef) -> Printed:
    """Return a paper as it is printed: as sealed where nothing has changed since, else as a draft.

    Raises:
        NotFound: It was not sealed in that version.
        Refused: It cannot be composed yet.
    """
    if ref.version:
        of = sealed_version(desk, ref)
        return Printed(as_sealed(desk, of), of)
    now = paper(desk, ref)
    last = latest(desk, ref)
    if last and not desk.rehearsal and _still(desk, now, last, ref):
        return Printed(as_sealed(desk, last), last)
    if desk.rehearsal:
        return Printed(replace(now, mark=REHEARSAL))
    return Printed(now if ref.about else unsealed(desk, ref, now, last))


def _still(desk: Desk, now: Prepared, last: SealedPaper, ref: PaperRef) -> bool:
    """Tell whether a paper is as it was sealed; words of another version of ktd are no change."""
    same = snapshot.dumped(numbered_paper(now, last.number, last.day)) == last.snapshot
    return same or only_words_changed(desk, last, ref)


def as_sealed(desk: Desk, of: SealedPaper) -> Prepared:
    """Return a sealed version as it was printed: from its snapshot alone."""
    year = desk.store.get(BlocYear, of.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    issue = Issue(of.kind, of.number, of.version)
    there = issued(kept_paper(of), issue, bloc.code, year.year, of.wording)
    return replace(there, mark=REHEARSAL) if desk.rehearsal else there


def kept_paper(of: SealedPaper) -> Prepared:
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


def issued(of: Prepared, issue: Issue, bloc: str, year: int, wording: str = "") -> Prepared:
    """Return a paper with its digest at the foot, and with what a machine reads of it attached.

    Args:
        wording: The code of its words, where it was printed to be signed before it was sealed.
    """
    text = snapshot.dumped(of)
    told = {
        "ktd": 1,
        "bloc": bloc,
        "year": year,
        **issue._asdict(),
        "sha256": snapshot.digest(text),
        "paper": json.loads(text),
    }
    foot = f"Bản {issue.version} · SHA-256 {snapshot.digest(text)[: snapshot.SHORT]}"
    foot += f" · {words_code(wording)}" if wording else ""
    return replace(of, footer=foot, attached=json.dumps(told, ensure_ascii=False, sort_keys=True))


def numbered_paper(of: Prepared, number: int, day: date | None) -> Prepared:
    """Return a paper with number and day where these are left open: in its head, in what heads an annex."""
    told = long_date(day) if day else NO_DAY

    def filled(text: str) -> str:
        return text.replace(NO_DAY, told).replace(NO_NUMBER, count(number))

    head = replace(
        of.head,
        number=of.head.number.replace(NO_NUMBER, count(number)),
        place_and_date=of.head.place_and_date.replace(NO_DAY, told),
    )
    blocks = tuple(replace(b, to=filled(b.to)) if isinstance(b, Annex) else b for b in of.blocks)
    return replace(of, head=head, blocks=blocks, meta=replace(of.meta, created=of.meta.created or day))


def kept_file(desk: Desk, file: str) -> Path | None:
    """Return where a paper that is kept is fetched from on this server, None where it was not filed."""
    return desk.store.papers.on_disk(file) if desk.folder and file else None


def kept_content(desk: Desk, file: str) -> bytes:
    """Return a paper that is kept; empty where it is gone, or was not filed."""
    return desk.store.papers.read(file) if desk.folder and file else b""


def filed(desk: Desk, of: SealedPaper) -> Written | None:
    """Return the filed PDF of a sealed version, None where none lies there."""
    path = kept_file(desk, of.file)
    with suppress(OSError):  # it is gone
        return Written(path, path.stat().st_size, _pages(of, path.read_bytes)) if path else None
    return None


def _pages(of: SealedPaper, pdf: Callable[[], bytes]) -> int:
    """Return how many pages a sealed paper has; what was sealed before that was noted is read."""
    if of.pages:
        return of.pages
    from ktd_tui.papers.render.read_back import page_count

    return page_count(pdf())


def reprinted(desk: Desk, of: SealedPaper) -> Rendered:
    """Return the PDF of a sealed version: the filed one where it is as it was, else made anew.

    Made anew with the same fonts it is the same, byte for byte.
    """
    content = kept_content(desk, of.file)
    if sha256(content).hexdigest() == of.pdf_sha256:
        return Rendered(content, _pages(of, lambda: content))
    return desk.render(as_sealed(desk, of))


def changed_lines(before: Prepared, after: Prepared) -> tuple[Changed, ...]:
    """Return what differs between two versions, line by line as the preview has them."""
    one, two = ([" ".join(line.split()) for line in render_text(p, WIDTH)] for p in (before, after))
    return differences(one, two)


def differences_spoken(changes: Sequence[Changed]) -> list[str]:
    """Say differences: what it was, what it became."""
    lines: list[str] = []
    for change in changes:
        lines += [t("was: {text}", text=text) for text in change.before if text]
        lines += [t("is now: {text}", text=text) for text in change.after if text]
    return lines


def amendment(desk: Desk, of: SealedPaper) -> list[str]:
    """Say what an amendment changed against the version before; empty for the first."""
    before = next((s for s in versions(desk, ref_to(of)) if s.version == of.version - 1), None)
    if before is None:
        return []
    return differences_spoken(changed_lines(kept_paper(before), kept_paper(of)))
