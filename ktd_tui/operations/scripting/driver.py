"""What the verbs of a script work on: one meeting, and whom or what the words of an act mean in it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import delegate_named, member_named
from ktd_tui.operations.meeting.view import proceedings

WORDS = 4
"""Pieces between commas that one name has at most: «Sở Văn hóa, Thể thao, Du lịch»."""


class Driver(NamedTuple):
    """A desk and the meeting that is driven from it."""

    desk: Desk
    meeting_id: str

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self.desk.store.get(Meeting, self.meeting_id)

    def person(self, letters: str) -> Attendee:
        """Return the delegate whom letters mean («nvđ», «cqt2»), marks aside.

        Raises:
            Refused: Nobody, or several.
        """
        return delegate_named(self.desk, self.meeting.attendees, letters)

    def people(self, letters: str) -> list[str]:
        """Return the ids of several delegates, named with commas between."""
        return names_in(letters, lambda one: self.person(one).id)

    def unit(self, name: str) -> str:
        """Return the id of the bloc's unit of that name or short name.

        Raises:
            Refused: There is none.
        """
        year = self.desk.store.get(BlocYear, self.meeting.bloc_year_id)
        return member_named(self.desk, year, name.strip()).id

    def units(self, names: str) -> list[str]:
        """Return the ids of several units, named with commas between."""
        return names_in(names, self.unit)

    def line(self, text: str) -> tuple[MinutesLine, str]:
        """Return the line of that number, as «ktd meeting lines» lists them, and what stands behind.

        Raises:
            Refused: There is none.
        """
        number, _, rest = text.partition(" ")
        found = proceedings(self.desk, self.meeting).lines
        place = int(number[:6]) if number.isascii() and number.isdecimal() else 0
        if not 1 <= place <= len(found):
            raise Refused(N_("The minutes have no line {n}; “ktd meeting lines” numbers them."), n=number)
        return found[place - 1], rest

    def vote(self) -> Vote:
        """Return the question that is being decided, else the last one.

        Raises:
            Refused: None was put.
        """
        votes = sorted(self.desk.store.find(Vote, meeting_id=self.meeting_id), key=lambda v: v.id)
        waiting = [vote for vote in votes if vote.pending]
        if not votes:
            raise Refused(N_("No question is put yet."))
        return (waiting or votes)[-1]


def names_in(text: str, meant: Callable[[str], str]) -> list[str]:
    """Return whom names with commas between mean; a comma may also be within one.

    «Nguyễn Văn An, Hiệu trưởng, Lê B» are two people where the first name alone is that of several. Where
    there are semicolons, they alone part the names.

    Args:
        meant: Returns the id of whom a name means, or refuses it.

    Raises:
        Refused: One of them means nobody, or several.
    """
    if ";" in text:
        return [meant(one) for one in text.split(";") if one.strip()]
    pieces = text.split(",")
    refused: list[KtdError] = []

    def from_here(at: int) -> list[str] | None:
        if at == len(pieces):
            return []
        for end in range(at + 1, min(at + WORDS, len(pieces)) + 1):
            try:
                one = meant(",".join(pieces[at:end]))
            except KtdError as error:
                refused.append(error)
                continue
            if (rest := from_here(end)) is not None:
                return [one, *rest]
        return None

    found = from_here(0)
    if found is None:
        raise refused[0]
    return found


def parts(text: str, names: Sequence[str]) -> dict[str, str]:
    """Take «a | b | c» apart by the names of its places; what is left out is empty."""
    given = [part.strip() for part in text.split("|")]
    return dict(zip(names, [*given, *[""] * len(names)], strict=False))
