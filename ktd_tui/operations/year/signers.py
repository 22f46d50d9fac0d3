"""Who signs a bloc's papers, as its office set it: the office with «KT.», and what stands before a name."""

from ktd_tui.domain.organisation import Bloc, BlocYear, Role
from ktd_tui.domain.people import Person
from ktd_tui.naming import Called
from ktd_tui.operations.desk import Desk
from ktd_tui.papers.house_style import Signers


def signers_of(desk: Desk, year: BlocYear) -> Signers:
    """Return who signs the papers of a bloc's year."""
    bloc = desk.store.get(Bloc, year.bloc_id)
    signer = _chosen(desk, bloc)
    office = bloc.paper_signer or _office(bloc, year, signer)
    people = desk.store.find(Person) if bloc.paper_titles_ground else []
    degrees = {p.id: Called(p.name, degree=p.degree).signer.degree for p in people}
    return Signers(office, bool(bloc.paper_titles_ground), degrees)


def _chosen(desk: Desk, bloc: Bloc) -> Person | None:
    """Return who was chosen to sign letters; None where the directory does not know them, or who of them."""
    if bloc.paper_signer_id:
        found = desk.store.find(Person, id=bloc.paper_signer_id)
    else:  # earlier versions kept the name alone
        name = bloc.paper_signer_name
        found = [p for p in desk.store.find(Person) if name and p.name == name]
    return found[0] if len(found) == 1 else None


def _office(bloc: Bloc, year: BlocYear, signer: Person | None) -> str:
    """Return the head's office; a deputy who was chosen to sign does so in the head's place."""
    words = bloc.words
    if signer and signer.unit_id in year.units_with(Role.DEPUTY):
        return f"KT. {words.head}\n{words.deputy}".upper()
    return words.head.upper()
