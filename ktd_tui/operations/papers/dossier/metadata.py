"""What a clerk's document system asks of a paper, in the names of Phụ lục VI (Nghị định 30) and edXML."""

from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.papers.register import kept_paper
from ktd_tui.papers.document import Signature
from ktd_tui.words import count

COMPETENCES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
"""How somebody signs for somebody else (Phụ lục I, II.7b)."""
NOTATION, SUBJECT = 30, 500
"""Letters that Phụ lục VI gives to a notation and to a subject."""
LANGUAGE = "Tiếng Việt"


def metadata(of: SealedPaper, bloc: Bloc, file: str, returned: tuple[str, ...]) -> dict[str, object]:
    """Return what describes a sealed paper.

    Args:
        file: How its PDF is called in the dossier.
        returned: How the files that came back are called there.
    """
    paper = kept_paper(of)
    place, _, _ = paper.head.place_and_date.partition(",")
    return {
        "OrganId": bloc.paper_organ_code,
        "OrganName": paper.head.agency or bloc.name.upper(),
        "CodeNumber": count(of.number),
        "CodeNotation": notation(of)[:NOTATION],
        "IssuedDate": of.day.isoformat() if of.day else "",
        "Place": place,
        "TypeName": paper.title,
        "Subject": of.title[:SUBJECT],
        "Language": LANGUAGE,
        "PageAmount": of.pages,
        "SignerInfo": [_signer(signature) for signature in paper.signatures],
        "ToPlaces": list(paper.recipients),
        "File": file,
        "SHA256": of.pdf_sha256,
        "ReturnedFiles": [
            {"File": name, "SHA256": one.sha256} for name, one in zip(returned, of.came_back, strict=True)
        ],
    }


def notation(of: SealedPaper) -> str:
    """Return the letters of a paper's number: «BC-KTĐV»."""
    return kept_paper(of).head.number.partition("/")[2]


def _signer(of: Signature) -> dict[str, str]:
    lines = of.office.split("\n")
    competence = next((sign for sign in COMPETENCES if lines[0].startswith(sign)), "")
    return {
        "Competence": competence,
        "Position": lines[-1].removeprefix(competence).strip(),
        "FullName": of.name,
    }
