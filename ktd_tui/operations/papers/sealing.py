"""Sealing: a paper gets its number, a snapshot that never changes, and a PDF that is filed.

A later change is an amendment: the same number, the next version, a reason. See ``operations.verifying``
for the proof.
"""

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import NotSaved, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import papers_root, year_place
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.papers.kinds import KINDS, paper
from ktd_tui.operations.papers.preflight import preflight
from ktd_tui.operations.papers.register import Issue, issued, kept_paper, latest, numbered, register
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.fingerprint import fingerprint
from ktd_tui.papers import document, snapshot
from ktd_tui.rules.access import Act
from ktd_tui.text import clean
from ktd_tui.words import count

TRIES = 3
"""How often a seal is tried anew where somebody changes the data or takes the number meanwhile."""
REASON = 1000
FIRST, LAST = 1, 99_999


def seal(desk: Desk, kind: str, bloc_year_id: str, reason: str = "") -> SealedPaper:
    """Seal a paper, or amend a sealed one: number, snapshot, PDF in the year's folder.

    Args:
        desk: The desk.
        kind: Which paper, of ``papers.KINDS``.
        bloc_year_id: The year.
        reason: Why it is amended; not asked of the first version.

    Raises:
        NotAllowed: The right is missing.
        Refused: The paper lacks something, is sealed already as it is, or an amendment has no reason.
        NotSaved: The PDF could not be filed; nothing was sealed.
    """
    desk.check(Act.SEAL_PAPER, desk.place(At(BlocYear, bloc_year_id)))
    if desk.rehearsal:
        raise Refused(N_("Nothing is sealed in a rehearsal."))
    for problem in preflight(desk, kind, bloc_year_id):
        if problem.stops:
            raise Refused(problem.message, **problem.facts)
    for _ in range(TRIES):
        wanted = _drawn_up(desk, kind, bloc_year_id, clean(reason, limit=REASON))
        done = _entered(desk, wanted)
        if done is not None:
            return done
    raise Refused(N_("The data is being changed at the moment; try again."))


class _Wanted(NamedTuple):
    record: SealedPaper
    pdf: bytes


def _drawn_up(desk: Desk, kind: str, bloc_year_id: str, reason: str) -> _Wanted:
    """Compose and render what is to be sealed, before the store is locked."""
    year = desk.store.get(BlocYear, bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    before = latest(desk, kind, bloc_year_id)
    issue = Issue(
        kind, before.number if before else _next(desk, kind, year), before.version + 1 if before else 1
    )
    now = document.prepared(paper(desk, kind, bloc_year_id))
    day = now.meta.created or (before.day if before else None) or desk.today
    of = numbered(now, issue.number, day)
    text = snapshot.dumped(of)
    if before and text == before.snapshot:
        raise Refused(N_("It is sealed already as it is: number {number}."), number=count(before.number))
    if before and not reason:
        raise Refused(N_("A sealed paper is changed by an amendment: give the reason."))
    pdf = desk.render(issued(of, issue, bloc.code, year.year))
    record = SealedPaper(
        bloc_year_id=bloc_year_id,
        kind=kind,
        number=issue.number,
        version=issue.version,
        title=of.meta.title,
        day=day,
        sealed_at=desk.now,
        uid=desk.actor.uid,
        account=desk.actor.name,
        reason=reason,
        signers=tuple(signature.name for signature in of.signatures),
        snapshot=text,
        sha256=snapshot.digest(text),
        file=_file(bloc, year, issue, day) if desk.folder else "",
        pdf_sha256=sha256(pdf).hexdigest(),
        size=len(pdf),
    )
    return _Wanted(record, pdf)


def _next(desk: Desk, kind: str, year: BlocYear) -> int:
    """Return the number typed for the minutes where it is free, else the next one of the year's register."""
    taken = {s.number for s in register(desk, year.id)}
    meeting = meeting_of(desk, year.id)
    typed = meeting.paper_number.strip() if meeting and kind == "minutes" else ""
    if typed.isascii() and typed.isdecimal() and FIRST <= int(typed[:6]) <= LAST and int(typed) not in taken:
        return int(typed)
    return max(taken, default=0) + 1


def _file(bloc: Bloc, year: BlocYear, issue: Issue, day: date) -> str:
    version = f"-ban-{issue.version}" if issue.version > 1 else ""
    name = f"{issue.number:02d}-{day:%Y%m%d}-{KINDS[issue.kind].stem}{version}.pdf"
    return f"{year_place(bloc, year)}/{name}"


def _entered(desk: Desk, wanted: _Wanted) -> SealedPaper | None:
    """File the PDF and enter it into the register; None where the data is not the same any more."""
    of = wanted.record
    told = {"title": of.title, "number": count(of.number), "version": of.version}
    why = N_("Sealed: {title}, number {number}, version {version}")
    with desk.act(Act.SEAL_PAPER, why, told, at=At(BlocYear, of.bloc_year_id), final=True) as store:
        now = document.prepared(paper(desk, of.kind, of.bloc_year_id))
        taken = {(s.number, s.version) for s in register(desk, of.bloc_year_id)}
        if (
            snapshot.dumped(numbered(now, of.number, of.day)) != of.snapshot
            or (of.number, of.version) in taken
        ):
            return None
        _filed(desk, of.file, wanted.pdf)
        return store.save(of)


def _filed(desk: Desk, file: str, content: bytes) -> None:
    """Write a PDF where it is kept; what lies there from a seal that was not completed is put aside."""
    root = papers_root(desk)
    if root is None:
        return
    from store.beside.filed_papers import file_new

    try:
        file_new(root, file, content)
    except OSError as error:
        raise NotSaved(
            N_("The paper could not be filed as {path}: {reason}"), path=file, reason=error.strerror or ""
        ) from error


def correct(desk: Desk, seen: SealedPaper, before: str, after: str, reason: str) -> SealedPaper:
    """Amend a sealed paper word for word: for a closed year, whose data never changes again.

    Args:
        desk: The desk.
        seen: The last version of the paper.
        before: What stands there, exactly once.
        after: What shall stand there.
        reason: Why.

    Raises:
        NotAllowed: The right is missing.
        Refused: It is not the last version, the reason is missing, or the text does not stand there once.
        NotSaved: The PDF could not be filed; nothing was sealed.
    """
    old, new, why = (clean(text, limit=REASON) for text in (before, after, reason))
    if not why:
        raise Refused(N_("A sealed paper is changed by an amendment: give the reason."))
    of = snapshot.replaced(kept_paper(seen), old, new)
    text = snapshot.dumped(of)
    year = desk.store.get(BlocYear, seen.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    issue = Issue(seen.kind, seen.number, seen.version + 1)
    pdf = desk.render(issued(of, issue, bloc.code, year.year))
    day = seen.day or desk.today
    fresh = SealedPaper.model_validate(
        seen.model_dump(exclude={"id", "rev", "scan", "scan_sha256"})
        | {
            "version": issue.version,
            "sealed_at": desk.now,
            "uid": desk.actor.uid,
            "account": desk.actor.name,
            "reason": why,
            "snapshot": text,
            "sha256": snapshot.digest(text),
            "file": _file(bloc, year, issue, day) if desk.folder else "",
            "pdf_sha256": sha256(pdf).hexdigest(),
            "size": len(pdf),
        }
    )
    told = {"number": count(seen.number), "reason": why}
    with desk.act(
        Act.SEAL_PAPER, N_("Amended: number {number}, {reason}"), told, at=seen, final=True
    ) as store:
        last = latest(desk, seen.kind, seen.bloc_year_id)
        if last is None or last.version != seen.version:
            raise Refused(N_("It was amended meanwhile; look at the last version first."))
        _filed(desk, fresh.file, pdf)
        return store.save(fresh)


def note_scan(desk: Desk, seen: SealedPaper, address: str) -> SealedPaper:
    """Note where the scan of the signed paper lies, with its fingerprint where it can be read.

    Raises:
        NotAllowed: The right is missing.
        Refused: The address is empty.
        Clash: Somebody else noted another one meanwhile.
    """
    given = clean(address, limit=REASON)
    if not given:
        raise Refused(N_("Say where the scan lies."))
    told = {"number": count(seen.number), "address": given}
    with desk.act(Act.SEAL_PAPER, N_("Scan of number {number}: {address}"), told, at=seen) as store:
        return save_onto(store, seen, {"scan": given, "scan_sha256": fingerprint(given).sha256})
