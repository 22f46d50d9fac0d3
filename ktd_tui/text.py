"""Vietnamese text: cleaned on the way in, composed (NFC), folded for search, collated for lists."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

# ESC with the sequence it opens (OSC, DCS and kin, CSI, two-character), C1 CSI, then single controls.
# Plain strings: re compiles and keeps them at their first use, which the first screen does without.
_CONTROLS = (
    "(?s)"
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"
    "|\x1b[P^_X][^\x1b]*(?:\x1b\\\\)?"
    "|\x1b\\[[0-?]*[ -/]*[@-~]?"
    "|\x1b.|\x1b"
    "|\x9b[0-?]*[ -/]*[@-~]?"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]"
)
_INVISIBLE = (
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_BEYOND = "\U000e0000"
"""From here on there are tags and selectors, some of which count as printable."""
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_PILE = f"([{_MARK}]{{3}})[{_MARK}]+"

NAME_PART = 40
"""Characters of a text that go into a file's name."""
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {
    "\u0302": {"a": "â", "e": "ê", "o": "ô"},
    "\u0306": {"a": "ă"},
    "\u031b": {"o": "ơ", "u": "ư"},
}
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMBERS = r"([0-9]+|\b[IVX]+\b)"
"""Numbers within a name; «L» and «C» alone are letters oftener than numbers there."""
DIGITS_COMPARED = 18
_PLACE_OF_DIGIT, _PLACE_OF_ROMAN = (0, ord("0")), (1, _ALPHABET["i"])
"""Where numbers stand among letters: those in letters where their first one does."""


def clean(text: str, *, lines: bool = False, limit: int = 10_000) -> str:
    """Make text safe to store: no controls, no invisible or bidirectional marks, NFC.

    Args:
        text: Anything: typed, pasted, imported.
        lines: Keep line breaks (a tab becomes four spaces); else all white space runs become one space.
        limit: Characters kept at most.
    """
    if text.isascii() and text.isprintable():  # nearly every cell of a table: nothing to take out
        return _limited(text, lines=lines, limit=limit)
    if not text.isprintable() or max(text) >= _BEYOND:  # else nothing of it steers or cannot be seen
        text = text.encode("utf-8", "replace").decode("utf-8")
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    " if lines else " ")
        text = re.sub(_INVISIBLE, "", re.sub(_CONTROLS, "", text))
    text = re.sub(_MARK_PILE, r"\1", unicodedata.normalize("NFC", text))
    return _limited(text, lines=lines, limit=limit)


def _limited(text: str, *, lines: bool, limit: int) -> str:
    return text[:limit] if lines else " ".join(text.split())[:limit].rstrip()


def file_name(text: str) -> str:
    """Reduce text to a part of a file's name: no path in it, and not longer than a disk takes."""
    return re.sub(r"[^\w-]+", "-", clean(text, limit=NAME_PART)).strip("-") or "-"


def without_apostrophes(text: str) -> str:
    """Write «H’Hen» and «H'Hen» alike: «HHen»."""
    return text.translate(_APOSTROPHES)


class _Plain(dict[int, str | int | None]):
    """What becomes of a letter that is folded, by its code: found once, as far as there are few of them."""

    def __missing__(self, code: int) -> int | None:
        of = None if unicodedata.combining(chr(code)) else code
        if len(self) < _LETTERS_KEPT:
            self[code] = of
        return of


_LETTERS_KEPT = 4_096
_PLAIN = _Plain({**_APOSTROPHES, ord("đ"): "d"})


def fold(text: str) -> str:
    """Reduce text to what search compares: no case, no marks, ``đ`` as ``d``, «H’Hen» as «hhen»."""
    return unicodedata.normalize("NFD", text.casefold()).translate(_PLAIN)


def matches(needle: str, *hay: str) -> bool:
    """Tell whether every word of ``needle`` stands somewhere in ``hay``, marks and case aside."""
    text = fold(" ".join(hay))
    return all(word in text for word in fold(needle).split())


@lru_cache(maxsize=8192)  # the units of a province, sorted bloc by bloc for each thing that is asked of them
def collate(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]:
    """Return a sort key in Vietnamese order: letters first, then tones, then the text itself.

    Numbers stand by their value: «Phường 2» before «Phường 10», «khu vực V» before «khu vực IX».
    """
    places: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.split(_NUMBERS, unicodedata.normalize("NFC", text)):
        if (number := _number(part)) is not None:
            places += (_PLACE_OF_ROMAN if part[0] in ROMAN_DIGITS else _PLACE_OF_DIGIT, (0, number))
            tones += (0, 0)
        else:
            _collate_letters(part, places, tones)
    return tuple(places), tuple(tones), text


def _collate_letters(part: str, places: list[tuple[int, int]], tones: list[int]) -> None:
    """Add the places of letters in the alphabet, and the tones that they carry."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", part.casefold()):
        if char in _TONES:
            if letters:
                tones[-1] = _TONES[char]
        elif char in _SHAPES:
            if letters:
                letters[-1] = _SHAPES[char].get(letters[-1], letters[-1])
        else:
            letters.append(char)
            tones.append(0)
    places += ((1, _ALPHABET[c]) if c in _ALPHABET else (0, ord(c[0])) for c in letters)


def _number(word: str) -> int | None:
    """Return the value of digits or of a Roman number in capitals; None for any other text."""
    if word.isascii() and word.isdecimal():
        return int(word[:DIGITS_COMPARED])
    return roman(word) if word and set(word) <= set("IVX") else None


def roman(word: str) -> int | None:
    """Return the value of a Roman number in capitals up to C («XIV»: 14); None for any other text."""
    if not word or not set(word) <= ROMAN_DIGITS.keys():
        return None
    values = [ROMAN_DIGITS[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def collate_name(name: str) -> tuple[object, ...]:
    """Return a sort key for a person: given name first, then the rest (domain.md §7)."""
    words = name.split()
    return tuple(collate(word) for word in (*words[-1:], *words[:-1]))


def stands_behind(code: str, other: str) -> bool:
    """Say whether a code stands behind another of the same series: «I.10» behind «I.2»."""
    stems = [one.rstrip("0123456789") for one in (code, other)]
    numbers = [one.removeprefix(stem) for one, stem in zip((code, other), stems, strict=True)]
    return stems[0] == stems[1] and all(numbers) and int(numbers[0]) > int(numbers[1])


def enumerated(names: Iterable[str]) -> str:
    """Write names one after the other: with «;» where one of them has a comma of its own.

    «Thư viện; Trung tâm Ngoại ngữ, Tin học»: nobody takes one unit for two.
    """
    told = tuple(names)
    return ("; " if any("," in name for name in told) else ", ").join(told)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split typed text into paragraphs, one a line, without empty ones."""
    whole = clean(text, lines=True, limit=len(text) * 4)  # a tab becomes four spaces
    return tuple(p for p in (clean(line, limit=len(line)) for line in whole.split("\n")) if p)


@lru_cache(2048)  # of each name that is looked at, all the others are asked again
def likeness(text: str) -> str:
    """Reduce a name to what makes it another one: no case, no dots, one place for the tone's mark.

    «HOÀ», «Hòa» and «hoà» are one, as are «ký» and «kí», «&» and «và»; «Hoa» is another.
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("&", " và "))
    return " ".join(_alike(word) for word in re.sub(r"[^\w\u0300-\u036f/+]+", " ", plain).split())


def _alike(word: str) -> str:
    tones = "".join(c for c in word if c in _TONES)
    bare = "".join(c for c in word if c not in _TONES)
    return unicodedata.normalize("NFC", re.sub(r"^(h|k|l|m|s|t|v|qu)y$", r"\1i", bare) + tones)


def plain_name(text: str) -> str:
    """Reduce a name as ``likeness`` does, without marks: what a table in capitals or without marks means."""
    return fold(likeness(text))


_IN_SHORT = {
    "uy ban mat tran to quoc": "ubmttq", "uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd",
    "mat tran to quoc": "mttq", "trung hoc pho thong": "thpt", "trung hoc co so": "thcs",
    "trach nhiem huu han": "tnhh", "mot thanh vien": "mtv", "y hoc co truyen": "yhct",
    "khu cong nghiep": "kcn", "khu kinh te": "kkt", "hop tac quoc te": "htqt", "phat trien nong thon": "ptnt",
    "the duc the thao": "tdtt", "giao thong van tai": "gtvt", "thong tin truyen thong": "tttt",
    "ban quan ly": "bql", "du an": "da", "benh vien": "bv", "da khoa": "dk", "cong ty": "cty",
    "co phan": "cp", "cao dang": "cd", "dai hoc": "dh", "mam non": "mn", "tieu hoc": "th",
    "thanh pho": "tp", "thi xa": "tx", "trung uong": "tw", "viet nam": "vn", "phuong": "p", "quan": "q",
    "huyen": "h", "xa": "x", "so": "s", "giao duc": "gd", "dao tao": "dt", "khoa hoc": "kh",
    "cong nghe": "cn",
    "ke hoach": "kh", "dau tu": "dt", "nong nghiep": "nn", "moi truong": "mt", "tai nguyen": "tn",
    "van hoa": "vh", "the thao": "tt", "du lich": "dl", "xay dung": "xd", "cong nghiep": "cn",
    "truyen thong": "tt", "thong tin": "tt",
}  # fmt: skip
"""What every office writes in short, by its words, folded."""
_SHORT_OF = {plain_name(words): short for words, short in _IN_SHORT.items()}
_SHORTENED = re.compile(rf"\b({'|'.join(sorted(_SHORT_OF, key=len, reverse=True))})\b")


def in_short(text: str) -> str:
    """Reduce a name to the letters that are left where all that offices shorten is in short.

    «Sở Giáo dục và Đào tạo», «Sở GD&ĐT» and «SGDĐT» are one, as are «UBND P. Hòa Bình» and its full name.
    """
    return _shortened(text)[0]


def same_in_short(one: str, other: str) -> bool:
    """Tell whether two names are one as offices shorten them.

    «Ban ĐT» may be «Ban Đầu tư» and «Ban Đào tạo»; those two are not one: each spells another thing out.
    Nor are «P. Hòa Ân» and «Phường Hòa An»: of names with marks, the words that both spell out agree in them.
    """
    if in_short(one) != in_short(other) or _marks_differ(one, other):
        return False
    spelled, others = _shortened(one)[1], _shortened(other)[1]
    return all(
        words.startswith(others[at]) or others[at].startswith(words)
        for at, words in spelled.items()
        if at in others
    )


def _marks_differ(one: str, other: str) -> bool:
    marked, others = ([(word, plain_name(word)) for word in likeness(name).split()] for name in (one, other))
    if not all(any(word != plain for word, plain in words) for words in (marked, others)):
        return False  # typed without marks: it says nothing of them
    if [plain for _, plain in marked] == [plain for _, plain in others]:
        return marked != others
    return any(
        not {word for word, plain in marked if plain == shared} & {word for word, _ in others}
        for shared in {plain for _, plain in marked} & {plain for _, plain in others}
    )


def other_in_marks(typed: str, name: str, *, whole: bool = True) -> bool:
    """Tell whether a whole name is another one by its marks: «Phường Hòa Ân» is not «Phường Hòa An».

    One that is typed without any marks is none: it says nothing of them.

    Args:
        whole: As a table has it; otherwise somebody types it, and a word without marks says nothing.
    """
    if plain_name(typed) != plain_name(name):
        return False
    if whole:
        return _marks_differ(typed, name)
    words = zip(likeness(typed).split(), likeness(name).split(), strict=True)
    return any(word not in (other, plain_name(word)) for word, other in words)


@lru_cache(2048)
def _shortened(text: str) -> tuple[str, Mapping[int, str]]:
    """Return a name in short, and what was spelled out in it by where its letters stand there."""
    plain = " ".join(word for word in plain_name(text).split() if word not in ("va", "cac"))
    letters, spelled = "", dict[int, str]()
    for place, part in enumerate(_SHORTENED.split(plain)):
        if place % 2:
            spelled[len(letters)] = part
        letters += _SHORT_OF[part] if place % 2 else part.replace(" ", "")
    return letters, spelled


PLACES = ("Tỉnh", "Thành phố", "Huyện", "Quận", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
"""Words before the name of a place that may be a unit."""


def place_kind(body: str) -> str:
    """Return «Xã» of «Xã An Bình», «Phường» of «Phường 3»; of what is no place («Xã đội») nothing."""
    kind = next((place for place in PLACES if body.startswith(f"{place} ")), "")
    own = body[len(kind) :].strip()
    return kind if own[:1].isupper() or own[:1].isdigit() else ""


def without_place(body: str) -> str:
    """Return the own name of a place, as «Yên Bồng» of «Xã Yên Bồng»; a number is none; other names stay."""
    own = body.removeprefix(place_kind(body)).strip()
    return body if own[:1].isdigit() else own
