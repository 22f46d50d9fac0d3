"""A PDF that came back: are the sealed bytes unchanged in it, who signed it, is it a scan."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256

from ktd_tui.clock import local, local_date
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.returned.verdict import Finding
from ktd_tui.papers.render.read_back import has_text, page_count
from ktd_tui.papers.signatures.reading import can_read, looks_signed, signatures
from ktd_tui.papers.signatures.told import SignatureTold
from ktd_tui.words import count, short_date, short_time

TRUST = "trust"
"""The folder of the data directory where the administrator puts the roots of authorities that are trusted."""
ROOTS = (".pem", ".crt", ".cer")
LARGEST_ROOT, MOST_ROOTS = 1024 * 1024, 200


def grown_from(desk: Desk, content: bytes) -> SealedPaper | None:
    """Return the sealed version whose bytes a file begins with; None where there is none."""
    for of in desk.store.find(SealedPaper):
        if 0 < of.size < len(content) and sha256(content[: of.size]).hexdigest() == of.pdf_sha256:
            return of
    return None


def kept_beside(desk: Desk, digest: str) -> SealedPaper | None:
    """Return the sealed version beside which a file is kept; None where there is none."""
    found = desk.store.find(SealedPaper)
    return next((of for of in found if digest in {one.sha256 for one in of.came_back}), None)


def kept_findings(of: SealedPaper, digest: str) -> Iterator[Finding]:
    """Say since when a file is kept beside the sealed one."""
    for one in of.came_back:
        if one.sha256 == digest:
            facts = {
                "number": count(of.number),
                "day": short_date(local_date(one.at)),
                "account": one.account,
            }
            message = N_("It is as it was when {account} kept it beside number {number} on {day}.")
            yield Finding(good=True, message=message, facts=facts)


def is_scan(content: bytes) -> bool:
    """Tell whether a PDF has pages, and no letter on any."""
    return page_count(content) > 0 and not has_text(content)


def scan_finding(content: bytes) -> Finding:
    """Say that pictures cannot be held against the register."""
    message = N_("It is a scan of {n} pages: pictures, whose words a person compares.")
    return Finding(good=False, message=message, facts={"n": page_count(content)})


def signature_findings(desk: Desk, content: bytes) -> Iterator[Finding]:
    """Say of each signature whose it is, when, what it covers, whether it is intact and trusted."""
    if not looks_signed(content):
        yield Finding(good=False, message=N_("It has no digital signature."))
        return
    if not can_read():
        message = N_(
            "Its signatures were not checked: that needs an optional part. The administrator adds it: "
            "pip install -c constraints.txt .[sign]"
        )
        yield Finding(good=False, message=message)
        return
    roots = _roots(desk)
    found = signatures(content, roots)
    if found is None:
        yield Finding(good=False, message=N_("Its signatures cannot be read."))
        return
    if not found:
        yield Finding(good=False, message=N_("It has no digital signature."))
    for one in found:
        yield from _said(one, trusts=bool(roots))


def _said(of: SignatureTold, *, trusts: bool) -> Iterator[Finding]:
    at = f"{short_time(of.at)}, {short_date(local(of.at).date())}" if of.at else "–"
    facts = {"signer": of.signer, "at": at, "stamper": of.stamper}
    yield Finding(good=of.intact, message=_signed(of), facts=facts)
    if not of.intact:
        yield Finding(good=False, message=N_("{signer}: what was signed was changed."), facts=facts)
        return
    if of.whole:
        yield Finding(
            good=True, message=N_("{signer}: the signature covers the whole document."), facts=facts
        )
    else:
        message = N_(
            "{signer}: the signature does not cover the whole document, or it was changed afterwards."
        )
        yield Finding(good=False, message=message, facts=facts)
    if of.stamped and trusts and not of.stamper_trusted and not of.of_document:
        message = N_("{signer}: the timestamp is by “{stamper}”, whom nobody trusts: it proves no hour.")
        yield Finding(good=False, message=message, facts=facts)
    yield _chained(of, facts, trusts=trusts)


def _signed(of: SignatureTold) -> str:
    if of.of_document:
        return N_("Timestamp of the whole document by {signer}, {at}.")
    if of.stamped:
        return N_("Signed by {signer}, {at} (by a timestamp).")
    return N_("Signed by {signer}, {at}.")


def _chained(of: SignatureTold, facts: Mapping[str, object], *, trusts: bool) -> Finding:
    """Say whether the certificate is trusted, and whether it was revoked, as far as the file shows it."""
    if of.revoked_on:
        day = short_date(local(of.revoked_on).date())
        message = N_("{signer}: the certificate was revoked on {day}, as the file itself shows.")
        return Finding(good=False, message=message, facts={**facts, "day": day})
    if of.trusted and of.revocation_shown:
        message = N_(
            "{signer}: the certificate chains to a trusted root and, as the file shows, was not revoked."
        )
        return Finding(good=True, message=message, facts=facts)
    if of.revocation_unclear:
        message = N_(
            "{signer}: the certificate chains to a trusted root; what the file holds about its revocation "
            "cannot be used: it is out of date, or not by the authority that issued the certificate."
        )
        return Finding(good=False, message=message, facts=facts)
    if of.trusted:
        message = N_(
            "{signer}: the certificate chains to a trusted root; "
            "the file does not show whether it was revoked."
        )
        return Finding(good=True, message=message, facts=facts)
    if trusts:
        message = N_("{signer}: the certificate chains to no trusted root ({why}).")
        return Finding(good=False, message=message, facts={**facts, "why": of.why or "–"})
    message = N_(
        "{signer}: nobody is trusted yet; the administrator puts the authorities' roots into {place}."
    )
    return Finding(good=False, message=message, facts={**facts, "place": f"{TRUST}/"})


def _roots(desk: Desk) -> list[bytes]:
    """Return the roots that the administrator put there; what cannot be read is none."""
    folder = desk.folder / TRUST if desk.folder else None
    found: list[bytes] = []
    with suppress(OSError):
        files = sorted(folder.iterdir() if folder else ())[:MOST_ROOTS]
        small = (file for file in files if file.is_file() and file.stat().st_size <= LARGEST_ROOT)
        found += [file.read_bytes() for file in small if file.suffix.lower() in ROOTS]
    return found
