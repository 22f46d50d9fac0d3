"""Whom typed letters mean: one rule for the directory, the delegates of a meeting and a script."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import bare_name, taken_apart, unranked
from ktd_tui.text import fold, other_in_marks

T = TypeVar("T")
ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v", "6": "vi", "7": "vii", "8": "viii", "9": "ix"}


class Sought(NamedTuple):
    """What a person is found by.

    Attributes:
        names: Their name, and that of who sits in their place.
        units: Name and short name of their unit.
        title: Their office.
        degree: Their academic title.
    """

    names: Sequence[str]
    units: Sequence[str] = ()
    title: str = ""
    degree: str = ""


def whom(people: Mapping[T, Sought], typed: str) -> list[T]:
    """Return whom typed letters may mean: by initials, any word of the name, or the unit and its short name.

    Marks, case, blanks, «ông», «bà», titles and ranks do not matter («nvđ», «bà hạnh», «PGS.TS Phúc»,
    «cqt2», «cqt iii»). Who is exactly these comes alone, before those that only begin so, and these before
    whom each of the words fits («npt thư ký»). What stands behind a comma is their office («Nguyễn Văn An,
    Trưởng khoa Cơ khí»): it and an academic title tell two of one name apart.
    """
    before, _, office = typed.partition(",")
    if office.strip():
        return [key for key in whom(people, before) if holds(office, people[key])]
    found, degree = _whom(people, before), fold(taken_apart(before).degree)
    return [key for key in found if degree and fold(people[key].degree) == degree] or found


def holds(office: str, of: Sought) -> bool:
    """Tell whether somebody's office has each of these words, its unit's name among them."""
    known = fold(" ".join((of.title, *of.units))).replace(",", " ").split()
    return set(fold(office).replace(",", " ").split()) <= set(known)


def _whom(people: Mapping[T, Sought], typed: str) -> list[T]:
    name = taken_apart(typed).name
    people = {
        k: of for k, of in people.items() if not any(other_in_marks(name, n, whole=False) for n in of.names)
    }
    words = fold(name).split()
    words = words[1:] if len(words) > 1 and words[0] in ("ong", "ba") else words
    wanted = "".join(words)
    if not wanted:
        return []
    ways = (_is_exactly, _begins, _ends, _contains)
    for fits in ways:
        if found := [key for key, of in people.items() if fits(_bare(of), wanted)]:
            return found
    return [key for key, of in people.items() if _fits_each(_bare(of), words)]


def several_meant(typed: str, found: Mapping[str, str]) -> Refused:
    """Return the refusal of what means several; whom no office tells apart stands there with an id."""
    said = Counter(found.values())
    names = [name if said[name] == 1 else f"{name} ({key})" for key, name in found.items()]
    return Refused(
        N_("“{text}” may mean {names}. Write the office or the unit behind a comma, or the id."),
        text=typed.strip(),
        names="; ".join(names),
    )


def abbreviated(typed: str, names: Sequence[str]) -> bool:
    """Tell whether letters are a unit's or a bloc's name in short: «cqt3», «cqtiii», its initials."""
    return _is_exactly(_bare(Sought((), names)), _squeezed(typed))


def _bare(of: Sought) -> Sought:
    bare = [bare_name(name) for name in of.names if name]
    names = tuple(dict.fromkeys((*bare, *map(unranked, bare))))
    return of._replace(names=names, units=tuple(filter(None, of.units)))


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _initials(name: str) -> str:
    return "".join(word[0] for word in fold(name).split())


def _numbered(unit: str) -> str:
    """Return a unit's initials with its number whole: «Cục Quản trị III» gives «cqtiii»."""
    words = fold(unit).split()
    last = words[-1] if words else ""
    numbered = last.isdecimal() or set(last) <= set("ivx")
    return _initials(" ".join(words[:-1])) + last if numbered else ""


def _is_exactly(of: Sought, wanted: str) -> bool:
    if not wanted:
        return False
    roman = wanted[:-1] + ROMAN.get(wanted[-1], wanted[-1])
    names = (*of.names, *of.units)
    return wanted in map(_initials, names) or bool(
        {wanted, roman} & {*map(_numbered, of.units), *map(_squeezed, names)}
    )


def _begins(of: Sought, wanted: str) -> bool:
    names = (*of.names, *of.units)
    return any(_initials(name).startswith(wanted) for name in names) or any(
        word.startswith(wanted) for name in names for word in fold(name).split()
    )


def _ends(of: Sought, wanted: str) -> bool:
    """Pass over what may stand before a name and is none: a rank («Đại tá Nguyễn Hùng»)."""
    return len(wanted) > 1 and any(_initials(name).endswith(wanted) for name in of.names)


def _contains(of: Sought, wanted: str) -> bool:
    """Find letters from the beginning of a word on: «nvat» is nobody of «Viện Công nghệ thông tin và …»."""
    words = fold(" ".join((*of.names, *of.units, of.title))).split()
    return any("".join(words[at:]).startswith(wanted) for at in range(len(words)))


def _fits_each(of: Sought, words: Sequence[str]) -> bool:
    names = (*of.names, *of.units)
    known = [*fold(" ".join((*names, of.title))).split(), *map(_initials, names)]
    return all(any(one.startswith(word) for one in known) for word in words)
