"""No write without the right to it, none into signed minutes; and the table of writes is complete."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui import operations
from ktd_tui.errors import Refused
from ktd_tui.operations.council import setup
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import printing, signing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.rules.meeting.steps import ORDER
from tests.operations.found import the_meeting, the_vote
from tests.operations.writing.every import ALL
from tests.operations.writing.in_meeting import ON_THE_MEETING

SETUP = {"setup.set_up_sample", "setup.set_up_council"}
VERBS_OF_VOTING = {
    "voting_verbs.put_in_words",
    "voting_verbs.rescore_in_words",
    "voting_verbs.ballot_in_words",
    "voting_verbs.count_in_words",
    "voting_verbs.hands_in_words",
    "voting_verbs.tally_in_words",
    "voting_verbs.tellers_in_words",
    "voting_verbs.stand_down_in_words",
    "voting_verbs.opinion_in_words",
    "voting_verbs.lots_in_words",
}
"""What scripts call; each calls an operation of the table."""
ELSEWHERE_TRIED = {
    *VERBS_OF_VOTING,
    "change.meeting_act",
    "change.round_act",
    "pen.pick_up",
    "pen.put_down",
    "pen.take",
    "history.put_back",
    "votes.put_grades",
    "agenda_steps.take_agenda",
    "ways.take_ways",
    "import_awards.take_decisions",
    "import_awards.take_titles",
    "import_criteria.take_criteria",
    "import_lists.take_blocs",
    "import_lists.take_people",
    "import_lists.take_units",
    "unit_rows.unit_row",
    "many.record_sheets",
    "together.record_cross",
    "pasted.plan_block",
    "pasted.plan_pasted",
    "scores.take_scores",
    "layer_rows.take_layers",
    "import_years.take_aims",
    "import_years.take_targets",
    "year_work.take_activities",
    "year_work.take_exemplars",
    "year_work.take_movements",
    "year_work.take_parts",
    "year_work.take_tasks",
    "importing.plan_import",
    "importing.plan_sheets",
    "importing.planned",
    "script.perform",
    "script.run_script",
    "maintenance.look_after",
    "rollover.carry_on",
    "undo.redo",
    "undo.undo",
}
"""Tried in ``test_undo``, ``test_history`` and ``test_conflicts``; ``look_after`` leaves a reader alone,
``carry_on`` is a part of signing and of ``roll_over``, ``record_cross`` is ``record_score`` of each scorer;
``take_…`` are parts of ``importing.carry_out``, and a plan of an import drops what it does
(``test_importing``), a script does what its lines say (``test_script``); the pen has ``test_pen``;
``meeting_act`` and ``round_act`` are what every change of a meeting goes through."""


def content(tmp_path: Path) -> dict[str, bytes]:
    files = (p for p in (tmp_path / "data").rglob("*") if p.is_file() and p.suffix != ".lock")
    return {p.name: p.read_bytes() for p in files}


def reader(desk: Desk) -> Desk:
    return desk._replace(actor=desk.actor._replace(read_only=True))


def known_names(module: str, tree: ast.Module) -> dict[str, str]:
    """Return which operation each name of a module means."""
    own = {node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ktd_tui.operations."):
            room = str(node.module).rpartition(".")[2]
            own |= {alias.asname or alias.name: f"{room}.{alias.name}" for alias in node.names}
    return own


def tables_of(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield the tables of a module: an operation in one is called by whoever looks it up."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def called(function: ast.FunctionDef, names: dict[str, str]) -> set[str]:
    """Return the operations that a function calls, and “act” where it asks for a right to write."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    attributes = [c for c in calls if isinstance(c, ast.Attribute)]
    found = {"act"} if any(c.attr == "act" for c in attributes) else set()
    found |= {f"{c.value.id}.{c.attr}" for c in attributes if isinstance(c.value, ast.Name)}
    tables = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and node.id.isupper()}
    found |= {names[name] for name in tables if name in names}
    return found | {names[c.id] for c in calls if isinstance(c, ast.Name) and c.id in names}


def writing_operations() -> set[str]:
    """Find every public function of the operations that reaches ``desk.act``, directly or not."""
    functions: dict[str, set[str]] = {}
    for folder in operations.__path__:
        for path in Path(folder).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            names = known_names(path.stem, tree)
            for name, value in tables_of(tree):
                names[name] = f"{path.stem}.{name}"
                inside = (node.id for node in ast.walk(value) if isinstance(node, ast.Name))
                functions[f"{path.stem}.{name}"] = {names[one] for one in inside if one in names}
            found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
            functions |= {f"{path.stem}.{node.name}": called(node, names) for node in found}
    writing = {"act"}
    while fresh := {n for n, calls in functions.items() if calls & writing and n not in writing}:
        writing |= fresh
    functions_only = {n for n in writing - {"act"} if not n.split(".")[1].isupper()}
    return {n for n in functions_only if not n.split(".")[1].startswith("_")}


def test_every_write_is_in_the_table() -> None:
    wanted = set(ALL) | SETUP | ELSEWHERE_TRIED
    assert sorted(writing_operations() ^ wanted) == [], "tests/operations/writing needs the difference"


RUN_BY = {
    "change.py": "the door to every change of a meeting that is there",
    "pen.py": "the pen changes hands without being in hand",
    "preparation.py": "there is no meeting yet",
    "settling.py": "a tie is of the year's points: whoever records it needs no meeting, so no pen",
    "work_rights.py": "asked before a work is begun, of which nothing is changed here",
    "undo.py": "the right of whatever is taken back; its own check asks for the pen",
}
"""The only operations that name the right to run a meeting: whoever names it elsewhere passes the pen by."""


def test_a_meeting_is_changed_through_one_door() -> None:
    sources = (p for folder in operations.__path__ for p in Path(folder).rglob("*.py"))
    named = {path.name for path in sources if "Act.RUN_MEETING" in path.read_text("utf-8")}
    assert named == set(RUN_BY)


@pytest.mark.parametrize("name", [n for n in ALL if n != "signing.sign"])
def test_who_may_write_can(ready: Desk, tmp_path: Path, name: str) -> None:
    before = content(tmp_path)
    ALL[name](ready)
    assert content(tmp_path) != before, f"{name} saved nothing, so its refusals prove nothing"


@pytest.mark.parametrize("name", ALL)
def test_who_may_only_read_changes_nothing(ready: Desk, tmp_path: Path, name: str) -> None:
    before = content(tmp_path)
    with pytest.raises(Refused, match="read-only"):
        ALL[name](reader(ready))
    assert content(tmp_path) == before, f"{name} changed the data of a reader"


def test_who_may_only_read_sets_nothing_up(desk: Desk, tmp_path: Path) -> None:
    before = content(tmp_path)
    with pytest.raises(Refused, match="read-only"):
        setup.set_up_sample(reader(desk))
    with pytest.raises(Refused, match="read-only"):
        setup.set_up_council(reader(desk), "Hội đồng", "Cơ quan")
    assert content(tmp_path) == before


def test_who_may_only_read_takes_papers_out(sample: Desk, tmp_path: Path) -> None:
    before, target = content(tmp_path), tmp_path / "bien-ban.pdf"
    done = printing.print_paper(reader(sample), minutes_ref(reader(sample), the_meeting(sample).id), target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.stat().st_size == done.size
    assert content(tmp_path) == before


@pytest.fixture
def signed(ready: Desk) -> Desk:
    votes.count_votes(ready, the_vote(ready).id, "5", "0", "0")
    signing.sign(ready, the_meeting(ready).id)
    return ready


@pytest.mark.parametrize("name", ON_THE_MEETING)
def test_signed_minutes_are_never_changed(signed: Desk, tmp_path: Path, name: str) -> None:
    before = content(tmp_path)
    with pytest.raises(Refused, match=r"minutes are signed|at “Đã kết thúc”, nobody"):
        ON_THE_MEETING[name](signed)
    assert content(tmp_path) == before, f"{name} changed signed minutes"


def test_a_signed_meeting_is_not_opened_again(signed: Desk) -> None:
    with pytest.raises(Refused, match="minutes are signed"):
        preparation.open_meeting(signed, the_meeting(signed).id)


def test_reading_through_a_signed_meeting_leaves_its_minutes(signed: Desk) -> None:
    meeting = the_meeting(signed)
    paper = printing.preview(signed, minutes_ref(signed, meeting.id), 78)
    for step in (*reversed(ORDER), *ORDER):
        preparation.move(signed, meeting.id, step, "Không cần lý do")
    after = the_meeting(signed)
    assert printing.preview(signed, minutes_ref(signed, meeting.id), 78) == paper
    kept = {"rev", "step", "visited"}
    assert after.model_dump(exclude=kept) == meeting.model_dump(exclude=kept)
