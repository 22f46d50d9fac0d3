"""Every kind of record is added, changed and taken away by a command; or it is said why not."""

from argparse import ArgumentParser
from typing import NamedTuple

import pytest

from ktd_tui.commands.registry import add_parsers
from ktd_tui.operations.scripting.verbs import VERBS
from store.models import models

SIGNED = "what was sealed or signed stays; “amend” adds to it"


class Verbs(NamedTuple):
    """The words after ``ktd`` (of a meeting: «do VERB»); in round brackets why there are none."""

    add: str
    edit: str
    remove: str


KINDS: dict[str, Verbs] = {
    "Activity": Verbs("activity add", "activity edit", "activity drop"),
    "Agenda": Verbs("(every bloc has the shipped one)", "meeting agenda", "(a meeting needs one)"),
    "Archive": Verbs("archive", "(nothing in it changes)", "(closed years stay)"),
    "AwardDecision": Verbs("decision add", "decision edit", "decision delete"),
    "AwardRules": Verbs("award-rules set", "award-rules validity", "award-rules drop"),
    "Bloc": Verbs("bloc add", "bloc edit", "bloc delete"),
    "BlocYear": Verbs("year open", "year edit", "undo"),
    "Concretisation": Verbs("movement part", "movement part", "movement part"),
    "Council": Verbs("init", "council", "(without it there is nothing)"),
    "CriteriaSet": Verbs("criteria take", "criteria put", "criteria drop"),
    "Evidence": Verbs("score evidence add", "(taken back, and handed in again)", "score evidence withdraw"),
    "Exemplar": Verbs("exemplar add", "exemplar edit", "exemplar drop"),
    "Grant": Verbs("user add", "(a role is given or taken)", "user remove"),
    "Meeting": Verbs("meeting start", "meeting do", "undo"),
    "MinutesLine": Verbs("do line", "do mend", "do delete"),
    "Movement": Verbs("movement add", "movement edit", "movement drop"),
    "Pen": Verbs("(taken by writing)", "(taken by writing)", "(let go by leaving)"),
    "Person": Verbs("person add", "person edit", "person delete"),
    "Pledge": Verbs("pledge draw", "pledge preamble", "pledge withdraw"),
    "Post": Verbs("board post", "board edit", "board delete"),
    "Registration": Verbs("register", "register", "register"),
    "Reply": Verbs("board answer", "(it was read and answered)", "board delete"),
    "ScoreSheet": Verbs("score set", "score set", "score set"),
    "SealedPaper": Verbs("seal", f"({SIGNED})", f"({SIGNED})"),
    "SignedPaper": Verbs("do sign", "amend", f"({SIGNED})"),
    "TieDecision": Verbs("ties settle", "(a later decision stands before an earlier)", "undo"),
    "Unit": Verbs("unit add", "unit edit", "unit delete"),
    "Vote": Verbs("do put", "do count", "do void"),
}
PARTS: dict[str, Verbs] = {
    "AwardTitle": Verbs("title add", "title edit", "title drop"),
    "Attendee": Verbs("do delegate", "do delegate", "do remove"),
    "Awarded": Verbs("decision award", "(dropped, and given again)", "decision drop"),
    "PlanItem": Verbs("task add", "task edit", "task drop"),
    "Turn": Verbs("do ask", "do hour-of", "do withdraw"),
    "MeetingDeed": Verbs("do give", "do at", "do take-back"),
}
"""What people list, add and change like records, though it stands within one."""


def test_no_kind_is_left_out() -> None:
    assert set(KINDS) == {kind.__name__ for kind in models().values()}


@pytest.mark.parametrize("kind", [*KINDS, *PARTS])
def test_the_verbs_are_there(kind: str) -> None:
    for said in {**KINDS, **PARTS}[kind]:
        words = said.split()
        if words[0] == "do":
            assert words[1] in VERBS, f"{kind}: a meeting has no verb “{words[1]}”"
        elif not said.startswith("("):
            _find(words)


def _find(words: list[str]) -> None:
    parser = ArgumentParser()
    add_parsers(parser.add_subparsers(), ArgumentParser(add_help=False), words)
    for word in words:
        choices = next(action.choices for action in parser._actions if isinstance(action.choices, dict))
        parser = choices[word]
