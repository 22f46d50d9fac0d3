"""A meeting driven by words instead of keys: one at a time (``ktd meeting``), or a whole script.

A script has one act a line, its verb first; what is indented goes on with the line above; «#» begins a
remark. The verbs (``driving_verbs.VERBS``) call the operations that the screens call.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ktd_tui.domain.meeting import Attendee, Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.cross import member_named
from ktd_tui.rules.meeting.presence import match


class Act(NamedTuple):
    """One act of a script.

    Attributes:
        line: Its line's number, from 1.
        verb: What is done.
        text: What stands behind the verb; lines that go on with it are joined by line feeds.
    """

    line: int
    verb: str
    text: str


class Driver(NamedTuple):
    """What the verbs work on."""

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
        found = match(self.meeting.attendees, letters)
        if not found:
            raise Refused(N_("Nobody on the list fits “{text}”."), text=letters.strip())
        if len(found) > 1:
            raise Refused(
                N_("“{text}” may mean {names}."),
                text=letters.strip(),
                names=", ".join(a.seated for a in found),
            )
        return found[0]

    def people(self, letters: str) -> list[str]:
        """Return the ids of several delegates, named with commas between."""
        return [self.person(one).id for one in letters.split(",")]

    def unit(self, name: str) -> str:
        """Return the id of the bloc's unit of that name or short name.

        Raises:
            Refused: There is none.
        """
        year = self.desk.store.get(BlocYear, self.meeting.bloc_year_id)
        return member_named(self.desk, year, name.strip()).id

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


def acts(script: str) -> list[Act]:
    """Take a script apart."""
    found: list[Act] = []
    for number, line in enumerate(script.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace() and found:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text}\n{line.strip()}".strip("\n"))
        else:
            verb, _, text = line.strip().partition(" ")
            found.append(Act(number, verb, text.strip()))
    return found


def carry_out(driver: Driver, act: Act) -> None:
    """Do one act.

    Raises:
        Refused: There is no such verb, or what it does is refused.
    """
    from ktd_tui.operations.meeting.verbs import VERBS

    verb = VERBS.get(act.verb)
    if verb is None:
        raise Refused(
            N_("There is no act “{verb}”. There are: {verbs}."), verb=act.verb, verbs=", ".join(VERBS)
        )
    verb.do(driver, act.text)


def run(driver: Driver, script: Iterable[Act]) -> int:
    """Carry a script out, act by act; return how many were done. What was done before a refusal stays.

    Raises:
        Refused: An act was refused; the sentence names its line.
    """
    done = 0
    for act in script:
        try:
            carry_out(driver, act)
        except KtdError as error:
            raise Refused(
                N_("Line {line} ({verb}): {reason} {n} acts before it were carried out."),
                line=act.line,
                verb=act.verb,
                reason=tell(error),
                n=done,
            ) from error
        done += 1
    return done


def parts(text: str, names: Sequence[str]) -> dict[str, str]:
    """Take «a | b | c» apart by the names of its places; what is left out is empty."""
    given = [part.strip() for part in text.split("|")]
    return dict(zip(names, [*given, *[""] * len(names)], strict=False))
