"""The guide to scoring says how each row is scored, and what follows from points."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.results.grades import Level
from ktd_tui.domain.scoring import CriteriaSet, Criterion, CriterionKind, NotAssigned, Registration
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import preview
from ktd_tui.papers.kinds.year.scoring_rules import how_ranks_follow, ways_of_scoring
from ktd_tui.rules.scoring.score_rows import score_rows
from tests.builders import a_criteria
from tests.operations.found import the_unit, the_year
from tests.papers.reading.sentences import faults

YEARS = sorted((Path(__file__).parents[2] / "rules/scoring/years").glob("*.toml"))
DIRECT = {CriterionKind.CRITERION, CriterionKind.BONUS, CriterionKind.DEDUCTION, CriterionKind.HEADING}
TEN = Decimal(10)
BLOC = Bloc(council_id="c", code="9", name="Cụm 9")


@pytest.mark.parametrize("kind", [kind for kind in CriterionKind if kind not in DIRECT])
def test_each_kind_says_how_it_comes_to_its_points(kind: CriterionKind) -> None:
    levels = (Level(name="1", points=TEN), Level(name="2", points=Decimal(4)))
    row = Criterion(code="I.1", text="Việc", maximum=TEN, kind=kind, each=Decimal("2.5"), levels=levels)
    of = a_criteria()
    group = of.groups[0].model_copy(update={"criteria": (row,)})
    assert ways_of_scoring(of.with_(groups=(group,)), BLOC)["I.1"]


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_every_regulation_says_how_its_computed_rows_are_scored(path: Path) -> None:
    data = {**tomllib.loads(path.read_text("utf-8")), "name": path.stem}
    fields = CriteriaSet.model_fields
    of = CriteriaSet.model_validate({key: value for key, value in data.items() if key in fields})
    ways = ways_of_scoring(of, BLOC)
    assert [row.code for row in score_rows(of) if row.kind.computed and row.code not in ways] == []
    told = "\n".join(how_ranks_follow(of))
    assert [one.name for one in of.knock_outs if one.name not in told] == []


def guide(desk: Desk) -> str:
    return " ".join(" ".join(preview(desk, PaperRef("guide", the_year(desk).id), 400)).split())


def test_the_guide_says_what_the_set_says(sample: Desk) -> None:
    year = the_year(sample)
    assert "Cách chấm" not in guide(sample), "where all is given directly there is nothing to say"
    of = sample.store.get(CriteriaSet, str(year.criteria_id))
    group = of.groups[0].model_copy(update={"weight": Decimal(2)})
    sample.store.save(of.with_(groups=(group, *of.groups[1:]), rounding=Decimal("0.25"), ranked_apart=True))
    found = guide(sample)
    for words in ("Cách chấm", "hệ số 2", "làm tròn một lần, đến 0,25", "được xếp hạng riêng",
                  "Khi bằng điểm, xét lần lượt: điểm mục I"):  # fmt: skip
        assert words in found, words
    assert "không giao cho đơn vị" not in found
    out = NotAssigned(code="I.1", who="Khối trưởng", reason="Không có")
    unit = the_unit(sample, "CQT I")
    there = sample.store.find(Registration, bloc_year_id=year.id, unit_id=unit)
    sample.store.save(there[0].with_(not_assigned=(out,)))
    assert "Khi có nội dung không giao cho đơn vị: điểm các nội dung còn lại được quy đổi" in guide(sample)
    names = [member.unit_id for member in year.members]
    assert faults(current.paper(sample, PaperRef("guide", year.id)), names) == []
