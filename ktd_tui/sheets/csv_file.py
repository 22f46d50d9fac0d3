"""CSV as offices write it: any usual separator, byte order mark, UTF-8, UTF-16 or Windows-1258."""

import csv
import io
from collections.abc import Iterable, Iterator

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import (
    LETTERS,
    Line,
    Mended,
    RawSheet,
    Size,
    check_size,
    letters,
    text_cell,
    where,
)
from ktd_tui.sheets.columns import HEAD_WORDS, plain_head
from ktd_tui.sheets.head_parts.missing import begins_like_unit
from ktd_tui.sheets.office.old_letters import (
    OldLetters,
    converted,
    is_of_old,
    is_vietnamese,
    letters_of_text,
    letters_of_texts,
)

SEPARATORS = ";\t|,"
"""The most telling first: a comma also stands in numbers and sentences."""
NO_SEPARATOR = "\x1f"
"""What stands in no text: the table has one column."""
SAMPLE = 20
GUARDED = ("=", "+", "-", "@")
"""What an office program takes for the beginning of a formula."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(content: bytes, name: str) -> RawSheet:
    """Read a CSV file as one sheet.

    Raises:
        Refused: Its letters or its quotes cannot be made out, or it is too large.
    """
    text = decoded(content, name).replace("\r\n", "\n").replace("\r", "\n")
    return fields_sheet(_records(text, name), name, ragged=True)


def fields_sheet(lines_of: Iterable[tuple[int, list[str]]], name: str, *, ragged: bool) -> RawSheet:
    """Make a sheet of numbered lines of fields; what is of an old encoding is converted.

    Raises:
        Refused: It is too large.
    """
    records = list(_within_size(lines_of, name))
    old = letters_of_texts(field for _, fields in records for field in fields)
    mended = tuple(_mended(records, name, old))
    lines = []
    for number, fields in records:
        fresh = [_of_today(field, old) for field in fields]
        cells = {place: cell for place, field in enumerate(fresh) if (cell := text_cell(_bare(field)))}
        if cells:
            lines.append(Line(number, cells))
    return RawSheet(name, tuple(lines), mended=mended, ragged=ragged)


def _within_size(records: Iterable[tuple[int, list[str]]], name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records; one beyond the limits is refused before the next is read."""
    filled, size = 0, Size()
    for number, fields in records:
        places = [place for place, field in enumerate(fields, 1) if field.strip()]
        filled += bool(places)
        check_size(name, number, max(places, default=0), filled)
        size.add(name, number, len(places))
        yield number, fields


def _of_today(field: str, old: OldLetters | None) -> str:
    of = None if field.isascii() else old or letters_of_text(field)
    return converted(field, of) if of else field


def _mended(records: list[tuple[int, list[str]]], name: str, old: OldLetters | None) -> Iterator[Mended]:
    """Yield what was written in an old encoding."""
    for number, fields in records:
        for place, field in enumerate(fields):
            if (fresh := _of_today(field, old)) != field:
                yield Mended(where(name, number, letters(place)), field.replace("\u00ad", "-"), fresh)


def _bare(field: str) -> str:
    """Return a field without the mark that keeps office programs from computing it."""
    return field[1:] if field[:1] == "'" and begins_like_formula(field) else field


def begins_like_formula(text: str) -> bool:
    """Tell whether an office program would compute a text, or did so before marks were put in front."""
    return text.lstrip("'").startswith(GUARDED)


def decoded(content: bytes, name: str) -> str:
    """Make a text of bytes: UTF-8, UTF-16, Windows-1258, or letters of before.

    Raises:
        Refused: Its letters cannot be made out.
    """
    encodings = [encoding for mark, encoding in _BOMS if content.startswith(mark)]
    if not encodings:
        wide = [end for end, first in (("le", 1), ("be", 0)) if _is_wide(content[first:2000:2])]
        encodings = [f"utf-16-{end}" for end in wide] or ["utf-8", "cp1258"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        latin = content.decode("latin-1") if encoding == "cp1258" else ""
        return latin if is_of_old(latin) and not is_vietnamese(text) else text
    raise Refused(N_("{path}: its letters cannot be made out. Save it as CSV UTF-8."), path=name)


def _is_wide(half: bytes) -> bool:
    """Tell whether every second byte says that Latin letters stand in two bytes each."""
    return bool(half) and half.count(0) > len(half) // 2


def _separator(text: str) -> str:
    lines = [line for line in text.split("\n", SAMPLE * 4)[: SAMPLE * 4] if line.strip()][:SAMPLE]
    counts = {sep: sum(sep in _unquoted(line) for line in lines) for sep in SEPARATORS}
    if (
        lines
        and plain_head(lines[0][:LETTERS]) in HEAD_WORDS
        and not max(counts[sep] for sep in SEPARATORS[:-1])
        and not _are_columns(lines)
    ):
        return NO_SEPARATOR  # one column: commas in it are commas
    alone = not max(counts[sep] for sep in SEPARATORS[:-1]) and counts[","] < len(lines)
    if alone and all(begins_like_unit(line[:LETTERS]) for line in lines):
        return NO_SEPARATOR  # «Sở Văn hóa, Thể thao và Du lịch» in a list without a head
    return max(SEPARATORS, key=lambda sep: (counts[sep], -SEPARATORS.index(sep)))


def _are_columns(lines: list[str]) -> bool:
    """Tell whether commas part heads that are known, and every line as often: «Tên đơn vị,Khối»."""
    heads = lines[0][:LETTERS].split(",")
    told = all(plain_head(head) in HEAD_WORDS for head in heads)
    return len(heads) > 1 and told and {_unquoted(line).count(",") for line in lines} == {len(heads) - 1}


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _lines(text: str) -> Iterator[str]:
    """Yield the lines one by one, with their ends: the text is not there a second time."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins on."""
    reader = csv.reader(_lines(text), delimiter=_separator(text), strict=True)
    begin = 1
    try:
        for fields in reader:
            yield begin, fields
            begin = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            N_('{place}: a quotation mark (") is not closed, or one stands too many.'),
            place=where(name, begin),
        ) from error


def block_lines(text: str) -> Iterator[list[str]]:
    """Yield the lines of a block as an office program copies it: tabs between, quotes around them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        yield from csv.reader(io.StringIO(plain), delimiter="\t", strict=True)
    except csv.Error:
        yield from (line.split("\t") for line in plain.split("\n"))
