"""The parts of a criteria set whose rows count together: its groups, the bonus, the deduction."""

from typing import NamedTuple

from ktd_tui.i18n import N_


class SetSection(NamedTuple):
    """A part of a criteria set whose rows count together.

    Attributes:
        field: The field of the set in which its rows stand.
        sign: How its points go into the total: + or −, empty for those of the groups.
        needed: Without its points a unit has no rank.
        cap: The field of the set with the most points that count; empty: all count.
        cap_label: What forms call that.
        explained: What explanations call it.
        headings: How a table's heading above its rows begins, folded.
    """

    field: str
    sign: str = ""
    needed: bool = False
    cap: str = ""
    cap_label: str = ""
    explained: str = ""
    headings: tuple[str, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether its points are given, so that evidence and targets can be for them, not taken away."""
        return self.sign != "−"


GROUPS = SetSection("groups", needed=True)
BONUSES = SetSection(
    "bonuses",
    "+",
    cap="bonus_cap",
    cap_label=N_("Bonus at most"),
    explained=N_("Bonus"),
    headings=("diem thuong", "diem cong"),
)
DEDUCTIONS = SetSection(
    "deductions",
    "−",
    cap="deduction_cap",
    cap_label=N_("Deduction at most"),
    explained=N_("Deduction"),
    headings=("diem tru",),
)
CAPPED = (BONUSES, DEDUCTIONS)
