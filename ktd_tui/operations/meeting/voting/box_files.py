"""The boxes of electronic ballots as files beside the data: read, written, destroyed after use."""

from socket import gethostname
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ktd_tui.domain.secret import BallotBox
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk

if TYPE_CHECKING:
    from store.beside.ballot_box import BallotBoxes


def boxes_of(desk: Desk) -> "BallotBoxes":
    """Return the boxes beside the data.

    Raises:
        Refused: The desk stands on no data directory.
    """
    from store.beside.ballot_box import BallotBoxes

    if desk.folder is None:
        raise Refused(N_("There is no data directory for a ballot box here."))
    return BallotBoxes(desk.folder)


def write_box(files: "BallotBoxes", box: BallotBox) -> None:
    """Put a box on the disk, in the place of the one that was there.

    Raises:
        NotSaved: The disk refused it.
    """
    files.write(box.vote_id, box.model_dump_json().encode())


def read_box(files: "BallotBoxes", vote: Vote) -> BallotBox:
    """Read the box of a round.

    Raises:
        Refused: It is lost, damaged, or another round's.
    """
    content = files.read(vote.id)
    lost = Refused(N_("The ballot box of this round is not there any more; declare the round void."))
    if content is None and vote.electronic and vote.electronic.server not in ("", gethostname()):
        raise Refused(
            N_("The ballot box of this round stands on the server {server}: log in there to vote."),
            server=vote.electronic.server,
        )
    if content is None:
        raise lost
    try:
        box = BallotBox.model_validate_json(content)
    except ValidationError as error:
        raise lost from error
    if box.vote_id != vote.id:
        raise lost
    return box


def tidy_boxes(desk: Desk) -> None:
    """Destroy the boxes that nobody will open any more: of rounds that are void, counted or gone."""
    if desk.folder is None or desk.actor.read_only:
        return
    files = boxes_of(desk)
    for name in files.names():
        found = desk.store.find(Vote, id=name)
        of = found[0].electronic if found else None
        if of is None or of.counted_at or found[0].void:
            files.destroy(name)
