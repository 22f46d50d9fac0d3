"""Who was given which rights, for which bloc or unit, and for how long."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator

from ktd_tui.domain.base import Record
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole


class Grant(Record):
    """One role of one account.

    Attributes:
        uid: The operating system's user id.
        account: The account's name when the role was given. Both say who somebody is: a uid is used again
            after its account was removed, and the newcomer inherits nothing.
        bloc_id: The bloc of a bloc's role, else None.
        unit_id: The unit of a unit's role, else None.
        since: First day of the term (Vietnam); None: from ever.
        until: Last day of the term; None: without end.
    """

    table: ClassVar[str] = "grants"

    uid: int = Field(ge=0)
    account: str = Field(min_length=1)
    role: UserRole
    bloc_id: str | None = None
    unit_id: str | None = None
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.role in OF_BLOC) != (self.bloc_id is not None):
            raise ValueError("bloc_id")
        if (self.role in OF_UNIT) != (self.unit_id is not None):
            raise ValueError("unit_id")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until")
        return self

    def held_by(self, uid: int, account: str) -> bool:
        """Tell whether this is somebody's role: number and name of the account are as they were."""
        return (self.uid, self.account) == (uid, account)

    def in_force(self, day: date) -> bool:
        """Tell whether ``day`` lies in the term."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)
