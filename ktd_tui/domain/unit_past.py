"""What a unit was before: its former names, and what became of it."""

from enum import StrEnum

from pydantic import Field

from ktd_tui.domain.base import Value


class FormerName(Value):
    """A name, with its short form, that a unit bore up to and including a year."""

    name: str
    until_year: int
    short_name: str = ""


class UnitEventKind(StrEnum):
    """What became of a unit."""

    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    DISSOLVED = "dissolved"


class UnitEvent(Value):
    """One change of a unit that its past must tell.

    Attributes:
        year: The first year in which it holds.
        before: What was: the former name, the bloc's name, the names of those that were merged.
        after: What is: the new name, the new bloc's name, the names of those that came of it.
        bloc_id: The bloc that a moved unit left.
        ground: By which decision («Quyết định số 12/QĐ-BNV ngày 03/01/2026»), as far as it was said.
    """

    kind: UnitEventKind
    year: int = Field(ge=1945, le=2200)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bloc_id: str | None = None
    ground: str = ""


class LeftOut(Value):
    """A unit that takes no part in a bloc's year, though it did or might.

    Attributes:
        reason: Why («sáp nhập từ 01/7/2025»).
    """

    unit_id: str
    reason: str = ""
