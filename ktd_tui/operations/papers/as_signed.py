"""Papers as they were signed: nothing that is renamed or edited later reaches them."""

from dataclasses import replace

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.sealed import SealedPaper, SignedPaper
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import proceedings, records_digest
from ktd_tui.operations.year.registration import pledge_of
from ktd_tui.papers.document import Paper, Prepared, prepared
from ktd_tui.papers.snapshot import dumped, loaded


def signed_pledge(desk: Desk, bloc_year_id: str) -> Prepared | None:
    """Return a year's pledge as all signed it, what was amended since behind it; None before that."""
    pledge = pledge_of(desk, bloc_year_id)
    kept = _kept(pledge.snapshot) if pledge and pledge.snapshot else None
    if kept is None:
        return None
    from ktd_tui.operations.year.pledge import pledge_data
    from ktd_tui.papers.kinds.pledge import amended

    return prepared(amended(kept, pledge_data(desk, bloc_year_id)))


def signed_paper(desk: Desk, meeting: Meeting, kind: str, *, minutes: bool = False) -> Prepared | None:
    """Return a paper of a meeting as it stood when the minutes were signed, or as it was amended since.

    None before that; None, too, where somebody changed what was signed: the paper then says what the data
    says, for all to see.

    Args:
        kind: Which paper.
        minutes: It is the minutes themselves.
    """
    if meeting.signed_at is None:
        return None
    if not as_it_was_signed(desk, meeting):
        return None
    last = latest_kept(desk, meeting.id, kind)
    if last:
        return _kept(last.snapshot)
    return _kept(meeting.snapshot) if minutes and meeting.snapshot else _last_sealed(desk, meeting, kind)


def as_it_was_signed(desk: Desk, meeting: Meeting) -> bool:
    """Tell whether a signed meeting's records say what they said at the signing, as far as one knows."""
    if not meeting.signed_sha256:
        return True
    return records_digest(proceedings(desk, meeting)) == meeting.signed_sha256


def latest_kept(desk: Desk, meeting_id: str, kind: str) -> SignedPaper | None:
    """Return the last state of a signed paper, None where none was kept."""
    found = desk.store.find(SignedPaper, meeting_id=meeting_id, kind=kind)
    return max(found, key=lambda one: one.version, default=None)


def reasons_since(desk: Desk, meeting: Meeting, sealed: SealedPaper) -> str:
    """Return why a signed paper was amended since it was sealed; empty where it was not."""
    kept = desk.store.find(SignedPaper, meeting_id=meeting.id, kind=sealed.kind)
    since = (one for one in kept if one.kept_at >= sealed.sealed_at and one.reason not in sealed.reason)
    return "; ".join(dict.fromkeys(one.reason for one in sorted(since, key=lambda one: one.version)))


def keep(desk: Desk, meeting: Meeting, kind: str, paper: Prepared, reason: str = "") -> SignedPaper:
    """Keep a paper as it is now, behind what was kept of it; within the transaction that signs or amends."""
    before = latest_kept(desk, meeting.id, kind)
    return desk.store.save(
        SignedPaper(
            bloc_year_id=meeting.bloc_year_id,
            meeting_id=meeting.id,
            kind=kind,
            version=before.version + 1 if before else 1,
            kept_at=desk.real_now,
            account=desk.actor.name,
            reason=reason,
            snapshot=dumped(paper),
        )
    )


def lacks_signer(paper: Paper) -> bool:
    """Tell whether nobody is known yet who signs somewhere."""
    return any(not signature.name for signature in paper.signatures)


def with_signers(kept: Prepared, now: Paper) -> Prepared:
    """Return a kept paper, signed by whom the office named since where nobody was known to sign it."""
    if len(kept.signatures) != len(now.signatures):
        return kept
    pairs = zip(kept.signatures, now.signatures, strict=True)
    return prepared(replace(kept, signatures=tuple(was if was.name else of for was, of in pairs)))


def _last_sealed(desk: Desk, meeting: Meeting, kind: str) -> Prepared | None:
    """Return the last sealed version, where an earlier version of ktd kept nothing as it was signed."""
    if meeting.kind is MeetingKind.PLAIN:  # a year may have several of one kind
        return None
    found = desk.store.find(SealedPaper, bloc_year_id=meeting.bloc_year_id, kind=kind)
    return _kept(max(found, key=lambda one: one.version).snapshot) if found else None


def _kept(text: str) -> Prepared | None:
    """Return a kept paper; None where somebody made something else of it by hand."""
    try:
        return loaded(text)
    except ValueError:
        return None
