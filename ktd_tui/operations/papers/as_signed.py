"""Papers as they were signed: nothing that is renamed or edited later reaches them."""

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import proceedings, records_digest
from ktd_tui.operations.year.pledge import pledge_data
from ktd_tui.operations.year.registration import pledge_of
from ktd_tui.papers.document import Prepared, prepared
from ktd_tui.papers.kinds.pledge import amended
from ktd_tui.papers.snapshot import loaded


def signed_pledge(desk: Desk, bloc_year_id: str) -> Prepared | None:
    """Return a year's pledge as all signed it, what was amended since behind it; None before that."""
    pledge = pledge_of(desk, bloc_year_id)
    kept = _kept(pledge.snapshot) if pledge and pledge.snapshot else None
    return prepared(amended(kept, pledge_data(desk, bloc_year_id))) if kept else None


def signed_minutes(desk: Desk, meeting: Meeting, kind: str) -> Prepared | None:
    """Return a meeting's minutes as they were signed; None before that.

    None, too, where somebody changed what was signed: the paper then says what the data says, for all to see.

    Args:
        kind: Which paper they are.
    """
    if meeting.signed_at is None:
        return None
    if not meeting.snapshot:  # signed before there were any: the last sealed version is what was signed
        return _last_sealed(desk, meeting, kind)
    if records_digest(proceedings(desk, meeting)) != meeting.signed_sha256:
        return None
    return _kept(meeting.snapshot)


def _last_sealed(desk: Desk, meeting: Meeting, kind: str) -> Prepared | None:
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
