"""What makes a criteria set sound: a row, heading, cap, grade or knock-out that is wrong is named."""

from collections.abc import Iterator
from decimal import Decimal

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.results.grades import EACH_ROW, RANKED, Grade
from ktd_tui.domain.results.ties import is_beside
from ktd_tui.domain.scoring import CriteriaSet, Criterion
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criteria import Part, set_lines
from ktd_tui.rules.scoring.criterion_kinds import is_heading, kind_of
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS, SetSection
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.checks import check_layers
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.words import number

FULL = Decimal(100)


def check_criteria(of: CriteriaSet) -> None:
    """Refuse a set that scores cannot be given by.

    Raises:
        Refused: A row is wrong; it is named.
    """
    if not of.groups:
        raise Refused(N_("The criteria set needs at least one group."))
    _check_codes(of)
    for group in of.groups:
        if not group.criteria:
            raise Refused(N_("Group {code} has no criterion."), code=group.code)
    for section, entries in rows_together(of):
        for entry in entries:
            kind_of(section, entry).check_row(entry)
    _check_headings(of)
    _check_caps(of)
    _check_grades(of.grades)
    check_layers(of, tuple(entry for _, entries in rows_together(of) for entry in entries))
    _check_floors(of)
    known = {g.code for g in of.groups} | {c.code for g in of.groups for c in g.criteria}
    _check_knock_outs(of, known)
    for code in of.tie_break:
        if code not in known and not is_beside(code):
            raise Refused(N_("Ties are decided by {code}, which is no group or criterion."), code=code)


def rows_together(of: CriteriaSet) -> Iterator[tuple[SetSection, tuple[Criterion, ...]]]:
    """Yield the rows that stand together: of each group, the bonuses, the deductions."""
    yield from ((GROUPS, group.criteria) for group in of.groups)
    yield from ((section, getattr(of, section.field)) for section in CAPPED)


def _check_headings(of: CriteriaSet) -> None:
    for _, entries in rows_together(of):
        above = {entry.code: entry.under for entry in entries if is_heading(entry)}
        for entry in entries:
            if entry.under and entry.under not in above:
                raise Refused(
                    N_("{code} stands under {under}, which is no heading of its group."),
                    code=entry.code,
                    under=entry.under,
                )
            path, code = {entry.code}, entry.under
            while code:
                if code in path:
                    raise Refused(N_("{code} stands under itself."), code=entry.code)
                path.add(code)
                code = above.get(code, "")


def _check_knock_outs(of: CriteriaSet, known: set[str]) -> None:
    names = [one.name for one in of.knock_outs]
    if len(set(names)) < len(names) or set(names) & set(of.bars):
        raise Refused(N_("Every knock-out needs a name of its own."))
    grades = {grade.name for grade in of.grades}
    for one in of.knock_outs:
        if one.code and one.code not in known:
            raise Refused(
                N_("“{name}” looks at {code}, which is no group or criterion."), name=one.name, code=one.code
            )
        if one.code and one.barred_below is None and one.below_share is None:
            raise Refused(N_("“{name}”: say below how many points, or below which share."), name=one.name)
        if one.consequence is Consequence.GRADE and one.grade not in grades:
            raise Refused(
                N_("“{name}” leaves the grade “{grade}”, which the set has not."),
                name=one.name,
                grade=one.grade,
            )


def _check_codes(of: CriteriaSet) -> None:
    seen: set[str] = set()
    for line in set_lines(of):
        if line.part in (Part.BAR, Part.KNOCK_OUT, Part.GRADE, Part.LAYER):
            continue
        if not line.key or not line.text:
            raise Refused(
                N_("Every row needs a code and a text ({code}{text})."), code=line.key, text=line.text
            )
        if line.key in seen:
            raise Refused(N_("The code {code} stands twice."), code=line.key)
        seen.add(line.key)


def _check_caps(of: CriteriaSet) -> None:
    for section in CAPPED:
        together = most_of(of)[section.field]
        cap = getattr(of, section.cap)
        if cap > together:
            raise Refused(
                N_("The cap of {cap} points is above what its rows come to together ({sum})."),
                cap=number(cap),
                sum=number(together),
            )


def _check_grades(grades: tuple[Grade, ...]) -> None:
    bounds = [grade.at_least for grade in grades]
    if len({grade.name for grade in grades}) < len(grades) or not all(grade.name for grade in grades):
        raise Refused(N_("Every grade needs a name of its own."))
    if bounds != sorted(set(bounds), reverse=True):
        raise Refused(N_("The grades' thresholds go down from the highest, each once."))
    if grades and bounds[-1] != 0:
        raise Refused(N_("The last grade begins at 0, so that every total has one: add that one first."))
    if grades and grades[-1] != Grade(name=grades[-1].name, at_least=Decimal(0)):
        raise Refused(N_("The last grade takes all who are left: without share, places, floors or ballot."))


def _check_floors(of: CriteriaSet) -> None:
    known = {EACH_ROW, *most_of(of), *(row.code for row in score_rows(of))}
    for grade in of.grades:
        if grade.share is not None and grade.share > FULL:
            raise Refused(N_("“{name}”: at most 100 per cent of the units."), name=grade.name)
        if grade.share_of not in {"", RANKED, *(one.name for one in of.grades)}:
            raise Refused(
                N_("“{name}”: a share of “{base}”, which is no grade of the set."),
                name=grade.name,
                base=grade.share_of,
            )
        for floor in grade.floors:
            if floor.name not in known or floor.points > FULL:
                raise Refused(
                    N_("“{name}”: {code} is no group or row, or its share is above 100 %."),
                    name=grade.name,
                    code=floor.name,
                )
