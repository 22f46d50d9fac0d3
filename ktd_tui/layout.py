"""Lays text out in columns of a terminal or of a page: breaks lines, evens them out, shares room out."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from ktd_tui.text import without_place

_BETWEEN = re.compile(" +(?![-–] )")
"""Where a line may end: not before a lone dash, nor at a no-break space."""
_IN_ONE_BREATH = re.compile(
    r"\b(VĂN PHÒNG(?: QUỐC HỘI| CHÍNH PHỦ| TRUNG ƯƠNG)?|"
    r"THI ĐUA|KHEN THƯỞNG|HỘI ĐỒNG|HỘI NGHỊ|CƠ QUAN|QUỐC HỘI|ỦY BAN|NHÂN DÂN|TRUNG ƯƠNG|"
    r"CHÍNH PHỦ|BỆNH VIỆN|GIÁO DỤC|ĐÀO TẠO|ĐẠI HỌC|KHOA HỌC|CÔNG NGHỆ|MÔI TRƯỜNG|KẾ HOẠCH|CÔNG AN|HỌC VIỆN|"
    r"AN NINH|CẢNH SÁT|TỘI PHẠM|TRẬT TỰ|XÃ HỘI|HÀNH CHÍNH|TỔNG HỢP|QUẢN LÝ|KINH TẾ|TÀI CHÍNH|XÂY DỰNG|"
    r"NÔNG NGHIỆP|VĂN HÓA|THỂ THAO|DU LỊCH|SƯ PHẠM|KỸ THUẬT|HUẤN LUYỆN|BỒI DƯỠNG|NGHIỆP VỤ|NGHIÊN CỨU|"
    r"ỨNG DỤNG|SỬ DỤNG|PHỤC VỤ|HỢP TÁC|QUỐC TẾ|TỔ CHỨC|CÁN BỘ|TRƯỞNG PHÒNG|KHU VỰC|"
    r"CÔNG TÁC|CÔNG NGHIỆP|CHIẾN ĐẤU|PHÒNG CHÁY|CHỮA CHÁY|CỨU NẠN|CỨU HỘ|HÌNH SỰ|GIAO THÔNG|TÀI NGUYÊN|"
    r"LAO ĐỘNG|Y TẾ|TƯ PHÁP|NỘI VỤ|THANH TRA|THÔNG TIN|TRUYỀN THÔNG|ĐỐI NGOẠI|"
    r"(?:THÀNH PHỐ|TỈNH|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG)(?: \w+){1,2}$|THÀNH PHỐ|"
    r"(?:CÁC )?SỞ, BAN, NGÀNH|CÁC \w+|SỐ \w+)\b",
    re.IGNORECASE,
)
"""What a heading never breaks: the words that names of offices and titles of papers are made of."""
_DASH = re.compile(r" ([-–]) ")
_FIGURE = re.compile(r"([^,]*\d)(,\d+)?([^\d%]*)")

_HELD = "\ue000"
"""Stands for a blank at which no line ends, while lines are made."""

BALANCED = 6
"""Lines up to which a text is evened out; a longer one is no title."""


@lru_cache(2048)  # the same cells are measured at each look at a list
def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_cell, text))


@cache
def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Break a text into lines of at most ``width`` columns; line breaks in it stay.

    Not textwrap: it counts characters, and breaks at hyphens, as in «2186/KH-VPQH».
    """
    single = "\n" not in text and "  " not in text and text == text.strip(" ")
    if single and not indent and cells(text) <= width:  # nearly every cell of a table
        return [text]
    lines = []
    for part in text.split("\n"):
        line, room = " " * indent, width - indent
        for word in _words(part):
            for piece in _pieces(word, width, room):
                size = cells(piece)
                if size > room:
                    lines += [line.rstrip(" ")] if line.strip() else []
                    line, room = "", width
                line += f"{piece} "
                room -= size + 1
        lines.append(line.rstrip(" "))
    return lines


def _pieces(word: str, width: int, room: int) -> Iterator[str]:
    """Cut a word that no line can hold; the first piece fills what is left of this line."""
    if cells(word) <= width:
        yield word
        return
    piece, limit = "", room if room > 1 else width
    for char in word:
        if cells(piece) + _cell(char) > limit:
            yield piece
            piece, limit = "", width
        piece += char
    yield piece


def balanced(
    text: str, width: float, measure: Callable[[str], float], names: Sequence[str] = ()
) -> list[str]:
    """Break a text into as few lines as can be, as equal as can be: for what stands centred.

    A word that is wider than ``width`` is left whole. Words of offices hold together: «THI ĐUA», «SỐ V»,
    and what a dash joins: «THI ĐUA - KHEN THƯỞNG».

    Args:
        names: What is broken only where it costs a line less: the names of blocs and offices.
    """
    free = _evened(text, width, measure)
    whole = _held(text, [name for name in names if " " in name], lambda name: measure(name) <= width)
    held = _evened(whole, width, measure) if whole != text else free
    return held if len(held) <= len(free) else free


def _held(text: str, names: Sequence[str], fits: Callable[[str], bool]) -> str:
    """Hold each name together that fits a line as it is written there: in capitals it is wider."""
    for name in names:
        text = re.sub(
            rf"(?<!\w){re.escape(name)}(?!\w)",
            lambda found: found[0].replace(" ", _HELD) if fits(found[0]) else found[0],
            text,
            flags=re.IGNORECASE,
        )
    return text


def _evened(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        held = _IN_ONE_BREATH.sub(lambda found: found[0].replace(" ", _HELD), part)
        held = _DASH.sub(rf"{_HELD}\1{_HELD}", held)
        words = [word.replace(_HELD, " ") for word in _words(held)]
        lines += _balanced(words, width, measure)
    return lines


def _balanced(words: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    lines = _filled(words, width, measure)
    while 1 < len(lines) <= BALANCED:
        narrower = _filled(words, max(map(measure, lines)) * 0.98, measure)
        if narrower == lines or len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def _filled(words: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def share_out(room: float, shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return columns' widths: by their shares, but none below its ``least`` while others have room."""
    if (wanted := sum(least)) >= room:
        return [room * part / wanted if wanted else 0.0 for part in least]
    fixed: set[int] = set()
    while True:
        rest = room - sum(least[i] for i in fixed)
        total = sum(share for i, share in enumerate(shares) if i not in fixed)
        widths = [least[i] if i in fixed else rest * share / total for i, share in enumerate(shares)]
        lacking = {i for i, width in enumerate(widths) if width < least[i]}
        if not lacking:
            return widths
        fixed |= lacking


def lent(widths: Sequence[int], needed: Sequence[int]) -> list[int]:
    """Return columns' widths where those that need less lend to those that need more, the sum as before."""
    idle = [max(has - needs, 0) for has, needs in zip(widths, needed, strict=True)]
    after = list(widths)
    for place in sorted(range(len(after)), key=lambda place: needed[place] - after[place]):
        for lender in reversed(range(len(after))):
            part = min(idle[lender], max(needed[place] - after[place], 0))
            idle[lender] -= part
            after[lender] -= part
            after[place] += part
    return after


def slack_given(widths: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    """Return columns' widths where ``room`` that is left goes to those that are cut, the least cut first."""
    after = list(widths)
    for place in sorted(range(len(after)), key=lambda place: needed[place] - after[place]):
        part = min(max(needed[place] - after[place], 0), max(room, 0))
        after[place] += part
        room -= part
    return after


def told_apart(names: Sequence[str], width: int) -> list[str]:
    """Shorten names for narrow columns so that they differ: «VPL hình», «VPL dân» of «Vụ Pháp luật …».

    Of places the own name is enough: «Yên Bồng» of «Xã Yên Bồng».
    """
    short = [name if len(name) <= width else without_place(name)[:width].rstrip() for name in names]
    for text in {one for one in short if short.count(one) > 1}:
        places = [at for at, one in enumerate(short) if one == text]
        alike = [names[at].split() for at in places]
        others = {one for at, one in enumerate(short) if at not in places}
        for tries in (_by_difference(alike, width), [_initials(words)[:width] for words in alike]):
            if len(set(tries)) == len(tries) and not set(tries) & others:
                break
        else:
            tries = [f"{text[: width - len(str(n)) - 1]}~{n}" for n in range(1, len(places) + 1)]
        for at, fresh in zip(places, tries, strict=True):
            short[at] = fresh
    return short


def _by_difference(alike: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the initials of the words that all have in common, then what differs."""
    common = 0
    while all(len(words) > common + 1 for words in alike) and len({words[common] for words in alike}) == 1:
        common += 1
    return [
        f"{_initials(words[:common])} {' '.join(words[common:])}".strip()[:width].rstrip() for words in alike
    ]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0].upper() for word in words)


def by_comma(figures: Sequence[str], width: int | None = None) -> list[str]:
    """Set figures of one column so that their commas stand below each other, once they stand at the right.

    Args:
        figures: As they are written; what ends in no figure («–») stays.
        width: Cells of the column; where they do not fit so, they stay as they are.
    """
    tails = [len(figure) - found.end(1) if (found := _FIGURE.fullmatch(figure)) else 0 for figure in figures]
    room = max(tails, default=0)
    if not any("," in figure for figure in figures):
        return list(figures)
    out = [
        figure + " " * (room - tail) if _FIGURE.fullmatch(figure) else figure
        for figure, tail in zip(figures, tails, strict=True)
    ]
    return out if width is None or max(map(cells, out)) <= width else list(figures)
