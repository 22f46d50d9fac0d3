"""Who signs a bloc's papers, as its office set it: the office with «KT.», and what stands before a name."""

from collections.abc import Iterator, Mapping

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Role
from ktd_tui.domain.people import Person
from ktd_tui.naming import Called, bare_name
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_called
from ktd_tui.papers.house_style import Signers


def signers_of(desk: Desk, year: BlocYear) -> Signers:
    """Return who signs the papers of a bloc's year."""
    bloc = desk.store.get(Bloc, year.bloc_id)
    titled = _titled(desk, year) if bloc.paper_titles_ground else {}
    return Signers(bloc.paper_signer or _office(desk, bloc, year), titled)


def _office(desk: Desk, bloc: Bloc, year: BlocYear) -> str:
    """Return the head's office; a deputy who was chosen to sign does so in the head's place."""
    words, name = bloc.words, bloc.paper_signer_name
    units = {p.unit_id for p in desk.store.find(Person) if p.name == name} if name else set()
    if any(unit in units for unit in year.units_with(Role.DEPUTY)):
        return f"KT. {words.head}\n{words.deputy}".upper()
    return words.head.upper()


def _titled(desk: Desk, year: BlocYear) -> Mapping[str, str]:
    """Return everybody who has an academic title, in the directory or in a meeting, by the bare name."""
    return {
        bare_name(of.name): f"{of.degree} {of.name}" for of in _known(desk, year) if of.name and of.degree
    }


def _known(desk: Desk, year: BlocYear) -> Iterator[Called]:
    yield from people_called(desk).values()
    for meeting in desk.store.find(Meeting, bloc_year_id=year.id):
        for one in meeting.attendees:
            yield from (one.called, one.sitting)
