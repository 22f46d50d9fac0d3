"""``ktd verify``: is this file a sealed paper, is it as it was sealed, does the data still say the same."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from ktd_tui.clock import local_date
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.account import check_place
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.current import paper
from ktd_tui.operations.papers.register import (
    changed_lines,
    differences_spoken,
    numbered_paper,
    ref_to,
    reprinted,
    versions,
)
from ktd_tui.operations.papers.returned.reading import content_of
from ktd_tui.operations.papers.returned.signed import (
    grown_from,
    is_scan,
    kept_beside,
    kept_findings,
    scan_finding,
    signature_findings,
)
from ktd_tui.operations.papers.returned.verdict import Finding, Verdict
from ktd_tui.operations.papers.returned.word import word_verdict
from ktd_tui.operations.papers.since.made_from import only_words_changed
from ktd_tui.papers import snapshot
from ktd_tui.papers.render.read_back import attached, text_lines
from ktd_tui.papers.render.word.telling import is_word_file
from ktd_tui.papers.signatures.reading import looks_signed
from ktd_tui.rules.merging import differences
from ktd_tui.words import count, short_date


def verify(desk: Desk, file: Path) -> Verdict:
    """Hold a PDF against the register, and the data against the PDF; say from what a Word file came.

    Raises:
        Refused: The file cannot be read, is too large to be a paper, or lies where the server's service
            account reads nothing for a person.
    """
    check_place(file, reads=True)
    content = content_of(file)
    digest = sha256(content).hexdigest()
    whole = next((s for s in desk.store.find(SealedPaper) if s.pdf_sha256 == digest), None)
    if whole is not None:
        same = Finding(good=True, message=N_("The file is as it was sealed, byte for byte."))
        return Verdict(whole, (same, *_record(whole), *_since(desk, whole)))
    if is_word_file(content):
        return word_verdict(desk, content)
    return _returned(desk, content, digest)


def _returned(desk: Desk, content: bytes, digest: str) -> Verdict:
    """Say what became of a PDF that is not the sealed file: signed behind it, scanned, changed."""
    kept, grown = kept_beside(desk, digest), grown_from(desk, content)
    beside = tuple(kept_findings(kept, digest)) if kept else ()
    if grown is not None:
        same = Finding(good=True, message=N_("The sealed file stands in it unchanged, byte for byte."))
        signed = tuple(signature_findings(desk, content))
        return Verdict(grown, (same, *beside, *signed, *_record(grown), *_since(desk, grown)))
    if is_scan(content):
        return Verdict(kept, (*beside, scan_finding(content)))
    claimed = kept or _claimed(desk, attached(content))
    if claimed is None:
        message = N_("The file is no paper of this register, or its mark was taken out.")
        return Verdict(None, (Finding(good=False, message=message),))
    changed = Finding(
        good=False,
        message=N_("The file was changed after it was sealed."),
        lines=tuple(_changed_pages(desk, claimed, content)),
    )
    signed = tuple(signature_findings(desk, content)) if looks_signed(content) else ()
    return Verdict(claimed, (changed, *beside, *signed, *_record(claimed), *_since(desk, claimed)))


def _claimed(desk: Desk, told: dict[str, Any]) -> SealedPaper | None:
    digest = told.get("sha256")
    found = [s for s in desk.store.find(SealedPaper) if s.sha256 == digest]
    version = told.get("version")
    return next((s for s in found if s.version == version), found[0] if found else None)


def _record(of: SealedPaper) -> tuple[Finding, ...]:
    if snapshot.digest(of.snapshot) == of.sha256:
        return ()
    return (Finding(good=False, message=N_("The register's own record of it was changed.")),)


def _since(desk: Desk, of: SealedPaper) -> tuple[Finding, ...]:
    """Say whether the data still says what was sealed, and whether it was amended."""
    found: list[Finding] = []
    later = [s for s in versions(desk, ref_to(of)) if s.version > of.version]
    for one in later:
        facts = {"version": one.version, "day": short_date(local_date(one.sealed_at)), "reason": one.reason}
        message = N_("Amended by version {version} on {day}: {reason}")
        found.append(Finding(good=False, message=message, facts=facts))
    if later:  # what the data says now is the last version's business
        return tuple(found)
    try:
        now = numbered_paper(paper(desk, ref_to(of)), of.number, of.day)
        was = snapshot.loaded(of.snapshot)
    except (Refused, ValueError):
        gone = N_("The data that it was made from is not there any more.")
        return (Finding(good=False, message=gone),)
    if snapshot.dumped(now) == of.snapshot:
        same = N_("The data still says the same (number {number}, version {version}).")
        return (Finding(good=True, message=same, facts={"number": count(of.number), "version": of.version}),)
    lines = tuple(differences_spoken(changed_lines(was, now)))
    if only_words_changed(desk, of, ref_to(of)._replace(version=0)):
        words = N_("The data is as it was sealed; ktd words it otherwise today. What was sealed stands.")
        return (Finding(good=True, message=words, lines=lines),)
    return (Finding(good=False, message=N_("The data was changed since it was sealed."), lines=lines),)


def _changed_pages(desk: Desk, of: SealedPaper, content: bytes) -> list[str]:
    """Say which lines of the file's text are not those of the sealed paper."""
    return differences_spoken(differences(text_lines(reprinted(desk, of).pdf), text_lines(content)))
