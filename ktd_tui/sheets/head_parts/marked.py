"""Columns in which a mark stands for what their head says: «x» under «Nữ», under a title that is aimed at."""

import re
from collections.abc import Mapping

from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.points_columns import Known
from ktd_tui.text import plain_name

_SEX = {"nam": "ông", "nu": "bà"}
_UNMARKED = frozenset(["-", "–", "—", "0", "o", "không", "ko"])


def marked_columns(kind: TableKind, texts: Mapping[int, tuple[str, ...]], known: Known) -> dict[int, str]:
    """Return the columns in which a mark says what their head says: «Nam», «Nữ»; titles that units aim at."""
    if kind is TableKind.PEOPLE:
        found = {place: _SEX[plain] for place, of in texts.items() if (plain := plain_head(of[-1])) in _SEX}
        return found if set(found.values()) == set(_SEX.values()) else {}
    return {
        place: of[-1]
        for place, of in texts.items()
        if plain_name(re.sub(r"\([^)]*\)", " ", of[-1])) in known.titles
    }


def is_mark(text: str) -> bool:
    """Tell whether what stands in such a column is more than a dash or «không»."""
    return text.strip().casefold() not in _UNMARKED


def is_bare_mark(text: str) -> bool:
    """Tell whether nothing but a mark stands there: what else is said is not read."""
    return bool(re.fullmatch(r"(?i)[xv✓✔☑☒1+•●*]|có|đăng ký", text.strip())) or not is_mark(text)
