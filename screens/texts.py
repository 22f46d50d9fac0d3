"""Words for the domain's codes, as the screens write them."""

from ktd_tui.operations.saying import days, obstacle, role, stage, step, verdict

__all__ = ["days", "obstacle", "role", "stage", "step", "verdict"]
