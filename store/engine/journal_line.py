"""A line of the journal: the CRC of its JSON, a space, the JSON, a newline.

A torn line is known by what it lacks, a changed one by its CRC (RFC 1952's CRC-32).
"""

import zlib
from typing import Any

import orjson

CRC_DIGITS = 8


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
