"""Signature fields in a PDF, where outside tools find them: cells 7c and 8 of Phụ lục I (II.7d, II.8a).

The signer's picture stands between office and name; the body's seal lies over a third of it, on its left.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.platypus import Flowable

from ktd_tui.papers.render.looks import MM, SIGNING_ROOM
from ktd_tui.papers.render.tags import tagged

NAMES = {1: ("KhoiTruong",), 2: ("ThuKy", "ChuToa")}
"""Names of the fields by how many sign; else they are numbered."""
SEAL = "Dau"
WIDE, HIGH, SEAL_SIZE = 50 * MM, 20 * MM, 36 * MM
OVER = 1 / 3
SIGNATURES_EXIST, PRINT = 1, 4
"""Bits of /SigFlags and of an annotation's /F (PDF 1.7, tables 219 and 165)."""


def signing_names(signers: int) -> tuple[str, ...]:
    """Return the names of so many signers' fields."""
    return NAMES.get(signers) or tuple(f"KyTen{n}" for n in range(1, signers + 1))


class SigningRoom(Flowable):
    """The room between office and name, with the signer's field in it."""

    def __init__(self, field: str = "", *, seal: bool = False) -> None:
        """Make it.

        Args:
            field: The field's name; empty: room alone, to sign by hand.
            seal: The body's seal has its field here, too.
        """
        super().__init__()
        self._field, self._seal, self._room = field, seal, 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  # reportlab's
        """Take the whole width."""
        del availHeight
        self._room = availWidth
        return availWidth, SIGNING_ROOM

    def draw(self) -> None:
        """Reserve the fields; nothing is to be seen."""
        if not self._field:
            return
        left, low = self.canv.absolutePosition((self._room - WIDE) / 2, (SIGNING_ROOM - HIGH) / 2)
        _reserve(self.canv, self._field, (left, low, left + WIDE, low + HIGH))
        if self._seal:
            right, middle = left + WIDE * OVER, low + HIGH / 2
            box = (right - SEAL_SIZE, middle - SEAL_SIZE / 2, right, middle + SEAL_SIZE / 2)
            _reserve(self.canv, SEAL, box)


def _reserve(canvas: Any, name: str, box: tuple[float, float, float, float]) -> None:
    """Add an empty signature field to the page. reportlab has no call for it, but writes what it is given."""
    of_file = canvas._doc  # noqa: SLF001  # no public way
    form = getattr(of_file.Catalog, "AcroForm", None)
    if form is None:
        form = of_file.Catalog.AcroForm = PDFDictionary(
            {"Fields": PDFArray([]), "SigFlags": SIGNATURES_EXIST}
        )
    field = PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Sig"),
            "T": PDFString(name),
            "TU": PDFString(name),
            "F": PRINT,
            "Rect": PDFArray([round(side, 2) for side in box]),
        }
    )
    canvas._addAnnotation(field)  # noqa: SLF001  # as above
    tagged(canvas).has_field(name, field)
    form.dict["Fields"].sequence.append(canvas._annotationrefs[-1])  # noqa: SLF001  # as above
