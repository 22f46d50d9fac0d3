"""Who may do what, at which stage of the year. One table; the operations ask it for every change.

Everybody with a role may read everything; without a role nobody is let in (``may_enter``). Root and
the owner of the data directory are administrators always: the files are theirs to change anyway.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.layering.layers import Filler
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole
from ktd_tui.i18n import N_


class Act(StrEnum):
    """Kinds of acts that a right is asked for."""

    MANAGE_USERS = "manage-users"
    MAINTAIN = "maintain"
    COPY_DATA = "copy-data"
    EDIT_COUNCIL = "edit-council"
    EDIT_BLOC = "edit-bloc"
    EDIT_UNIT = "edit-unit"
    OPEN_YEAR = "open-year"
    EDIT_YEAR = "edit-year"
    SET_STAGE = "set-stage"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    EDIT_CRITERIA = "edit-criteria"
    REGISTER = "register"
    SIGN_PLEDGE = "sign-pledge"
    AMEND_PLEDGE = "amend-pledge"
    HOLD_ACTIVITY = "hold-activity"
    SHARE = "share"
    HAND_IN_EVIDENCE = "hand-in-evidence"
    SCORE_SELF = "score-self"
    SCORE_CROSS = "score-cross"
    SCORE = "score"
    APPRAISE = "appraise"
    ANSWER_SCORES = "answer-scores"
    REVIEW_SCORES = "review-scores"
    REVIEW_APPRAISALS = "review-appraisals"
    PROPOSE_EXEMPLAR = "propose-exemplar"
    RUN_MEETING = "run-meeting"
    CAST_BALLOT = "cast-ballot"
    SEAL_PAPER = "seal-paper"


class Actor(NamedTuple):
    """The person at the keyboard.

    Attributes:
        uid: The operating system's user id, never a name from the environment.
        name: The account's name, for messages.
        read_only: Opened with ``--read-only``.
        owner: They are root or own the data directory.
    """

    uid: int
    name: str
    read_only: bool = False
    owner: bool = False


class Scope(NamedTuple):
    """What an act concerns: a bloc, a unit, a year's stage; each as far as there is one."""

    bloc_id: str | None = None
    unit_id: str | None = None
    stage: Stage | None = None


class Denial(NamedTuple):
    """Why an act is not allowed.

    Attributes:
        roles: Who may do it, at this stage.
        stages: When the person themselves might do it; empty where their role never may.
    """

    roles: tuple[UserRole, ...]
    stages: tuple[Stage, ...]


_A, _C, _H, _S, _U, _P = (
    UserRole.ADMINISTRATOR,
    UserRole.COUNCIL_OFFICE,
    UserRole.BLOC_HEAD,
    UserRole.BLOC_SECRETARY,
    UserRole.UNIT_REPRESENTATIVE,
    UserRole.APPRAISER,
)
_ALWAYS = frozenset(Stage)
_OPEN = _ALWAYS - {Stage.CLOSED}
_BEFORE_SCORES = frozenset({Stage.LAUNCH, Stage.REGISTRATION, Stage.PLEDGE, Stage.WORK})
_AT_WORK = frozenset({Stage.WORK, Stage.SELF_SCORING, Stage.CROSS_SCORING, Stage.SCORING})
_APPRAISED = frozenset({Stage.CROSS_SCORING, Stage.SCORING, Stage.REVIEW, Stage.HANDOVER})
_REVIEWED = frozenset({Stage.SELF_SCORING, Stage.CROSS_SCORING, Stage.SCORING, Stage.REVIEW})


def _all(stages: frozenset[Stage], *roles: UserRole) -> dict[UserRole, frozenset[Stage]]:
    return dict.fromkeys(roles, stages)


TABLE: Mapping[Act, Mapping[UserRole, frozenset[Stage]]] = {
    Act.MANAGE_USERS: _all(_ALWAYS, _A),
    Act.MAINTAIN: _all(_ALWAYS, _A),
    Act.COPY_DATA: _all(_ALWAYS, _A, _C),
    Act.EDIT_COUNCIL: _all(_ALWAYS, _A, _C),
    Act.EDIT_BLOC: _all(_ALWAYS, _A, _C, _H, _S),
    Act.EDIT_UNIT: _all(_ALWAYS, _A, _C, _H, _S, _U),
    Act.OPEN_YEAR: _all(_ALWAYS, _A, _C, _H, _S),
    Act.EDIT_YEAR: _all(_OPEN, _A, _C, _H, _S),
    Act.SET_STAGE: {**_all(_ALWAYS, _A, _C), **_all(_OPEN, _H, _S)},
    Act.REOPEN: {**_all(_ALWAYS, _A, _C), **_all(_OPEN, _H)},
    Act.ARCHIVE: _all(frozenset({Stage.CLOSED}), _A, _C, _H, _S),
    Act.EDIT_CRITERIA: {**_all(_ALWAYS, _A, _C), **_all(_BEFORE_SCORES, _H, _S)},
    Act.REGISTER: {
        **_all(_OPEN, _A, _C),
        **_all(_BEFORE_SCORES, _H, _S),
        _U: frozenset({Stage.LAUNCH, Stage.REGISTRATION}),
    },
    Act.SIGN_PLEDGE: _all(frozenset({Stage.REGISTRATION, Stage.PLEDGE}), _A, _H, _S, _U),
    Act.AMEND_PLEDGE: _all(frozenset({Stage.PLEDGE, Stage.WORK}), _A, _H, _S, _U),
    Act.HOLD_ACTIVITY: _all(_OPEN, _A, _C, _H, _S, _U),
    Act.SHARE: _all(_ALWAYS, _A, _C, _H, _S, _U),
    Act.HAND_IN_EVIDENCE: _all(_AT_WORK, _A, _H, _S, _U),
    Act.SCORE_SELF: _all(frozenset({Stage.SELF_SCORING}), _A, _H, _S, _U),
    Act.SCORE_CROSS: _all(frozenset({Stage.CROSS_SCORING}), _A, _H, _S, _U),
    Act.SCORE: _all(frozenset({Stage.SCORING, Stage.REVIEW, Stage.HANDOVER}), _A, _H, _S),
    Act.APPRAISE: _all(_APPRAISED, _A, _C, _P),
    Act.ANSWER_SCORES: _all(_APPRAISED, _A, _H, _S, _U),
    Act.REVIEW_SCORES: _all(_REVIEWED, _A, _H, _S),
    Act.REVIEW_APPRAISALS: _all(_APPRAISED, _A, _C, _P),
    Act.PROPOSE_EXEMPLAR: _all(_OPEN, _A, _C, _H, _S, _U),
    Act.RUN_MEETING: _all(_ALWAYS, _A, _H, _S),
    Act.CAST_BALLOT: _all(_ALWAYS, _U),
    Act.SEAL_PAPER: _all(_ALWAYS, _A, _H, _S),
}
"""Role by act, and the stages at which it may; a stage counts only where the act concerns a year.

Signed minutes are beyond everybody's reach: that is a rule of the meeting (``rules.flow``), no right.
"""

FILLERS: Mapping[Filler, Act] = {
    Filler.UNIT: Act.SCORE_SELF,
    Filler.CROSS: Act.SCORE_CROSS,
    Filler.BLOC: Act.SCORE,
    Filler.APPRAISER: Act.APPRAISE,
}
"""The right that a layer's scores ask for, by who fills it."""
REVIEWERS: Mapping[Filler, Act] = {Filler.APPRAISER: Act.REVIEW_APPRAISALS}
"""The right to send its sheets back and to lock them; of all others ``REVIEW_SCORES``."""

ROLES: Mapping[str, str] = {
    UserRole.ADMINISTRATOR: N_("administrator"),
    UserRole.COUNCIL_OFFICE: N_("council office"),
    UserRole.BLOC_HEAD: N_("bloc head"),
    UserRole.BLOC_SECRETARY: N_("bloc secretary"),
    UserRole.UNIT_REPRESENTATIVE: N_("unit representative"),
    UserRole.APPRAISER: N_("appraiser"),
    UserRole.OBSERVER: N_("observer"),
}
ACTS: Mapping[str, str] = {
    Act.MANAGE_USERS: N_("give and take away roles"),
    Act.MAINTAIN: N_("watch over, restore, repair and import the data"),
    Act.COPY_DATA: N_("take a copy of all data"),
    Act.EDIT_COUNCIL: N_("change the council"),
    Act.EDIT_BLOC: N_("change the bloc's units"),
    Act.EDIT_UNIT: N_("change the unit and its people"),
    Act.OPEN_YEAR: N_("open a year"),
    Act.EDIT_YEAR: N_("change the year"),
    Act.SET_STAGE: N_("set the stage of the year"),
    Act.REOPEN: N_("move the year back a stage, open a locked sheet again"),
    Act.ARCHIVE: N_("archive a closed year"),
    Act.EDIT_CRITERIA: N_("change the criteria set"),
    Act.REGISTER: N_("register targets"),
    Act.SIGN_PLEDGE: N_("sign the pledge"),
    Act.AMEND_PLEDGE: N_("amend the signed pledge"),
    Act.HOLD_ACTIVITY: N_("enter movements' work and activities"),
    Act.SHARE: N_("write on the board of good practice"),
    Act.HAND_IN_EVIDENCE: N_("hand in evidence"),
    Act.SCORE_SELF: N_("enter the unit's own scores"),
    Act.SCORE_CROSS: N_("enter cross scores"),
    Act.SCORE: N_("enter the bloc's scores"),
    Act.APPRAISE: N_("enter an appraiser's scores"),
    Act.ANSWER_SCORES: N_("reply to scores that the unit was given"),
    Act.REVIEW_SCORES: N_("send back and lock score sheets, judge evidence"),
    Act.REVIEW_APPRAISALS: N_("send back and lock an appraiser's sheets"),
    Act.PROPOSE_EXEMPLAR: N_("propose exemplars"),
    Act.RUN_MEETING: N_("run the meeting and keep its minutes"),
    Act.CAST_BALLOT: N_("cast the unit's electronic ballot"),
    Act.SEAL_PAPER: N_("seal and amend papers"),
}


def held(grant: Grant, scope: Scope) -> bool:
    """Tell whether a role is held for the bloc or unit of a scope."""
    if grant.role in OF_BLOC:
        return grant.bloc_id == scope.bloc_id
    if grant.role in OF_UNIT:
        return grant.unit_id == scope.unit_id
    return True


def may_enter(actor: Actor, grants: Iterable[Grant], today: date) -> bool:
    """Tell whether a person may read: they own the data, or one of their roles is in force."""
    return actor.owner or any(g.held_by(actor.uid, actor.name) and g.in_force(today) for g in grants)


def denial(actor: Actor, grants: Iterable[Grant], act: Act, scope: Scope, today: date) -> Denial | None:
    """Return why ``actor`` may not do an act, or None where they may.

    Args:
        grants: Everybody's roles, or the actor's own.
        today: The day on which terms of office are looked at.
    """
    row = TABLE[act]
    if actor.owner and _at(row.get(_A, frozenset()), scope):
        return None
    own = [g for g in grants if g.held_by(actor.uid, actor.name) and g.in_force(today) and held(g, scope)]
    stages: set[Stage] = set(row.get(_A, ())) if actor.owner else set()
    for grant in own:
        allowed = row.get(grant.role, frozenset())
        if _at(allowed, scope):
            return None
        stages |= allowed
    roles = tuple(role for role in UserRole if _at(row.get(role, frozenset()), scope))
    return Denial(roles, tuple(stage for stage in Stage if stage in stages))


def _at(allowed: frozenset[Stage], scope: Scope) -> bool:
    return bool(allowed) and (scope.stage is None or scope.stage in allowed)
