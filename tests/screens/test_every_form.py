"""Rubbish in every field of every form there is: refused where it stands, and the program goes on."""

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import OptionList

import screens
from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import AgendaStep, Meeting, Step
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.errors import KtdError
from ktd_tui.i18n import tell
from ktd_tui.keys import KEYS
from ktd_tui.layout import cells
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.year import years
from ktd_tui.rules.meeting.flow import agenda
from screens.base import KtdScreen
from screens.dialogs.ask import AskDialog
from screens.dialogs.field import Field, FieldInput
from screens.dialogs.form import FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.meeting import MeetingScreen
from screens.scoring.evidence import EvidenceScreen
from screens.widgets.table import RecordTable
from screens.year.registration import RegistrationScreen
from tests.screens.driving import press, running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

if TYPE_CHECKING:
    from textual.dom import DOMNode

ROOT = Path(screens.__file__).parent
SCREENS = [of for of in screen_classes() if of is not MeetingScreen]
LONG = "w" * 20_353
RUBBISH = ("rác ☠", "9" * 40, "-1", "1/0", "²", "", "0", "32/13/2023", "nan", "x" * 20_000)
pytestmark = pytest.mark.xdist_group("every form")

NO_RUBBISH_HERE = {
    "dialogs/file.py:write_file": "a file's name, asked while a paper is written",
    "meeting/delegates.py:periods_form": "hours, by F4 at the door: see test_door.py and test_hours.py",
    "meeting/steps/wording.py:_mend_hour": "an hour, of what is chosen below the lines: as above",
    "meeting/steps/voting/ballots.py:_tally": "numbers, once tellers are named: see test_ballots.py",
    "year/pledge.py:action_open": "who signs, once the pledge is drawn up: see test_pledge.py",
    "meeting/steps/voting/ballots.py:_put_total": "points and a ground: see test_decided_total.py",
    "meeting/steps/voting/ballots.py:count_hands": "numbers, once several stand",
    "papers/paper.py:_amend_sealed": "three texts, once the paper is sealed: tests/screens/papers",
    "papers/paper.py:_amend_signed": "four texts, once the paper is signed: see test_appeals.py",
    "papers/register.py:action_note_scan": "one text, once a paper is sealed",
    "papers/register.py:action_attach": "a file, once a paper is sealed: see screens/papers",
    "scoring/sheet_actions.py:_gap": "one number, asked of who leads the bloc",
    "scoring/sheet_actions.py:_assign": "two texts, of a criterion chosen before: see test_not_assigned.py",
    "scoring/sheet_actions.py:_sub_group": "one name, of any sub-group: see test_not_assigned.py",
    "scoring/layer_actions.py:_reply": "one text, to points of a marked cell: see test_named_layers.py",
    "scoring/layer_actions.py:_vote": "points and a ground, of a marked cell: see test_named_layers.py",
    "scoring/sheet_actions.py:_staff": "four numbers: see scoring/test_ties.py",
    "scoring/ties.py:settle_tie": "who decided and how, once units are equal: see scoring/test_ties.py",
    "data/importing.py:_ask_units": "units of a file that has others: see tests/screens/data",
}
"""Forms that no key of the walk opens, with the reason."""
STAGES = {EvidenceScreen: Stage.SCORING, RegistrationScreen: Stage.WORK}
"""Pages that ask for nothing at the year's stage, and the stage at which they do."""
CHOICES = 24
"""Choices of a picker up to which each is tried; of more, which are records, the first."""
OF_UNLIKE_ROWS = {"rules", "facts", "todo", "blocs"}
"""Lists of which each row asks something else."""
EXTRA = (Step.UNIT_REPORTS, Step.REGULATION, Step.CRITERIA, Step.PLEDGE, Step.GIVING, Step.FLAG)
"""Steps that an agenda may have, and the sample's has not."""
NO_CHOICE = "zz zz"
TRIED: set[tuple[tuple[str, str], ...]] = set()
"""What the forms asked that had their rubbish already: a line is mended from every step."""
PICKED: set[str] = set()
"""What pickers asked of which each choice was tried already."""
ADD_NOTHING = {
    *("back", "quit", "palette", "help", "history", "undo", "redo", "find", "delete", "plain"),
    *(
        "next_step",
        "previous_step",
        "next_missing",
        "previous_missing",
        "pen",
        "phrase",
        "redraw",
        "reload",
        "field",
    ),
}
"""Keys that open no form of the page itself."""


def sites() -> set[str]:
    """Where forms are made: file and function of each call."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                calls = (c.func for c in ast.walk(node) if isinstance(c, ast.Call))
                if any(isinstance(f, ast.Name) and f.id == "FormDialog" for f in calls):
                    found.add(f"{path.relative_to(ROOT)}:{node.name}")
    return found


@pytest.fixture(scope="module")
def visited(request: pytest.FixtureRequest) -> Iterator[set[str]]:
    """Gather where forms were made; once every test of this module has run, none may be left out."""
    found: set[str] = set()
    yield found
    mine = [item for item in request.session.items if item.path == request.path]
    if len(mine) == len(SCREENS) + len(Step):
        left = sites() - found - set(NO_RUBBISH_HERE)
        assert not left, f"no key of the walk opened {sorted(left)}"


@pytest.fixture(autouse=True)
def noted(monkeypatch: pytest.MonkeyPatch, visited: set[str]) -> None:
    """Note where each form that opens was made."""
    begin = FormDialog.__init__

    def init(self: FormDialog, *args: Any, **more: Any) -> None:
        frame = sys._getframe(1)
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(ROOT):
            visited.add(f"{file.relative_to(ROOT)}:{frame.f_code.co_name}")
        begin(self, *args, **more)

    monkeypatch.setattr(FormDialog, "__init__", init)


async def close_all(app: KtdApp, pilot: Pilot[int], screen: KtdScreen) -> None:
    while app.screen is not screen and screen in app.screen_stack:
        if isinstance(app.screen, ModalScreen):
            app.screen.dismiss(None)  # else who waits for its answer waits for ever
        else:
            app.pop_screen()
        await settle(pilot)


async def try_form(app: KtdApp, pilot: Pilot[int], desk: Desk) -> None:
    """Put rubbish into each field of the form that is open, and save."""
    form = app.screen
    assert isinstance(form, FormDialog)
    asked = tuple((entry.of.key, entry.of.label) for entry in form.query(FieldInput))
    if asked in TRIED:
        return
    TRIED.add(asked)
    short = [label for _, label in asked if f"{label} " not in shown(app)] if len(asked) > 1 else []
    short += [e.of.hint for e in form.query(FieldInput) if cells(e.of.hint) > e.content_size.width]
    assert not short, f"cut short: {short}"
    choices = [entry for entry in form.query(FieldInput) if entry.of.choices and not entry.of.other]
    for entry in choices:
        entry.value = entry.value or next(iter(entry.of.texts.values()))
    for entry in choices:
        await try_choice(app, pilot, desk, entry)
    given = {e.of.key: e.of.read(e.value) for e in form.query(FieldInput)}
    for of in [e.of for e in form.query(FieldInput) if not e.of.choices or e.of.other]:
        for typed in RUBBISH:
            with suppress(KtdError):
                await app.carry_out(partial(form._save, {**given, of.key: typed}, form._seen))
        await try_long(app, pilot, desk, (given, of))


async def try_long(app: KtdApp, pilot: Pilot[int], desk: Desk, at: tuple[dict[str, str], Field]) -> None:
    """Put into a field more than any takes: refused there with how much is too much, or kept whole."""
    form, (given, of) = app.screen, at
    assert isinstance(form, FormDialog)
    entry = form.query_one(f"#field-{of.key}", FieldInput)
    before, since, entry.value = entry.value, desk.store.seq, LONG
    refused: KtdError | None = None
    try:
        await app.carry_out(partial(form._save, {**given, of.key: of.read(LONG)}, form._seen))
    except KtdError as error:
        refused = error
    if refused and "over" in refused.facts:
        form._go_to_fault(refused)
        await pilot.pause()
        assert form.focused is entry, f"{of.label}: the cursor is not there: {tell(refused)}"
    cut = [len(run) for run in re.findall("w{20,}", written_since(desk, since)) if len(run) != len(LONG)]
    assert not cut, f"cut: {of.label} {cut}"
    assert entry.value == LONG, f"{of.label} was cut in its field"
    entry.value = before


def written_since(desk: Desk, seq: int) -> str:
    """What was written into the store since a commit, as text."""
    return "\n".join(str(change.after) for commit in desk.store.changes(seq) for change in commit.changes)


async def try_choice(app: KtdApp, pilot: Pilot[int], desk: Desk, entry: FieldInput) -> None:
    before, first, form = desk.store.seq, entry.value, app.screen
    for leave in ("ctrl+s", "tab", "up", "enter"):
        entry.focus()
        entry.value = NO_CHOICE
        await press(pilot, leave)
        page = shown(app)
        assert app.screen is form, f"{leave} closed the form, or the program:\n{page}"
        assert app.focused is entry, f"{leave} left {entry.of.label} as it was\n{page}"
        told = str(form.query_one("#complaint").render())
        assert next(iter(entry.of.texts.values())) in told, f"the choices are not told: {told}"
    assert desk.store.seq == before
    entry.value = first


def ways(screen: KtdScreen) -> Iterator[str]:
    """Yield the keys of a screen and of what is on it that may open a form."""
    yield "enter"
    nodes: list[DOMNode] = [screen, *screen.query("*")]
    if isinstance(screen, MeetingScreen) and screen.proceedings.meeting.step is not Step.PREPARATION:
        nodes.remove(screen)  # its own keys are the same at every step
    bound = (b for node in nodes for _, b in node._bindings)
    for key in dict.fromkeys(b.id for b in bound if b.id in KEYS):
        if key not in ADD_NOTHING:
            yield KEYS[str(key)].keys[0]


def rows(screen: KtdScreen) -> list[tuple[RecordTable, int] | None]:
    """Return the rows from which a form may be opened: of a list of records the first, of others all."""
    found: list[tuple[RecordTable, int] | None] = []
    for table in screen.query(RecordTable):
        many = table.row_count if table.id in OF_UNLIKE_ROWS else 1
        found += [(table, row) for row in range(min(many, table.row_count) or 1)]
    return found or [None]


async def walk(app: KtdApp, pilot: Pilot[int], screen: KtdScreen, desk: Desk) -> None:
    """Press every key on the rows of every list, and go through what it asks."""
    for row in rows(screen):
        for key in ways(screen) if row is None or row[1] == 0 else ("enter",):
            for choice in range(CHOICES):
                more = await opened(app, pilot, screen, (row, key, choice))
                if isinstance(app.screen, FormDialog):
                    await try_form(app, pilot, desk)
                await close_all(app, pilot, screen)
                if app.screen is not screen:
                    return  # the key left the page
                if not more:
                    break


async def opened(
    app: KtdApp, pilot: Pilot[int], screen: KtdScreen, way: tuple[tuple[RecordTable, int] | None, str, int]
) -> bool:
    """Press a key on a row and choose what is asked; tell whether there is another choice."""
    row, key, choice = way
    if row is not None and row[0].is_mounted:
        row[0].focus()
        row[0].move_cursor(row=row[1], animate=False)
    await press(pilot, key)
    first = app.screen
    more = False
    if isinstance(first, PickDialog):
        many = first.query_one(OptionList).option_count
        more = choice + 1 < many <= CHOICES and first._question not in PICKED
        if choice + 1 == many:
            PICKED.add(first._question)
        await press(pilot, *["down"] * choice, "enter")
    for _ in range(2):
        if isinstance(app.screen, PickDialog):
            await press(pilot, "enter")
        elif isinstance(app.screen, AskDialog):
            await press(pilot, "x", "enter")
    return more and screen in app.screen_stack


@pytest.mark.parametrize("of", SCREENS, ids=lambda of: of.__name__)
async def test_rubbish_in_the_forms_of_a_screen(sample: Desk, tmp_path: Path, of: type[KtdScreen]) -> None:
    if of in STAGES:
        years.set_stage(sample, sample.store.find(BlocYear, year=2022)[0], STAGES[of], "thử")
    screen = make_screen(of, sample)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(screen)
        await settle(pilot)
        await walk(app, pilot, screen, sample)


@pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
async def test_rubbish_in_the_forms_of_a_step(sample: Desk, tmp_path: Path, step: Step) -> None:
    meeting = sample.store.find(Meeting)[0]
    if step in EXTRA:
        steps = agenda(meeting)
        meeting = sample.store.save(meeting.with_(agenda=(*steps[:-1], AgendaStep(step=step), steps[-1])))
    try:
        preparation.move(sample, meeting.id, step, "thử")
    except KtdError:
        pytest.skip("no step of this meeting")
    async with running(sample, tmp_path) as (app, pilot):
        screen = MeetingScreen(meeting.id)
        await app.push_screen(screen)
        await settle(pilot)
        await walk(app, pilot, screen, sample)
