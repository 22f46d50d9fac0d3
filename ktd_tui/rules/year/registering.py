"""When a unit has registered: by the rule that its bloc set for the year."""

from ktd_tui.domain.scoring import CriteriaSet, Registration, RegistrationRule
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import ScoreRow, score_rows

RULES = {
    RegistrationRule.ANY: N_("at least one target"),
    RegistrationRule.GROUPS: N_("a target in every group"),
    RegistrationRule.ALL: N_("a target against every criterion"),
}
"""The rules in words, msgids."""


def to_register(criteria: CriteriaSet) -> tuple[ScoreRow, ...]:
    """Return the rows against which one registers: those that give points."""
    return tuple(row for row in score_rows(criteria) if row.kind.section.gives)


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
    if rule is RegistrationRule.GROUPS:
        groups = ((group.code, {entry.code for entry in group.criteria}) for group in criteria.groups)
        return tuple(code for code, entries in groups if not entries & there)
    asked = (entry.code for group in criteria.groups for entry in group.criteria)
    return tuple(code for code in asked if code not in there)
