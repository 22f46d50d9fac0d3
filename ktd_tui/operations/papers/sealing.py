"""Sealing: a paper gets its number, a snapshot that never changes, and a PDF that is filed.

A later change is an amendment: the same number, the next version, a reason. See ``operations.verifying``
for the proof.
"""

from datetime import date
from hashlib import sha256
from itertools import count as count_from
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import year_place
from ktd_tui.operations.papers.as_signed import reasons_since
from ktd_tui.operations.papers.current import paper
from ktd_tui.operations.papers.kinds import PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.numbering import RegisterPlace, place_of, same_register
from ktd_tui.operations.papers.preflight import preflight
from ktd_tui.operations.papers.register import (
    Issue,
    issued,
    kept_paper,
    latest,
    numbered_paper,
    ref_to,
    versions,
)
from ktd_tui.operations.papers.since.made_from import with_sources
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.evidence import fingerprint
from ktd_tui.papers import snapshot
from ktd_tui.papers.document import Prepared, Rendered
from ktd_tui.rules.access import Act
from ktd_tui.words import count

if TYPE_CHECKING:
    from store.contract import Store

TRIES = 3
"""How often a seal is tried anew where somebody changes the data or takes the number meanwhile."""
REASON = 1000


def seal(desk: Desk, ref: PaperRef, reason: str = "", day: str = "") -> SealedPaper:
    """Seal a paper, or amend a sealed one with a reason: number, snapshot, PDF in the year's folder.

    Args:
        reason: Why a sealed paper is amended; empty: as ``why_amended`` has it.
        day: The day of issue as typed, empty: as proposed; an amended paper keeps its own.

    Raises:
        NotAllowed: The right is missing.
        Refused: The paper lacks something, is sealed already as it is, or an amendment has no reason.
        NotSaved: The PDF could not be filed; nothing was sealed.
    """
    desk.check(Act.SEAL_PAPER, desk.scope(At(BlocYear, ref.year)))
    if desk.rehearsal:
        raise Refused(N_("Nothing is sealed in a rehearsal."))
    if ref.meeting:
        raise Refused(N_("The minutes of such a meeting are not sealed."))
    if kind_named(ref.kind).whom:
        raise Refused(N_("Who writes it of themselves issues it: it has no number in the bloc's register."))
    for problem in preflight(desk, ref):
        if problem.stops:
            raise Refused(problem.message, **problem.facts)
    for _ in range(TRIES):
        now, before = paper(desk, ref), latest(desk, ref)
        reason = reason or why_amended(desk, ref)
        place = _kept_place(before, desk) if before else place_of(desk, ref, now, day)
        done = _entered(desk, _drawn_up(desk, now, ref, before, place, within(reason, REASON)))
        if done is not None:
            return done
    raise Refused(N_("The data is being changed at the moment; try again."))


def why_amended(desk: Desk, ref: PaperRef) -> str:
    """Return the reason that an amendment behind a signed paper gave already, since it was last sealed."""
    last, meeting = latest(desk, ref), meeting_about(desk, ref)
    return reasons_since(desk, meeting, last) if last and meeting else ""


class _Wanted(NamedTuple):
    record: SealedPaper
    printed: Rendered


def _kept_place(before: SealedPaper, desk: Desk) -> RegisterPlace:
    return RegisterPlace(before.number, before.day or desk.today)


def _drawn_up(
    desk: Desk, now: Prepared, ref: PaperRef, before: SealedPaper | None, place: RegisterPlace, reason: str
) -> _Wanted:
    """Number and render what is to be sealed after the version ``before``; the store is not locked yet."""
    year = desk.store.get(BlocYear, ref.year)
    bloc = desk.store.get(Bloc, year.bloc_id)
    issue = Issue(ref.kind, place.number, before.version + 1 if before else 1)
    day = place.day
    of = numbered_paper(now, issue.number, day)
    text = snapshot.dumped(of)
    if before and text == before.snapshot:
        raise Refused(N_("It is sealed already as it is: number {number}."), number=count(before.number))
    if before and not reason:
        raise Refused(N_("A sealed paper is changed by an amendment: give the reason."))
    wording = snapshot.code_of_words(of) if kind_named(ref.kind).is_minutes else ""
    printed = desk.render(issued(of, issue, bloc.code, year.year, wording))
    record = SealedPaper(
        bloc_year_id=ref.year,
        kind=ref.kind,
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
        file=_file(desk, bloc, year, issue, day) if desk.folder else "",
        pdf_sha256=sha256(printed.pdf).hexdigest(),
        size=len(printed.pdf),
        pages=printed.pages,
        wording=wording,
    )
    return _Wanted(record, printed)


def _file(desk: Desk, bloc: Bloc, year: BlocYear, issue: Issue, day: date) -> str:
    """Return where a paper is filed; never where one lies already: another bloc had this number once."""
    version = f"-ban-{issue.version}" if issue.version > 1 else ""
    stem = f"{issue.number:02d}-{day:%Y%m%d}-{kind_named(issue.kind).stem}{version}"
    taken = {paper.file for paper in desk.store.find(SealedPaper)}
    names = (f"{year_place(bloc, year)}/{stem}{'' if n == 1 else f'-{n}'}.pdf" for n in count_from(1))
    return next(name for name in names if name not in taken)


def _entered(desk: Desk, wanted: _Wanted) -> SealedPaper | None:
    """File the PDF and enter it into the register; None where the data is not the same any more."""
    of = wanted.record
    told = {"title": of.title, "number": count(of.number), "version": of.version}
    why = N_("Sealed: {title}, number {number}, version {version}")
    with desk.act(Act.SEAL_PAPER, why, told, at=At(BlocYear, of.bloc_year_id), final=True) as store:
        now, made_from = with_sources(desk, ref_to(of))
        if snapshot.dumped(numbered_paper(now, of.number, of.day)) != of.snapshot or _taken(desk, of):
            return None
        _file_in(store, wanted)
        return store.save(of.with_(made_from=made_from))


def _file_in(store: "Store", wanted: _Wanted) -> None:
    """File the PDF; where there is no data directory, nothing is filed."""
    if wanted.record.file:
        store.papers.file(wanted.record.file, wanted.printed.pdf)


def _taken(desk: Desk, of: SealedPaper) -> bool:
    """Tell whether somebody took the number, or sealed that version, meanwhile."""
    if any(s.version == of.version for s in versions(desk, ref_to(of))):
        return True
    if of.version > 1 or of.day is None or kind_named(of.kind).annex_of:
        return False
    return any(s.number == of.number for s in same_register(desk, ref_to(of), of.day))


def correct(desk: Desk, seen: SealedPaper, before: str, after: str, reason: str) -> SealedPaper:
    """Amend a sealed paper word for word: for a closed year, whose data never changes again.

    In the last version, ``seen``, ``after`` takes the place of ``before``, which stands there exactly once.

    Raises:
        NotAllowed: The right is missing.
        Refused: It is not the last version, the reason is missing, or the text does not stand there once.
        NotSaved: The PDF could not be filed; nothing was sealed.
    """
    old, new, why = (within(text, REASON) for text in (before, after, reason))
    of = snapshot.replaced(kept_paper(seen), old, new)
    wanted = _drawn_up(desk, of, ref_to(seen), seen, _kept_place(seen, desk), why)
    told = {"number": count(seen.number), "reason": why}
    with desk.act(
        Act.SEAL_PAPER, N_("Amended: number {number}, {reason}"), told, at=seen, final=True
    ) as store:
        last = latest(desk, ref_to(seen))
        if last is None or last.version != seen.version:
            raise Refused(N_("It was amended meanwhile; look at the last version first."))
        _file_in(store, wanted)
        return store.save(wanted.record)


def note_scan(desk: Desk, seen: SealedPaper, address: str) -> SealedPaper:
    """Note where the scan of the signed paper lies, with its fingerprint where it can be read.

    Raises:
        NotAllowed: The right is missing.
        Refused: The address is empty.
        Clash: Somebody else noted another one meanwhile.
    """
    given = within(address, REASON)
    if not given:
        raise Refused(N_("Say where the scan lies."))
    told = {"number": count(seen.number), "address": given}
    with desk.act(Act.SEAL_PAPER, N_("Scan of number {number}: {address}"), told, at=seen) as store:
        return save_onto(store, seen, {"scan": given, "scan_sha256": fingerprint(given).sha256})
