"""Nothing that only a shipped file can set: each field of the council, its blocs, units, people and years.

For every field one says where a screen asks for it, which option of a command sets it, and in which column
of a table it comes; or why there is no such place. The screen, the option and the column are looked for.
"""

from argparse import ArgumentParser
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from ktd_tui import domain
from ktd_tui.commands.registry import add_parsers
from ktd_tui.domain.base import Record, Value
from ktd_tui.domain.merit import AwardTitle, KnockOut
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.operations.data.intake.ways import FIELDS
from ktd_tui.operations.scripting.verbs import VERBS
from ktd_tui.rules.scoring.criteria import HEAD, PARTS, Part
from ktd_tui.rules.scoring.criterion_kinds import KINDS
from ktd_tui.sheets.columns import COLUMNS, TableKind
from tests.operations.settable import OF_THE_YEAR, By
from tests.operations.settable_meeting import BY_ITSELF, OF_A_MEETING

ROOT = Path(__file__).resolve().parents[2]


HOME, BLOC_FORM, BLOC, UNIT = (f"council/{name}.py" for name in ("home", "bloc_form", "bloc", "unit"))
STYLE, YEAR, TITLES = "papers/papers.py", "year/year.py", "council/titles.py"
WAYS: dict[type[Value], dict[str, By]] = {
    Council: {
        "name": By(f'{HOME} "name"', "council --name"),
        "agency": By(f'{HOME} "agency"', "council --agency"),
        "symbol": By(f'{HOME} "symbol"', "council --symbol"),
        "place": By(f'{HOME} "place"', "council --place"),
        "standing_office": By(f'{HOME} "standing_office"', "council --standing-office"),
        "seats": By(f'{HOME} "seats"', "council --seats"),
        "award_titles": By(f'{TITLES} "name"', "title add", "titles name"),
        "decision_signer": By(f'{HOME} "decision_signer"', "council --decision-signer"),
    },
    AwardTitle: {
        "name": By(f'{TITLES} "name"', "title edit --name", "titles name"),
        "kind": By(f'{TITLES} "kind"', "title edit --kind", "titles kind"),
        "whom": By(f'{TITLES} "whom"', "title edit --whom", "titles whom"),
        "level": By(f'{TITLES} "level"', "title edit --level", "titles level"),
        "source": By(f'{TITLES} "source"', "title edit --source", "titles source"),
        "to_confirm": By(f"{TITLES} confirm", "title confirm"),
    },
    Bloc: {
        "code": By(f'{BLOC_FORM} "code"', "bloc edit --code", "blocs code"),
        "name": By(f'{BLOC_FORM} "name"', "bloc edit --name", "blocs name"),
        "symbol": By(f'{BLOC_FORM} "symbol"', "bloc edit --symbol", "blocs symbol"),
        "noun": By(f'{BLOC_FORM} "noun"', "bloc edit --noun", "blocs noun"),
        "head_title": By(f'{BLOC_FORM} "head_title"', "bloc edit --head-title", "blocs head_title"),
        "deputy_title": By(f'{BLOC_FORM} "deputy_title"', "bloc edit --deputy-title", "blocs deputy_title"),
        "last_year": By(f'{BLOC_FORM} "last_year"', "bloc edit --last-year", "blocs last_year"),
        "place": By("ordering.py action_move_up", "bloc up"),
        "paper_superior": By(f'{STYLE} "superior"', "papers --set-superior"),
        "paper_agency": By(f'{STYLE} "agency"', "papers --set-agency"),
        "paper_number_form": By(f'{STYLE} "number"', "papers --set-number"),
        "paper_signer": By(f'{STYLE} "signer"', "papers --set-signer"),
        "paper_signer_name": By(f'{STYLE} "signer_name"', "papers --set-signer-name"),
        "paper_recipients": By(f'{STYLE} "recipients"', "papers --set-recipients"),
        "paper_organ_code": By(f'{STYLE} "organ"', "papers --set-organ"),
        "paper_titles_ground": By(f'{STYLE} "titles"', "papers --set-titles"),
        "paper_font": By(f'{STYLE} "font"', "papers --set-font"),
        "paper_page_head": By(f'{STYLE} "page_head"', "papers --set-page-head"),
        "pledge_head_last": By(f'{STYLE} "pledge_head"', "papers --set-pledge-head"),
    },
    Unit: {
        "name": By(f'{BLOC} "name"', "unit edit --name", "units name"),
        "short_name": By(f'{BLOC} "short_name"', "unit edit --short-name", "units short_name"),
        "city": By(f'{BLOC} "city"', "unit edit --city", "units city"),
        "bloc_id": By("council/unit_changes.py transfer_unit", "unit move --to", "units bloc"),
        "head_id": By(f'{UNIT} "heads"', "person edit --head", "people heads"),
        "former_names": By(f'{BLOC} "since"', "unit edit --from-year", "units since"),
        "protocol": By("ordering.py action_move_up", "unit edit --protocol", "units protocol"),
        "first_year": By("council/unit_changes.py split_unit", "unit split --from-year"),
        "last_year": By("council/unit_changes.py dissolve_unit", "unit dissolve --from-year"),
        "events": By(f'{BLOC} "ground"', "unit edit --ground", "units ground"),
    },
    Person: {
        "name": By(f'{UNIT} "name"', "person edit --name", "people name"),
        "title": By(f'{UNIT} "title"', "person edit --title", "people title"),
        "unit_id": By(f"{UNIT} action_new", "person add --unit", "people unit"),
        "honorific": By(f'{UNIT} "honorific"', "person edit --honorific", "people honorific"),
        "degree": By(f'{UNIT} "degree"', "person edit --degree", "people degree"),
        "signs_as": By(f'{UNIT} "signs_as"', "person edit --signs-as", "people signs_as"),
        "deputy_for_id": By(f'{UNIT} "deputy_for_id"', "person edit --deputy-for", "people deputy_for_id"),
    },
    BlocYear: {
        "bloc_id": By(f"{BLOC} action_new", "year open --bloc"),
        "year": By(f'{BLOC} "year"', "year open --year"),
        "theme": By(f'{YEAR} "theme"', "year edit --topic"),
        "plan": By(f'{YEAR} "plan"', "year edit --plan"),
        "registration_rule": By(f'{YEAR} "rule"', "year edit --registering"),
        "members": By(f'{YEAR} "head"', "year edit --head"),
        "results": By(f'{YEAR} "results"', "year results --text"),
        "stage": By("year/cycle.py set_stage", "year stage"),
        "deadlines": By("year/cycle.py set_deadline", "year deadline"),
        "left_out": By("council/unit_changes.py leave_out", "unit leave --reason"),
        "movement_ids": By("year/movements.py save_movement", "movement add"),
        "criteria_id": By("scoring/criteria.py adopt", "criteria take"),
        "cross": By("scoring/cross.py assign", "score cross"),
        "gap_limit": By("scoring/sheet_actions.py set_gap_limit", "score gap"),
        "tasks": By("year/tasks.py save_task", "task add"),
        "dossier_on": By("scoring/nominations.py received", "nominations --received"),
    },
}
WAYS |= {kind: dict(ways) for kind, ways in (*OF_THE_YEAR.items(), *OF_A_MEETING.items())}
NOBODYS = {
    "id", "rev", "council_id",
    "bloc_year_id", "meeting_id", "post_id",  # where it is written
    "office_from",  # the day of the handover, written when that is confirmed
    "illustrative",  # says of a sample that it is one
}  # fmt: skip


NOT_TYPED = {
    "FormerName": "written when a unit is renamed from a year on",
    "UnitEvent": "written by what becomes of a unit, with its ground: see Unit.events",
    "PresenceEvent": "written when somebody comes, leaves, or stands in; its hours: “do was-there”",
    "Gap": "written with the reason for going on",
    "Amendment": "written when a registered target changes after the pledge: “pledge amend”",
    "Vote": "put and counted: tests/operations/meeting/voting",
    "DecidedTotal": "by the meeting's vote: “do rescore UNIT = tổng …”",
    "ScoreChange": "put to the vote: “do rescore”, F3 of the score grid",
    "Grant": "who may do what here, no paper: “ktd user”",
    **dict.fromkeys(("Electronic", "SecretBallot", "BallotBox", "TellerKey", "Share"), "cast, never typed"),
    "SealedPaper": "what sealing wrote",
    "Returned": "a file that came back: “papers --attach”",
    "SignedPaper": "kept by signing the minutes; its reason when “ktd amend” says it",
    "Pen": "who holds it",
}
"""Models of which no field is typed, with the reason."""
ONE = "there is one of it"
AT_THE_MEETING = "written in the meeting as it happens; many at once: “ktd meeting run” carries out a script"
NO_TABLE: Mapping[str, str] = {
    **dict.fromkeys(("Council", "BlocYear", "Pledge"), ONE),
    **dict.fromkeys(("Post", "Reply"), "what one shares and answers in one's own words"),
    **dict.fromkeys(
        ("AwardRules", "AwardRule"), "shipped as the law has them, for an office to change row by row"
    ),
    **dict.fromkeys(("Meeting", "Attendee", "StandIn", "MinutesLine", "Turn", "MeetingDeed"), AT_THE_MEETING),
    **dict.fromkeys(("Handover", "Candidate", "Tally", "Voided", "Withdrawal", "Opinion"), AT_THE_MEETING),
    **dict.fromkeys(("CastingVote", "TieDecision", "PledgeSignature"), "what a person decided or signed"),
    **dict.fromkeys(("LeftOut", "NotAssigned", "Appeal"), "a decision on one unit, with its ground"),
    **dict.fromkeys(
        ("Member", "Staff"), "a unit's part in one year: few figures, asked for beside its points"
    ),
    "CrossScoring": "assigned to all at once, in rotation: “score cross --each”",
    "Evidence": "a file or paper that somebody hands in, fingerprinted then",
    "VoteRule": "how an agenda votes: see Agenda.rules",
    "AwardTitle.to_confirm": "goes when somebody confirms it",
    "Bloc.place": "the order of the rows",
    **dict.fromkeys(
        [
            f"Bloc.paper_{part}"
            for part in (
                "superior",
                "agency",
                "number_form",
                "signer",
                "signer_name",
                "recipients",
                "organ_code",
                "titles_ground",
                "font",
                "page_head",
            )
        ],
        "the house style of one bloc's papers",
    ),
    "Bloc.pledge_head_last": "the house style of one bloc's papers",
    **dict.fromkeys(("Unit.first_year", "Unit.last_year"), "what became of a unit, with its ground"),
    "AwardDecision.awarded": "the rows of the table of decisions",
    "CriteriaSet.layers": "a table of their own",
    "Registration.titles": "chosen from the council's titles",
    "Registration.not_assigned": "a decision on one unit, with its ground",
    "ScoreSheet.by_hand": "a manual change, one at a time, with its reason",
    **dict.fromkeys(
        [f"ScoreSheet.{part}" for part in ("bars", "state", "returned_for", "appeals", "replies")],
        "what people do with a whole sheet, or say to one cell",
    ),
    **dict.fromkeys(
        [f"Agenda.{part}" for part in ("name", "source", "certainty", "quorum", "rules", "secret")],
        "one of an agenda: its table holds the steps",
    ),
}
"""What no table sets, a model or one of its fields, and why; all else comes by import, too."""


def test_what_no_table_sets_has_its_reason() -> None:
    without = {kind.__name__: {f for f, by in ways.items() if not by.column} for kind, ways in WAYS.items()}
    whole = {name for name, left in without.items() if left and f"{name}.{min(left)}" not in NO_TABLE}
    parts = {f"{name}.{one}" for name, left in without.items() if name not in whole for one in left}
    assert {*whole, *parts} == set(NO_TABLE)


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
def test_every_field_has_its_way(kind: type[Value]) -> None:
    fields = set(kind.model_fields) - (NOBODYS if issubclass(kind, Record) else {"id"})
    reasoned = BY_ITSELF.get(kind, {})
    assert set(WAYS[kind]) | set(reasoned) == fields, (
        "a new field needs its screen, its option and its column"
    )
    assert not set(WAYS[kind]) & set(reasoned), "it is typed, and it is not"


def test_no_model_is_left_out() -> None:
    left = {kind.__name__ for kind in models()} - {kind.__name__ for kind in WAYS} - set(NOT_TYPED)
    assert not left, "say how their fields are set, or why nobody types them"


def models() -> set[type[Value]]:
    found = set()
    for module in walk_packages(domain.__path__, "ktd_tui.domain."):
        here = vars(import_module(module.name)).values()
        found |= {
            k for k in here if isinstance(k, type) and issubclass(k, Value) and k not in (Value, Record)
        }
    return found


CASES = [(kind.__name__, field, by) for kind, ways in WAYS.items() for field, by in ways.items()]


@pytest.mark.parametrize(
    ("kind", "field", "by"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_way_is_there(kind: str, field: str, by: By) -> None:
    module, _, said = by.screen.partition(" ")
    texts = (ROOT / ("" if module.startswith("ktd_tui/") else "screens") / module).read_text("utf-8")
    assert said in texts, f"{kind}.{field}: no “{said}” in {module}"
    *words, last = by.command.split()
    if words == ["do"]:
        assert last in VERBS, f"{kind}.{field}: a meeting has no verb “{last}”"
        return
    assert last in _options(words) if last.startswith("--") else _parser([*words, last])
    if by.column:
        table, column = by.column.split()
        keys = {one.key for one in COLUMNS[TableKind(table)]}
        assert column in keys, f"{kind}.{field}: no column “{column}” in {keys}"


@pytest.mark.parametrize(
    ("kind", "parts", "apart"),
    [
        (Criterion, [one.key for one in KINDS], {"kind"}),  # the part says the kind
        (CriteriaGroup, [Part.GROUP], {"criteria"}),  # rows of their own
        (KnockOut, [Part.KNOCK_OUT], set()),
        (Grade, [Part.GRADE], set()),
    ],
)
def test_every_field_of_a_row_of_criteria_is_in_its_table(
    kind: type[Value], parts: list[str], apart: set[str]
) -> None:
    asked = {field.attribute for part in parts for field in PARTS[part].fields if not field.only_new}
    assert asked | apart == set(kind.model_fields), "forms and options are made from the table: it lacks one"


def test_every_field_beside_the_rows_has_a_column() -> None:
    asked = {field.key for part in (Part.GRADE, Part.BAR, Part.KNOCK_OUT) for field in PARTS[part].fields}
    columns = {FIELDS.get(column.key, column.key) for column in COLUMNS[TableKind.WAYS]}
    assert asked <= columns, "it needs a column in sheets/columns.py"


def test_every_field_of_the_whole_set_is_in_its_table() -> None:
    parts = {rules.field for rules in PARTS.values()}
    found = {field.attribute for field in HEAD} | parts | set(BY_ITSELF[CriteriaSet])
    assert found == set(CriteriaSet.model_fields) - NOBODYS, "forms and options are made from the table"


@cache
def _command(name: str) -> ArgumentParser:
    """Return a parser that knows one command."""
    parser = ArgumentParser()
    add_parsers(parser.add_subparsers(), ArgumentParser(add_help=False), [name])
    return parser


def _parser(words: list[str]) -> ArgumentParser:
    """Return the parser of a command and its verb."""
    parser = _command(words[0])
    for word in words:
        choices = next(action.choices for action in parser._actions if isinstance(action.choices, dict))
        parser = choices[word]
    return parser


def _options(words: list[str]) -> set[str]:
    return {option for action in _parser(words)._actions for option in action.option_strings}
