"""Giao ước thi đua: drawn from what the units registered, signed by every unit's head, then frozen."""

from datetime import datetime
from typing import ClassVar

from ktd_tui.domain.base import Record, Value


class PledgeSignature(Value):
    """A recorded signature: who signed for a unit, and when.

    Attributes:
        name: The signer with title, as they stood in the data then.
        uid: The account that recorded it.
        signer: The signer's bare name, for the paper; empty in signatures of before.
        office: The office under which they signed, with the unit as it was called then; «KT. …» a line above.
        degree: Their academic title.
    """

    unit_id: str
    name: str
    uid: int
    account: str
    at: datetime
    signer: str = ""
    office: str = ""
    degree: str = ""


class Amendment(Value):
    """A change of a registered target after the pledge was signed.

    Attributes:
        code: The criterion's code.
    """

    at: datetime
    uid: int
    account: str
    unit_id: str
    code: str
    before: str
    after: str
    reason: str


class Pledge(Record):
    """Bản giao ước of a bloc-year.

    Attributes:
        preamble: Paragraphs before the units' contents.
        drawn_at: When it was drawn from the registrations.
        signatures: In the order of signing.
        frozen_at: When the last unit's head signed; from then on only amendments.
        snapshot: The paper as all signed it; amendments stand behind it.
    """

    table: ClassVar[str] = "pledges"

    bloc_year_id: str
    preamble: tuple[str, ...] = ()
    drawn_at: datetime
    signatures: tuple[PledgeSignature, ...] = ()
    frozen_at: datetime | None = None
    snapshot: str = ""
    amendments: tuple[Amendment, ...] = ()

    def signature_of(self, unit_id: str) -> PledgeSignature | None:
        """Return a unit's signature, or None while it has not signed."""
        return next((s for s in self.signatures if s.unit_id == unit_id), None)
