"""How the office of a bloc writes its papers: what it sets otherwise than the decree's models."""

from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.account import check_place
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.returned.reading import content_of
from ktd_tui.operations.whom import meant
from ktd_tui.papers import house_style
from ktd_tui.papers.render.word.template import FONT, WordLook, check_font, template_look
from ktd_tui.rules.access import Act
from ktd_tui.text import paragraphs

FIRST, LAST = "first", "last"
LONGEST = 300
"""Letters of a setting."""


class Style(NamedTuple):
    """How the office of a bloc writes its papers, as typed; recipients one a line.

    Attributes:
        signer: The office that signs.
        organ: The issuing body's code for document systems.
        signer_name: Who: a person of the directory, by id or as typed, or a name.
        titles: By what rule titles stand before signers' names; empty: they do not.
        pledge_head: Whether the bloc's head signs the pledge ``FIRST`` or ``LAST``.
        font, page_head: Of Word files: the face, and the line at the head of pages.
        template: A Word file whose face and head of pages are taken for these; it is not kept.
    """

    superior: str = ""
    agency: str = ""
    number: str = ""
    signer: str = ""
    signer_name: str = ""
    recipients: str = ""
    organ: str = ""
    titles: str = ""
    pledge_head: str = FIRST
    font: str = ""
    page_head: str = ""
    template: str = ""


def style_of(bloc: Bloc) -> Style:
    """Return how a bloc's papers are written, as it is typed."""
    return Style(
        bloc.paper_superior,
        bloc.paper_agency,
        bloc.paper_number_form,
        bloc.paper_signer,
        bloc.paper_signer_name,
        "\n".join(bloc.paper_recipients),
        bloc.paper_organ_code,
        bloc.paper_titles_ground,
        LAST if bloc.pledge_head_last else FIRST,
        bloc.paper_font,
        bloc.paper_page_head,
    )


def word_look(bloc: Bloc) -> WordLook:
    """Return how the office's Word files look."""
    return WordLook(bloc.paper_font or FONT, bloc.paper_page_head)


def _templated(style: Style) -> Style:
    """Return a style with what its template gives.

    Raises:
        Refused: The template cannot be read, is no Word file, or holds what it should not.
    """
    if not style.template.strip():
        return style
    file = Path(style.template.strip()).expanduser()
    check_place(file, reads=True)
    look = template_look(content_of(file), file)
    return style._replace(font=look.font, page_head=look.header)


def set_style(desk: Desk, seen: Bloc, style: Style) -> Bloc:
    """Set how a bloc's papers are written; what is empty is as the decree's models have it.

    Raises:
        Refused: The number has no place, letters may mean several people, or the template is none.
        Clash: Somebody else changed the same since it was ``seen``.
    """
    style = _templated(style)
    who = within(style.signer_name, LONGEST)
    name, person_id = seen.paper_signer_name, seen.paper_signer_id
    if who != name:
        of = meant(desk, who) if who else None
        name, person_id = of.called.name if of else "", of.person.id if of and of.person else None
    wanted: dict[str, object] = {
        "paper_superior": within(style.superior, LONGEST),
        "paper_agency": within(style.agency, LONGEST),
        "paper_number_form": house_style.check_number(within(style.number, LONGEST)),
        "paper_signer": within(style.signer, LONGEST, lines=True),
        "paper_signer_name": name,
        "paper_signer_id": person_id,
        "paper_recipients": paragraphs(style.recipients),
        "paper_organ_code": within(style.organ, LONGEST),
        "paper_titles_ground": within(style.titles, LONGEST),
        "pledge_head_last": _is_last(style.pledge_head),
        "paper_font": check_font(within(style.font, LONGEST)),
        "paper_page_head": within(style.page_head, LONGEST),
    }
    with desk.act(Act.EDIT_BLOC, N_("How papers are written: {bloc}"), {"bloc": seen.name}, at=seen) as store:
        return save_onto(store, seen, wanted, limit=LONGEST * 10)


def _is_last(typed: str) -> bool:
    if typed not in (FIRST, LAST):
        raise Refused(N_("The head signs the pledge “first” or “last”, not “{text}”."), text=typed)
    return typed == LAST
