"""What a PDF file says, ours or anybody's, as another library reads it."""

import json
from typing import TYPE_CHECKING, Any, TypeVar

from ktd_tui.papers.document import ATTACHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfReader

T = TypeVar("T")
HEADER = b"%PDF-"
"""How a PDF begins, behind what some programs put before it."""


def page_count(content: bytes) -> int:
    """Count the pages of a PDF; 0 where it is none."""
    return _asked(content, lambda pdf: len(pdf.pages), 0)


def text_lines(content: bytes) -> list[str]:
    """Return the lines of a PDF's text; none where it is no PDF."""
    pages: list[str] = _asked(content, lambda pdf: [page.extract_text() for page in pdf.pages], [])
    return [" ".join(line.split()) for page in pages for line in page.splitlines() if line.strip()]


def has_text(content: bytes) -> bool:
    """Tell whether there is a letter on any page of a PDF."""
    return _asked(content, lambda pdf: any(page.extract_text().strip() for page in pdf.pages), nothing=False)


def attached(content: bytes) -> dict[str, Any]:
    """Return what is embedded in a PDF for machines; nothing where it is none or has nothing."""
    told: Any = _asked(content, lambda pdf: json.loads(pdf.attachments[ATTACHED][0]), {})
    return told if isinstance(told, dict) else {}


def _asked(content: bytes, question: "Callable[[PdfReader], T]", nothing: T) -> T:
    """Ask a reader of PDF files, which a file that somebody else made can break in any way."""
    if HEADER not in content:  # to import the reader takes 75 ms
        return nothing
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it thinks of a file is ours to say
    try:
        return question(PdfReader(BytesIO(content)))
    except Exception:  # noqa: BLE001  # as above
        return nothing
