"""Random regulations: every kind of row, headings, coefficients, sub-groups, knock-outs; a year by each.

Drawn from one number each: a thousand of them cost seconds, where hypothesis would draw each part.
"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple, TypeVar

from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.results import ties
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.results.grades import RANKED, Grade, Level, Rounding
from ktd_tui.domain.scoring import (
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    CriterionKind,
    Unassigned,
)
from ktd_tui.rules.scoring.points import Entered
from ktd_tui.rules.scoring.results.grades import GradeRun, Runner, graded
from ktd_tui.rules.scoring.results.ties import NOTHING_BESIDE, Beside
from ktd_tui.rules.scoring.score_rows import UnitFacts, score_rows
from ktd_tui.rules.scoring.sums import ScoreResult
from tests.builders import NOON

UNITS = ("a", "b", "c", "d")
K = CriterionKind
BESIDE = [ties.DEDUCTIONS, ties.LAST_RANK, f"{ties.WOMEN}:70", ties.LOT]
WEIGHTS = [Decimal(1), Decimal(1), Decimal(2), Decimal("0.5"), Decimal("0.3")]
OF_GROUPS = tuple(kind for kind in K if kind not in {K.BONUS, K.DEDUCTION, K.HEADING})


MARKS = [(Decimal(0), Decimal(1), Decimal(1)), (Decimal("0.5"), Decimal(0), Decimal(1)), (Decimal(2),)]
T = TypeVar("T")


class Dice:
    """Draws from one number."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)  # noqa: S311  # regulations, not secrets

    def of(self, choices: Sequence[T]) -> T:
        """Draw one."""
        return self._random.choice(choices)

    def up_to(self, most: int, least: int = 0) -> int:
        """Draw a number."""
        return self._random.randint(least, most)

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        """Draw a few, each once."""
        return self._random.sample(choices, min(self.up_to(most), len(choices)))

    def often(self) -> bool:
        """Toss a coin."""
        return self.of([True, False])

    def whole(self) -> Decimal:
        """Draw points."""
        return Decimal(self.up_to(12, 1))


def rows(draw: Dice, prefix: str, most: int) -> tuple[Criterion, ...]:
    """Rows of any kind, some under headings, some of those under another."""
    headings: list[str] = []
    found: list[Criterion] = []
    for n in range(draw.up_to(most, 1)):
        code, under = f"{prefix}{n}", draw.of(["", *headings])
        if n and draw.up_to(3) == 0:
            cap = draw.of([Decimal(0), Decimal(3), Decimal(9)])
            found.append(
                Criterion(
                    code=code,
                    text="Mục",
                    maximum=cap,
                    kind=K.HEADING,
                    under=under,
                    weight=draw.of(WEIGHTS),
                    highest=draw.often(),
                )
            )
            headings.append(code)
        else:
            found.append(leaf(draw, code, under))
    return tuple(found)


def leaf(draw: Dice, code: str, under: str) -> Criterion:
    """One row, of any kind."""
    kind, most = draw.of([None, *OF_GROUPS]), draw.whole()
    low, high = ("2", "1") if kind is K.RANKED else ("50", "100")
    levels = (Level(name=high, points=most), Level(name=low, points=most / 2))
    return Criterion(
        code=code,
        text="Việc",
        maximum=most,
        kind=kind,
        under=under,
        weight=draw.of(WEIGHTS),
        each=Decimal("0.5"),
        levels=levels if kind in {K.LEVELS, K.BANDS, K.PLACED, K.RANKED} else (),
        lower=draw.often(),
        on_target=draw.of([None, Decimal("0.5")]),
        step=draw.of([None, None, Decimal("0.25")]) if kind in {K.MEASURED, K.LEADER} else None,
        sub_groups=draw.of([(), (), (), ("A",), ("B",)]),
        barred_below=draw.of([None, None, Decimal(1)]),
    )


def regulations(draw: Dice) -> CriteriaSet:
    """A regulation."""
    groups = tuple(
        CriteriaGroup(
            code=f"{n}",
            name=f"Nhóm {n}",
            criteria=rows(draw, f"{n}.", 5),
            weight=draw.of(WEIGHTS),
            maximum=draw.of([None, None, Decimal(10)]),
        )
        for n in range(draw.up_to(3, 1))
    )
    codes = [g.code for g in groups] + [c.code for g in groups for c in g.criteria]
    bounds = sorted({draw.up_to(40, 1) for _ in range(3)} | {0}, reverse=True)
    grades = tuple(grade(draw, f"Loại {n}", bound, codes) for n, bound in enumerate(bounds))
    names = [grade.name for grade in grades]
    return CriteriaSet(
        name="Ngẫu nhiên",
        groups=groups,
        bonuses=rows(draw, "T", 3),
        bonus_cap=draw.whole(),
        deductions=(
            Criterion(code="P0", text="Trừ", each=Decimal(1), maximum=Decimal(9)),
            *rows(draw, "P1.", 2),
        ),
        deduction_cap=draw.whole(),
        grades=grades,
        tie_break=tuple(draw.some([*codes, *BESIDE], 3)),
        unassigned=draw.of(list(Unassigned)),
        rounding=draw.of([None, None, Decimal("0.25"), Decimal("0.5")]),
        ranked_apart=draw.often(),
        grades_by_share=draw.often(),
        knock_outs=tuple(
            KnockOut(
                name=f"Loại trừ {n}",
                code=draw.of(["", *codes]),
                barred_below=draw.of([None, Decimal(1), Decimal(4)]),
                below_share=Decimal(40),
                consequence=draw.of(list(Consequence)),
                grade=draw.of(names),
            )
            for n in range(draw.up_to(2))
        ),
    )


def grade(draw: Dice, name: str, bound: int, codes: list[str]) -> Grade:
    """A grade; all but the last with what else it may take, and the last sometimes."""
    if not bound and draw.often():
        return Grade(name=name, at_least=Decimal(0))
    floors = [Level(name=code, points=Decimal(30)) for code in draw.some(["*", *codes], 1)]
    return Grade(
        name=name,
        at_least=Decimal(bound),
        share=draw.of([None, Decimal(20), Decimal(40), Decimal("62.5")]),
        share_of=draw.of(["", "", RANKED, "Loại 1"]),
        rounding=draw.of(list(Rounding)),
        best=draw.of([None, None, 1, 2]),
        apart=draw.often(),
        floors=tuple(floors) if draw.up_to(3) == 0 else (),
        ballot=draw.up_to(3) == 0,
    )


class Year(NamedTuple):
    """A regulation, what was entered, what holds for each unit, and what decides beside points."""

    criteria: CriteriaSet
    sheets: dict[str, list[Entered]]
    facts: dict[str, UnitFacts]
    beside: Beside


def years(draw: Dice) -> Year:
    """A year: one to three scorers a unit, blanks, points by hand, rows that are not assigned."""
    of = regulations(draw)
    there = score_rows(of)
    sheets: dict[str, list[Entered]] = {}
    facts: dict[str, UnitFacts] = {}
    for unit in UNITS:
        out = draw.some([r.code for r in there], 2) if draw.often() else []
        sheets[unit] = [sheet(draw, of) for _ in range(draw.up_to(3, 1))]
        targets = {r.code: draw.of([Decimal(0), Decimal(2), Decimal(3)]) for r in there}
        if there and draw.up_to(3) == 0:
            del targets[there[0].code]
        facts[unit] = UnitFacts(
            targets=targets,
            unassigned=frozenset(out),
            sub_group=draw.of(["", "A", "B"]),
            events={"Loại trừ 0": "có quyết định"} if draw.often() else {},
        )
    if draw.up_to(2) == 0:  # what is decided between equals is seldom asked otherwise
        sheets, facts = dict.fromkeys(UNITS, sheets["a"]), dict.fromkeys(UNITS, facts["a"])
    return Year(of, sheets, facts, beside(draw, of))


def beside(draw: Dice, of: CriteriaSet) -> Beside:
    """What decides beside points: last year's ranks, women, ballots, what people decided between equals."""
    names = [one.name for one in of.grades]
    return Beside(
        last_ranks={unit: draw.up_to(4, 1) for unit in draw.some(UNITS, 4)},
        women={unit: Decimal(draw.of([60, 70, 80])) for unit in draw.some(UNITS, 4)},
        settled=[
            TieDecision(
                bloc_year_id="y",
                about=draw.of(["", *names]),
                unit_ids=tuple(draw.of([draw.some(UNITS, 4), [*reversed(UNITS)], ["b", "d", "a", "c"]])),
                who="Chủ trì",
                at=NOON,
            )
            for _ in range(draw.up_to(2))
        ],
        ballots={(draw.of(UNITS), name): draw.often() for name in draw.some(names, 2)},
    )


def sheet(draw: Dice, of: CriteriaSet) -> Entered:
    """What one scorer entered of a unit."""
    values: dict[str, Decimal] = {}
    stands: dict[str, Decimal] = {}
    for row in score_rows(of):
        if draw.up_to(60) == 0:
            continue
        if row.kind.key in {K.YES_NO, K.LEVELS}:
            values[row.code] = draw.of([row.maximum, row.maximum / 2 if row.entry.levels else Decimal(0)])
        elif row.kind.computed:
            values[row.code] = Decimal(draw.up_to(4))
        else:  # ties come often
            values[row.code] = draw.of([Decimal(0), Decimal("0.5"), Decimal(1)])
        if row.kind.beside and draw.often():
            values[row.code] = -values[row.code]
        if row.kind.computed and draw.up_to(9) == 0:
            stands[row.code] = Decimal("0.75")
    several = {row.code for row in score_rows(of) if row.kind.several and draw.up_to(5) == 0}
    marks = {code: draw.of(MARKS) for code in several & values.keys()}
    return Entered(values, stands, marks)


def grade_at(criteria: CriteriaSet, total: Decimal) -> Grade | None:
    """The grade of a total, of the only unit there is."""
    result = ScoreResult({}, {}, Decimal(0), Decimal(0), total, ())
    field = [Runner("u", result, (total,), "")]
    return graded(GradeRun(criteria, field, {"": 1}, NOTHING_BESIDE, Decimal(100)))["u"].grade
