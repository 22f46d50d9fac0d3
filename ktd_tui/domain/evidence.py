"""Minh chứng: the documents that stand behind a unit's points."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record


class EvidenceState(StrEnum):
    """How far a piece of evidence is."""

    AWAITED = "awaited"
    HANDED_IN = "handed-in"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Evidence(Record):
    """One piece of evidence for one criterion of one unit.

    Attributes:
        code: The criterion's code.
        number: The document's number («05/BC-CQT1»).
        day: The document's date.
        address: A path on the server or a web address where it lies.
        size: Bytes, where the file could be read; None otherwise.
        sha256: Of the file's content, 64 hexadecimal digits, or empty.
        remark: Why it was refused, or what is still wanted.
    """

    table: ClassVar[str] = "evidence"

    bloc_year_id: str
    unit_id: str
    code: str
    title: str = Field(min_length=1)
    number: str = ""
    day: date | None = None
    address: str = ""
    size: int | None = Field(default=None, ge=0)
    sha256: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    state: EvidenceState = EvidenceState.HANDED_IN
    remark: str = ""
