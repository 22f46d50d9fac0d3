"""When a unit has registered: by the rule that its bloc set for the year."""

from ktd_tui.domain.scoring import CriteriaSet, Registration, RegistrationRule
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.score_rows import ScoreRow, codes_under, score_rows

RULES = {
    RegistrationRule.ANY: N_("at least one target"),
    RegistrationRule.GROUPS: N_("a target in every group"),
    RegistrationRule.ALL: N_("a target against every criterion"),
}
"""The rules in words, msgids."""


def to_register(criteria: CriteriaSet) -> tuple[ScoreRow, ...]:
    """Return the rows against which one registers: those that give points."""
    return tuple(row for row in score_rows(criteria) if row.section.gives)


def not_registered(
    rule: RegistrationRule, criteria: CriteriaSet | None, of: Registration | None
) -> tuple[str, ...]:
    """Return the codes of groups or criteria against which a unit still lacks a target.

    Args:
        rule: What the year asks for.
        criteria: The year's criteria set; without one, any target is enough.
        of: What the unit registered; None: nothing.

    Returns:
        Codes in the order of the set; one empty code where any target would do and there is none.
    """
    there = {target.code for target in of.targets} if of else set()
    if rule is RegistrationRule.ANY or criteria is None:
        return () if there else ("",)
    left = {code for one in (of.not_assigned if of else ()) for code in codes_under(criteria, one.code)}
    asked = [row for row in score_rows(criteria) if row.group and row.code not in left]
    if rule is RegistrationRule.GROUPS:
        groups = {row.group: {one.code for one in asked if one.group == row.group} for row in asked}
        return tuple(code for code, entries in groups.items() if not entries & there)
    return tuple(row.code for row in asked if row.code not in there)
