"""First start: an empty council, or the sample."""

from collections.abc import Iterable

from ktd_tui.domain.access import Grant
from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Bloc, Council
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.council.titles import Office, titles_of_law
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.shipped import DATA, load
from ktd_tui.rules.access import Act

TEMPLATES = tuple(DATA / f"criteria-{name}.toml" for name in "abc")
SAMPLE = DATA / "khoi-v-2022.toml"

BLOC_CODES = ("I", "II", "III", "IV", "V")


def set_up_sample(desk: Desk) -> None:
    """Fill an empty store with Khối V, 2022; who does it is the administrator.

    Raises:
        Refused: The store holds a council already.
    """
    _fill(desk, load((*TEMPLATES, SAMPLE)), N_("Khối V, 2022 was set up"))


def set_up_council(
    desk: Desk, name: str, agency: str, symbol: str = "", place: str = "", office: str = Office.MINISTRY
) -> None:
    """Fill an empty store with a council and its five blocs; who does it is the administrator.

    The council begins with the law's own titles for such an office, each to be confirmed or changed.

    Raises:
        Refused: The store holds a council already, or the name is empty.
    """
    name, agency, symbol, place = (within(text, 500) for text in (name, agency, symbol, place))
    if not name:
        raise Refused(N_("The council needs a name."))
    if office not in set(Office):
        raise Refused(N_("Choose what kind of office it is."))
    titles = titles_of_law(Office(office), agency)
    council = Council(name=name, agency=agency, symbol=symbol, place=place, award_titles=titles)
    blocs = [
        Bloc(council_id=council.id, code=code, name=f"Khối thi đua số {code}", symbol=f"KTĐ{code}")
        for code in BLOC_CODES
    ]
    _fill(desk, [*load(TEMPLATES), council, *blocs], N_("The council was set up"))


def _fill(desk: Desk, records: Iterable[Record], why: str) -> None:
    who = desk.actor
    first = Grant(uid=who.uid, account=who.name, role=UserRole.ADMINISTRATOR)
    with desk.act(Act.EDIT_COUNCIL, why, at=None, final=True) as store:
        if store.find(Council):
            raise Refused(N_("There is a council in the data already; nothing was changed."))
        for record in (first, *records):
            store.save(record)
