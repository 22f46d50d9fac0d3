"""``ktd bloc``: the blocs of the council, listed, added, changed, put in order, taken away."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import given
from ktd_tui.commands.options import JSON, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.organisation import Bloc, OfficeWords
from ktd_tui.i18n import N_
from ktd_tui.operations.council.blocs import delete_bloc, reorder_bloc, save_bloc
from ktd_tui.operations.council.directory import bloc_rows
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named

BLOC_HELP: Mapping[str, str] = {
    "code": N_("its number"),
    "name": N_("its name"),
    "symbol": N_("its part of a paper's number"),
    "noun": N_("what it calls itself: Khối, Cụm"),
    "head_title": N_("what its leading unit is called"),
    "deputy_title": N_("what its deputies are called"),
    "last_year": N_("the last year in which it emulates; empty: it goes on"),
}
THE_BLOC = Option("bloc", N_("the bloc's number or name"), metavar="V")


class _Offices(TypedDict):
    offices: OfficeWords


_BLOC = Fields(Bloc, *BLOC_HELP, more=_Offices)
BlocTold = Annotated[Shown, _BLOC]
COMMANDS = Commands()
BLOCS = COMMANDS.group("bloc", help_of("bloc"))


@BLOCS.listing("list", N_("list the blocs"), JSON)
def _list(desk: Desk, options: Namespace) -> Answer[list[BlocTold]]:
    del options
    blocs = [row.bloc for row in bloc_rows(desk)]
    data = [_BLOC.of(bloc, offices=bloc.words) for bloc in blocs]
    return Answer(data, [spaced(bloc.code, bloc.name, *bloc.words[1:], bloc.last_year) for bloc in blocs])


@BLOCS.add("add", N_("add a bloc"), *texts(BLOC_HELP), JSON)
def _add(desk: Desk, options: Namespace) -> None:
    save_bloc(desk, None, **given(options, BLOC_HELP, None))


@BLOCS.add("edit", N_("change a bloc; what is left out stays"), THE_BLOC, *texts(BLOC_HELP), JSON)
def _edit(desk: Desk, options: Namespace) -> None:
    there = bloc_named(desk, options.bloc)
    save_bloc(desk, there, **given(options, BLOC_HELP, there))


@BLOCS.add("up", N_("move a bloc up in the list"), THE_BLOC, JSON)
@BLOCS.add("down", N_("move a bloc down in the list"), THE_BLOC, JSON)
def _move(desk: Desk, options: Namespace) -> None:
    reorder_bloc(desk, bloc_named(desk, options.bloc).id, -1 if options.verb == "up" else 1)


@BLOCS.add("delete", N_("put a bloc that was never used into the trash"), THE_BLOC, JSON)
def _delete(desk: Desk, options: Namespace) -> None:
    delete_bloc(desk, bloc_named(desk, options.bloc))
