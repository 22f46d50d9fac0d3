"""A paper for the archive: PDF/A-2b, with empty signature fields for the office's own signing token.

Needs the optional extra ``ktd[pdfa]`` (pikepdf with its own writer and validator).
"""

from io import BytesIO
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf

FLAVOUR = "2b"
SIGNATURES_EXIST = 1
PRINT = 4
"""Bits of /SigFlags and of an annotation's /F (PDF 1.7, tables 219 and 165)."""


def archival(content: bytes, signers: "Sequence[str]") -> bytes:
    """Return a PDF as PDF/A-2b; the paper that it shows is the same.

    What is embedded for machines is left out: part 2 of the standard takes only PDF/A files.

    Args:
        content: A PDF of ``papers.pdf``.
        signers: A name for each signature field, «ThuKy».

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
        _sign_here(pdf, signers)
        signable = BytesIO()
        pdf.save(signable, **pdfa.resolve_save_kwargs(FLAVOUR))
    return signable.getvalue()


def _sign_here(pdf: "Pdf", signers: "Sequence[str]") -> None:
    """Add a signature field for each signer; without a place of its own on the page, so nothing is drawn."""
    from pikepdf import Array, Dictionary, Name, String

    last = pdf.pages[-1]
    fields = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(name),
                F=PRINT,
                Rect=Array([0, 0, 0, 0]),
                P=last.obj,
            )
        )
        for name in signers
    ]
    if not fields:
        return
    last.obj.Annots = Array([*last.obj.get("/Annots", []), *fields])
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=SIGNATURES_EXIST)
