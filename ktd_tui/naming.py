"""What a person is called: ông/bà, academic title, name and office, put together for papers and taken apart.

An academic title stands in lists and in what is told, never before a signer's name (Nghị định
30/2020/NĐ-CP, Phụ lục I, II.7); where there is one, it stands in the place of «ông», «bà».
"""

import re
from typing import Literal, NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import fold, without_place

Honorific = Literal["", "ông", "bà"]
HONORIFICS: tuple[Honorific, ...] = ("ông", "bà")
_AT_SCHOOL: dict[str, Honorific] = {"thầy": "ông", "cô": "bà"}
_SHORT_HONORIFIC: dict[str, Honorific] = {"ô.": "ông", "b.": "bà"}
_COMRADE = {"đồng chí", "đ/c"}
_DEGREES = frozenset({
    "phó giáo sư", "giáo sư", "viện sĩ", "tiến sĩ khoa học", "tiến sỹ khoa học", "tiến sĩ", "tiến sỹ",
    "thạc sĩ", "thạc sỹ", "cử nhân", "bác sĩ", "bác sỹ", "dược sĩ", "dược sỹ", "kỹ sư",
    "kiến trúc sư", "luật sư",
    *(f"{who} chuyên khoa {level}{n}" for who in ("bác sĩ", "bác sỹ", "dược sĩ", "dược sỹ")
      for level in ("", "cấp ") for n in ("i", "ii", "1", "2")),
    *(f"{who} {how}" for who in ("nhà giáo", "thầy thuốc", "nghệ sĩ", "nghệ sỹ", "nghệ nhân")
      for how in ("nhân dân", "ưu tú")),
    "anh hùng lao động",
})  # fmt: skip
_MOST_WORDS = max(len(one.split()) for one in _DEGREES)
_SHORT = re.compile(
    r"(?:(?:pgs|gs|vs|tskh|ts|th\.?s|(?:bs|ds)?ck(?:i{1,2}|[12])|bsnt|bs|ks|ds|kts|ls|cn(?:đd)?|đd|dr"
    r"|(?:ng|tt|ns|nn)(?:[ưu]t|nd))[.,-]*)+"
)
"""Academic and professional titles, and titles of honour (NGƯT, TTND), which a signature has as little."""
_LEVEL_APART = re.compile(r"\b(ck)\s+(i{1,2}|[12])\b", re.IGNORECASE)
"""«CK II», whose level stands apart."""
_RANK = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu|chuẩn) (?:tướng|tá|úy|uý|đô đốc)|(?:phó |chuẩn )?đô đốc)(?:, *| )",
    re.IGNORECASE,
)
"""Ranks of army and police (quân hàm): typed with the name, before a signer's as titles are."""
_BODIES = frozenset([
    "bộ", "sở", "cục", "vụ", "ban", "phòng", "viện", "khoa", "đội", "tổ", "trường", "hội",
    "thôn", "bản", "ấp", "buôn", "làng", "xóm", "khóm", "khu", "phường", "xã",
])  # fmt: skip
"""Words that an office may end with and a body begin with: «Trưởng thôn», «Thôn Đông»."""
_IN_CHARGE = re.compile(r"\s+(?:phụ trách|điều hành)\b.*", re.IGNORECASE)
_NO_OFFICE_ALONE = {"trưởng", "phó", "chánh", "quyền", "q."}

_ACTING = re.compile(r"(?:quyền|q\.)\s+", re.IGNORECASE)
POWERS = ("TM.", "KT.", "TL.", "TUQ.")
"""For a collective, in the head's place, by the head's order, by the head's letter of authority."""
ACTING, OWN = "Q.", "–"
"""Signs as who acts as the head; under their own office, though it is a deputy's."""


class Called(NamedTuple):
    """A person as papers call them; whatever is not known is empty.

    Attributes:
        title: The office, which stands before the unit's name («Cục trưởng»).
        unit: The unit or another body.
        honorific: «ông» or «bà».
        degree: Academic title («PGS.TS»).
        power: By what power they sign: «TL. Bộ trưởng», «Q.», ``OWN``; empty: as the office says.
        person_id: Who they are in the directory: two may have one name.
    """

    name: str = ""
    title: str = ""
    unit: str = ""
    honorific: Honorific = ""
    degree: str = ""
    power: str = ""
    person_id: str = ""

    @property
    def office(self) -> str:
        """Office and unit, what both say said once: «Phó Chánh Văn phòng Đảng ủy»."""
        return _joined(self.title, self.unit)

    @property
    def signing(self) -> str:
        """The office under which one signs, a line each (Nghị định 30, Phụ lục I, II.7a).

        A deputy signs in the place of the head: «KT. Hiệu trưởng Trường X» above «Phó Hiệu trưởng»; so does
        one who is in charge meanwhile («phụ trách», «điều hành»): that is no office, and not written (II.7b,
        c). Who acts as head signs «Q. Hiệu trưởng».
        """
        acting = _ACTING.match(self.title)
        if acting or self.power == ACTING:
            head = self.title[acting.end() if acting else 0 :]
            return f"{ACTING} {_joined(head[:1].upper() + head[1:], self.unit)}"
        if self.power == OWN:
            return self.office
        if self.power.startswith("KT. "):  # in the place of one's own unit's head: several may sign
            return f"{_joined(self.power, self.unit)}\n{self.title or self.unit}"
        if self.power:
            return f"{self.power}\n{self.title or self.unit}"
        deputy, _, head = self.title.partition(" ")
        if deputy.casefold() != "phó" or not head:
            return self.office
        head = _IN_CHARGE.sub("", head[0].upper() + head[1:])
        return f"KT. {_joined(head, self.unit)}\n{_IN_CHARGE.sub('', self.title)}"

    @property
    def signer(self) -> "Called":
        """As who signs: the bare name; in ``degree`` rank and titles, by a sector's rule (II.7)."""
        apart = taken_apart(self.name)
        rank = _RANK.match(apart.name)
        rest = taken_apart(apart.name[rank.end() :]) if rank else apart
        before = (rank[0].strip(" ,") if rank else "", self.degree or apart.degree or rest.degree)
        return self._replace(name=rest.name, degree=", ".join(filter(None, before)))

    @property
    def titled(self) -> str:
        """The name with its rank or academic title, else with «ông», «bà»."""
        if _RANK.match(self.name):
            return f"{self.signer.degree} {self.signer.name}"
        return " ".join(part for part in (self.degree or self.honorific, self.name) if part and self.name)

    @property
    def typed(self) -> str:
        """The name with all that stands before it, as ``taken_apart`` reads it."""
        return " ".join(part for part in (self.honorific, self.degree, self.name) if part and self.name)

    @property
    def listed(self) -> str:
        """«PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng»: the name first, then the office."""
        return ", ".join(part for part in (self.titled, self.office) if part)

    @property
    def styled(self) -> str:
        """How a sentence begins: «Cục trưởng Cục Quản trị III Nguyễn Văn Định», else as in a list.

        A unit never stands before a name that no office belongs to, nor an office before a rank.
        """
        if self.name and self.title and self.titled == self.name and not _RANK.match(self.name):
            return f"{self.office} {self.name}"
        return self.listed

    @property
    def comrade(self) -> str:
        """As in a list, «đồng chí» before a name of which nothing else is said."""
        return f"đồng chí {self.listed}" if self.name and self.titled == self.name else self.listed


def _joined(title: str, unit: str) -> str:
    words, body = title.split(), unit.split()
    mine, theirs = ([word.casefold() for word in part] for part in (words, body))
    if body and any(mine[at : at + len(body)] == theirs for at in range(len(mine))):
        return title
    for length in range(min(len(words), len(body)), 0, -1):
        if mine[-length:] == theirs[:length] and (length > 1 or theirs[0] in _BODIES):
            kept = (
                words if length == 1 else words[:-length]
            )  # «Trưởng thôn Đông», but «Trưởng Công an Quận 1»
            return " ".join((*kept, *body[1 if length == 1 else 0 :]))
    return " ".join((*words, *(amid(unit) if words else unit).split()))


def amid(body: str) -> str:
    """Return a body's name as it stands after other words: «xã An Bình», but «Quận 1».

    A common noun before a place's own name is small, before a number it is not (Nghị định
    30/2020/NĐ-CP, Phụ lục II, III.1); «Thành phố Hồ Chí Minh» is always written so.
    """
    own = without_place(body)
    return body if own in (body, "Hồ Chí Minh") else f"{body[0].lower()}{body[1:]}"


def taken_apart(typed: str) -> Called:
    """Take «Bà PGS.TS Nguyễn Thị A» apart into «ông», «bà», academic title and name.

    What stands alone is a name: at least one word is left of it.
    """
    words, honorific = _LEVEL_APART.sub(r"\1\2", typed).split(), ""
    degrees: list[str] = []
    while len(words) > 1:
        pair, word = " ".join(words[:2]).casefold().rstrip(".,"), words[0].casefold().rstrip(".,")
        if (many := _degree_words(words)) and len(words) > many:
            degrees, words = [*degrees, *words[:many]], words[many:]
        elif not honorific and (said := _honorific_before(words, word, degrees)):
            honorific, words = said, words[1:]
        elif word in _COMRADE:
            words = words[1:]
        elif pair in _COMRADE and len(words) > 2:  # noqa: PLR2004  # “đồng chí” and a name
            words = words[2:]
        elif _SHORT.fullmatch(words[0].casefold()):
            short = words[0].casefold().replace(",", ".")
            degrees, words = [*degrees, re.sub(r"th\.s|\w+", _as_written, short)], words[1:]
        else:
            break
    degree = re.sub(r"\.\s+", ".", " ".join(degrees)).strip(" .,")
    return Called(" ".join(words), honorific=as_honorific(honorific), degree=degree)


def _as_written(short: re.Match[str]) -> str:
    """Return a short title as it is usually written, however it was typed: «ThS», «PGS», «BSCKII»."""
    found = short[0].replace(".", "")
    return {"ths": "ThS", "dr": "Dr"}.get(found, found.upper().replace("UT", "ƯT"))


def _honorific_before(words: list[str], word: str, degrees: list[str]) -> Honorific:
    """Return what the first word calls a person, empty where it does not: «Bà», «Ô.», «Cô» and a name."""
    if word in HONORIFICS:
        return as_honorific(word) if not degrees else ""
    whole = 2
    return _SHORT_HONORIFIC.get(words[0].casefold(), _AT_SCHOOL.get(word, "")) if len(words) > whole else ""


def _degree_words(words: list[str]) -> int:
    """Return how many words an academic title that is written out has, 0 where there is none."""
    for count in range(_MOST_WORDS, 1, -1):
        if " ".join(words[:count]).casefold().rstrip(".,") in _DEGREES:
            return count
    return 0


def beside_unit(who: str, unit: str) -> str:
    """Return a person as they stand beside their unit's name, which is not said again.

    «Cục trưởng Cục Quản trị III Lê A» is «Cục trưởng Lê A» there; an office that is none without its body
    keeps what kind of body that is: «Trưởng phòng», «Trưởng Công an huyện».
    """
    at = who.casefold().find(f" {unit.casefold()}")
    after = who[at + 1 + len(unit) :]
    if at < 0 or not (after[:1] in ("", ",") or after[1:2].isupper()):
        return who  # another body, whose name begins so
    kind = unit.split()
    second = next((n for n, word in enumerate(kind) if n and word[0].isupper()), len(kind))
    said = who[at + 1 : at + 1 + len(" ".join(kind[:second]))]
    before = who[:at].rstrip(",")
    office = before.rpartition(", ")[2].casefold().split()
    return f"{before} {said}{after}" if {*office} <= _NO_OFFICE_ALONE else f"{before}{after}"


def bare_name(name: str) -> str:
    """Return a name without «ông», «bà» and academic titles."""
    return taken_apart(name).name


def unranked(name: str) -> str:
    """Return a name without the rank before it: by its letters one finds «Đại tá Nguyễn Văn Hùng», too."""
    return _RANK.sub("", name, count=1) if _RANK.match(name) else name


def as_honorific(typed: str) -> Honorific:
    """Return «ông» or «bà» as typed, marks aside, or as «nam» and «nữ» mean; empty where nothing is.

    Raises:
        Refused: It is neither.
    """
    plain = fold(typed).strip(" .")
    for one in HONORIFICS:
        if {"nam": "ong", "nu": "ba"}.get(plain, plain) == fold(one):
            return one
    if typed.strip():
        raise Refused(N_("“{text}”: write “ông” or “bà”, or nothing."), text=typed.strip())
    return ""


def as_power(typed: str) -> str:
    """Return by what power one signs as typed: «TL. Bộ trưởng», «Q.», «–»; empty: as the office says.

    Raises:
        Refused: It is none, or it is not said whose it is.
    """
    first, _, whose = " ".join(typed.split()).partition(" ")
    if first in ("", "-", OWN):
        return OWN if first else ""
    power = next((p for p in (*POWERS, ACTING) if p.rstrip(".") == first.upper().rstrip(".")), "")
    if not power or bool(whose) == (power == ACTING):
        raise Refused(
            N_("“{text}”: write “TM.”, “KT.”, “TL.” or “TUQ.” and whose (“TL. Bộ trưởng”), “Q.”, or “–”."),
            text=typed.strip(),
        )
    return f"{power} {whose}" if whose else power


def without_acting(office: str) -> str:
    """Return an office without «Quyền», «Q.» before it."""
    acting = _ACTING.match(office)
    return office[acting.end() :] if acting else office


def without_power(office: str) -> str:
    """Return an office without what is written before it: «KT. Chủ nhiệm» is the Chủ nhiệm's."""
    first, _, rest = office.strip().partition(" ")
    return rest if rest and first.upper() in (*POWERS, ACTING) else office.strip()


def signer_of(typed: str) -> Called:
    """Return who signs by what was typed of a person; nobody where office and name run together."""
    first, comma, _ = typed.partition(",")
    of = taken_apart(first)
    return of if comma or of.name != " ".join(first.split()) else Called()
