"""What a paper still lacks before it can be sealed, each with its place and the way there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Step
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import NOTHING, Desk
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.papers.current import paper
from ktd_tui.operations.papers.kinds import PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.numbering import main_of
from ktd_tui.operations.papers.sources import unsure_grounds
from ktd_tui.papers import document
from ktd_tui.papers.document import Prepared
from ktd_tui.papers.render.fonts import find_faces, glyphless
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.ballots import unbalanced, without_tellers

GAP = "……"
"""Stands in a paper where something is to be filled in by hand."""
NO_TELLERS = N_("Secret ballot of which the minutes name no tellers (F3 there): {subject}")
"""What is said of a ballot of which the minutes could not tell who counted it."""


class Problem(NamedTuple):
    """Something that a paper lacks.

    Attributes:
        stops: It cannot be sealed so; else it is only said.
        step: The meeting's step where it is mended, None where it is elsewhere.
    """

    stops: bool
    message: str
    facts: Mapping[str, object] = NOTHING
    step: Step | None = None


def preflight(desk: Desk, ref: PaperRef) -> tuple[Problem, ...]:
    """Return what a paper lacks, in the order in which one would mend it."""
    return tuple(each_lack(desk, ref))


def each_lack(desk: Desk, ref: PaperRef) -> Iterator[Problem]:
    """Yield the same one by one, for who wants to know the first: the fonts, asked last, take longest."""
    try:
        of = paper(desk, ref)
    except Refused as refused:
        yield Problem(stops=True, message=refused.message, facts=refused.facts)
        return
    yield from _annex(desk, ref)
    yield from _meeting(desk, ref)
    yield from _grounds(desk, ref)
    yield from _gaps(of)
    yield from _signers(of)
    yield from _faces(of)


def _annex(desk: Desk, ref: PaperRef) -> Iterator[Problem]:
    try:
        main_of(desk, ref)
    except Refused as refused:
        yield Problem(stops=True, message=refused.message, facts=refused.facts)


def _meeting(desk: Desk, ref: PaperRef) -> Iterator[Problem]:
    meeting, wanted = meeting_about(desk, ref), kind_named(ref.kind).steps
    if meeting is None or meeting.signed_at or wanted == ():
        return
    of = proceedings(desk, meeting)
    for vote in of.votes:
        if unbalanced(vote):
            message = N_("The counts do not balance: {subject}.")
            yield Problem(stops=True, message=message, facts={"subject": vote.subject}, step=meeting.step)
    for step in flow.steps(meeting):
        if (wanted is None or step in wanted) and not flow.excused(meeting, step):
            for one in flow.obstacles(of, step):
                yield Problem(stops=True, message=one.message, facts=one.facts, step=step)
    for vote in without_tellers(meeting.tellers, of.votes) if wanted is None else ():
        yield Problem(stops=False, message=NO_TELLERS, facts={"subject": vote.subject}, step=meeting.step)


def _grounds(desk: Desk, ref: PaperRef) -> Iterator[Problem]:
    if kind_named(ref.kind).grounds and (unsure := unsure_grounds(desk, ref.year)):
        message = N_("The office is to confirm the legal grounds: {text}")
        yield Problem(stops=False, message=message, facts={"text": unsure})


def _gaps(of: Prepared) -> Iterator[Problem]:
    for place, text in document.strings(of):
        given = [of.head.number, of.head.place_and_date]  # the seal fills them in
        given += [block.to for block in of.blocks if isinstance(block, document.Annex)]
        if GAP in text and text not in given:
            message = N_("Something is left open ({place}): {text}")
            yield Problem(stops=True, message=message, facts={"place": place, "text": text[:60]})


def _signers(of: Prepared) -> Iterator[Problem]:
    for signature in of.signatures:
        if not signature.name.strip():
            facts = {"office": signature.office}
            yield Problem(stops=True, message=N_("No name under the signature: {office}."), facts=facts)


def _faces(of: Prepared) -> Iterator[Problem]:
    faces = find_faces()
    for refused in glyphless(of, faces):
        yield Problem(stops=True, message=refused.message, facts=refused.facts)
    if not faces.is_decree_face:
        message = N_(
            "Times New Roman is not installed; {font} is used. On Debian: apt install fonts-liberation2"
        )
        yield Problem(stops=False, message=message, facts={"font": faces.name})


def problem_line(of: Problem) -> str:
    """Say a problem, with a sign before what stops the seal."""
    return f"{'!' if of.stops else '·'} {t(of.message, **of.facts)}"
