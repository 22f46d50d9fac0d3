"""How sentences call a bloc: as the bloc itself does («Cụm», «Cụm trưởng»), never by a word of ours."""

from ktd_tui import i18n
from ktd_tui.domain.organisation import Bloc, OfficeWords
from ktd_tui.errors import NotFound
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At


def words_for(bloc: Bloc | None) -> dict[str, object]:
    """Return the facts by which a sentence calls this bloc, whatever the page speaks of."""
    words = bloc and bloc.words
    return dict(zip(i18n.BLOC_WORDS, (words.within, *words), strict=True)) if words else {}


def speak_of(desk: Desk, of: At | Bloc | None) -> None:
    """Say what later sentences call the bloc of a record; without one, what all blocs call themselves.

    Where a council has blocs of several names, sentences about none of them say «khối».
    """
    try:
        here = desk.scope(of).bloc_id if of else None
        words = {desk.store.get(Bloc, here).words} if here else _of_all(desk)
    except NotFound:  # somebody else deleted it: the page says so
        words = _of_all(desk)
    one = words.pop() if len(words) == 1 else OfficeWords()
    i18n.call_bloc((one.within, *one))


def _of_all(desk: Desk) -> set[OfficeWords]:
    return {bloc.words for bloc in desk.store.find(Bloc)}
