"""Cases of the kinds that minutes once told wrong, each with what is right written down first."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.i18n import in_vietnamese, tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.operations.scripting.script import acts, run_script
from ktd_tui.papers.document import Block, Heading, Paragraph, Table
from ktd_tui.papers.kinds.minutes import compose_minutes
from tests.builders import a_desk, give
from tests.cli.test_score import ktd

IN_YEAR = ("--bloc", "KT", "--year", "2025")
UNITS = (
    ("Sở Công Thương", "SCT", "Ông Lâm Quốc Bảo", "Giám đốc"),
    ("Sở Tài chính", "STC", "Bà Kiều Oanh", "Giám đốc"),
    ("Sở Xây dựng", "SXD", "Trần Bá", "Phó Giám đốc phụ trách"),
    ("Sở Nông nghiệp", "SNN", "Trần Bá", "Giám đốc"),
    ("Ban Quản lý khu kinh tế", "BQL", "", ""),
)
STEPS = (
    "preparation", "opening", "report", "statements", "limitations", "scores", "awards", "giving",
    "directions", "election", "handover", "flag", "conclusion", "approval",
)  # fmt: skip
ALL = "lqb, ko, sxd, snn, bql, hts"
OPENED = """
day 20/12/2025
hour 14:00
place Hội trường tầng 2
chair lqb
secretary hts
present {here}
at 20/12/2025 14:00
next
open
"""


class VariantCase(NamedTuple):
    """What is done after the opening, and what must come of it."""

    name: str
    script: str
    told: tuple[tuple[str, str], ...]

    def marked(self, mark: str) -> list[str]:
        return [text for key, text in self.told if key == mark]


def cases() -> Iterator[VariantCase]:
    """Read the cases: a block each, a sign before what is no act."""
    blocks = Path(__file__).with_name("cases.txt").read_text("utf-8").split("\n## ")[1:]
    for block in blocks:
        name, _, body = block.partition("\n")
        told, script, at = [], [], STEPS.index("opening")
        for line in body.splitlines():
            mark, _, text = line.partition(" ")
            if mark in ("=", "!", "?", "here", "rule"):
                told.append((mark, text))
            elif mark == "to":
                script += ["next Để sau"] * (STEPS.index(text) - at)
                at = STEPS.index(text)
            else:
                script.append(line)
                at += mark == "next"
        yield VariantCase(name, "\n".join(script), tuple(told))


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council of five units, two of whose heads have one name; one unit's people are not known."""
    data = tmp_path_factory.mktemp("variants") / "data"

    def run(*words: str) -> None:
        assert ktd("--data", data, *words) == 0, words

    names = ("--agency", "Ủy ban nhân dân tỉnh", "--symbol", "UBND", "--place", "Vinh")
    assert ktd("init", data, "--office", "province", "--name", "Hội đồng tỉnh", *names) == 0
    run("title", "confirm")
    words = ("--head-title", "Trưởng khối", "--deputy-title", "Phó Trưởng khối")
    run("bloc", "add", "--code", "KT", "--name", "Khối các Sở kinh tế", "--symbol", "KKT", *words)
    for unit, short, head, title in UNITS:
        run("unit", "add", "--bloc", "KT", "--name", unit, "--short-name", short, "--city", "Vinh")
        if head:
            run("person", "add", "--unit", unit, "--name", head, "--title", title, "--head")
    run("person", "add", "--unit", "Sở Tài chính", "--name", "Bà Hồ Thị Sen", "--title", "Chuyên viên")
    run("year", "open", *IN_YEAR)
    run("year", "edit", *IN_YEAR, "--head", "Sở Công Thương", "--deputy", "Sở Tài chính")
    run("meeting", "agenda", *IN_YEAR, "--steps", "; ".join(STEPS))
    give(data, 1000, "thu-ky", UserRole.ADMINISTRATOR)
    return data


def minutes(desk: Desk, meeting: Meeting) -> str:
    """Return what the minutes say: a row of a table, a heading, a paragraph after the other."""

    def told(block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield f"{block.lead}{block.text}"
        elif isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Table):
            yield from (" ".join(row) for row in block.rows)

    of = compose_minutes(meeting_view(desk, meeting.id).data)
    return " ".join([*(line for block in of.blocks for line in told(block)), of.closing])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_minutes_say_what_was_written_down_first(
    council: Path, tmp_path: Path, case: VariantCase
) -> None:
    shutil.copytree(council, tmp_path / "data")
    for rule in case.marked("rule"):
        assert ktd("--data", tmp_path / "data", "meeting", "agenda", *IN_YEAR, "--rule", rule) == 0
    desk = a_desk(tmp_path / "data", clock_at("20/12/2025 13:30"))._replace(rehearsal=True)
    year = next(one for one in desk.store.find(BlocYear) if one.year == 2025)
    meeting = preparation.start_meeting(desk, year.id)
    driver = Driver(desk, meeting.id)
    run_script(driver, acts(OPENED.format(here=(*case.marked("here"), ALL)[0])))
    if refused := case.marked("?"):
        *first, last = acts(case.script)
        run_script(driver, first)
        with pytest.raises(Refused) as why:
            run_script(driver, [last])
        with in_vietnamese():
            assert refused[0] in tell(why.value)
    else:
        run_script(driver, acts(case.script))
    said = minutes(desk, meeting)
    desk.store.close()
    for wanted in case.marked("="):
        assert wanted in said, said
    for wrong in case.marked("!"):
        assert wrong not in said, said
