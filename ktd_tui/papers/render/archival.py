"""A paper for the archive: PDF/A-2b, with empty signature fields for the office's own signing token.

Needs the optional extra ``ktd[pdfa]`` (pikepdf with its own writer and validator).
"""

from io import BytesIO
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.papers.render.signing_fields import PRINT, SIGNATURES_EXIST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf

    Reserved = tuple[int, str, Sequence[float]]
    """A signature field: on which page, its name, its place there."""

FLAVOUR = "2b"


def archival(content: bytes) -> bytes:
    """Return a PDF as PDF/A-2b; the paper that it shows is the same.

    What is embedded for machines is left out: part 2 of the standard takes only PDF/A files.

    Args:
        content: A PDF of ``papers.pdf``.

    Raises:
        Refused: The extra is not installed, or the file cannot be made one.
    """
    try:
        import pikepdf
        from pikepdf import pdfa
    except ImportError as error:
        raise Refused(
            N_(
                "PDF/A needs an optional part. The administrator adds it: "
                "pip install -c constraints.txt .[pdfa]"
            )
        ) from error
    with pikepdf.open(BytesIO(content)) as pdf:
        reserved = _fields_of(pdf)
        if "/Names" in pdf.Root:  # what is embedded
            del pdf.Root["/Names"]
        for page in pdf.pages:
            if "/Trans" in page.obj:  # reportlab's, and forbidden
                del page.obj["/Trans"]
        file = BytesIO()
        try:
            pdfa.save(pdf, file, FLAVOUR)
        except pdfa.PdfaError as error:
            raise Refused(N_("It cannot be written as PDF/A: {reason}"), reason=str(error)[:200]) from error
    # The standard allows signature fields (ISO 19005-2, 6.4.3); pikepdf's validator does not know forms.
    with pikepdf.open(BytesIO(file.getvalue())) as pdf:
        _sign_here(pdf, reserved)
        signable = BytesIO()
        pdf.save(signable, **pdfa.resolve_save_kwargs(FLAVOUR))
    return signable.getvalue()


def _fields_of(pdf: "Pdf") -> list["Reserved"]:
    """Take the signature fields out of a file, and return them."""
    from pikepdf import Name

    found: list[Reserved] = []
    for place, page in enumerate(pdf.pages):
        if "/Annots" in page.obj:
            fields = [one for one in page.obj.Annots if one.get("/FT") == Name.Sig]
            found += [(place, str(one.T), [float(side) for side in one.Rect]) for one in fields]
            del page.obj["/Annots"]  # our papers have no other
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    return found


def _sign_here(pdf: "Pdf", reserved: "Sequence[Reserved]") -> None:
    """Add the signature fields again; the standard wants each to have a look, which is empty."""
    from pikepdf import Array, Dictionary, Name, String

    fields = []
    for place, name, box in reserved:
        page = pdf.pages[place]
        look = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 0, 0]))
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(name),
            F=PRINT,
            Rect=Array([float(side) for side in box]),
            P=page.obj,
            AP=Dictionary(N=look),
        )
        fields.append(pdf.make_indirect(field))
        page.obj.Annots = Array([*page.obj.get("/Annots", []), fields[-1]])
    if fields:
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=SIGNATURES_EXIST)
