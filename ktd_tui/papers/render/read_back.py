"""What a PDF file says, ours or anybody's, as another library reads it."""

import json
from typing import TYPE_CHECKING, Any

from ktd_tui.papers.document import ATTACHED

if TYPE_CHECKING:
    from pypdf import PdfReader


def page_count(content: bytes) -> int:
    """Count the pages of a PDF; 0 where it is none."""
    try:
        return len(_reader(content).pages)
    except Exception:  # noqa: BLE001  # a file that somebody else made can break the reader in any way
        return 0


def text_lines(content: bytes) -> list[str]:
    """Return the lines of a PDF's text; none where it is no PDF."""
    try:
        pages = [page.extract_text() for page in _reader(content).pages]
    except Exception:  # noqa: BLE001  # as above
        return []
    return [" ".join(line.split()) for page in pages for line in page.splitlines() if line.strip()]


def attached(content: bytes) -> dict[str, Any]:
    """Return what is embedded in a PDF for machines; nothing where it is none or has nothing."""
    try:
        files = _reader(content).attachments.get(ATTACHED, [])
        told = json.loads(files[0]) if files else {}
    except Exception:  # noqa: BLE001  # as above
        return {}
    return told if isinstance(told, dict) else {}


def _reader(content: bytes) -> "PdfReader":
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a file is ours to say
    return PdfReader(BytesIO(content))
