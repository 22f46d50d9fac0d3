"""A paper as it is now: as it was signed, with what was amended since; else composed from the data."""

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.as_signed import lacks_signer, signed_paper, signed_pledge, with_signers
from ktd_tui.operations.papers.kinds import PLEDGE, PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.sources import open_appeals
from ktd_tui.operations.year.signers import signers_of
from ktd_tui.papers.amendments import under_review
from ktd_tui.papers.document import Prepared, prepared
from ktd_tui.papers.house_style import styled


def paper(desk: Desk, ref: PaperRef) -> Prepared:
    """Return a paper as it was signed, else composed from the data, written as the bloc's office writes.

    Behind a signed one stand the appeals on which nothing is decided yet.

    Raises:
        Refused: There is no such paper, or nothing yet to compose it from.
    """
    if ref.kind == PLEDGE and (of_all := signed_pledge(desk, ref.year)):
        return of_all
    signed = signed_of(desk, ref)
    if signed is None:
        return composed(desk, ref)
    if lacks_signer(signed):
        signed = with_signers(signed, composed(desk, ref))
    waiting = open_appeals(desk, ref.year) if kind_named(ref.kind).scores else ()
    return prepared(under_review(signed, waiting)) if waiting else signed


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
        return prepared(kind.compose(desk, ref))
    return prepared(styled(kind.compose(desk, ref), bloc, signers_of(desk, year), letter=kind.letter))
