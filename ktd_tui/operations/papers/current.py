"""A paper as it is now: as it was signed, with what was amended since; else composed from the data."""

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.operations.papers.as_signed import lacks_signer, signed_paper, signed_pledge, with_signers
from ktd_tui.operations.papers.composers import OfMeeting
from ktd_tui.operations.papers.kinds import PLEDGE, PaperRef, kind_named, meeting_about
from ktd_tui.operations.scoring.appeals import open_appeals
from ktd_tui.operations.year.signers import signers_of
from ktd_tui.papers.amendments import under_review
from ktd_tui.papers.document import Prepared, prepared, with_texts
from ktd_tui.papers.house_style import styled
from ktd_tui.papers.letter import still_open
from ktd_tui.papers.snapshot import loaded
from ktd_tui.words import long_date


def paper(desk: Desk, ref: PaperRef) -> Prepared:
    """Return a paper as it was signed, else composed from the data, written as the bloc's office writes.

    Behind a signed one stand the appeals on which nothing is decided yet. A paper that it names has its
    number as soon as that is sealed.

    Raises:
        Refused: There is no such paper, or nothing yet to compose it from.
    """
    return _citing(desk, ref, _as_it_is(desk, ref))


def _citing(desk: Desk, ref: PaperRef, of: Prepared) -> Prepared:
    """Return a paper with number and day of the sealed one that it names."""
    kind = kind_named(ref.kind).cites
    sealed = desk.store.find(SealedPaper, bloc_year_id=ref.year, kind=kind) if kind else []
    if not sealed:
        return of
    last = max(sealed, key=lambda one: one.version)
    number = loaded(last.snapshot).head.number.removeprefix("Số:").strip()
    told = f"số {number}{f' {long_date(last.day)}' if last.day else ''}"
    open_ = still_open(kind_named(kind).symbol)
    return prepared(with_texts(of, lambda text: open_.sub(lambda _: told, text)))


def _as_it_is(desk: Desk, ref: PaperRef) -> Prepared:
    if ref.kind == PLEDGE and (of_all := signed_pledge(desk, ref.year)):
        return of_all
    signed = signed_of(desk, ref)
    if signed is None:
        return composed(desk, ref)
    if lacks_signer(signed):
        signed = with_signers(signed, composed(desk, ref))
    waiting = open_appeals(desk, ref.year) if kind_named(ref.kind).scores else ()
    return prepared(under_review(signed, waiting)) if waiting else signed


def check_composable(desk: Desk, ref: PaperRef, seen: dict[str, MeetingView]) -> None:
    """Read what a paper tells, without composing it.

    Args:
        seen: The meetings that were read for other papers; the paper's own is added.

    Raises:
        Refused: There is nothing yet to compose it from; ``paper`` says the same.
    """
    if ref.kind == PLEDGE and signed_pledge(desk, ref.year):
        return
    signed = signed_of(desk, ref)
    if signed is not None and not lacks_signer(signed):
        return
    compose = kind_named(ref.kind).compose
    if isinstance(compose, OfMeeting):
        compose(desk, ref, seen)
    else:
        compose(desk, ref)


def signed_of(desk: Desk, ref: PaperRef) -> Prepared | None:
    """Return a paper as its meeting's minutes were signed, with its amendments; None before that."""
    about, kind = meeting_about(desk, ref), kind_named(ref.kind)
    return signed_paper(desk, about, ref.kind, minutes=kind.is_minutes) if about else None


def composed(desk: Desk, ref: PaperRef) -> Prepared:
    """Compose a paper from the data as it is now, whatever was signed of it.

    Raises:
        Refused: There is no such paper, or nothing yet to compose it from.
    """
    kind = kind_named(ref.kind)
    year = desk.store.get(BlocYear, ref.year)
    bloc = desk.store.get(Bloc, year.bloc_id)
    if kind.of_office or kind.whom:
        return prepared(kind.compose(desk, ref)())
    return prepared(styled(kind.compose(desk, ref)(), bloc, signers_of(desk, year), letter=kind.letter))
