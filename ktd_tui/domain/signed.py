"""A paper as it stood when its meeting's minutes were signed: nothing that is renamed later reaches it."""

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record


class SignedPaper(Record):
    """One state of a signed record; a later state is an amendment, and the earlier ones stay.

    Attributes:
        meeting_id: The meeting whose signing kept it.
        kind: Which paper («minutes»).
        version: 1 as it was signed, then one more for each amendment.
        kept_at: When it was signed or amended, by which account.
        reason: Why it was amended; empty as it was signed.
        snapshot: The paper as JSON (``papers.snapshot``), never changed again.
    """

    table: ClassVar[str] = "signed_papers"

    bloc_year_id: str
    meeting_id: str
    kind: str = Field(min_length=1)
    version: int = Field(default=1, ge=1)
    kept_at: datetime
    account: str
    reason: str = ""
    snapshot: str
