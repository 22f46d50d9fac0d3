"""How sentences call a bloc: as the bloc itself does («Cụm», «Cụm trưởng»), never by a word of ours."""

from ktd_tui import i18n
from ktd_tui.domain.organisation import Bloc, OfficeWords
from ktd_tui.errors import NotFound
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At


def speak_of(desk: Desk, of: At | Bloc | None) -> None:
    """Say what later sentences call the bloc of a record; without one, what all blocs call themselves.

    Where a council has blocs of several names, sentences about none of them say «khối».
    """
    blocs = desk.store.find(Bloc)
    try:
        here = desk.scope(of).bloc_id if of else None
    except NotFound:  # somebody else deleted it: the page says so
        here = None
    words = {bloc.words for bloc in [one for one in blocs if one.id == here] or blocs}
    one = words.pop() if len(words) == 1 else OfficeWords()
    i18n.call_bloc((one.within, *one))
