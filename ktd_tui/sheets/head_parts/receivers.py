"""Who got a title, and where, of a list of results that names both persons and collectives in one column."""

from collections.abc import Mapping

from ktd_tui.sheets.head_words import COLLECTIVES, UNIT_WORDS

_RECEIVERS = frozenset(COLLECTIVES.split(", "))


def who_and_where(ways: Mapping[int, tuple[str, ...]], places: Mapping[str, int]) -> dict[str, int]:
    """Let «Tên tập thể, cá nhân» beside «Đơn vị» say who got it: alone it is the unit."""
    who, place = (
        next((place for place, of in ways.items() if set(of[:3]) & heads), None)
        for heads in (_RECEIVERS, UNIT_WORDS)
    )
    if who is None or place is None or who == place or "person" in places:
        return dict(places)
    return {**places, "receiver": who, "unit": place}
