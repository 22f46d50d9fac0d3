"""Where each field of a meeting's models is set, and which fields nobody types, with the reason."""

from collections.abc import Mapping

from ktd_tui.domain.activity import Post, Reply
from ktd_tui.domain.base import Value
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import Agenda, AgendaStep, Handover, Meeting, MeetingDeed, Turn
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, Movement, PlanItem
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.domain.pledge import Pledge, PledgeSignature
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.scoring import Appeal, CriteriaSet, ScoreSheet
from ktd_tui.domain.voting import Candidate, CastingVote, Opinion, Tally, Voided, VoteRule, Withdrawal
from tests.operations.settable import By, fields

MEETING, AGENDA, DELEGATE = "meeting/steps/preparation.py", "meeting/agenda.py", "meeting/delegates.py"
DEEDS, OPENED, BALLOTS = (
    "meeting/steps/deeds.py",
    "meeting/steps/voting/opened.py",
    "meeting/steps/voting/ballots.py",
)
RULE = By(f"{AGENDA} set_rule", "meeting agenda --rule")
OF_A_MEETING: Mapping[type[Value], Mapping[str, By]] = {
    Agenda: {
        "bloc_id": By(f"{AGENDA} _bloc_id", "meeting agenda --bloc", "agenda bloc"),
        "kind": By(f"{AGENDA} _kind", "meeting agenda --kind", "agenda kind"),
        **fields(AGENDA, "meeting agenda", "", "name source certainty"),
        "steps": By(f"{AGENDA} set_steps", "meeting agenda --steps", "agenda step"),
        "quorum": By(f"{AGENDA} set_quorum", "meeting agenda --quorum"),
        "rules": RULE,
        "secret": By(f"{AGENDA} set_secret", "meeting agenda --secret"),
    },
    AgendaStep: {
        "step": By(f"{AGENDA} action_new", "meeting agenda --steps", "agenda step"),
        "title": By(f"{AGENDA} AskDialog", "meeting agenda --steps", "agenda title"),
        "conditions": By(f"{AGENDA} action_conditions", "meeting agenda --asks", "agenda conditions"),
    },
    VoteRule: dict.fromkeys(VoteRule.model_fields, RULE),
    Meeting: {
        "kind": By("meeting/meetings.py _kind", "meeting start --kind"),
        "day": By(f"{MEETING} day", "do day"),
        "opens_at": By(f"{MEETING} opens_at", "do hour"),
        "place": By(f"{MEETING} place", "do place"),
        "documents": By(f"{MEETING} documents", "do documents"),
        "paper_number": By(f"{MEETING} paper_number", "do number"),
        "recipients": By(f"{MEETING} recipients", "do recipients"),
        "attendees": By(f"{DELEGATE} save_attendee", "do delegate"),
        "chair_id": By(f"{MEETING} chair", "do chair"),
        "secretary_id": By(f"{MEETING} secretary", "do secretary"),
        "presenter_id": By(f"{MEETING} presenter", "do presenter"),
        "presence": By("meeting/door.py set_present", "do present"),
        "turns": By("meeting/steps/floor.py speaking_list", "do ask"),
        "tellers": By(f"{BALLOTS} set_tellers", "do tellers"),
        "head_teller": By(f"{BALLOTS} set_tellers", "do tellers"),
        "deeds": By(f"{DEEDS} record_deed", "do give"),
        "report": By("meeting/steps/text.py save", "do report"),
        "conclusion": By("meeting/steps/text.py save", "do conclusion"),
        "handover": By("meeting/steps/handover.py set_handover", "do handover"),
        "step": By("meeting/stepping.py move", "do step"),
        "gaps": By("meeting/stepping.py reason", "do next"),
        "opened_at": By("meeting/steps/attendance.py open_meeting", "do open"),
        "closed_at": By("meeting/steps/approval.py hour", "do close"),
        "signed_at": By("meeting/steps/approval.py sign", "do sign"),
    },
    Attendee: {
        **{
            name: By(f'{DELEGATE} "{name}"', "do delegate")
            for name in ("name", "title", "unit", "city", "voting")
        },
        "unit_id": By(f'{DELEGATE} "unit"', "do delegate"),
        "person_id": By(f"{DELEGATE} directory_offered", "do delegate"),
        "honorific": By(f"{DELEGATE} a.called.typed", "do delegate"),
        "degree": By(f"{DELEGATE} a.called.typed", "do delegate"),
        "joins_from": By(f'{DELEGATE} "joins_from"', "do from"),
        "present": By("meeting/door.py set_present", "do present"),
        "stand_in": By(f"{DELEGATE} Seat(", "do stand-in"),
        "excused": By(f'{DELEGATE} "excused"', "do excused"),
    },
    StandIn: {
        **{name: By(f'{DELEGATE} "{name}"', "do stand-in") for name in ("name", "title", "authority")},
        "honorific": By(f"{DELEGATE} seat.name", "do stand-in"),
        "degree": By(f"{DELEGATE} seat.name", "do stand-in"),
    },
    MinutesLine: {
        "step": By("meeting/minutes_line.py add_typed", "do line"),
        "at": By('meeting/steps/wording.py "hour"', "do hour-of"),
        "speaker": By('meeting/steps/wording.py "speaker"', "do speaker"),
        "text": By('meeting/steps/wording.py "text"', "do mend"),
    },
    Turn: {
        "attendee_id": By("meeting/steps/floor.py", "do ask"),
        "asked_at": By("meeting/steps/floor.py", "do ask"),
        "began_at": By("meeting/steps/floor.py", "do floor"),
        "ended_at": By("meeting/steps/floor.py", "do floor-end"),
    },
    MeetingDeed: {
        "step": By(f"{DEEDS} self.step", "do unit-report"),
        "at": By("meeting/steps/wording.py hour", "do at"),
        "unit_id": By(f'{DEEDS} "unit"', "do unit-report"),
        "unit": By(f'{DEEDS} "unit"', "do unit-report"),
        "who": By(f'{DEEDS} "who"', "do give"),
        "what": By(f'{DEEDS} "what"', "do give"),
        "given_to": By(f'{DEEDS} "receiver"', "do flag"),
    },
    Handover: {
        "giver": By('meeting/steps/handover.py "giver"', "do handover"),
        "receiver": By('meeting/steps/handover.py "receiver"', "do handover"),
        "items": By("meeting/steps/handover.py items", "do items"),
        "given_at": By("meeting/steps/handover.py confirm_handover", "do sign-off"),
        "taken_at": By("meeting/steps/handover.py confirm_handover", "do sign-off"),
        "done_at": By("meeting/steps/handover.py confirm_handover", "do sign-off"),
    },
    Candidate: {
        "unit_id": By(f"{BALLOTS} put_ballot", "do ballot"),
        "person_id": By(f"{BALLOTS} put_ballot", "do ballot"),
        "name": By(f"{BALLOTS} put_ballot", "do ballot"),
    },
    Tally: dict.fromkeys(Tally.model_fields, By(f"{BALLOTS} tally(", "do tally")),
    Voided: {"reason": By(f"{BALLOTS} rounds.void", "do void")},
    Withdrawal: {
        "candidate_id": By(f"{OPENED} stand_down", "do stand-down"),
        "name": By(f"{OPENED} stand_down", "do stand-down"),
        "reason": By(f"{OPENED} stand_down", "do stand-down"),
    },
    Opinion: dict.fromkeys(Opinion.model_fields, By(f"{OPENED} written", "do written")),
    CastingVote: dict.fromkeys(CastingVote.model_fields, By(f"{OPENED} chair", "do casting")),
}
BY_ITSELF: Mapping[type[Value], Mapping[str, str]] = {
    Bloc: {"paper_signer_id": "whom of the directory the signer's name means"},
    TieDecision: dict.fromkeys(("at", "recorded_by"), "who records it, and when"),
    Movement: {"yearly": "the sample's; who types a movement of one year gives it that last year"},
    PlanItem: {"origin": "written when a direction or limitation becomes a task"},
    Post: {"uid": "who writes", "author": "who writes", "at": "when it is written"},
    Reply: dict.fromkeys(("uid", "author", "at", "unit_id"), "who answers, and when"),
    CriteriaSet: {"version": "counted up by each change", "template": "ships with ktd"},
    Appeal: dict.fromkeys(("opened_by", "opened_at", "decided_at"), "who opens the sheet, and when"),
    ScoreSheet: {
        **dict.fromkeys(("locked_by", "locked_at"), "who locks it, and when"),
        "frozen": "computed when it is locked",
        "decided": "by the meeting's vote: “do rescore UNIT = tổng …”, F3 in the step of scores",
    },
    Evidence: dict.fromkeys(("size", "sha256"), "measured of the file"),
    Pledge: dict.fromkeys(("frozen_at", "snapshot"), "with the last signature"),
    PledgeSignature: dict.fromkeys(("uid", "account", "at", "degree"), "who records it, when, and of whom"),
    Meeting: {
        **dict.fromkeys(("agenda", "quorum", "name", "rules", "secret"), "copied from the agenda"),
        **dict.fromkeys(("snapshot", "signed_sha256"), "with the signatures"),
        "visited": "by going there",
    },
    MinutesLine: {"kind": "as the step's lines are", "goes_on": "as several paragraphs are typed at once"},
    Turn: dict.fromkeys(("step", "speaker"), "as it stood when they began"),
    MeetingDeed: dict.fromkeys(("form", "to_person"), "as the award and its receiver are"),
    Voided: dict.fromkeys(("at", "by"), "who says it, and when"),
    Withdrawal: {"at": "when it is said"},
}
