"""Undo and redo: this session's last commit at a place is taken back, by name; another window's once asked.

Nobody's work is lost: where somebody has built on a commit it stays, and the sentence says who. Which steps
there are says ``undo_steps``.
"""

from itertools import takewhile
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.activity import Activity, Concretisation, Post, Reply
from ktd_tui.domain.base import Record
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import Agenda, Meeting
from ktd_tui.domain.merit import AwardDecision, AwardRules, Exemplar
from ktd_tui.domain.minutes import MinutesLine, Pen
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import NotAllowed, NotFound, Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.undo_steps import Place, commits_at, ever_undid, is_here, last_step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.meeting.pen import check_pen
from ktd_tui.operations.scope import scope_if_there
from ktd_tui.operations.scoring.sheets import meetings_on_scores, right_to_sheet, scope_of_sheet
from ktd_tui.rules.access import Act, Scope
from ktd_tui.rules.meeting.flow import check_open
from ktd_tui.rules.reverting import mentions, named, reverted, touched
from ktd_tui.rules.scoring.sheets import check_sheet_open, check_unlocked, open_appeal
from store.contract import Change, Commit, Document

JUDGED: dict[type[Record], frozenset[str]] = {
    ScoreSheet: frozenset({"state", "returned_for", "locked_by", "locked_at", "rev"}),
    Evidence: frozenset({"state", "remark", "rev"}),
}
"""Fields that say what came of a sheet or of evidence: a unit does not take back that it was handed in."""

_RIGHTS: tuple[tuple[Act, tuple[type[Record], ...]], ...] = (
    (Act.MANAGE_USERS, (Grant,)),
    (Act.EDIT_COUNCIL, (Council, Bloc, AwardRules, AwardDecision)),
    (Act.EDIT_BLOC, (Agenda,)),
    (Act.EDIT_UNIT, (Unit, Person)),
    (Act.EDIT_YEAR, (BlocYear, Movement)),
    (Act.EDIT_CRITERIA, (CriteriaSet,)),
    (Act.REGISTER, (Registration,)),
    (Act.SIGN_PLEDGE, (Pledge,)),
    (Act.HOLD_ACTIVITY, (Concretisation, Activity)),
    (Act.SHARE, (Post, Reply)),
    (Act.HAND_IN_EVIDENCE, (Evidence,)),
    (Act.PROPOSE_EXEMPLAR, (Exemplar,)),
    (Act.SCORE, (ScoreSheet,)),
    (Act.RUN_MEETING, (Meeting, MinutesLine, Vote, Pen, TieDecision)),
    (Act.SEAL_PAPER, (SealedPaper,)),
)
KINDS: dict[str, tuple[type[Record], Act]] = {
    kind.table: (kind, act) for act, kinds in _RIGHTS for kind in kinds
}
"""The model of each table that people change, and the right that changing it asks for."""


def undo(desk: Desk, place: Place | None = None, *, asked: int = 0) -> Commit:
    """Take this session's last step at a place back; return the commit that it was.

    Args:
        desk: Whose session.
        place: Where; everywhere where none is named.
        asked: The number of the step of another window of the same person that is to be taken back.

    Raises:
        AnotherWindow: This session did nothing there, another window of the same person did.
        Refused: There is nothing, somebody has built on it, or what it touched is signed.
        StoreError: It could not be saved.
    """
    step = last_step(desk, place, asked)
    return _take_back(desk, step, None if step else _nothing(desk, place))


def redo(desk: Desk, place: Place | None = None, *, asked: int = 0) -> Commit:
    """Do this session's last undone step at a place again; return what undid it.

    Args:
        desk: Whose session.
        place: Where; everywhere where none is named.
        asked: The number of the step of another window of the same person that is to be done again.

    Raises:
        AnotherWindow: This session undid nothing there, another window of the same person did.
        Refused: There is nothing, somebody has built on it, or what it touches is signed.
        StoreError: It could not be saved.
    """
    return _take_back(desk, last_step(desk, place, asked, undone=True) if ever_undid(desk) else None)


def _nothing(desk: Desk, place: Place | None) -> Refused:
    """Say that there is nothing to undo, and whose the last step was where it was another person's."""
    others = (c for c in commits_at(desk, place) if c.changes and not c.final) if place else iter(())
    if (last := next(others, None)) is None:
        return Refused(N_("There is nothing of yours to undo here."))
    return Refused(
        N_("There is nothing of yours to undo here; the last step was by {user}: {what}."),
        user=last.author.user,
        what=t(last.why, **last.facts),
    )


def _take_back(desk: Desk, commit: Commit | None, nothing: Refused | None = None) -> Commit:
    """Take a step back and return it; ``nothing`` says that there is none."""
    if commit is None:
        raise nothing or Refused(N_("There is nothing to redo."))
    changes = commit.changes
    if not changes or any(change.table not in KINDS for change in changes):
        raise Refused(N_("That step cannot be undone."))
    first, by_vote = right_of(desk, changes[0]), any(change.table == Vote.table for change in changes)
    anywhen = first.scope._replace(stage=None)
    with desk.act(first.act, commit.why, commit.facts, at=anywhen, undoes=commit.seq):
        _check_unused(desk, commit)
        denied = [change for change in changes if not _may(desk, change)]
        for change in reversed(changes):
            check_unsigned(desk, change, by_vote=by_vote)
            _restore(desk, commit, change)
        for change in denied:  # the step itself may have moved the year to another stage
            desk.check(*right_of(desk, change))
    return commit


def _may(desk: Desk, change: Change) -> bool:
    try:
        desk.check(*right_of(desk, change))
    except NotAllowed:
        return False
    return True


class Right(NamedTuple):
    """What a change asks for."""

    act: Act
    scope: Scope


def right_of(desk: Desk, change: Change) -> Right:
    """Return the right that making or taking back a change asks for, where its record stands now."""
    kind, act = KINDS[change.table]
    if change.before is None or change.after is None:
        act = {Unit: Act.EDIT_BLOC, BlocYear: Act.OPEN_YEAR, Pledge: Act.EDIT_YEAR}.get(kind, act)
    elif kind is BlocYear and touched(change.before, change.after) <= {"stage", "rev"}:
        act = Act.SET_STAGE
    elif kind is Pledge and touched(change.before, change.after) & {"amendments", "preamble"}:
        act = Act.AMEND_PLEDGE if change.before.get("frozen_at") else Act.EDIT_YEAR
    elif kind is ScoreSheet and "appeals" in touched(change.before, change.after):
        return Right(
            Act.REOPEN,
            scope_if_there(desk.store, _present(desk, change) or kind.model_validate(change.after)),
        )
    subject = _present(desk, change) or kind.model_validate(change.before or change.after)
    judged = False
    if change.before and change.after:
        judged = touched(change.before, change.after) <= JUDGED.get(kind, frozenset())
    if isinstance(subject, ScoreSheet):
        act = right_to_sheet(desk, subject, review=judged)
        act = Act.ANSWER_SCORES if not judged and _is_reply(change) else act
    elif judged:
        act = Act.REVIEW_SCORES
    scope = scope_if_there(desk.store, subject)
    return Right(act, scope_of_sheet(scope, subject) if isinstance(subject, ScoreSheet) else scope)


def _check_unused(desk: Desk, commit: Commit) -> None:
    """Refuse to take away what was made, where somebody has used it since in another record."""
    made = {change.record_id for change in commit.changes if change.before is None}
    own = {change.record_id for change in commit.changes}
    since = takewhile(lambda later: later.seq > commit.seq, desk.store.changes_back() if made else ())
    for later in reversed(list(since)):
        for change in later.changes:
            if change.record_id in own or change.table not in KINDS:
                continue
            record = _present(desk, change)
            if record and mentions(record.model_dump(mode="json"), made):
                raise _in_the_way(desk, later)


def _present(desk: Desk, change: Change) -> Record | None:
    try:
        return desk.store.get(KINDS[change.table][0], change.record_id)
    except NotFound:
        return None


def check_unsigned(desk: Desk, change: Change, *, by_vote: bool = False) -> None:
    """Refuse to change what belongs to a meeting whose minutes are signed, or points that are handed in.

    Args:
        by_vote: A meeting decided on the points: they change until their sheet is locked.

    Raises:
        Refused: They are.
    """
    record = _present(desk, change)
    if record is None and change.before is not None:
        record = KINDS[change.table][0].model_validate(change.before)
    for meeting in _meetings(desk, record):
        check_open(meeting)
        if change.table in {Meeting.table, MinutesLine.table, Vote.table}:
            check_pen(desk, meeting.id)
    if isinstance(record, ScoreSheet) and not _says_state(change):
        check = check_unlocked if by_vote or _is_reply(change) else check_sheet_open
        check(record, unit_label(desk, record.unit_id))


def _meetings(desk: Desk, record: Record | None) -> list[Meeting]:
    """Return the meetings that a record is part of, or whose minutes tell it."""
    if isinstance(record, Meeting):
        return [record]
    if isinstance(record, (MinutesLine, Vote)):
        meetings = desk.store.find(Meeting, id=record.meeting_id)
        if not meetings:
            raise Refused(N_("The meeting that this belongs to is not there any more."))
        return meetings
    if isinstance(record, ScoreSheet) and open_appeal(record):
        return []
    if isinstance(record, (ScoreSheet, Registration, TieDecision)):
        return meetings_on_scores(desk, record.bloc_year_id)
    return []


def _says_state(change: Change) -> bool:  # or what stands beside the points, whatever the state
    moved = touched(change.before or {}, change.after or {})
    return bool(change.before and change.after) and ("state" in moved or moved <= {"decided", "rev"})


def _is_reply(change: Change) -> bool:
    """Tell whether a sheet's points stand: a reply to them is written until the sheet is locked."""
    return touched(change.before or {}, change.after or {}) <= {"replies", "rev"}


def _restore(desk: Desk, commit: Commit, change: Change) -> None:
    kind, now = KINDS[change.table][0], _present(desk, change)
    if change.before is None or change.after is None:
        left = None if change.after is None else kind.model_validate(change.after)
        if _content(now) != _content(left):
            raise _built_on(desk, commit, change)
        if now is None and change.before is not None:
            desk.store.put_back(kind.model_validate(change.before))
        elif now is not None:
            desk.store.delete(now)
        return
    if now is None:
        raise _built_on(desk, commit, change)
    # Only what the step changed goes back; what others changed in the same record since then stays.
    document = now.model_dump(mode="json")
    fields = reverted(document | {"rev": 0}, {**change.before, "rev": 0}, {**change.after, "rev": 0}) or {}
    others = [fields[name] for name in fields.keys() - touched(change.before, change.after)]
    if not fields or mentions(others, _added(change.before, change.after)):
        raise _built_on(desk, commit, change)
    desk.store.save(kind.model_validate(fields | {"rev": now.rev}))


def _content(record: Record | None) -> Record | None:
    return record and record.with_(rev=0)


def _added(before: Document, after: Document) -> frozenset[str]:
    """Return the ids of things (attendees) that a change put into lists of a record."""
    ids: set[str] = set()
    for name in touched(before, after):
        old, new = (named(side.get(name, [])) or {} for side in (before, after))
        ids |= {key for key in new.keys() - old.keys() if isinstance(new[key], dict) and "id" in new[key]}
    return frozenset(ids)


def _built_on(desk: Desk, commit: Commit, change: Change) -> Refused:
    """Say who changed since what the commit touched, and what they did."""
    fields = touched(change.before or {}, change.after or {})
    since = [c for c in desk.store.history(change.record_id) if c.seq > commit.seq]
    same = [
        c for c in since if touched(c.changes[0].before or {}, c.changes[0].after or {}) & fields - {"rev"}
    ]
    if not (same or since):
        return Refused(N_("That step cannot be undone."))
    return _in_the_way(desk, (same or since)[0])


def _in_the_way(desk: Desk, later: Commit) -> Refused:
    if later.author.uid == desk.actor.uid and not is_here(desk, later):
        return Refused(
            N_("You have changed this since in another window ({what}); undo it there first."),
            what=t(later.why, **later.facts),
        )
    return Refused(
        N_("{user} has changed this since ({what}); undo their step first, or change it by hand."),
        user=later.author.user,
        what=t(later.why, **later.facts),
    )
