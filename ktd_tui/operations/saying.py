"""Words for the domain's codes, as every page writes them: on the screens and as plain text."""

from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, Movement, Role, Stage
from ktd_tui.domain.unit_past import UnitEvent, UnitEventKind
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.i18n import BLOC_WORDS, N_, plural, t
from ktd_tui.operations.wording import ROLES, STAGES
from ktd_tui.rules.council.order import is_numbered
from ktd_tui.rules.meeting.ballots import figures, outcome, received, tied
from ktd_tui.rules.meeting.elections import equals
from ktd_tui.rules.meeting.flow import agenda_step
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.rules.meeting.tally import tally_differences
from ktd_tui.rules.signs import Status, status_sign
from ktd_tui.text import enumerated
from ktd_tui.words import percent, short_time

if TYPE_CHECKING:
    from ktd_tui.rules.meeting.attended import Attended
    from ktd_tui.rules.meeting.proceedings import Obstacle
    from ktd_tui.rules.scoring.results.ranking import Standing

SOON = 7
"""Days from which on a deadline is near."""


def offices(bloc: Bloc) -> dict[str, str]:
    """Return what a bloc and its offices are called, by the names that sentences have for them."""
    own = bool(bloc.noun)
    return {
        **dict(zip(BLOC_WORDS, (bloc.words.within, *bloc.words), strict=True)),
        "head": bloc.words.head if own or bloc.head_title else t(ROLES[Role.HEAD]),
        "deputy": bloc.words.deputy if own or bloc.deputy_title else t(ROLES[Role.DEPUTY]),
    }


def which_year(bloc: Bloc, year: int) -> str:
    """Say which year of which bloc: «V/2022», but «2025 (Cụm số 1)»: «1/2025» is a month."""
    roman = is_numbered(bloc.code) and bloc.code.isalpha()
    return f"{bloc.code}/{year}" if roman else f"{year} ({bloc.name})"


def role(of: Role | None, bloc: Bloc) -> str:
    """Say a role in a bloc; a dash where the unit was not in the bloc or nothing is recorded."""
    if of is None:
        return "–"
    return offices(bloc).get(of.value) or t(ROLES[of])


def stage(of: Stage, bloc: Bloc | None = None) -> str:
    """Say a stage, of a bloc among others as that calls itself."""
    return t(STAGES[of], **offices(bloc) if bloc else {})


def step(of: Step, bloc: Bloc) -> str:
    """Say a step of a bloc's meeting by its usual name."""
    return t(STEPS[of].name, **offices(bloc))


def step_of(meeting: Meeting, of: Step, bloc: Bloc) -> str:
    """Say a step as the meeting's agenda calls it, else by its usual name."""
    return agenda_step(meeting, of).title or step(of, bloc)


MEETINGS = {
    MeetingKind.YEAR_END: N_("Year-end meeting"),
    MeetingKind.MID_YEAR: N_("Mid-year meeting"),
    MeetingKind.PLAIN: N_("Other meeting"),
}
"""What each kind of meeting is called, where its bloc has no name of its own for it."""


def name_of_meeting(of: Meeting) -> str:
    """Say a meeting's own name."""
    return of.name or t(MEETINGS[of.kind])


def obstacle(of: "Obstacle") -> str:
    """Say what is missing."""
    return t(of.message, **of.facts)


def part_taken(of: "Attended") -> str:
    """Say when a delegate was there, where it was not from beginning to end; else an empty text."""
    told = [t("came at {time}", time=short_time(of.came))] if of.came else []
    told += [t("stand-in from {time}", time=short_time(of.seat_from))] if of.seat_from else []
    told += [t("away {left}–{back}", left=short_time(left), back=short_time(back)) for left, back in of.gone]
    told += [t("left at {time}", time=short_time(of.left))] if of.left else []
    return ", ".join(told)


def part_said(of: "Attended") -> str:
    """Say whether a delegate took part, and when, as the minutes will say it."""
    told = part_taken(of)
    return (t("here") + (f" ({told})" if told else "")) if of.at_all else t("not here")


def unit_event(of: UnitEvent) -> str:
    """Say what became of a unit, since when, and by which decision."""
    told = t(_EVENTS[of.kind], year=of.year, before=enumerated(of.before), after=enumerated(of.after))
    return f"{told} ({of.ground})" if of.ground else told


_EVENTS = {
    UnitEventKind.RENAMED: N_("{year}: renamed from {before} to {after}"),
    UnitEventKind.MOVED: N_("{year}: moved from {before} to {after}"),
    UnitEventKind.MERGED: N_("{year}: {before} merged into {after}"),
    UnitEventKind.SPLIT: N_("{year}: {before} split into {after}"),
    UnitEventKind.DISSOLVED: N_("{year}: takes part no more"),
}


def days(left: int | None) -> str:
    """Say how a deadline stands; empty where there is none."""
    if left is None:
        return ""
    if left < 0:
        return plural("{n} day overdue", "{n} days overdue", -left)
    if left == 0:
        return t("due today")
    return plural("{n} day left", "{n} days left", left)


def deadline_said(left: int | None) -> str:
    """Say how a deadline stands, with its sign where it is over or near."""
    if left is None or left > SOON:
        return days(left)
    return f"{status_sign(Status.LATE if left < 0 else Status.DUE)} {days(left)}"


def _won(of: Vote, names: str) -> str:
    if of.lots:
        return t("elected by lot: {names}", names=names)
    return t("elected: {names}", names=names) if _of_office(of) else t("chosen: {names}", names=names)


def _none_won(of: Vote) -> str:
    if equals(of):
        return t("tie: {figures}", figures=_equal(of))
    return t("nobody elected") if _of_office(of) else t("none chosen")


def _of_office(of: Vote) -> bool:
    return of.purpose in {Purpose.HEAD, Purpose.DEPUTY}


def verdict(of: Vote) -> str:
    """Say a result in short, with its arithmetic: «5/5 = 100 %, cần 3: đạt»."""
    if of.void is not None:
        return t("✗ void")
    result = outcome(of)
    if result is None:
        return t(box_state(of))
    if of.candidates:
        names = enumerated(one.name for one in of.candidates if one.id in of.elected)
        return _won(of, names) if names else _none_won(of)
    passed = t("passed") if result.passed else t("not passed")
    needed = t("needed {n}", n=result.needed)
    told = f"{result.agree}/{result.base} = {percent(result.share)}, {needed}: {passed}"
    if of.casting is not None:
        return told + " " + t("(the chair decided)")
    got = figures(of)
    return told + " " + t("(tie {n}/{n})", n=got.agree) if tied(of) else told


def _equal(of: Vote) -> str:
    got = received(of, of.ballots.choices if of.ballots else {})
    return "; ".join(f"{one.name}: {got[one.id]}" for one in of.candidates if one.id in equals(of))


def box_state(of: Vote) -> str:
    """Return the msgid of how far a round is that is not counted."""
    box = of.electronic
    if len(of.tallies) > 1:
        first, *others = of.tallies
        differ = any(tally_differences(first, one) for one in others)
        return N_("not taken: the tellers differ") if differ else N_("not taken yet: the tellers agree")
    if box is None or box.counted_at:
        return N_("not counted yet")
    return N_("electronic ballots closed") if box.closed_at else N_("electronic ballots open")


def period(movement: Movement) -> str:
    """Write a movement's period, or an empty text where none is recorded."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return "–".join(dict.fromkeys(years))


def movement_lines(movement: Movement) -> list[str]:
    """Write a movement in one or two lines: its title, then plan and period where they are known."""
    facts = " · ".join(part for part in (period(movement), movement.plan) if part)
    return [f"“{movement.title}”", *([f"  {facts}"] if facts else [])]


def ranked_unit(name: str, of: "Standing") -> str:
    """Name a unit with the sub-group that its rank is of, where each has ranks of its own."""
    return t("{unit} (group {group})", unit=name, group=of.group) if of.group else name


def grade_of(of: "Standing") -> str:
    """Say a grade, with a sign where people decide on it yet; a dash where there is none."""
    is_open = bool(of.contended) or of.to_vote
    return f"{of.grade or '–'} ?" if is_open else of.grade or "–"


def grade_in_words(of: "Standing") -> str:
    """Say a grade within a sentence, with what people decide on it yet."""
    if of.contended:
        told = {"grade": of.grade or "–", "contended": of.contended}
        return t("{grade} (equal at the last place of “{contended}”: people decide)", **told)
    return (
        t("{grade} (the meeting's ballot is to confirm it)", grade=of.grade)
        if of.to_vote
        else of.grade or "–"
    )


def grade_or_barred(of: "Standing") -> str:
    """Say what a unit's result is: its grade, or that no title is considered for it."""
    return t("barred") if of.barred else grade_of(of)


def took_away(of: "Standing") -> list[str]:
    """Say, a sentence each, what took a grade or the rank from a unit."""
    found = []
    for one in of.knocked:
        told = {"grade": one.rule.grade, "what": one.rule.name, "why": one.why}
        if one.rule.consequence == "grade":
            found.append(t("At most graded “{grade}”: {what} ({why})", **told))
        elif one.rule.consequence == "last":
            found.append(t("Stands after all others: {what} ({why})", **told))
    return found


def rank(of: "Standing") -> str:
    """Say a rank, with a sign where it is shared; a dash while a criterion is blank."""
    return f"{of.rank}{'=' if of.shared else ''}" if of.rank else "–"
