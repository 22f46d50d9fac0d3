"""A line of the journal: the CRC of its JSON, a space, the JSON, a newline.

A torn line is known by what it lacks, a changed one by its CRC (RFC 1952's CRC-32).
"""

import re
import zlib
from bisect import bisect_right
from typing import Any

import orjson

CRC_DIGITS = 8
OPS, WAS, NEXT_OP = b'"ops":[', b',"was":[', re.compile(rb'\],\["(?:put|del)","')
"""What stands around the operations of a commit as ``encode`` writes it, and between two of them: in a text a
quotation mark has a backslash before it."""
DELETION = b'["del",'
"""How an operation begins that deletes."""


def encode(content: dict[str, Any]) -> bytes:
    """Return the line that holds ``content``.

    Raises:
        TypeError: A value is not JSON: half a surrogate pair, a number beyond 64 bits.
    """
    body = orjson.dumps(content)
    return b"%08x %b\n" % (zlib.crc32(body), body)


def decode(line: bytes) -> dict[str, Any] | None:
    """Return what a line (without its newline) holds, or None where it is not whole."""
    body = line[CRC_DIGITS + 1 :]
    if line[:CRC_DIGITS] != b"%08x" % zlib.crc32(body):
        return None
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:  # whoever wrote it by hand reckoned its CRC too
        return None
    return content if isinstance(content, dict) else None


def decode_about(line: bytes, record_id: str | None, *, deleting: bool = False) -> dict[str, Any] | None:
    """Return what ``decode`` does, but of the operations those alone that name a record, or that delete one.

    Of a commit of thousands of records the others are not read. Where the text does not say for certain how
    many operations there are, all are.
    """
    body = line[CRC_DIGITS + 1 :]
    begin, end = body.find(OPS) + len(OPS), body.rfind(WAS) - 1
    if begin >= end or (record_id or "").isdecimal() or line[:CRC_DIGITS] != b"%08x" % zlib.crc32(body):
        return decode(line)
    starts = [begin, *(found.start() + 2 for found in NEXT_OP.finditer(body, begin, end))]
    try:
        content = orjson.loads(body[:begin] + body[end:])
        if len(content["was"]) != len(starts):
            return decode(line)
        wanted = list(range(len(starts)))
        if record_id is not None:
            named = {n for n, was in enumerate(content["was"]) if was and was.get("id") == record_id}
            quoted = re.compile(re.escape(orjson.dumps(record_id)))
            named |= {bisect_right(starts, found.start()) - 1 for found in quoted.finditer(body, begin, end)}
            wanted = sorted(named)
        if deleting:
            wanted = [n for n in wanted if body.startswith(DELETION, starts[n])]
        ends = [*(start - 1 for start in starts[1:]), end]
        content["ops"] = [orjson.loads(body[starts[n] : ends[n]]) for n in wanted]
        content["was"] = [content["was"][n] for n in wanted]
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return decode(line)
    return dict(content)
