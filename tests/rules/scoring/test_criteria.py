"""A criteria set is sound or is refused with the row; and edits keep it what it was elsewhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.operations.council.setup import TEMPLATES
from ktd_tui.operations.shipped import load
from ktd_tui.rules.scoring.criteria import Part, SetLine, entry_typed, next_version, set_lines
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.placing import with_entry, with_moved, without
from ktd_tui.rules.scoring.sums import maximum
from tests.builders import a_criteria

TEN = Decimal(10)


def grades(*bounds: int) -> tuple[Grade, ...]:
    return tuple(Grade(name=f"Loại {n}", at_least=Decimal(b)) for n, b in enumerate(bounds))


SOUND = a_criteria(grades=grades(80, 65, 0))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"groups": ()}, "at least one group"),
        (
            {"groups": (*SOUND.groups, CriteriaGroup(code="III", name="Ba", criteria=()))},
            "III has no criterion",
        ),
        ({"bonuses": (Criterion(code="I.1", text="Trùng", maximum=TEN),)}, "I.1 stands twice"),
        ({"bonuses": (Criterion(code="T1", text="Không", maximum=Decimal(0)),)}, "T1: the most"),
        (
            {"bonuses": (Criterion(code="T1", text="Liệt", maximum=TEN, barred_below=Decimal(11)),)},
            "T1: the bar",
        ),
        ({"bonuses": (Criterion(code="", text="Không mã", maximum=TEN),)}, "code and a text"),
        ({"bonus_cap": Decimal(8)}, "cap of 8"),
        ({"deductions": (Criterion(code="P1", text="Trừ", each=TEN, maximum=Decimal(5)),)}, "P1: the points"),
        ({"grades": grades(65, 80, 0)}, "go down"),
        ({"grades": grades(80, 80, 0)}, "go down"),
        ({"grades": grades(80, 65)}, "begins at 0"),
        ({"grades": (*grades(80), Grade(name="Loại 0", at_least=Decimal(0)))}, "name of its own"),
        ({"tie_break": ("IX",)}, "decided by IX"),
    ],
)
def test_what_is_not_sound_is_refused_by_name(change: dict[str, object], said: str) -> None:
    check_criteria(SOUND)
    with pytest.raises(Refused, match=said):
        check_criteria(SOUND.with_(**change))


def test_every_template_is_sound_and_says_where_it_comes_from() -> None:
    sets = [record for record in load(TEMPLATES) if isinstance(record, CriteriaSet)]
    assert len(sets) == 3
    for of in sets:
        check_criteria(of)
        assert of.template, of.name
        assert of.source, of.name
        assert of.certainty, of.name
    assert {of.version: maximum(of) for of in sets} == {"A-1": 100, "B-1": 90, "C-1": 1000}
    partial = next(of for of in sets if of.version == "B-1")
    assert "chưa đủ" in partial.name


@given(st.sampled_from([line for line in set_lines(SOUND) if line.part is not Part.GROUP]))
def test_what_is_taken_out_is_gone_and_nothing_else(line: object) -> None:
    part, key = line.part, line.key  # type: ignore[attr-defined]
    left = list(set_lines(without(SOUND, part, key)))
    assert [x for x in left if x.part is not Part.GROUP] == [
        x for x in set_lines(SOUND) if x.part is not Part.GROUP and (x.part, x.key) != (part, key)
    ]
    assert key not in without(SOUND, part, key).tie_break


@given(st.integers(0, 100))
def test_a_new_grade_finds_its_place(bound: int) -> None:
    fresh = with_entry(SOUND, Part.GRADE, None, Grade(name="Mới", at_least=Decimal(bound)))
    bounds = [grade.at_least for grade in fresh.grades]
    assert bounds == sorted(bounds, reverse=True)
    assert len(fresh.grades) == 4


def test_a_changed_row_keeps_its_place() -> None:
    entry = Criterion(code="II.9", text="Khác", maximum=Decimal(25))
    fresh = with_entry(SOUND, CriterionKind.CRITERION, "II.1", entry)
    assert [c.code for c in fresh.groups[1].criteria] == ["II.9", "II.2"]
    group = with_entry(SOUND, Part.GROUP, "II", CriteriaGroup(code="B", name="Nhóm B", criteria=()))
    assert [c.code for c in group.groups[1].criteria] == ["II.1", "II.2"], "a renamed group lost its criteria"


@pytest.mark.parametrize(
    ("version", "following"), [("A-1", "A-2"), ("A-9", "A-10"), ("1", "2"), ("bản đầu", "bản đầu.2")]
)
def test_versions_count_up(version: str, following: str) -> None:
    assert next_version(version) == following


@pytest.mark.parametrize(
    ("codes", "new", "stand"),
    [
        ("I.1 I.3 I.4", "I.2", "I.1 I.2 I.3 I.4"),
        ("I.9 I.11", "I.10", "I.9 I.10 I.11"),
        ("I.1 I.2", "I.3", "I.1 I.2 I.3"),
        ("a b", "1", "a b 1"),
    ],
)
def test_a_new_criterion_stands_where_its_number_says(codes: str, new: str, stand: str) -> None:
    criteria = tuple(Criterion(code=code, text="Việc", maximum=TEN) for code in codes.split())
    of = SOUND.with_(groups=(CriteriaGroup(code="I", name="Nhóm I", criteria=criteria),))
    fresh = with_entry(of, CriterionKind.CRITERION, None, Criterion(code=new, text="Mới", maximum=TEN), "I")
    assert [one.code for one in fresh.groups[0].criteria] == stand.split()


@pytest.mark.parametrize(
    ("code", "under", "marked", "group"),
    [
        ("II.9", "", "I", "II"),  # its code says it, wherever the mark stands
        ("II.9", "", "", "II"),
        ("7", "II.2", "I", "II"),  # its heading does
        ("7", "", "I", "I"),  # nothing of its own does
    ],
)
def test_a_new_criterion_goes_to_the_group_that_it_names(
    code: str, under: str, marked: str, group: str
) -> None:
    entry = Criterion(code=code, text="Mới", maximum=TEN, under=under)
    fresh = with_entry(SOUND, CriterionKind.CRITERION, None, entry, marked)
    assert [g.code for g in fresh.groups if any(c.code == code for c in g.criteria)] == [group]


def test_what_belongs_nowhere_or_is_not_there_is_refused() -> None:
    entry = Criterion(code="7", text="Mới", maximum=TEN)
    with pytest.raises(Refused, match="to which group"):
        with_entry(SOUND, CriterionKind.CRITERION, None, entry)
    for part, key in ((CriterionKind.CRITERION, "IX.1"), (Part.GRADE, "I.1"), (Part.BAR, "?")):
        with pytest.raises(Refused, match="no such row"):
            with_entry(SOUND, part, key, entry)
        with pytest.raises(Refused, match="no such row"):
            without(SOUND, part, key)
        with pytest.raises(Refused, match="no such row"):
            with_moved(SOUND, part, key, 1)


@given(
    st.sampled_from([line for line in set_lines(SOUND) if line.part != Part.GRADE]), st.sampled_from([-1, 1])
)
def test_what_is_moved_goes_one_place_and_comes_back(line: SetLine, by: int) -> None:
    """Nothing is lost; beyond its group a criterion goes to the next, and beyond the list it stays."""
    fresh = with_moved(SOUND, line.part, line.key, by)
    check_criteria(fresh)
    ordered = [[one.key for one in set_lines(of) if one.part != Part.GRADE] for of in (SOUND, fresh)]
    assert sorted(ordered[0]) == sorted(ordered[1])
    if ordered[0] != ordered[1]:
        assert with_moved(fresh, line.part, line.key, -by).with_(layers=SOUND.layers) == SOUND


def test_grades_are_not_moved() -> None:
    with pytest.raises(Refused, match="order of their points"):
        with_moved(SOUND, Part.GRADE, SOUND.grades[0].name, 1)


@pytest.mark.parametrize(
    ("kind", "levels", "lower"),
    [
        (CriterionKind.PLACED, "1: 5; 2: 4; 10: 1", True),
        (CriterionKind.PLACED, "10: 1; 2: 4; 1: 5", True),
        (CriterionKind.BANDS, "95: 5; 90: 3", False),
        (CriterionKind.BANDS, "100: 5; 120: 3", True),
        (CriterionKind.PLACED, "3: 5", False),  # one step alone says nothing
        (CriterionKind.RANKED, "1: 5; 2: 4", False),  # there it says which mark is the better one
    ],
)
def test_a_scale_says_itself_which_way_is_better(kind: CriterionKind, levels: str, lower: bool) -> None:
    """Places are typed as «1: 5; 2: 4»: the first loses nothing because nobody ticked «lower is better»."""
    entry = entry_typed(kind, {"code": "I.8", "text": "Hạng", "points": "5", "levels": levels})
    assert isinstance(entry, Criterion)
    assert entry.lower is lower
