"""A linter of papers: what a clerk who knows Nghị định 30/2020/NĐ-CP would send back, in one place."""

import re
from collections.abc import Iterator, Sequence

from ktd_tui.naming import Called
from ktd_tui.papers.document import Bars, Heading, Paper, Paragraph, Points, Table

TWICE_IN_VIETNAMESE = {"luôn", "ngày", "dần", "thường", "đều", "xa", "từng", "mãi", "rất", "biểu"}
"""Words that are said twice on purpose, or end one word and begin the next: «đại biểu biểu quyết»."""
ENDS = (".", "!", "?", ":", "…", ")", "./.", *(f"{stop}”" for stop in ".!?…"), "…………")
_TWICE = re.compile(r"\b(\w+(?: \w+){0,4}) \1\b", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(?<!/)\bngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_CITED = re.compile(r"(?:Kế hoạch|Quyết định|Công văn|Hướng dẫn|Giấy)[^.;]*?ngày \d{1,2}/\d{1,2}/\d{4}")
"""What somebody typed of another paper stands as they typed it."""
_WRONG = {
    "two spaces": re.compile("  "),
    "a space before a sign": re.compile(r" [,.;:!?](?!/)"),
    "a space before %": re.compile(r"\d %"),
    "ông, bà before a rank": re.compile(
        r"\b(?:ông|bà) (?:đại|thượng|trung|thiếu|chuẩn) (?:tướng|tá|úy|uý)\b", re.IGNORECASE
    ),
    "a number with a zero before it": re.compile(
        r"\b0\d(?:/\d+)? (?:đại biểu|phiếu|lượt|đơn vị|trường hợp|bản|ý kiến|hoạt động|vòng|phút\))"
    ),
}
_RETURNED = re.compile(r"^(.*?),? rời Hội nghị")


def faults(paper: Paper, units: Sequence[str] = ()) -> list[str]:
    """Return what is wrong in a paper, a sentence each.

    Args:
        units: The names of the units as the data has them.
    """
    found = [f"{what}: {text[:90]!r}" for text in _texts(paper) for what in _in_a_text(text)]
    found += [f"{what}: {text[-60:]!r}" for text in _sentences(paper) for what in _at_an_end(text)]
    found += [one for block in paper.blocks for one in _in_a_block(block)]
    found += _signatures(paper)
    found += _returns(paper)
    found += [f"units run together: {text[:90]!r}" for text in _texts(paper) if _run_together(text, units)]
    found += [f"a unit in two writings: {one!r}" for name in units for one in _otherwise(paper, name)]
    if paper.closing and not paper.closing.endswith("./."):
        found.append(f"the paper does not end with ./.: {paper.closing[-40:]!r}")
    return found


def _run_together(text: str, units: Sequence[str]) -> bool:
    """Tell whether a comma stands between two units of which one has a comma of its own."""
    pairs = ((one, two) for one in units for two in units if one != two and "," in one)
    return any(f"{one}, {two}" in text or f"{two}, {one}" in text for one, two in pairs)


def _sentences(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Paragraph) and block.style not in ("plain", "centred"):
            yield from (line for line in block.lines if line)
        elif isinstance(block, Points) and block.items:
            yield block.items[-1]


def _texts(paper: Paper) -> Iterator[str]:
    yield from (*paper.subject, paper.closing)
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            yield from block.lines
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Heading):
            yield block.text


def _in_a_text(text: str) -> Iterator[str]:
    said = text.replace("\u00a0", " ")
    twice = _TWICE.search(said)
    if twice and twice[1].casefold() not in TWICE_IN_VIETNAMESE and not twice[1].isdigit():
        yield f"said twice ({twice[1]})"
    yield from (what for what, pattern in _WRONG.items() if pattern.search(said))
    if re.search(r"[.;,:]{2}(?!\.)|;\.|\.;", said.replace("...", "")):
        yield "two signs"
    if _SHORT_DATE.search(_CITED.sub("", said)):
        yield "a date that is not in full"


def _at_an_end(text: str) -> Iterator[str]:
    if re.match(r"[IVX]+\. ", text):  # the name of a group of criteria
        return
    if text.endswith(";") and not text.startswith(("Căn cứ", "Theo", "Thực hiện")):
        yield "a semicolon at the end"
    elif not text.endswith((*ENDS, ";")):
        yield "no stop at the end"
    if text[:1].islower():
        yield "begins small"


def _in_a_block(block: object) -> Iterator[str]:
    if isinstance(block, Bars) and not block.names:
        yield "an empty chart"
    if not isinstance(block, Table):
        return
    if not block.rows:
        yield f"an empty table: {block.header}"
    for row in block.rows:
        if all(cell.strip() in ("–", "") for cell in row[2:]) and any("–" in cell for cell in row[2:]):
            yield f"a row that says nothing: {row}"
    for place, name in enumerate(block.header):
        if len(block.rows) > 1 and all(row[place].strip() == "–" for row in block.rows):
            yield f"a column that says nothing: {name}"


def _signatures(paper: Paper) -> list[str]:
    named = [s.name for s in paper.signatures if s.name and "(" not in s.name]
    return [f"a title before a signer's name: {name!r}" for name in named if Called(name).signer.name != name]


def _returns(paper: Paper) -> Iterator[str]:
    gone: set[str] = set()
    for block in paper.blocks:
        for line in block.lines if isinstance(block, Paragraph) else ():
            if left := _RETURNED.match(line):
                gone.add(left[1])
            yield from (
                f"«đến dự» for a return: {line!r}" for who in gone if line.startswith(f"{who}, đến dự")
            )


def _otherwise(paper: Paper, name: str) -> Iterator[str]:
    for text in _texts(paper):
        for found in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            if found[0] not in (name, name.upper()):
                yield found[0]
