"""The blocs of the council: added, renamed, renumbered, put in order, retired, taken away."""

from ktd_tui.domain.meeting import Agenda
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Gone, save_onto
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.dialect import words_for
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.blocs import own_noun, says_noun, usual_symbol
from ktd_tui.rules.council.order import blocs_in_order, moved
from ktd_tui.text import file_name
from ktd_tui.words import optional_year

BLOC_TEXTS = ("code", "name", "symbol", "noun", "head_title", "deputy_title")
"""What is typed of a bloc as it stands; ``last_year`` is read as a year."""


def save_bloc(desk: Desk, seen: Bloc | None, *, last_year: str | None = None, **texts: str) -> Bloc:
    """Add a bloc (``seen`` None) or change one.

    Args:
        last_year: The last year in which it emulates, as typed; empty: it goes on; None: as it is.
        **texts: Any of ``BLOC_TEXTS``.

    Raises:
        NotAllowed: The right is missing: a new bloc, a retired one and a number are the council's.
        Refused: The number or name is empty, or another bloc has it or its folder of papers; or a year is
            open after the last.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    values: dict[str, object] = {key: within(value, LIMIT) for key, value in texts.items()}
    if last_year is not None:
        values["last_year"] = optional_year(last_year)
    told = {"name": str(values.get("name") or (seen.name if seen else ""))}
    with desk.act(Act.EDIT_COUNCIL, N_("Bloc {name}"), told, at=None) as store:
        others = [bloc for bloc in store.find(Bloc) if seen is None or bloc.id != seen.id]
        _check_names(values, others)
        if "code" in values and (seen is None or values["code"] != seen.code):
            _check_folder(str(values["code"]), others)
        if seen is None:
            values["noun"] = values.get("noun") or own_noun(str(values["name"]))
            place = max((bloc.place for bloc in others), default=0)
            fresh = Bloc(
                council_id=council(desk).id, code=str(values["code"]), name=str(values["name"]), place=place
            )
            return store.save(fresh.with_(**values))
        years = store.find(BlocYear, bloc_id=seen.id)
        _check_last_year(seen, years, values.get("last_year"))
        if not years:
            values |= _noun_along(seen, values)
            values |= _symbol_along(seen, values) | _name_along(seen, values)
            _check_names(values, others)
        return save_onto(store, seen, values)


def _noun_along(seen: Bloc, values: dict[str, object]) -> dict[str, object]:
    """Let what a bloc calls itself go along with a name that says so, unless another is typed."""
    name = str(values.get("name", seen.name))
    told = values.get("noun", seen.noun) != seen.noun or own_noun(seen.name) != seen.noun
    return {} if told or name == seen.name or not says_noun(name) else {"noun": own_noun(name)}


def _symbol_along(seen: Bloc, values: dict[str, object]) -> dict[str, object]:
    """Let the usual symbol go along with what a bloc calls itself, unless another is typed."""
    noun, typed = str(values.get("noun", seen.noun)), values.get("symbol", seen.symbol)
    if typed != seen.symbol or seen.symbol != usual_symbol(seen.noun, seen.code):
        return {}
    return {"symbol": usual_symbol(noun, str(values.get("code", seen.code)))}


def _name_along(seen: Bloc, values: dict[str, object]) -> dict[str, object]:
    """Let a name that begins with what a bloc calls itself go along with that, unless another is typed."""
    before, noun = (one.words.noun for one in (seen, seen.with_(noun=values.get("noun", seen.noun))))
    own = seen.name.removeprefix(f"{before} ")
    if values.get("name", seen.name) != seen.name or own == seen.name or noun == before:
        return {}
    return {"name": f"{noun} {own}"}


def _check_names(values: dict[str, object], others: list[Bloc]) -> None:
    for field, empty in (("code", N_("The bloc needs a number.")), ("name", N_("The name is empty."))):
        if not (typed := str(values.get(field, "x"))):
            raise Refused(empty, field=field)
        same = [bloc for bloc in others if str(getattr(bloc, field)).casefold() == typed.casefold()]
        if same:
            raise Refused(
                N_("There is a bloc “{name}” already: {bloc}."),
                name=typed,
                bloc=same[0].name,
                **words_for(same[0]),
            )


def _check_folder(code: str, others: list[Bloc]) -> None:
    """Refuse a number that names the folder of another bloc's papers: «A/1» is «A-1» there."""
    same = [bloc for bloc in others if file_name(bloc.code).casefold() == file_name(code).casefold()]
    if same:
        raise Refused(
            N_(
                "“{name}” and “{other}” of {bloc} would name the same folder of papers: "
                "choose another number."
            ),
            field="code",
            name=code,
            other=same[0].code,
            bloc=same[0].name,
        )


def _check_last_year(bloc: Bloc, years: list[BlocYear], last: object) -> None:
    later = max((year.year for year in years), default=0)
    if isinstance(last, int) and later > last:
        raise Refused(
            N_("The year {year} is open in this bloc; it cannot end before."), year=later, **words_for(bloc)
        )


def reorder_bloc(desk: Desk, bloc_id: str, by: int) -> None:
    """Move a bloc up (negative) or down in the list of blocs.

    Raises:
        NotAllowed: The right is missing.
        NotFound: It is not in the data any more.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("The order of the blocs"), at=None) as store:
        blocs = blocs_in_order(store.find(Bloc))
        at = blocs.index(store.get(Bloc, bloc_id))
        for place, bloc in enumerate(moved(blocs, at, by), 1):
            if bloc.place != place:
                store.save(bloc.with_(place=place))


def delete_bloc(desk: Desk, seen: Bloc) -> None:
    """Put a bloc that was never used into the trash.

    Raises:
        NotAllowed: The right is missing.
        Refused: It has units or years; the sentence says the way out.
        Gone: Somebody else deleted it already.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("Deleted the bloc {name}"), {"name": seen.name}, at=None) as store:
        if not store.find(Bloc, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        used = bool(store.find(Unit, bloc_id=seen.id)) or bool(store.find(BlocYear, bloc_id=seen.id))
        if used:
            raise Refused(
                N_("{bloc} has units or years. Edit it and give it a last year instead."),
                bloc=seen.name,
                **words_for(seen),
            )
        for agenda in store.find(Agenda, bloc_id=seen.id):
            store.delete(agenda)
        store.delete(store.get(Bloc, seen.id))
