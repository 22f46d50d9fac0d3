"""Where each field of the year's models is set: on which screen, by which command, in which column.

``test_settable`` looks for each of them. The forms of criteria are made from tables of what is typed;
there the table that has the field is named, and for parts of the whole set the screen that reads the table.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.activity import Activity, Concretisation, Post, Reply
from ktd_tui.domain.base import Value
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.merit import AwardDecision, Awarded, AwardRule, AwardRules, Exemplar, KnockOut
from ktd_tui.domain.organisation import CrossScoring, Member, Movement, PlanItem
from ktd_tui.domain.people import Staff
from ktd_tui.domain.pledge import Pledge, PledgeSignature
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.results.grades import Grade, Level
from ktd_tui.domain.scoring import (
    Appeal,
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    NotAssigned,
    Registration,
    ScoreSheet,
    Target,
)
from ktd_tui.domain.unit_past import LeftOut


class By(NamedTuple):
    """How a field is set: a text of a screen's module, words of a command or «do VERB», a column.

    Attributes:
        screen: The module within ``screens``, or of a table that a form is made from its whole path.
    """

    screen: str = ""
    command: str = ""
    column: str = ""


def fields(screen: str, command: str, table: str, names: str, **others: str) -> dict[str, By]:
    """Say of fields that form, options and columns call them alike; ``others``: what an option is called."""
    found = {}
    for name in names.split():
        option = others.get(name, name.replace("_", "-"))
        found[name] = By(f'{screen} "{name}"', f"{command} --{option}", f"{table} {name}" if table else "")
    return found


CRITERIA, RULES = "scoring/criteria.py", "scoring/award_rules.py"
ROW = "criteria put"
SCREEN_OF_ROWS, SCREEN_OF_SET = f"{CRITERIA} PARTS[part].fields", f"{CRITERIA} for field in HEAD]"
TYPED_OF_SET, TYPED_OF_ROWS = "ktd_tui/rules/scoring/criteria.py", "ktd_tui/rules/scoring/kinds/fields.py"
TYPED_OF_LAYERS = "ktd_tui/rules/scoring/scorers/fields.py"
SHEET = "scoring/sheet_actions.py"
OF_THE_YEAR: Mapping[type[Value], Mapping[str, By]] = {
    Movement: fields(
        "year/movements.py", "movement edit", "movements", "title launcher plan first_year last_year"
    ),
    Concretisation: {
        "movement_id": By("year/movement.py movement_id", "movement part", "parts movement"),
        "unit_id": By("year/movement.py unit_id", "movement part --unit", "parts unit"),
        **fields("year/movement.py", "movement part", "parts", "text result"),
    },
    Activity: {
        **fields("year/activities.py", "activity add", "activities", "place result day"),
        "title": By('year/activities.py "title"', "activity add", "activities title"),
        "unit_id": By('year/activities.py "unit"', "activity add --unit", "activities unit"),
        "kind": By('year/activities.py "kind"', "activity add --partners", "activities partners"),
        "partner_ids": By('year/activities.py "partners"', "activity add --partners", "activities partners"),
        "movement_id": By('year/activities.py "movement"', "activity add --movement", "activities movement"),
    },
    PlanItem: {
        "text": By('year/tasks.py "text"', "task add", "tasks text"),
        "unit_id": By('year/tasks.py "unit"', "task add --unit", "tasks unit"),
        "due": By('year/tasks.py "due"', "task add --due", "tasks due"),
        "done_on": By('year/tasks.py "done_on"', "task edit --done-on", "tasks done_on"),
    },
    LeftOut: {
        "unit_id": By("council/unit_changes.py leave_out", "unit leave"),
        "reason": By("council/unit_changes.py leave_out", "unit leave --reason"),
    },
    Staff: {
        name: By(f"{SHEET} staff_as_typed", f"score staff --{name}")
        for name in ("people", "women", "titled", "disciplined")
    },
    TieDecision: {
        "about": By("scoring/ties.py tie.about", "ties settle --about"),
        "unit_ids": By("scoring/ties.py PLACE", "ties settle"),
        "by": By('scoring/ties.py "by"', "ties settle --by"),
        "who": By('scoring/ties.py "who"', "ties settle --who"),
        "told": By('scoring/ties.py "told"', "ties settle --told"),
    },
    Member: {
        "unit_id": By("council/unit_changes.py take_in", "unit join"),
        "role": By('year/year.py "head"', "year edit --head"),
        "sub_group": By(f"{SHEET} set_sub_group", "score sub-group"),
        "staff": By(f"{SHEET} set_staff", "score staff"),
    },
    CrossScoring: {
        "scorer_id": By("scoring/cross.py assign", "score cross"),
        "unit_id": By("scoring/cross.py assign", "score cross"),
    },
    Post: {
        "unit_id": By("council/board.py save_post", "board post --unit"),
        "title": By("council/board.py heading", "board post --title"),
        "text": By('council/board.py "text"', "board post --text"),
    },
    Reply: {"text": By("council/board.py answer", "board answer --text")},
    Exemplar: {
        "unit_id": By('year/exemplars.py "unit"', "exemplar add --unit", "exemplars unit"),
        "kind": By('year/exemplars.py "kind"', "exemplar add --person", "exemplars kind"),
        "name": By('year/exemplars.py "name"', "exemplar add --name", "exemplars name"),
        "deed": By('year/exemplars.py "deed"', "exemplar add --deed", "exemplars deed"),
        "deed_on": By('year/exemplars.py "deed_on"', "exemplar add --on", "exemplars deed_on"),
        "proposed_on": By(
            'year/exemplars.py "proposed_on"', "exemplar add --proposed", "exemplars proposed_on"
        ),
        "award": By('year/exemplars.py "award"', "exemplar add --award", "exemplars award"),
    },
    AwardRule: {
        **fields(
            RULES,
            "award-rules set",
            "",
            "at_least best quota quota_base by_council registered vote vote_base years earlier members_share "
            "members_title judged by_law law source certainty points grade quota_rounding undisciplined "
            "vote_by",
        ),
        **dict.fromkeys(("vote_more", "votes"), By(f'{RULES} "vote"', "award-rules set --vote")),
        "title": By(f'{RULES} "title"', "award-rules set"),
    },
    AwardRules: {
        **fields(
            RULES,
            "award-rules validity",
            "",
            "name source certainty valid_from valid_until to_confirm between_equals",
        ),
        "rules": By(f"{RULES} save_rule", "award-rules set"),
    },
    AwardDecision: {
        "number": By('council/decisions.py "number"', "decision add --number", "decisions number"),
        "day": By('council/decisions.py "day"', "decision add --day", "decisions day"),
        "year": By('council/decisions.py "year"', "decision add --year", "decisions year"),
        "issuer": By('council/decisions.py "issuer"', "decision add --issuer", "decisions issuer"),
        "awarded": By("council/decisions.py save_awarded", "decision award"),
    },
    Awarded: {
        "title": By('council/decisions.py "title"', "decision award --title", "decisions title"),
        "unit_id": By('council/decisions.py "unit_id"', "decision award --unit", "decisions unit"),
        "person": By('council/decisions.py "person"', "decision award --person", "decisions person"),
    },
    CriteriaSet: {  # of a table its name is the file's, or --name
        **{  # «Cả bảng» rows: the column says the value, the text which one
            name: by._replace(column="ways value")
            for name, by in fields(
                TYPED_OF_SET,
                "criteria head",
                "",
                "name source certainty tie_break unassigned self_most rounding ranked_apart"
                " grades_by_share weighing",
            ).items()
        },
        "groups": By(SCREEN_OF_ROWS, ROW, "criteria sort"),
        "bonuses": By(SCREEN_OF_ROWS, ROW, "criteria sort"),
        "deductions": By(SCREEN_OF_ROWS, ROW, "criteria sort"),
        "bonus_cap": By(SCREEN_OF_SET, "criteria head --bonus-cap", "criteria maximum"),
        "deduction_cap": By(SCREEN_OF_SET, "criteria head --deduction-cap", "criteria maximum"),
        "bars": By(SCREEN_OF_ROWS, ROW, "ways sort"),
        "knock_outs": By(SCREEN_OF_ROWS, ROW, "ways sort"),
        "grades": By(SCREEN_OF_ROWS, ROW, "ways sort"),
        "layers": By(SCREEN_OF_ROWS, ROW),
    },
    ScoreLayer: {
        "code": By(f"{TYPED_OF_LAYERS} CODE", f"{ROW} --code", "layers layer_code"),
        "filled_by": By(f'{TYPED_OF_LAYERS} "filled_by"', f"{ROW} --by", "layers layer_by"),
        "weight": By(f'{TYPED_OF_LAYERS} "weight"', f"{ROW} --counts", "layers layer_counts"),
        "rounding": By(f'{TYPED_OF_LAYERS} "rounding"', f"{ROW} --rounded", "layers layer_rounded"),
        "gap_limit": By(f'{TYPED_OF_LAYERS} "gap_limit"', f"{ROW} --gap", "layers layer_gap"),
        **{
            name: By(f'{TYPED_OF_LAYERS} "{name}"', f"{ROW} --{name}", f"layers layer_{name}")
            for name in ("name", "accounts", "joining", "begins", "place")
        },
    },
    Criterion: {
        **fields(
            TYPED_OF_ROWS,
            ROW,
            "criteria",
            "code text maximum rule each under weight step on_target lower levels highest counted_in layer "
            "sub_groups",
            maximum="points",
        ),
        "due": By(f'{TYPED_OF_ROWS} "due"', f"{ROW} --due", "criteria due_each"),
        "barred_below": By(f'{TYPED_OF_ROWS} "barred_below"', f"{ROW} --barred-below", "criteria bar"),
        "kind": By(f"{CRITERIA} PARTS", ROW, "criteria sort"),
    },
    Level: dict.fromkeys(
        Level.model_fields, By(f"{TYPED_OF_ROWS} LEVELS_OF", f"{ROW} --levels", "criteria levels")
    ),
    CriteriaGroup: {
        "code": By(f'{TYPED_OF_ROWS} "code"', f"{ROW} --code", "criteria code"),
        "name": By(f'{TYPED_OF_SET} "name"', f"{ROW} --text", "criteria text"),
        "criteria": By(f"{CRITERIA} _group", f"{ROW} --group", "criteria code"),
        "weight": By(f'{TYPED_OF_ROWS} "weight"', f"{ROW} --weight", "criteria weight"),
        # a column of most points that count where «Loại» says «nhóm, điểm trần»
        "maximum": By(f'{TYPED_OF_ROWS} "most"', f"{ROW} --most", "criteria maximum"),
    },
    KnockOut: {
        "name": By(f'{TYPED_OF_SET} "name"', f"{ROW} --text", "ways text"),
        "code": By(f'{TYPED_OF_SET} "code"', f"{ROW} --code", "ways points_of"),
        "barred_below": By(f'{TYPED_OF_SET} "barred_below"', f"{ROW} --points", "ways points"),
        "below_share": By(f'{TYPED_OF_SET} "below_share"', f"{ROW} --share", "ways share"),
        **fields(TYPED_OF_SET, ROW, "ways", "consequence grade"),
    },
    Grade: {
        "name": By(f'{TYPED_OF_SET} "name"', f"{ROW} --text", "ways text"),
        "at_least": By(f'{TYPED_OF_SET} "at_least"', f"{ROW} --points", "ways points"),
        "share": By(f'{TYPED_OF_SET} "share"', f"{ROW} --units-share", "ways units_share"),
        "rounding": By(f'{TYPED_OF_SET} "rounding"', f"{ROW} --units-rounded", "ways units_rounded"),
        **fields(TYPED_OF_SET, ROW, "ways", "best apart floors ballot share_of"),
    },
    Target: {
        **fields("year/registration.py", "register", "registrations", "text measure due number counted_in"),
        "due_words": By(
            'year/registration.py "due"', "register --due", "registrations due"
        ),  # no day: the words
        "code": By("year/registration.py row.code", "register --code", "registrations code"),
    },
    Registration: {
        "unit_id": By("year/registration.py _unit_id", "register --unit", "registrations unit"),
        "targets": By("year/registration.py register", "register", "registrations text"),
        "titles": By("year/registration.py toggle_title", "register --title"),
        "not_assigned": By(f"{SHEET} set_not_assigned", "score assign"),
    },
    NotAssigned: {
        "code": By(f"{SHEET} code=code", "score assign --code"),
        "who": By(f'{SHEET} "who"', "score assign --by"),
        "reason": By(f'{SHEET} "reason"', "score assign --reason"),
    },
    Appeal: {
        "asked_by": By(f'{SHEET} "by"', "score reopen --by"),
        "asked_on": By(f'{SHEET} "on"', "score reopen --on"),
        "about": By(f'{SHEET} "about"', "score reopen --reason"),
        "decision": By(f"{SHEET} decision", "score lock --decision"),
    },
    ScoreSheet: {
        "unit_id": By("scoring/score.py unit_id", "score set --unit", "scores unit"),
        "layer": By(f"{SHEET} view", "score set --layer", "scores points"),
        "scorer_id": By(f"{SHEET} scorer", "score set --scorer", "scores scorer"),
        "points": By("scoring/score.py ScoreTyped", "score set", "scores points"),
        # «=8», with its reason, cell by cell: a table has what was entered, and leaves these
        "by_hand": By("scoring/score_grid.py BEGINS", "score set"),
        "marks": By("scoring/score_grid.py BEGINS", "score set", "scores points"),
        "reasons": By("scoring/score.py reason", "score set --reason", "scores reason"),
        "bars": By(f"{SHEET} bar", "score bar --condition"),
        "state": By(f"{SHEET} submit", "score submit"),
        "returned_for": By(f"{SHEET} reason", "score return --reason"),
        "appeals": By(f'{SHEET} "about"', "score reopen"),
        "replies": By("scoring/layer_actions.py ReplyTyped", "score reply"),
    },
    Evidence: {
        "unit_id": By("scoring/evidence.py unit_id", "score evidence add --unit"),
        "code": By("scoring/evidence.py code", "score evidence add --code"),
        "title": By('scoring/evidence.py "title"', "score evidence add"),
        "number": By('scoring/evidence.py "number"', "score evidence add --number"),
        "day": By("scoring/evidence.py day", "score evidence add --day"),
        "address": By('scoring/evidence.py "address"', "score evidence add --address"),
        "state": By("scoring/evidence.py accept", "score evidence accept"),
        "remark": By("scoring/evidence.py refuse", "score evidence refuse --reason"),
    },
    Pledge: {
        "preamble": By('year/pledge.py "preamble"', "pledge preamble"),
        "drawn_at": By("year/pledge.py draw", "pledge draw"),
        "signatures": By("year/pledge.py sign", "pledge sign"),
        "amendments": By("year/registration.py amend", "pledge amend"),
    },
    PledgeSignature: {
        "unit_id": By("year/pledge.py sign", "pledge sign --unit"),
        "signer": By('year/pledge.py "signer"', "pledge sign --by"),
        "name": By('year/pledge.py "signer"', "pledge sign --by"),
        "office": By('year/pledge.py "signer"', "pledge sign --by"),
    },
}
