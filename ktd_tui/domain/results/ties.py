"""What breaks ties beside the points of groups and rows, as a criteria set names it."""

import re
from decimal import Decimal

DEDUCTIONS = ":deductions"
LAST_RANK = ":last-rank"
LOT = ":lot"
WOMEN = ":women"
"""With the per cent behind a colon: «:women:70» (NĐ 152/2025/NĐ-CP, Điều 4 khoản 6)."""
_WOMEN = re.compile(rf"{WOMEN}:(\d{{1,2}}|100)", re.ASCII)


def women_needed(tie: str) -> Decimal | None:
    """Return the per cent of women that a tie-break asks for, None where it asks for none."""
    found = _WOMEN.fullmatch(tie)
    return Decimal(found.group(1)) if found else None


def is_beside(tie: str) -> bool:
    """Tell whether a tie is broken by something that is no code of a group or row."""
    return tie in (DEDUCTIONS, LAST_RANK, LOT) or women_needed(tie) is not None
