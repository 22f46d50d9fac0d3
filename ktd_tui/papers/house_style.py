"""What an office writes otherwise on its papers: names, number, signer, recipients; the bloc's settings."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.papers.document import Head, Paper, Signature

NUMBER = "Số: {number}/{kind}-{symbol}"
PLACES = ("number", "kind", "symbol")
SIGNER = "KHỐI TRƯỞNG"
"""What the models write where the head of the bloc signs."""
_NUMBER = re.compile(r"Số: (?P<number>[^/]+)/(?P<kind>[^-]+)-(?P<symbol>.+)")
_PLACE = re.compile(r"\{(\w*)\}")


class Signers(NamedTuple):
    """Who signs a bloc's papers.

    Attributes:
        office: The office under which letters are signed, lines above it included.
        titled: Whether rank and academic title stand before a signer's name.
        degrees: These of everybody of the directory, by their ids.
    """

    office: str
    titled: bool = False
    degrees: Mapping[str, str] = {}


def styled(paper: Paper, bloc: Bloc, of: Signers, *, letter: bool) -> Paper:
    """Return a paper as the bloc's office writes it.

    Args:
        paper: The paper as its model has it.
        bloc: The bloc with its settings.
        of: Who signs its papers, and what stands before their names.
        letter: It is a letter: it goes to the bloc's usual recipients.
    """
    head = replace(
        paper.head,
        superior=bloc.paper_superior or paper.head.superior,
        agency=bloc.paper_agency or paper.head.agency,
        number=_number(paper.head, bloc.paper_number_form),
    )
    signatures = tuple(_signed(signature, of) for signature in paper.signatures)
    recipients = bloc.paper_recipients if letter and paper.recipients else ()
    return replace(paper, head=head, signatures=signatures, recipients=recipients or paper.recipients)


def _number(head: Head, form: str) -> str:
    found = _NUMBER.fullmatch(head.number)
    if found is None or not form:
        return head.number
    return _PLACE.sub(lambda place: found.groupdict().get(place[1], ""), form)


def _signed(signature: Signature, of: Signers) -> Signature:
    office = of.office if signature.office == SIGNER else signature.office
    degree = (of.degrees.get(signature.person_id) or signature.degree) if of.titled else ""
    name = " ".join(part for part in (degree, signature.name) if part and signature.name)
    return replace(signature, office=office, name=name, degree="", person_id="")


def check_number(form: str) -> str:
    """Return how numbers are written, as typed.

    Raises:
        Refused: The number itself has no place in it, or there is a place that nothing is known for.
    """
    places = _PLACE.findall(form)
    if form and ("number" not in places or not set(places) <= set(PLACES)):
        raise Refused(N_("Write it like “{form}”; the number must have its place."), form=NUMBER)
    return form
