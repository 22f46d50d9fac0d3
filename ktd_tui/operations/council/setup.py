"""First start: an empty council, or the sample."""

from collections.abc import Iterable
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Bloc, Council
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.council.titles import Office, titles_of_law
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.shipped import DATA, load
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.blocs import USUAL, blocs_typed
from ktd_tui.rules.council.council_name import usual_council_name
from ktd_tui.text import file_name

LONGEST = 5_000
"""Letters of all numbers and names of blocs together."""
TEMPLATES = tuple(DATA / f"criteria-{name}.toml" for name in "abc")
SAMPLE = DATA / "khoi-v-2022.toml"


class InPapers(NamedTuple):
    """What papers write of a council: its agency's part of their numbers, and the place of their dates."""

    symbol: str = ""
    place: str = ""


UNSAID = InPapers()


def set_up_sample(desk: Desk) -> None:
    """Fill an empty store with Khối V, 2022; who does it is the administrator.

    Raises:
        Refused: The store holds a council already.
    """
    _fill(desk, load((*TEMPLATES, SAMPLE)), N_("Khối V, 2022 was set up"))


def set_up_council(
    desk: Desk,
    name: str,
    agency: str,
    *,
    office: str = Office.MINISTRY,
    blocs: str = USUAL,
    in_papers: InPapers = UNSAID,
) -> None:
    """Fill an empty store with a council and its blocs; who does it is the administrator.

    The council begins with the law's own titles for such an office, each to be confirmed or changed.

    Args:
        name: What it is called; empty: after its agency.
        agency: The agency that it serves.
        office: The kind of office.
        blocs: Numbers and names of its blocs as typed, apart by commas; empty: none yet.
        in_papers: What papers write of it.

    Raises:
        Refused: The store holds a council already, or two blocs are called the same.
    """
    name, agency = within(name, LIMIT), within(agency, LIMIT)
    texts = {key: within(text, LIMIT) for key, text in in_papers._asdict().items()}
    if office not in set(Office):
        raise Refused(N_("Choose what kind of office it is."))
    titles = titles_of_law(Office(office), agency)
    council = Council(name=name or usual_council_name(agency), agency=agency, award_titles=titles, **texts)
    begun = blocs_typed(within(blocs, LONGEST))
    _check_apart([file_name(one.code) for one in begun])  # their papers' folders are named so, too
    _check_apart([one.name for one in begun])
    made = [Bloc(council_id=council.id, place=at, **one._asdict()) for at, one in enumerate(begun, 1)]
    _fill(desk, [*load(TEMPLATES), council, *made], N_("The council was set up"))


def _check_apart(called: list[str]) -> None:
    for at, one in enumerate(called):
        if one.casefold() in (other.casefold() for other in called[:at]):
            raise Refused(N_("Two blocs are called “{name}”. Give each its own number or name."), name=one)


def _fill(desk: Desk, records: Iterable[Record], why: str) -> None:
    who = desk.actor
    first = Grant(uid=who.uid, account=who.name, role=UserRole.ADMINISTRATOR)
    with desk.act(Act.EDIT_COUNCIL, why, at=None, final=True) as store:
        if store.find(Council):
            raise Refused(N_("There is a council in the data already; nothing was changed."))
        for record in (first, *records):
            store.save(record)
