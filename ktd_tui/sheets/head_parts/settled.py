"""Which column is meant where two heads may mean it, or where the head that is needed is another's word."""

from collections.abc import Collection, Mapping

from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.head_parts.worded import bare_head
from ktd_tui.sheets.head_words import MAXIMA


def without_code(
    kind: TableKind, places: Mapping[str, int], texts: Mapping[int, tuple[str, ...]]
) -> Mapping[str, int]:
    """Return the columns of what units register, the criteria's texts for their codes where that is enough.

    Beside units «Tiêu chí» says the criterion, unless the most points stand there: such are a list of these.
    """
    listed = any(plain_head(text) in MAXIMA for of in texts.values() for text in of)
    enough = kind is TableKind.REGISTRATIONS and {"unit", "criterion"} <= places.keys() and not listed
    return {"code": places["criterion"], **places} if enough else places


def settled(kind: TableKind, places: dict[str, int]) -> dict[str, int]:
    """Return the columns of a table, one that two heads may mean given to the one that is needed.

    «Mức điểm» is the most points where no other column is; the unit that is called otherwise from a year on
    stands under «Tên cũ».
    """
    if kind is TableKind.CRITERIA and places.get("levels") == places.get("maximum"):
        places.pop("levels", None)
    if kind is TableKind.UNITS and {"former", "new_name"} <= places.keys() and "name" not in places:
        places["name"] = places.pop("former")
    return places


def only_exact(places: list[int], texts: Mapping[int, tuple[str, ...]], words: Collection[str]) -> list[int]:
    """Return the one column whose head is a key's very word: «Thời hạn», where «Tiến độ» may mean it.

    All of them where none is, or several are.
    """
    exact = [place for place in places if bare_head(texts[place][-1]) in words]
    return exact if len(exact) == 1 else places
