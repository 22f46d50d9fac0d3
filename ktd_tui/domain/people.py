"""People: in the directory, in a meeting, and in the place of another."""

from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record, Value
from ktd_tui.naming import Called, Honorific


class Person(Record):
    """Cán bộ of a unit, in the directory.

    Attributes:
        title: The office, which stands before the unit's name («Cục trưởng»).
        honorific: «ông» or «bà».
        degree: Academic title («PGS.TS»); printed in lists, never before a signer's name.
        deputy_for_id: For whom they deputise.
        signs_as: By what power they sign («TL. Bộ trưởng», «Q.»); empty: as the office says.
    """

    table: ClassVar[str] = "people"

    name: str = Field(min_length=1)
    title: str = ""
    unit_id: str | None = None
    honorific: Honorific = ""
    degree: str = ""
    deputy_for_id: str | None = None
    signs_as: str = ""

    def called_in(self, unit: str) -> Called:
        """Return the person as papers call them, in a unit of that name."""
        return Called(self.name, self.title, unit, self.honorific, self.degree, self.signs_as, self.id)


class StandIn(Value):
    """Who sits in a delegate's seat and votes for it, with the letter of authority if there is one."""

    name: str = Field(min_length=1)
    title: str = ""
    authority: str = ""
    honorific: Honorific = ""
    degree: str = ""


class Attendee(Value):
    """Đại biểu: a member's representative, a guest, or an observer of another bloc.

    Attributes:
        name: Name without title; empty where the source names only the office («Đại diện lãnh đạo»).
        title: Office title as spoken («Cục trưởng»).
        person_id: Who they are in the directory, as far as they stand there.
        joins_from: The city from which they follow; empty: they are in the room.
        voting: Counts for quorum and votes.
        present: Is there now, in the room or connected from another city.
        stand_in: Who came in their place.
        excused: Why they are absent («vắng có lý do»), as far as it was said.
        honorific: «ông» or «bà».
        degree: Academic title («PGS.TS»), never before a signer's name.
    """

    id: str
    name: str = ""
    title: str = ""
    unit: str = ""
    unit_id: str | None = None
    person_id: str | None = None
    city: str = ""
    joins_from: str = ""
    voting: bool = True
    present: bool = False
    stand_in: StandIn | None = None
    excused: str = ""
    honorific: Honorific = ""
    degree: str = ""

    @property
    def called(self) -> Called:
        """The delegate, as papers call them."""
        who = self.person_id or ""
        return Called(self.name, self.title, self.unit, self.honorific, self.degree, person_id=who)

    @property
    def sitting(self) -> Called:
        """Who sits there: the stand-in where there is one."""
        of = self.stand_in
        return Called(of.name, of.title, self.unit, of.honorific, of.degree) if of else self.called

    @property
    def seated(self) -> str:
        """Who sits there, as the minutes style them."""
        return self.sitting.styled

    @property
    def listed(self) -> str:
        """Who sits there, the name first, so that a narrow column still shows who it is."""
        return self.sitting.listed

    @property
    def styled(self) -> str:
        """«Cục trưởng Cục Quản trị III Nguyễn Văn Định», as far as known."""
        return self.called.styled


class Staff(Value):
    """The people of a unit in a year, as far as rules of titles and ties ask; None: not said.

    Attributes:
        people: How many there are.
        women: How many of them are women.
        titled: How many have the title that the rules ask of members («Lao động tiên tiến»).
        disciplined: How many were disciplined.
    """

    people: int | None = Field(default=None, ge=0)
    women: int | None = Field(default=None, ge=0)
    titled: int | None = Field(default=None, ge=0)
    disciplined: int | None = Field(default=None, ge=0)

    def share(self, of: int | None) -> Fraction | None:
        """Return what share of the people so many are; None where it is not known."""
        return None if of is None or not self.people else Fraction(of, self.people)
