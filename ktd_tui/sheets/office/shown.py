"""Numbers and days as an office program shows them: number formats of workbooks, in Vietnamese writing."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.words import plain_number

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy",
    18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm", 47: "mm:ss",
}  # fmt: skip
"""The formats that a workbook names by number only."""
GENERAL = "General"
SHOWS_NOTHING = N_("the cell shows nothing of the number that it holds")
_BESIDE = r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.'
"""What stands in a format beside its placeholders: quoted words, colours, spaces."""
_PIECES = re.compile(rf"{_BESIDE}|[-+()]|[0#.,%]")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # a sheet's days have no zone
LAST_SERIAL = 110_000
"""The day 2201-03-01 as a number."""


class Shown(NamedTuple):
    """A number as it is shown; whether it is a day."""

    text: str
    is_day: bool = False


def as_shown(value: Decimal, code: str, *, since_1904: bool = False) -> Shown:
    """Return a number as the format of its cell shows it."""
    sections = (code or GENERAL).split(";")
    if is_day_format(sections[0]) and 0 <= value < LAST_SERIAL:
        return day_shown(_moment(value, since_1904=since_1904), sections[0])
    place = 1 if value < 0 else 2 if value == 0 else 0
    section = sections[place] if place < min(len(sections), 3) else sections[0]
    holders = re.sub(_BESIDE, "", section)
    if len(sections) > 1 and not re.search("[0#?@]|General", holders) and not re.search("\\[[<>=]", code):
        return Shown(_literal(_PIECES.findall(section)).strip())  # «-»; an empty section shows nothing
    if not re.search("[0#]", holders) or re.search("[Ee?/]", holders) or "General" in section:
        return Shown(plain_number(value))
    return Shown(_filled(abs(value) if section is not sections[0] else value, section, holders).strip())


def _filled(value: Decimal, section: str, holders: str) -> str:
    whole, _, rest = re.sub(r"[^0#.,%]", "", holders).replace("%", "").partition(".")
    decimals = len(re.sub("[^0#]", "", rest))
    scaled = value * 100 if "%" in holders else value
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    optional = len(rest) - len(rest.rstrip("#"))
    text = f"{rounded:,.{decimals}f}" if "," in whole else f"{rounded:.{decimals}f}"
    if optional and "." in text:
        kept = text[: len(text) - optional] + text[len(text) - optional :].rstrip("0")
        text = kept.rstrip(".")
    digits, dot, tail = text.partition(".")
    text = digits.zfill(whole.count("0") + digits.startswith("-")) + dot + tail
    text = text.translate(str.maketrans(",.", ".,")) + ("%" if "%" in holders else "")
    pieces = _PIECES.findall(section)
    places = [at for at, piece in enumerate(pieces) if piece in "0#.,%"]
    return _literal(pieces[: places[0]]) + text + _literal(pieces[places[-1] + 1 :])


def _literal(pieces: Iterable[str]) -> str:
    """Return what pieces of a format show by themselves: words, signs, brackets; no colours."""
    said = (piece.strip('"') if piece[0] == '"' else piece.lstrip("\\") for piece in pieces)
    return "".join(piece for piece in said if piece[:1] not in ("[", "_", "*"))


def is_day_format(code: str) -> bool:
    """Tell whether a format shows a day or a time."""
    return "general" not in code.lower() and bool(re.search("[dmyhs]", re.sub(_BESIDE, "", code.lower())))


def _moment(value: Decimal, *, since_1904: bool) -> datetime:
    return (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(days=float(value))


def day_shown(moment: datetime | date, code: str) -> Shown:
    """Return a day as Vietnamese offices write it; a month alone where the format has no day."""
    bare = re.sub(_BESIDE, "", code.lower())
    if "y" not in bare and "d" not in bare and isinstance(moment, datetime):
        return Shown(f"{moment:%H:%M}")
    if "d" not in bare:
        return Shown(f"{moment:%m/%Y}" if "m" in bare else f"{moment:%Y}")
    return Shown(f"{moment:%d/%m/%Y}", is_day=True)


def day_of_serial(text: str) -> date | None:
    """Return the day behind a number that lost its format; None where no office means one."""
    if not re.fullmatch(r"[2-6]\d{4}", text):
        return None
    return _moment(Decimal(text), since_1904=False).date()
