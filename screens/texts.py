"""Words for the domain's codes, as the screens write them."""

from ktd_tui.operations.saying import days, nomination, obstacle, proposal, rank, role, stage, step, verdict

__all__ = ["days", "nomination", "obstacle", "proposal", "rank", "role", "stage", "step", "verdict"]
