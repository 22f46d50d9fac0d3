"""Papers that never change again: as they stood when the minutes were signed, and as they were sealed."""

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record, Value


class Returned(Value):
    """A file that came back of a sealed paper: signed elsewhere, or scanned.

    Attributes:
        file: Where it lies, below the data directory's folder of papers.
        at: When it was kept there, by which account.
    """

    file: str
    sha256: str
    at: datetime
    account: str


class SealedPaper(Record):
    """One version of a paper in the register.

    Attributes:
        kind: Which paper («minutes»).
        number: Its number among its kind in the issuing body's register of the calendar year; all versions
            of a paper bear the same, an annex bears its paper's.
        version: 1 for the first, then one more for each amendment.
        title: What it is about.
        day: The day that it bears: on which it was issued.
        sealed_at: When it was sealed, by which account.
        reason: Why it was amended; empty for the first version.
        signers: The names under it.
        snapshot: The paper as JSON (``papers.snapshot``), never changed again.
        sha256: Of the snapshot.
        file: Where its PDF lies, below the data directory's folder of papers; empty where it was not kept.
        pdf_sha256: Of the PDF.
        size: Of the PDF, in bytes.
        pages: Of the PDF; 0 where it was sealed before that was noted.
        wording: The code of its words, as it stood on what was printed to be signed; empty where nothing was.
        made_from: SHA-256 of the records that it was made from, by table; empty where that was not noted.
        scan: Where the scan of the signed paper lies, as typed.
        scan_sha256: Of the scan, where it could be read.
        came_back: The files that came back and are kept beside the sealed one, the first one first.
    """

    table: ClassVar[str] = "sealed_papers"

    bloc_year_id: str
    kind: str = Field(min_length=1)
    number: int = Field(ge=1, le=99_999)
    version: int = Field(ge=1)
    title: str = ""
    day: date | None = None
    sealed_at: datetime
    uid: int
    account: str
    reason: str = ""
    signers: tuple[str, ...] = ()
    snapshot: str
    sha256: str
    file: str = ""
    pdf_sha256: str = ""
    size: int = 0
    pages: int = 0
    wording: str = ""
    made_from: dict[str, str] = {}
    scan: str = ""
    scan_sha256: str = ""
    came_back: tuple[Returned, ...] = ()


class SignedPaper(Record):
    """One state of a paper about a signed meeting; a later state is an amendment, and the earlier ones stay.

    Nothing that is renamed later reaches it.

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
