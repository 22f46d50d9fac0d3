"""Reads a journal to its end, past damaged lines: which lines are whole, and which are not."""

from pathlib import Path
from typing import Any, NamedTuple

from store.engine.journal import TORN_PAGE
from store.engine.journal_line import decode
from store.engine.snapshot import read_plain
from store.errors import unreadable_data
from store.shared.file_format import SCHEMA, check_form

NO_BASE = -1


class JournalScan(NamedTuple):
    """The whole and the damaged lines of a journal file.

    Attributes:
        base: The commit that it builds on; ``NO_BASE`` where its first line is damaged.
        lines: The whole lines, in their order, as they stand in the file.
        damaged: The numbers of the others.
        form: The form of its documents.
        torn: Something stands behind the last whole line, as a power cut leaves it.
    """

    base: int
    lines: list[tuple[bytes, dict[str, Any]]]
    damaged: list[int]
    torn: bool
    form: int = SCHEMA


def scan_journal(path: Path) -> JournalScan | None:
    """Read a journal file; return None where there is none.

    Raises:
        StoreError: It cannot be read at all, or is not ktd's, or of a newer ktd.
    """
    try:
        content, _ = read_plain(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable_data(path, error) from error
    first, *rest = content.split(b"\n")
    header = (decode(first) if rest else None) or {}
    if header:
        check_form(header, path)
    base = header.get("base")
    tail = rest.pop() if rest else b""
    if rest and TORN_PAGE in rest[-1] and not tail:
        tail = rest.pop()
    if isinstance(base, int):
        found = JournalScan(base, [], [], bool(tail), header["schema"])
    else:
        found = JournalScan(NO_BASE, [], [1], bool(tail))
    for number, line in enumerate(rest, 2):
        _sort_in(found, number, line)
    if decode(tail[:-1]) is not None:  # its newline was changed: damage, but nothing is lost
        _sort_in(found, len(rest) + 2, tail[:-1])
        found.damaged.append(len(rest) + 2)
        return found._replace(torn=False)
    return found


def _sort_in(found: JournalScan, number: int, line: bytes) -> None:
    content = decode(line)
    if content is not None and _is_commit(content):
        found.lines.append((line, content))
    else:
        found.damaged.append(number)


def _is_commit(content: dict[str, Any]) -> bool:
    ops = content.get("ops")
    return isinstance(content.get("seq"), int) and isinstance(ops, list) and all(map(_is_op, ops))


def _is_op(op: object) -> bool:
    match op:
        case ["put", str(), int(), dict()] | ["del", str(), int()]:
            return True
        case _:
            return False
